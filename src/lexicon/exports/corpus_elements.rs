//! The elements of news corpora in SGML.

use crate::lexicon::tables::sections::{Values, Words};

const TEXT: &str = include_str!("corpus_elements.txt");

/// Elements, lower case, and the part of an article that they hold; `record` is one article, `other` none of it.
pub static PARTS: Values = Values::new(TEXT, "parts");

/// Signs of agencies that close a story, lower case.
pub static SIGNS: Words = Words::new(TEXT, "signs");
