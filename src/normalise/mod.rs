//! Turns a document into an article.
//!
//! Invariant: pure and total. No I/O, no clock, no error: odd input gives a [`Diagnostic`].

pub mod blocks;
pub mod declared;
pub mod hints;
pub mod html_blocks;
pub mod html_labels;
pub mod html_page;
pub mod json_ld;
pub mod markup;
pub mod meta_tags;
pub mod prompts;
pub mod tags;
pub mod unicode;

use crate::model::{Article, Diagnostic, Document};

/// Reads the article off `document`.
#[must_use]
pub fn normalise(document: &Document) -> (Article, Vec<Diagnostic>) {
    let _ = document;
    (Article::default(), Vec::new())
}
