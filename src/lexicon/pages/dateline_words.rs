//! Words that stand where a dateline does and are none.

use crate::lexicon::tables::sections::Words;

/// Words in capitals before a dash that are no place.
pub static NOT_PLACES: Words = Words::new(include_str!("dateline_words.txt"), "not-places");
