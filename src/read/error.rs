//! Why a path or a record could not be read.

use std::fmt;
use std::io;

/// Something that could not be read; the run goes on with the next record or file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {message}", self.place())]
pub struct ReadError {
    /// The path, as in [`Source::path`](crate::model::Source::path).
    pub path: String,
    /// The record's `id` where it could be read, else its line number; `None` where it is the file that failed.
    pub record: Option<String>,
    /// Where in the file the record starts, in bytes.
    pub byte_offset: Option<u64>,
    /// What sort of failure, for scripts.
    pub kind: ReadErrorKind,
    /// One sentence in lower case without a final stop.
    pub message: String,
}

impl ReadError {
    /// A failure of the whole file at `path`.
    pub(super) fn of_file(path: &str, kind: ReadErrorKind, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), record: None, byte_offset: None, kind, message: message.into() }
    }

    /// A failure of one record that starts at `byte_offset`.
    pub(super) fn of_record(
        path: &str,
        record: String,
        byte_offset: u64,
        kind: ReadErrorKind,
        message: impl Into<String>,
    ) -> Self {
        Self { record: Some(record), byte_offset: Some(byte_offset), ..Self::of_file(path, kind, message) }
    }

    /// A record that was meant to be left out, such as a redirect of a crawl: counted by `reason`, and no failure.
    pub(super) fn of_passed_over(path: &str, record: String, byte_offset: u64, reason: &'static str) -> Self {
        Self::of_record(path, record, byte_offset, ReadErrorKind::PassedOver, reason)
    }

    /// What the system said about `path`, in words that do not depend on the platform where there are any.
    pub(super) fn of_io(path: &str, error: &io::Error) -> Self {
        let (kind, message) = match error.kind() {
            io::ErrorKind::NotFound => (ReadErrorKind::NotFound, "no such file or folder".to_owned()),
            io::ErrorKind::PermissionDenied => (ReadErrorKind::Unreadable, "permission denied".to_owned()),
            _ => (ReadErrorKind::Unreadable, format!("cannot be read: {}", cause_of(error))),
        };
        Self::of_file(path, kind, message)
    }

    /// The path and the record, as in `pages.jsonl:41`.
    #[must_use]
    pub fn place(&self) -> String {
        match &self.record {
            Some(record) => format!("{}:{record}", self.path),
            None => self.path.clone(),
        }
    }
}

/// What the system says, without the number Rust adds, and with its first letter in lower case, as our sentences are.
fn cause_of(error: &io::Error) -> String {
    let text = error.to_string();
    let mut chars = text.split(" (os error").next().unwrap_or(&text).chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// The sorts of failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReadErrorKind {
    /// There is nothing at this path.
    NotFound,
    /// The system does not let it be read.
    Unreadable,
    /// A device or a socket.
    NotAFile,
    /// There is nothing in it.
    Empty,
    /// It is of a format that is not read, such as an image.
    Unsupported,
    /// It is longer than [`RECORD_LIMIT`](super::RECORD_LIMIT).
    TooLarge,
    /// It breaks the rules of its format.
    Malformed,
    /// The record is well formed and has no text in it.
    NoText,
    /// It was meant to be left out: no failure; the message is the reason, by which such records are counted.
    PassedOver,
}

impl ReadErrorKind {
    /// The name that scripts can match, in kebab case.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::Unreadable => "unreadable",
            Self::NotAFile => "not-a-file",
            Self::Empty => "empty",
            Self::Unsupported => "unsupported",
            Self::TooLarge => "too-large",
            Self::Malformed => "malformed",
            Self::NoText => "no-text",
            Self::PassedOver => "passed-over",
        }
    }
}

impl fmt::Display for ReadErrorKind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn error_names_place_and_cause() {
        let of_record = ReadError::of_record("pages.jsonl", "41".into(), 9, ReadErrorKind::NoText, "no text");
        assert_eq!(of_record.to_string(), "pages.jsonl:41: no text");
        let of_file = ReadError::of_io("a.txt", &io::Error::from(io::ErrorKind::NotFound));
        assert_eq!(of_file.to_string(), "a.txt: no such file or folder");
        assert_eq!(of_file.kind.to_string(), "not-found");
        let of_system = ReadError::of_io("a.txt", &io::Error::other("Too many open files (os error 24)"));
        assert_eq!(of_system.to_string(), "a.txt: cannot be read: too many open files");
    }
}
