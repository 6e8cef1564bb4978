//! How often names of each clearness are right: isotonic regression over bins of held-out names (Zadrozny and Elkan, KDD 2002).

// Shares of a thousand fit.
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use article_archive::training::analyse::names::NameKind;
use article_archive::training::analyse::names::trained::confidence::{BY_PAGE, word};

/// A name that was found on a held-out page.
#[derive(Clone, Copy, Debug)]
pub struct Judged {
    /// The group of languages.
    pub group: &'static str,
    /// What it was taken for.
    pub kind: NameKind,
    /// How clear it was.
    pub clearness: u16,
    /// Whether it was right, tokens and kind.
    pub right: bool,
}

/// So many bins hold as many names each.
const BINS: usize = 24;
/// No share is said to be surer than what so many names can show.
const PRIOR: [f64; 2] = [1.0, 2.0];

/// The table that ships.
pub fn table(judged: &[Judged]) -> String {
    let mut table = String::from(
        "# How often names were right on held-out pages, per mille: group of languages, kind, names that the page vouches for, then\n\
         # clearness:share. Made by `train_tagger --hold-out --calibrate`.\n",
    );
    for group in ["en", "de", "other"] {
        for kind in [NameKind::Person, NameKind::Place, NameKind::Organisation] {
            let of_both = |name: &&Judged| name.group == group && name.kind == kind;
            let (by_page, by_chain): (Vec<Judged>, Vec<Judged>) =
                judged.iter().filter(of_both).partition(|name| name.clearness == BY_PAGE);
            table.push_str(&format!("{group} {} {}", word(kind), share(&by_page)));
            for (clearness, share) in curve(by_chain) {
                table.push_str(&format!(" {clearness}:{share}"));
            }
            table.push('\n');
        }
    }
    table
}

fn share(names: &[Judged]) -> u16 {
    let right = names.iter().filter(|name| name.right).count() as f64;
    ((right + PRIOR[0]) / (names.len() as f64 + PRIOR[1]) * 1000.0).round() as u16
}

/// Bins of rising clearness; neighbours that fall are pooled.
fn curve(mut names: Vec<Judged>) -> Vec<(u16, u16)> {
    names.sort_by_key(|name| (name.clearness, name.right));
    let mut pools: Vec<Vec<Judged>> = Vec::new();
    for bin in names.chunks(names.len().div_ceil(BINS).max(1)) {
        pools.push(bin.to_vec());
        while pools.len() > 1 && share(&pools[pools.len() - 2]) >= share(&pools[pools.len() - 1]) {
            let last = pools.pop().unwrap_or_default();
            pools.last_mut().into_iter().for_each(|pool| pool.extend(&last));
        }
    }
    let middle = |pool: &Vec<Judged>| {
        let sum: usize = pool.iter().map(|name| usize::from(name.clearness)).sum();
        u16::try_from(sum / pool.len().max(1)).unwrap_or(1000)
    };
    pools.iter().map(|pool| (middle(pool), share(pool))).collect()
}
