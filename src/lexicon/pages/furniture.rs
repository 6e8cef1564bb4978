//! What news pages print around an article: menus, sharing, promotion, comments, legal lines. Compiled by hand from the
//! usual forms of pages in the main languages of the press.

use crate::lexicon::tables::sections::Phrases;

const TEXT: &str = include_str!("furniture.txt");

/// Headings after which readers' comments stand; lower case, compared with the start of a short line.
pub static COMMENTS: Phrases = Phrases::new(TEXT, "comments");

/// Headings of lists of other stories and what else follows or interrupts an article; compared with the start of a short line.
pub static HEADINGS: Phrases = Phrases::new(TEXT, "headings");

/// Stretches that only furniture holds, lower case, anywhere in a block of moderate length.
pub static PHRASES: Phrases = Phrases::new(TEXT, "phrases");
