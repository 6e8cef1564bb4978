//! What is read off one article of an export.

use crate::model::{Diagnostic, Given};

/// One article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::read) struct Article {
    /// The number or name of the document in its export or database.
    pub id: Option<String>,
    /// The fields.
    pub given: Given,
    /// The paragraphs of the body.
    pub paragraphs: Vec<String>,
    /// What a reader should know of it.
    pub diagnostics: Vec<Diagnostic>,
}

/// One article, or why there is none.
pub(in crate::read) type Read = Result<Article, &'static str>;
