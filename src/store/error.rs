//! Why an archive cannot be used, in words for its owner.
//!
//! Refusals of SQLite come in, one of a few situations goes out, each with what to do next.
//!
//! Invariant: messages are lower case without a final stop and never show a Rust value.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// Why the archive could not be used. Shown to users: lower case, no final stop; [`StoreError::hint`] says what next.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such file.
    #[error("{}: no archive there", path.display())]
    Missing {
        /// The archive asked for.
        path: PathBuf,
    },
    /// The file is something else: no SQLite file, or one of another application. It has not been touched.
    #[error("{}: not an archive but {found}", path.display())]
    NotAnArchive {
        /// The file.
        path: PathBuf,
        /// What it is instead.
        found: String,
    },
    /// The file was written by a later version of this program. It has not been touched.
    #[error("{}: written by a newer version: its schema is {found}, this program knows up to {known}", path.display())]
    Newer {
        /// The archive.
        path: PathBuf,
        /// Version of its schema.
        found: i64,
        /// The latest version known here.
        known: i64,
    },
    /// The file was made by an earlier version and must be brought up to date before it can be read.
    #[error("{}: written by an older version: its schema is {found}, this program reads {known}", path.display())]
    Older {
        /// The archive.
        path: PathBuf,
        /// Version of its schema.
        found: i64,
        /// The version needed here.
        known: i64,
    },
    /// Somebody else is writing to it.
    #[error("{}: another program is using the archive", path.display())]
    Locked {
        /// The archive.
        path: PathBuf,
    },
    /// The file is broken.
    #[error("{}: the archive is damaged: {detail}", path.display())]
    Damaged {
        /// The archive.
        path: PathBuf,
        /// What is wrong with it.
        detail: String,
    },
    /// No room left on the disk.
    #[error("{}: no space left for the archive", path.display())]
    Full {
        /// The archive.
        path: PathBuf,
    },
    /// The file or its folder cannot be written.
    #[error("{}: the archive cannot be written", path.display())]
    ReadOnly {
        /// The archive.
        path: PathBuf,
    },
    /// The file or its folder cannot be opened.
    #[error("{}: the archive cannot be opened", path.display())]
    CannotOpen {
        /// The archive.
        path: PathBuf,
    },
    /// Any other refusal of SQLite.
    #[error("{}: {cause}", path.display())]
    Sqlite {
        /// The archive.
        path: PathBuf,
        /// What SQLite said.
        #[source]
        cause: rusqlite::Error,
    },
}

impl StoreError {
    /// The situation that `cause` means for the archive at `path`.
    #[must_use]
    pub(crate) fn from_sqlite(path: &Path, cause: rusqlite::Error) -> Self {
        let path = path.to_path_buf();
        match cause.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked { path },
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { path, detail: message_of(&cause) },
            Some(ErrorCode::NotADatabase) => Self::NotAnArchive { path, found: "no SQLite file".to_owned() },
            Some(ErrorCode::DiskFull) => Self::Full { path },
            Some(ErrorCode::ReadOnly) => Self::ReadOnly { path },
            Some(ErrorCode::CannotOpen) => Self::CannotOpen { path },
            _ => Self::Sqlite { path, cause },
        }
    }

    /// A short name that scripts can match, in kebab case.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "archive-missing",
            Self::NotAnArchive { .. } => "not-an-archive",
            Self::Newer { .. } => "archive-newer",
            Self::Older { .. } => "archive-older",
            Self::Locked { .. } => "archive-locked",
            Self::Damaged { .. } => "archive-damaged",
            Self::Full { .. } => "disk-full",
            Self::ReadOnly { .. } => "archive-read-only",
            Self::CannotOpen { .. } => "archive-cannot-open",
            Self::Sqlite { .. } => "sqlite",
        }
    }

    /// What to do next, in lower case without a final stop.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "make one with `archive import`, or name the right file with --db",
            Self::NotAnArchive { .. } => "the file has not been changed; name another one with --db",
            Self::Newer { .. } => "install the newer version of archive; the file has not been changed",
            Self::Older { .. } => "bring it up to date by importing into it once: `archive import`",
            Self::Locked { .. } => "wait until the other program is done, then run the same command again",
            Self::Damaged { .. } => "restore a copy, or import the pages into a new file",
            Self::Full { .. } => "make room and run the same command again; what was stored before is whole",
            Self::ReadOnly { .. } => "check the permissions of the file and of its folder",
            Self::CannotOpen { .. } => "check that the folder exists and that you may use it",
            Self::Sqlite { .. } => "run `archive check` to see whether the file is sound",
        }
    }
}

/// What SQLite said of it, without Rust's additions.
fn message_of(cause: &rusqlite::Error) -> String {
    match cause {
        rusqlite::Error::SqliteFailure(_, Some(message)) => message.clone(),
        other => other.to_string(),
    }
}
