//! Opens the file: ours and of a known version, or refused untouched.
//!
//! A path and an [`Access`] come in, an [`Archive`] goes out. [`look`] tells whose file it is from its header, without a
//! lock and without touching it; a file that says it is an archive is then opened as SQLite opens it, which takes back or
//! plays back whatever a writer left half done.
//!
//! Invariant: a file that is not an archive, or is one of a newer version, is never changed; and a file is called damaged
//! only where SQLite says so of the file it has recovered.

mod access;
mod beside;
mod connection;
mod create;
mod holders;
mod look;
mod owed;
mod prepare;
mod rest;

use std::fs;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::store::archive::Archive;
use crate::store::error::StoreError;
use crate::store::open::prepare::prepare;
use crate::store::removal::wipe;
use crate::store::schema;

pub(super) use crate::store::open::beside::beside;
use crate::store::open::beside::has_journal;
use crate::store::open::beside::has_log;
use crate::store::open::connection::connect_immutable;
use crate::store::open::connection::journal_mode;
use crate::store::open::look::Found;
use crate::store::open::look::look;
pub use access::{Access, Journal};
pub(super) use connection::{connect, connect_writer};
pub(super) use create::appear;
pub(super) use holders::holders;
pub use rest::Rest;

/// How often a file that is just being made is looked at again, and after what time: a second in all.
const LOOKS: u32 = 50;
const PAUSE: Duration = Duration::from_millis(20);

impl Archive {
    /// Opens the archive at `path` for writing, making it where there is none and bringing an older one up to date.
    ///
    /// # Errors
    ///
    /// Every situation of [`StoreError`]; a file that is not an archive, or a newer one, is left untouched.
    pub fn create_or_open(path: &Path, access: impl Into<Access>) -> Result<Self, StoreError> {
        let access = access.into();
        let refused = |cause| StoreError::from_sqlite(path, cause);
        match look(path)? {
            Found::Nothing => create::create(path, &access)?,
            Found::Empty => refuse_several_names(path)?,
            Found::Archive => {
                refuse_several_names(path)?;
                refuse_newer(path, &access)?;
            }
        }
        let mut connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE, &access).map_err(refused)?;
        if connection.is_readonly(rusqlite::MAIN_DB).map_err(refused)? {
            return Err(StoreError::ReadOnly { path: path.to_path_buf() });
        }
        prepare(path, &mut connection)?;
        owed::settle(&mut connection).map_err(refused)?;
        connection::be_writer(&connection).map_err(refused)?;
        let mut archive = Self { connection, path: path.to_path_buf(), writable: true, access };
        // What a deletion that was cut short left in the file; where it cannot be cleared now, the next run tries again.
        let _ = wipe::wipe(&archive.connection);
        archive.choose_journal().map_err(refused)?;
        Ok(archive)
    }

    /// Opens the archive at `path` for writing, where there is one; brings an older one up to date.
    ///
    /// # Errors
    ///
    /// Every situation of [`StoreError`].
    pub fn open(path: &Path, access: impl Into<Access>) -> Result<Self, StoreError> {
        match look(path)? {
            Found::Archive => Self::create_or_open(path, access),
            Found::Nothing => Err(StoreError::Missing { path: path.to_path_buf() }),
            Found::Empty => Err(empty_file(path)),
        }
    }

    /// Opens the archive at `path` for queries: nothing of it is changed.
    ///
    /// # Errors
    ///
    /// Every situation of [`StoreError`].
    pub fn open_read_only(path: &Path) -> Result<Self, StoreError> {
        Self::open_to_read(path, Access::default())
    }

    /// Opens the archive at `path` for queries, with the patience of `access`: nothing of it is changed.
    ///
    /// # Errors
    ///
    /// Every situation of [`StoreError`].
    pub fn open_to_read(path: &Path, access: Access) -> Result<Self, StoreError> {
        let refused = |cause| StoreError::from_sqlite(path, cause);
        for step in 0.. {
            match look(path)? {
                Found::Archive => break,
                Found::Nothing => return Err(StoreError::Missing { path: path.to_path_buf() }),
                // Another process may be writing the first pages right now: the journal beside the file says so.
                Found::Empty if step < LOOKS && beside(path, "-journal").exists() => std::thread::sleep(PAUSE),
                Found::Empty => return Err(empty_file(path)),
            }
        }
        let (mut connection, mut found) = connect_reader(path, &access)?;
        if found == 0 {
            // Whoever made it was cut short before the first table: nothing is in it, and it may as well be finished.
            drop(Self::create_or_open(path, Access { journal: Journal::Rollback, ..access })?);
            (connection, found) = connect_reader(path, &access)?;
        }
        connection::be_reader(&connection).map_err(refused)?;
        let (path, known) = (path.to_path_buf(), schema::latest());
        match found.cmp(&known) {
            std::cmp::Ordering::Less => Err(StoreError::Older { path, found, known }),
            std::cmp::Ordering::Greater => Err(StoreError::Newer { path, found, known }),
            std::cmp::Ordering::Equal => Ok(Self { connection, path, writable: false, access }),
        }
    }

    /// Another connection to the archive, which asks while this one writes. None of the ways around a refusal is tried that
    /// [`Archive::open_to_read`] knows: they are for a reader that is alone, and one of them locks everybody else out.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be opened once more.
    pub fn reader(&self) -> Result<Self, StoreError> {
        let open = || {
            let connection = connect(&self.path, OpenFlags::SQLITE_OPEN_READ_ONLY, &self.access)?;
            connection::be_reader(&connection)?;
            schema::read_version(&connection)?;
            Ok(connection)
        };
        let connection = open().map_err(|cause| self.refused(cause))?;
        Ok(Self { connection, path: self.path.clone(), writable: false, access: self.access })
    }

    /// Takes up the journal mode of a writer. Where it cannot be had (another reader, a disk without shared memory) the
    /// one there is serves as well, so that it is not waited for.
    fn choose_journal(&mut self) -> rusqlite::Result<()> {
        let mode = match self.access.journal {
            Journal::Wal => "wal",
            Journal::Rollback => "delete",
        };
        self.connection.busy_timeout(Duration::ZERO)?;
        journal_mode(&self.connection, mode)?;
        connection::be_patient(&mut self.connection, &self.access)
    }
}

