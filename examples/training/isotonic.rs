//! Isotonic regression over bins: how often what had a score was right, never falling (Zadrozny and Elkan, KDD 2002).

// Shares of a thousand fit.
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]

/// No share is said to be surer than what so many can show.
const PRIOR: [f64; 2] = [1.0, 2.0];

/// How many of what was judged were right, per mille.
pub fn share(right: usize, all: usize) -> u16 {
    ((right as f64 + PRIOR[0]) / (all as f64 + PRIOR[1]) * 1000.0).round() as u16
}

/// Scores that rise, each with how often such scores were right: at most `bins` bins of as many each; neighbours that fall are
/// pooled.
pub fn curve(mut judged: Vec<(u16, bool)>, bins: usize) -> Vec<(u16, u16)> {
    judged.sort_unstable();
    let of = |pool: &[(u16, bool)]| share(pool.iter().filter(|(_, right)| *right).count(), pool.len());
    let mut pools: Vec<Vec<(u16, bool)>> = Vec::new();
    for bin in judged.chunks(judged.len().div_ceil(bins).max(1)) {
        pools.push(bin.to_vec());
        while let [.., before, last] = pools.as_slice()
            && of(before) >= of(last)
        {
            let last = pools.pop().unwrap_or_default();
            pools.last_mut().into_iter().for_each(|pool| pool.extend(&last));
        }
    }
    let middle = |pool: &Vec<(u16, bool)>| {
        let sum: usize = pool.iter().map(|(score, _)| usize::from(*score)).sum();
        u16::try_from(sum / pool.len().max(1)).unwrap_or(1000)
    };
    pools.iter().map(|pool| (middle(pool), of(pool))).collect()
}
