//! The rows that say what was decided: one a quotation, one a stretch of reported speech without marks.
//!
//! A field and its decisions come in, quotes go out, each with its group, how sure it is and the reason in plain words:
//! `quotations` first, then `reports`, then `turns`.
//!
//! Invariant: a row's text is what stands at its span, and what nobody said has no row.

pub(super) mod decided;
mod quotations;
mod reports;
mod turns;

use crate::analyse::quotes::rows::decided::Decided;
use crate::analyse::quotes::speakers::ranking::Ranker;
use crate::model::Quote;

/// The rows of one field; `groups` counts the utterances of the article.
pub(super) fn write_rows<R: Ranker>(ranker: &R, decided: &Decided<'_>, groups: &mut usize) -> Vec<Quote> {
    let (mut rows, cues) = quotations::rows(decided, groups);
    rows.extend(reports::rows(ranker, decided, &cues, groups));
    rows.extend(turns::rows(decided, groups));
    rows
}
