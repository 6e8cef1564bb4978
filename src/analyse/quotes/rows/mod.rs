//! The rows of a field: one for each quotation that is kept, stretch of reported speech and turn.
//!
//! A field after attribution comes in, quotes go out, each with its group, its confidence and the reason in plain words:
//! `quotations` first, then `reports`, then `turns`.
//!
//! Invariant: a row's text is the text at its span, and what nobody said has no row.

pub(super) mod field;
mod quotations;
mod reports;
mod turns;

use crate::analyse::quotes::rows::field::AttributedField;
use crate::analyse::quotes::speakers::ranking::Ranker;
use crate::model::Quote;

/// The rows of one field; `groups` counts the utterances of the article.
pub(super) fn write_rows<R: Ranker>(ranker: &R, field: &AttributedField<'_>, groups: &mut usize) -> Vec<Quote> {
    let (mut rows, cues) = quotations::rows(field, groups);
    rows.extend(reports::rows(ranker, field, &cues, groups));
    rows.extend(turns::rows(field, groups));
    rows
}
