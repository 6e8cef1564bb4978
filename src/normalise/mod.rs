//! Turns a document into an article.
//!
//! Invariant: pure and total. No I/O, no clock, no error: odd input gives a [`Diagnostic`].

pub mod blocks;
pub mod byline;
pub mod captions;
mod date_grammar;
pub mod dates;
pub mod declared;
mod person_names;
pub mod unicode;

use crate::model::{Article, Diagnostic, Document};

/// Reads the article off `document`.
#[must_use]
pub fn normalise(document: &Document) -> (Article, Vec<Diagnostic>) {
    let _ = document;
    (Article::default(), Vec::new())
}
