//! The divisions of scanned newspapers, as the indexes of their issues type them.

use crate::lexicon::tables::sections::Words;

const TEXT: &str = include_str!("scan_divisions.txt");

/// What is an article of its own.
pub static ITEMS: Words = Words::new(TEXT, "items");

/// What is an article where no article is in it.
pub static SECTIONS: Words = Words::new(TEXT, "sections");

/// What stands above an article.
pub static HEADINGS: Words = Words::new(TEXT, "headings");

/// What stands above or below the title, in the heading.
pub static SECOND_HEADINGS: Words = Words::new(TEXT, "second-headings");

/// Who wrote it.
pub static BYLINES: Words = Words::new(TEXT, "bylines");

/// What stands below a picture.
pub static CAPTIONS: Words = Words::new(TEXT, "captions");

/// What is one paragraph, though it stands in several blocks.
pub static PARAGRAPHS: Words = Words::new(TEXT, "paragraphs");
