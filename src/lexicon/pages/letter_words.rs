//! Words of readers' letters: how they begin, how they end, what a page of them is called. Compiled by hand from the usual
//! forms of the press.

use crate::lexicon::tables::sections::Phrases;

const TEXT: &str = include_str!("letter_words.txt");

/// What a letter to a paper opens with, lower case and without marks.
pub static SALUTATIONS: Phrases = Phrases::new(TEXT, "salutations");

/// What is above the name of who wrote it, lower case and without marks.
pub static CLOSINGS: Phrases = Phrases::new(TEXT, "closings");

/// Words for letters, lower case: one of them opens the title of a page of letters, and a mark or nothing follows it.
pub static LETTERS: Phrases = Phrases::new(TEXT, "letters");

/// What a page of letters is called, lower case.
pub static HEADINGS: Phrases = Phrases::new(TEXT, "headings");