impl Drop for Archive {
    fn drop(&mut self) {
        if self.writable {
            // A log that cannot be put away now is read by whoever opens the file next.
            let _ = self.rest();
        }
    }
}

/// A connection that reads the archive at `path` as its last whole transaction left it, and the version of its schema.
///
/// Most files need no more than a reader's connection. The rest were left by a writer that died or are on a disk that is
/// full or cannot be written: then one way after the other is tried, and the first refusal counts where none leads there.
fn connect_reader(path: &Path, access: &Access) -> Result<(Connection, i64), StoreError> {
    let reading = |flags| -> rusqlite::Result<(Connection, i64)> {
        let connection = connect(path, flags, access)?;
        let version = schema::read_version(&connection)?;
        Ok((connection, version))
    };
    let first = match reading(OpenFlags::SQLITE_OPEN_READ_ONLY) {
        Err(cause) if needs_a_writer(&cause) => cause,
        outcome => return outcome.map_err(|cause| StoreError::from_sqlite(path, cause)),
    };
    if has_journal(path) {
        if let Some(found) = look::version_shown(path).filter(|found| *found > schema::latest()) {
            return Err(StoreError::Newer { path: path.to_path_buf(), found, known: schema::latest() });
        }
        // What a writer left half done only a connection that may write can take back.
        let recovered = reading(OpenFlags::SQLITE_OPEN_READ_WRITE).map(drop);
        return recovered
            .and_then(|()| reading(OpenFlags::SQLITE_OPEN_READ_ONLY))
            .map_err(|cause| needs_recovery(path, "-journal", cause));
    }
    // A connection that has the file to itself needs no `-shm`, for which there may be no room.
    let alone = || -> rusqlite::Result<(Connection, i64)> {
        let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE, access)?;
        connection.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        connection.pragma_update(None, "locking_mode", "exclusive")?;
        let version = schema::read_version(&connection)?;
        Ok((connection, version))
    };
    if let Ok(reader) = alone() {
        return Ok(reader);
    }
    if has_log(path) {
        return Err(needs_recovery(path, "-wal", first));
    }
    // Nobody who may not write here can make the files that a reader of this mode needs, and no log is there to be
    // missed: the file alone is the archive.
    connect_immutable(path, access)
        .and_then(|connection| schema::read_version(&connection).map(|version| (connection, version)))
        .map_err(|_| StoreError::from_sqlite(path, first))
}

/// Whether a reader's connection is refused because something beside the file would have to be written.
fn needs_a_writer(cause: &rusqlite::Error) -> bool {
    use ErrorCode::{CannotOpen, DiskFull, ReadOnly, SystemIoFailure};
    matches!(cause.sqlite_error_code(), Some(CannotOpen | DiskFull | ReadOnly | SystemIoFailure))
}

fn needs_recovery(path: &Path, suffix: &str, cause: rusqlite::Error) -> StoreError {
    match cause.sqlite_error_code() {
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly) => {
            StoreError::NeedsRecovery { path: path.to_path_buf(), log: beside(path, suffix) }
        }
        _ => StoreError::from_sqlite(path, cause),
    }
}

/// Refuses to write a file that has several names: SQLite finds the log of an archive by its name, so that whoever opens
/// it by another one would miss the log and write over what stands in it.
#[cfg(unix)]
fn refuse_several_names(path: &Path) -> Result<(), StoreError> {
    use std::os::unix::fs::MetadataExt as _;
    let names = || fs::metadata(path).map_or(1, |about| about.nlink());
    // While an archive is made it has, on some file systems, two names for a moment.
    for _ in 0..LOOKS / 5 {
        if names() <= 1 {
            return Ok(());
        }
        std::thread::sleep(PAUSE);
    }
    Err(StoreError::SeveralNames { path: path.to_path_buf(), names: names() })
}

#[cfg(not(unix))]
fn refuse_several_names(_: &Path) -> Result<(), StoreError> {
    Ok(())
}

/// Refuses a newer archive before anything of it is changed: an older program must not even replay its log.
fn refuse_newer(path: &Path, access: &Access) -> Result<(), StoreError> {
    let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY, access);
    let seen = match connection.and_then(|reader| schema::read_version(&reader)) {
        Ok(version) => Some(version),
        // A journal stands in the way, and the page with the version is as good as never in it.
        Err(_) => look::version_shown(path),
    };
    match seen {
        Some(found) if found > schema::latest() => {
            Err(StoreError::Newer { path: path.to_path_buf(), found, known: schema::latest() })
        }
        _ => Ok(()),
    }
}

fn empty_file(path: &Path) -> StoreError {
    StoreError::NotAnArchive { path: path.to_path_buf(), found: "an empty file".to_owned() }
}
