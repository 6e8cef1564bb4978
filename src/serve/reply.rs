//! What goes back to the browser, and why it may be something else than was asked for.

use crate::query::{LanguageFault, QueryError};
use crate::store::StoreError;

/// A page, a twin of one, or a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The status of HTTP.
    pub status: u16,
    /// The media type.
    pub kind: &'static str,
    /// The name under which it is kept, where it is a download.
    pub name: Option<String>,
    /// The address of the next part, where it is a part.
    pub next: Option<String>,
    /// Its bytes.
    pub body: Vec<u8>,
}

impl Reply {
    /// A page of HTML.
    #[must_use]
    pub fn page(html: String) -> Self {
        Self { status: 200, kind: "text/html; charset=utf-8", name: None, next: None, body: html.into_bytes() }
    }

    /// JSON.
    #[must_use]
    pub fn json(body: Vec<u8>) -> Self {
        Self { status: 200, kind: "application/json", name: None, next: None, body }
    }

    /// CSV, as a download.
    #[must_use]
    pub fn csv(name: &str, body: Vec<u8>) -> Self {
        Self { status: 200, kind: "text/csv; charset=utf-8", name: Some(format!("{name}.csv")), next: None, body }
    }
}

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// There is nothing of this name or number.
    #[error("{0}")]
    Missing(String),
    /// What was asked for cannot be understood.
    #[error("{message}")]
    Wrong {
        /// What is wrong.
        message: String,
        /// What to do instead.
        hint: String,
    },
    /// It would take too long.
    #[error("this question takes longer than a second")]
    TooLong,
    /// Another program is writing.
    #[error("another program is writing to the archive")]
    Busy,
    /// The archive refused.
    #[error("{0}")]
    Broken(String),
}

impl Fault {
    /// The status of HTTP that says it.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::Missing(_) => 404,
            Self::Wrong { .. } => 400,
            Self::TooLong | Self::Busy => 503,
            Self::Broken(_) => 500,
        }
    }

    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &str {
        match self {
            Self::Missing(_) => "it may have been deleted or merged with another; look it up in its list",
            Self::Wrong { hint, .. } => hint,
            Self::TooLong => "ask for less: add a person, a date or a site to the query",
            Self::Busy => "try again in a moment",
            Self::Broken(_) => "`archive check` says what is the matter with the file",
        }
    }
}

impl From<LanguageFault> for Fault {
    fn from(fault: LanguageFault) -> Self {
        Self::Wrong { message: fault.message, hint: fault.hint }
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Halted { .. } => Self::TooLong,
            StoreError::Locked { .. } => Self::Busy,
            other => Self::Broken(other.to_string()),
        }
    }
}

impl From<QueryError> for Fault {
    fn from(QueryError(error): QueryError) -> Self {
        error.into()
    }
}

impl From<askama::Error> for Fault {
    fn from(error: askama::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        Self::Broken(error.to_string())
    }
}
