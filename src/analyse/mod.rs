//! Finds the people, places, organisations and quotes of an article.
//!
//! An [`Article`] comes in, an [`Analysis`] goes out. `text` splits the fields into tokens and sentences, `names` finds names,
//! `people`, `places` and `organisations` say whom and what they mean, and `quotes` finds quotes with their speakers. The list
//! in `stages` says which implementation of each step runs.
//!
//! Invariant: pure and total. No I/O, no clock, no error; the same article gives the same analysis.

pub(crate) mod names;
pub(crate) mod organisations;
pub(crate) mod people;
pub(crate) mod places;
pub(crate) mod quotes;
pub(crate) mod stages;
mod sureness;
pub(crate) mod text;

use crate::analyse::stages::{STAGES, analyse_with};
use crate::model::{Analysis, Article};

/// Finds who and what is in `article`, and who said what in it.
#[must_use]
pub fn analyse(article: &Article) -> Analysis {
    analyse_with(&STAGES, article)
}
