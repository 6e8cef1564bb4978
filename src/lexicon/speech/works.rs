//! Nouns for works that have titles, and participles that say what somebody is called.

use crate::lexicon::tables::sections::Words;

const TEXT: &str = include_str!("works.txt");

/// Nouns for works that have titles.
pub static WORKS: Words = Words::new(TEXT, "works");

/// Participles that say before "as" what somebody is called.
pub static NAMING: Words = Words::new(TEXT, "naming");
