//! The rows that say what was decided: one a quotation, one a stretch of reported speech without marks.
//!
//! A field and its decisions come in, quotes go out, each with its group, how sure it is and the reason in plain words:
//! `quotations` first, then `reports`, then `turns`.
//!
//! Invariant: a row's text is what stands at its span, and what nobody said has no row.

mod quotations;
mod reports;
mod turns;

use std::ops::Range;

use crate::analyse::quotes::decision::Decision;
use crate::analyse::quotes::scene::Scene;
use crate::analyse::quotes::speakers::pronouns::Focus;
use crate::analyse::quotes::speakers::ranking::Ranker;
use crate::analyse::quotes::turns::paragraphs::Turn;
use crate::model::Quote;

/// A field with everything that was decided about it.
pub(super) struct Decided<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) decisions: &'a [Decision],
    pub(super) focus: &'a Focus<'a>,
    pub(super) turns: &'a [Turn],
}

/// What a cue has besides quotations: the group of those it governs, or the whole of what it says of an inner speaker.
#[derive(Clone, Debug, Default)]
struct CueUse {
    group: Option<usize>,
    embeds: Option<Range<usize>>,
}

/// The rows of one field; `groups` counts the utterances of the article.
pub(super) fn write_rows<R: Ranker>(ranker: &R, decided: &Decided<'_>, groups: &mut usize) -> Vec<Quote> {
    let (mut rows, cues) = quotations::rows(decided, groups);
    rows.extend(reports::rows(ranker, decided, &cues, groups));
    rows.extend(turns::rows(decided, groups));
    rows
}

/// The number of the next group.
fn next(groups: &mut usize) -> usize {
    *groups += 1;
    *groups
}
