//! Word lists and tables compiled into the binary.
//!
//! Responsible for facts about words: abbreviations, titles, verbs of saying, names, places. Each list states its
//! origin; licences are in `SOURCES.md` beside this file.
//!
//! Invariant: lists only, no rules; looking something up never fails and never allocates more than the answer.

pub mod abbreviations;
pub mod agencies;
pub mod byline_words;
pub mod credit_words;
pub mod date_words;
pub mod furniture;
pub mod months;
