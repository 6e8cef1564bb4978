//! Writes the archive: the only room that changes a SQLite file.
//!
//! Documents with their articles and analyses come in, rows go out, a batch at a time: one transaction a batch.
//!
//! An import is a conversation: [`Archive::begin_import`], then [`Import::put`] for each record (or [`Import::seen`]
//! where [`Import::known`] says that its bytes are here already, or [`Import::problem`]), then [`Import::finish`]. A
//! [`Rebuild`] reads what is stored again. Decisions are made by [`Archive::decide`].
//!
//! Invariant: no user text is ever spliced into SQL; a batch is stored whole or not at all.

mod articles;
pub(crate) mod bar;
mod batch;
mod captions;
mod check;
mod decisions;
mod editions;
mod entities;
mod error;
mod fingerprint;
mod import;
pub(crate) mod names;
mod open;
mod rebuild;
mod repair;
mod rulings;
pub(crate) mod sayings;
pub mod schema;
mod seals;
pub(crate) mod search;
pub(crate) mod sources;

use std::path::PathBuf;

use crate::model::{Analysis, Article, Diagnostic, Source};

pub use check::{CheckReport, Finding, Remedy, check};
pub use decisions::{Applied, Call, Candidate, Decision, DecisionError, Verb};
pub use editions::Again;
pub use entities::Kind as EntityKind;
pub use error::{DAMAGED, StoreError};
pub use import::Import;
pub use open::{Access, Journal, Rest};
pub use rebuild::{Original, Rebuild, Rebuilt};

/// The version that is written beside everything derived, and shown as `extractor`.
pub const EXTRACTOR: &str = env!("CARGO_PKG_VERSION");

/// An open archive.
#[derive(Debug)]
pub struct Archive {
    pub(crate) connection: rusqlite::Connection,
    path: PathBuf,
    writable: bool,
    access: Access,
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

/// What became of the records of one import.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Counts {
    /// New articles.
    pub imported: u64,
    /// New versions of known articles.
    pub updated: u64,
    /// Records whose bytes were there already.
    pub unchanged: u64,
    /// Records that could not be imported.
    pub skipped: u64,
}

#[cfg(test)]
pub(crate) mod tests;
