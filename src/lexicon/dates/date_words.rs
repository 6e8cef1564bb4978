//! Words that come before a date of publication or of the last change.

use crate::lexicon::tables::sections::Phrases;

const TEXT: &str = include_str!("date_words.txt");

/// Stems, lower case, of what is said before the date of the last change.
pub static UPDATED: Phrases = Phrases::new(TEXT, "updated");

/// Stems, lower case, of what is said before the date of publication.
pub static PUBLISHED: Phrases = Phrases::new(TEXT, "published");
