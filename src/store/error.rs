//! Why an archive cannot be used, in words for its owner.
//!
//! Refusals of SQLite come in, one of a few situations goes out, each with what to do next.
//!
//! Invariant: messages are lower case without a final stop and never show a Rust value.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::store::open::holders;

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
    /// The path is a link that leads nowhere.
    #[error("{}: a link to {}, which is not there", path.display(), target.display())]
    DanglingLink {
        /// The archive asked for.
        path: PathBuf,
        /// Where the link leads.
        target: PathBuf,
    },
    /// The log of an archive is there, and the archive is not.
    #[error("{}: no archive there, but its log, {}", path.display(), log.display())]
    LogAlone {
        /// The archive asked for.
        path: PathBuf,
        /// The log.
        log: PathBuf,
    },
    /// The file has more than one name, and its log is found by name.
    #[error("{}: the file has {names} names (hard links), and written under two of them it would be damaged", path.display())]
    SeveralNames {
        /// The archive.
        path: PathBuf,
        /// How many.
        names: u64,
    },
    /// A writer was cut short, and whoever asks may not write what SQLite needs to put it right.
    #[error("{}: a writer was cut short and left {}, which cannot be put away from here", path.display(), log.display())]
    NeedsRecovery {
        /// The archive.
        path: PathBuf,
        /// The log or journal.
        log: PathBuf,
    },
    /// Somebody else is writing to it.
    #[error("{}: another program is using the archive{}", path.display(), in_words(holders))]
    Locked {
        /// The archive.
        path: PathBuf,
        /// Which, where that is known: `process 4711 (sqlite3) reads it`.
        holders: String,
    },
    /// It was stopped before it was done; what was under way is taken back.
    #[error("{}: stopped", path.display())]
    Halted {
        /// The archive.
        path: PathBuf,
    },
    /// The disk refused to read or to write.
    #[error("{}: the archive could not be read or written: {detail}", path.display())]
    Disk {
        /// The archive.
        path: PathBuf,
        /// What SQLite said of it.
        detail: String,
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
    /// A new archive was to be made where something is.
    #[error("{}: there is such a file already", path.display())]
    Taken {
        /// The file.
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
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked { holders: holders(&path), path },
            Some(ErrorCode::OperationInterrupted) => Self::Halted { path },
            Some(ErrorCode::SystemIoFailure) => Self::Disk { path, detail: message_of(&cause) },
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
            Self::DanglingLink { .. } => "archive-link",
            Self::LogAlone { .. } => "archive-log-alone",
            Self::SeveralNames { .. } => "archive-several-names",
            Self::NeedsRecovery { .. } => "archive-needs-recovery",
            Self::Locked { .. } => "archive-locked",
            Self::Halted { .. } => "stopped",
            Self::Disk { .. } => "disk",
            Self::Damaged { .. } => "archive-damaged",
            Self::Full { .. } => "disk-full",
            Self::ReadOnly { .. } => "archive-read-only",
            Self::CannotOpen { .. } => "archive-cannot-open",
            Self::Taken { .. } => "file-exists",
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
            Self::DanglingLink { .. } => "bring back the file it leads to, or name another one with --db",
            Self::LogAlone { .. } => {
                "bring the archive back from where it was moved; where it is gone for good, move its log away"
            }
            Self::SeveralNames { .. } => "remove its other names, or copy the file, and run the same command again",
            Self::NeedsRecovery { .. } => {
                "run `archive check` as somebody who may write there, or copy both files into one folder and ask the copy"
            }
            Self::Damaged { .. } => DAMAGED,
            Self::Halted { .. } => "run the same command again to go on",
            Self::Disk { .. } => {
                "look after the disk, and the limits on the size of files (`ulimit -f`) and on open ones (`ulimit -n`); then run the same command again; what was stored before is whole"
            }
            Self::Full { .. } => "make room and run the same command again; what was stored before is whole",
            Self::ReadOnly { .. } => {
                "check the permissions of the file and of its folder, and how many files may be open (`ulimit -n`)"
            }
            Self::CannotOpen { .. } => {
                "check that the folder exists and that you may use it, and how many files may be open (`ulimit -n`)"
            }
            Self::Taken { .. } => "name a file that is not there yet",
            Self::Sqlite { .. } => "run `archive check` to see whether the file is sound",
        }
    }
}

/// What to do with a damaged archive. A log that is left beside a restored copy would be played back into it.
pub const DAMAGED: &str = "move the file away together with the `-wal`, `-shm` and `-journal` beside it, then restore a copy with its own, or import the pages into a new file";

fn in_words(holders: &str) -> String {
    if holders.is_empty() { String::new() } else { format!(": {holders}") }
}

/// What SQLite said of it, without Rust's additions.
fn message_of(cause: &rusqlite::Error) -> String {
    match cause {
        rusqlite::Error::SqliteFailure(_, Some(message)) => message.clone(),
        other => other.to_string(),
    }
}
