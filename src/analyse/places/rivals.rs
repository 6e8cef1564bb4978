//! The other places that a name may mean, and how far the best of them is behind.
//!
//! Candidates with their scores come in, best first; what a reader needs to judge the choice goes out.
//!
//! Invariant: a rival lies elsewhere. A city does not compete with its own province.

use crate::analyse::places::groups::{Scored, kilometres};
use crate::model::Namesake;

/// How far elsewhere begins.
const ELSEWHERE_KM: f64 = 100.0;
/// Runners-up that are shown.
const MOST_SHOWN: usize = 3;
/// How far behind, in powers of ten, a place is still worth showing: a hundredth of the weight.
const WITHIN: f64 = 2.0;

/// The places that may be meant instead of the first one, best first.
fn rivals(scored: &[Scored]) -> impl Iterator<Item = &Scored> {
    scored.iter().skip(1).filter(|other| {
        scored.first().is_some_and(|first| {
            let (first, other) = (&first.candidate, &other.candidate);
            let around = first.division.is_some() && first.division == other.division && first.kind != other.kind;
            !around && kilometres(first, other) > ELSEWHERE_KM
        })
    })
}

/// How far the first place is ahead of its best rival, in powers of ten; `None` where it has none.
pub(super) fn margin(scored: &[Scored]) -> Option<f64> {
    let lead = scored.first()?.score - rivals(scored).next()?.score;
    Some((lead * 100.0).round() / 100.0)
}

/// The runners-up within reach, best first; where nothing was chosen the first of all is among them.
pub(super) fn runners_up(scored: &[Scored], chosen: bool) -> Vec<Namesake> {
    let Some(first) = scored.first() else { return Vec::new() };
    let within = |other: &&Scored| first.score - other.score <= WITHIN;
    let unchosen = scored.iter().take(usize::from(!chosen));
    let shown = unchosen.chain(rivals(scored).filter(within)).take(MOST_SHOWN);
    shown
        .map(|Scored { candidate, .. }| Namesake {
            name: candidate.name.to_owned(),
            kind: candidate.kind,
            country_code: candidate.country_code.map(str::to_owned),
            latitude: candidate.latitude,
            longitude: candidate.longitude,
            geonames_id: candidate.geonames_id,
        })
        .collect()
}
