//! Lines that the form of a page puts between the paragraphs of its story: the pages it is cut into, and where it ends for
//! those who do not pay.

use crate::lexicon::tables::sections::{Phrases, Words};

const TEXT: &str = include_str!("stray_lines.txt");

/// Words for a page, lower case.
pub static PAGES: Words = Words::new(TEXT, "pages");

/// What else is in a line that leads from page to page, lower case.
pub static TURNS: Words = Words::new(TEXT, "turns");

/// Of them those that lead on or back by themselves.
pub static LEADS_ON: Words = Words::new(TEXT, "leads-on");

/// What a line says that stands where the rest of a story is kept for subscribers, lower case.
pub static KEPT_BACK: Phrases = Phrases::new(TEXT, "kept-back");
