//! Arguments of the verbs that read pages, and how many threads they may use.
//!
//! Invariant: the archive itself is never opened as a page, wherever it lies.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::thread::available_parallelism;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};

use crate::import::{Breakdown, Limits};
use crate::read::{Exclude, FieldMapping, FormatChoice, Request};

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
    /// The longest record, and the longest page, that is read: bytes, or 64K, 64M. A longer one is named and skipped.
    /// Reading takes up to eight times its length of memory. An export of a newspaper database that has to be unpacked (Word,
    /// RTF) may be 256M long in any case.
    #[arg(long, value_name = "BYTES", default_value = "16M", value_parser = byte_count)]
    max_record_bytes: usize,
    /// Leave out what this pattern is true of in folders: *.bak or drafts for names, 2019/**/*.txt for paths below the folder;
    /// given again for each of several.
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<Exclude>,
    /// Read each record as if there were no other: 3/4/2019 is not read by what the other dates of its column show. What is
    /// read of a record then does not hang on how its file is divided.
    #[arg(long)]
    records_alone: bool,
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

/// Reads a number of bytes, or of the 1,024 of `K`, the 1,048,576 of `M` or the 1,073,741,824 of `G`.
fn byte_count(text: &str) -> Result<usize, String> {
    let (digits, scale) = match text.trim_end_matches(['B', 'b']) {
        text if text.ends_with(['K', 'k']) => (text.get(..text.len() - 1), 10),
        text if text.ends_with(['M', 'm']) => (text.get(..text.len() - 1), 20),
        text if text.ends_with(['G', 'g']) => (text.get(..text.len() - 1), 30),
        text => (Some(text), 0),
    };
    let count = digits.and_then(|digits| digits.trim_end().parse::<u64>().ok());
    let bytes = count.and_then(|count| count.checked_mul(1 << scale)).filter(|bytes| (1..=1 << 40).contains(bytes));
    bytes
        .and_then(|bytes| usize::try_from(bytes).ok())
        .ok_or_else(|| format!("`{text}` is no number of bytes from 1 to 1024G; 64M is 64 MB"))
}

impl InputArgs {
    /// What `read` is asked for; `archive` is left alone where it lies among the pages.
    #[must_use]
    pub fn request(&self, archive: Option<&Path>) -> Request {
        Request {
            paths: self.paths.clone(),
            format: self.format,
            map: self.map.iter().cloned().collect(),
            record_limit: Some(self.max_record_bytes),
            skip: archive.map(files_of).unwrap_or_default(),
            exclude: self.exclude.clone(),
            records_alone: self.records_alone,
        }
    }

    /// The paths as they were given.
    #[must_use]
    pub fn paths(&self) -> &[PathBuf] {
        &self.paths
    }

    /// How much may be under way at once.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.threads.limits()
    }
}

/// An archive and the files `SQLite` keeps next to it.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn byte_counts_are_read_or_refused_in_words() {
        let check = |text: &str, expected: Option<usize>| assert_eq!(byte_count(text).ok(), expected, "{text}");
        check("1", Some(1));
        check("64K", Some(64 << 10));
        check("16MB", Some(16 << 20));
        check("2 g", Some(2 << 30));
        for text in ["", "0", "-1", "M", "1.5M", "2T", "99999999999999999999", "9999999999999G"] {
            check(text, None);
        }
    }
}
