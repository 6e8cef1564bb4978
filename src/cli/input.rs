//! Arguments of the verbs that read pages, and how many threads they may use.
//!
//! Invariant: the archive itself is never opened as a page, wherever it lies.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::thread::available_parallelism;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};

use crate::import::{Breakdown, Limits};
use crate::read::{FieldMapping, FormatChoice, Request};

/// What to read, and how.
#[derive(Debug, Args)]
pub struct InputArgs {
    /// Files, folders (walked, in the order of the names) and - for standard input.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The format of all of them: auto tells it from the content; text is a page dumped as text, plain is body text
    /// and nothing else.
    #[arg(long, value_name = "FORMAT", default_value = "auto", value_parser = formats())]
    format: FormatChoice,
    /// Read a field of a record from this column, where the usual names do not say: body=Volltext.
    #[arg(long, value_name = "FIELD=COLUMN")]
    map: Vec<FieldMapping>,
    #[command(flatten)]
    threads: ThreadArgs,
}

/// How many threads may be used.
#[derive(Clone, Copy, Debug, Args)]
pub struct ThreadArgs {
    /// Threads that analyse; as many as there are cores, where not given.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
}

impl ThreadArgs {
    /// How much may be under way at once.
    #[must_use]
    pub fn limits(self) -> Limits {
        let cores = || available_parallelism().map_or(1, usize::from);
        Limits::for_threads(self.threads.map_or_else(cores, usize::from))
    }
}

/// The names of the formats, for the help and for the error at a wrong one.
fn formats() -> impl clap::builder::TypedValueParser<Value = FormatChoice> {
    PossibleValuesParser::new(FormatChoice::ALL.map(FormatChoice::name)).try_map(|name| name.parse())
}

impl InputArgs {
    /// What `read` is asked for; `archive` is left alone where it lies among the pages.
    #[must_use]
    pub fn request(&self, archive: Option<&Path>) -> Request {
        Request {
            paths: self.paths.clone(),
            format: self.format,
            map: self.map.iter().cloned().collect(),
            skip: archive.map(files_of).unwrap_or_default(),
        }
    }

    /// How much may be under way at once.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.threads.limits()
    }
}

/// An archive and the files `SQLite` keeps beside it.
fn files_of(archive: &Path) -> Vec<PathBuf> {
    let beside = |suffix: &str| {
        let mut name = OsString::from(archive);
        name.push(suffix);
        PathBuf::from(name)
    };
    ["", "-wal", "-shm", "-journal"].map(beside).into()
}

/// The kind of a problem that a bug caused.
pub const BUG: &str = "bug";

/// What is said of a record that a bug stopped.
#[must_use]
pub fn describe(breakdown: &Breakdown) -> String {
    let Breakdown { path, record, message } = breakdown;
    match (path.as_str(), record) {
        ("", _) => format!("reading broke down: {message}"),
        (path, Some(record)) => format!("{path}:{record}: a bug in archive: {message}"),
        (path, None) => format!("{path}: a bug in archive: {message}"),
    }
}

/// How many articles make a batch, where the environment says so: tests cut runs short between batches.
#[must_use]
pub fn batch_articles() -> Option<usize> {
    std::env::var("ARCHIVE_BATCH").ok()?.parse().ok()
}
