//! Words that make a capitalised phrase the name of a place, and words that stand before such names.

use crate::lexicon::tables::sections::Words;

const TEXT: &str = include_str!("place_cues.txt");

/// Nouns that close the name of a place: `Volga River`, `Hudson Bay`.
pub static CLOSERS: Words = Words::new(TEXT, "closers");

/// Nouns that open the name of a place: `Lake Baikal`, `Mount Hermon`.
pub static OPENERS: Words = Words::new(TEXT, "openers");

/// Nouns after which `of` brings a place: `the town of X`.
pub static BEFORE_OF: Words = Words::new(TEXT, "before-of");

/// Names that are places whatever stands beside them.
pub static NAMES: Words = Words::new(TEXT, "names");
