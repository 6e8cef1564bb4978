//! Writes the archive: the only room that changes a SQLite file.
//!
//! Documents with their articles and analyses come in, rows go out, a batch at a time: one transaction a batch.
//!
//! Invariant: no user text is ever spliced into SQL; a batch is stored whole or not at all.

use std::path::{Path, PathBuf};

use crate::model::{Analysis, Article, Diagnostic, Source};

/// The version that is written beside everything derived, and shown as `extractor`.
pub const EXTRACTOR: &str = env!("CARGO_PKG_VERSION");

/// An open archive.
#[derive(Debug)]
pub struct Archive {
    pub(crate) connection: rusqlite::Connection,
    pub(crate) path: PathBuf,
}

/// How an archive is opened for writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Journal {
    /// Write-ahead log while importing, rollback journal at rest.
    #[default]
    Wal,
    /// Rollback journal throughout: for network drives.
    Rollback,
}

/// One record, read, normalised and analysed: all that is stored of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Where it came from, with its bytes.
    pub source: Source,
    /// The article.
    pub article: Article,
    /// What it says of whom and where.
    pub analysis: Analysis,
    /// Notes of every room it passed.
    pub diagnostics: Vec<Diagnostic>,
}

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A new article.
    Imported,
    /// A known article with other text.
    Updated,
    /// The same bytes were there already.
    Unchanged,
}

/// A record that could not be imported: a row of `import_problems`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The path as in [`Source::path`].
    pub path: String,
    /// The record as in [`Source::record`].
    pub record: Option<String>,
    /// Short name of the sort of problem.
    pub kind: String,
    /// One sentence.
    pub message: String,
}

/// Why the archive could not be used. Shown to users: lower case, no final stop.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Any other refusal of SQLite.
    #[error("{path}: {cause}")]
    Sqlite {
        /// The archive.
        path: PathBuf,
        /// What SQLite said.
        #[source]
        cause: rusqlite::Error,
    },
}

impl Archive {
    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}
