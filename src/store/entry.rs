//! One record as it is stored, and what became of it.

use crate::model::{Analysis, Article, Diagnostic, Source};

/// The version that is written beside everything derived, and shown as `extractor`.
pub const EXTRACTOR: &str = env!("CARGO_PKG_VERSION");

/// Digest of the weights and word lists that are compiled in: two programs of one version and one digest read a page alike.
pub const MODELS: &str = env!("ARCHIVE_MODELS");

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
    /// Whether it is a page dumped as text, of which a saved page says more.
    pub is_dump: bool,
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
    /// The owner deleted the article: it stays out.
    Deleted,
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
    /// What tells whether the file has changed since: its length and the time of its last change; `None` for standard input.
    pub file_state: Option<String>,
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
    /// Records of articles that the owner deleted, which stay out.
    pub deleted: u64,
}
