//! What is wrong with a query, and where.

use std::ops::Range;

/// Why a text is no query: what is wrong, at which place, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct LanguageFault {
    /// What is wrong: lower case, no final stop.
    pub message: String,
    /// The bytes of the query that are meant.
    pub span: Range<usize>,
    /// What to write instead.
    pub hint: String,
}

impl LanguageFault {
    pub(super) fn new(message: impl Into<String>, span: Range<usize>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), span, hint: hint.into() }
    }
}
