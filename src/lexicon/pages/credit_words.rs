//! Words of picture credits in the languages of the press.

use crate::lexicon::tables::sections::{Phrases, Words};

const TEXT: &str = include_str!("credit_words.txt");

/// Words that open a credit, lower case, without the colon; a colon or a slash follows them in print.
pub static OPENERS: Phrases = Phrases::new(TEXT, "openers");

/// Words that close a credit in brackets where no space parts words: taken by, given by, news agency.
pub static CLOSERS: Phrases = Phrases::new(TEXT, "closers");

/// Openers that need no colon, lower case, a space after each.
pub static PHRASES: Phrases = Phrases::new(TEXT, "phrases");

/// What an agency tells editors after a credit, in capitals.
pub static NOTES: Phrases = Phrases::new(TEXT, "notes");

/// Labels before a caption that say that it is one, lower case.
pub static LABELS: Phrases = Phrases::new(TEXT, "labels");

/// What is in credits beside people and agencies, lower case.
pub static NOT_PEOPLE: Words = Words::new(TEXT, "not-people");
