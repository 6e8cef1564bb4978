//! Tells what stands at a path without touching it.
//!
//! A path comes in, what is there goes out; what is not an archive goes out as a refusal.
//!
//! Invariant: no lock is taken, no log is replayed and nothing is written, here or beside the file. What is told is
//! whose file it is, from the first bytes of its header, which are the same at every moment of an archive's life. Whether
//! the file is sound is nothing that can be told without its log and its journal, and is not told here.

use std::fs;
use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode};

use crate::store::error::StoreError;
use crate::store::open::access::Access;
use crate::store::open::beside::{Before, beside, first_page_before, has_log};
use crate::store::open::connection::connect_immutable;
use crate::store::schema;
use crate::store::schema::APPLICATION_ID;

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// No file.
    Nothing,
    /// A file in which nothing was ever whole: of no bytes, or of those of a first transaction that was cut short.
    Empty,
    /// A file that says it is an archive.
    Archive,
}

/// Looks at the file at `path`.
pub(super) fn look(path: &Path) -> Result<Found, StoreError> {
    let not_ours = |found: &str| StoreError::NotAnArchive { path: path.to_path_buf(), found: found.to_owned() };
    let about = match fs::metadata(path) {
        Ok(about) => about,
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return nothing_at(path),
        Err(_) => return Err(StoreError::CannotOpen { path: path.to_path_buf() }),
    };
    if about.is_dir() {
        return Err(not_ours("a folder"));
    }
    if !about.is_file() {
        return Err(not_ours("no regular file"));
    }
    if about.len() == 0 {
        // What stands in a log beside an emptied file is all there is left of it.
        return if has_log(path) { Err(orphan(path, "-wal")) } else { Ok(Found::Empty) };
    }
    let seen = peek(path);
    if seen.as_ref().is_ok_and(|id| *id == APPLICATION_ID) {
        return Ok(Found::Archive);
    }
    match first_page_before(path) {
        Some(Before::Application(APPLICATION_ID)) => return Ok(Found::Archive),
        // A first page that is whole says itself whose it is.
        Some(Before::Empty) if seen.is_err() => return Ok(Found::Empty),
        _ => {}
    }
    match seen {
        Ok(_) => Err(not_ours("a SQLite file of another program")),
        Err(cause) if cause.sqlite_error_code() == Some(ErrorCode::NotADatabase) => Err(not_ours("no SQLite file")),
        Err(cause) => Err(StoreError::from_sqlite(path, cause)),
    }
}

/// The version that the file at `path` shows before its journal is taken back; `None` where that cannot be read.
pub(super) fn version_shown(path: &Path) -> Option<i64> {
    let connection = connect_immutable(path, &Access::default()).ok()?;
    schema::read_version(&connection).ok()
}

/// No file, or a name that leads nowhere, or one whose file is gone and has left its log.
fn nothing_at(path: &Path) -> Result<Found, StoreError> {
    if fs::symlink_metadata(path).is_ok() {
        let target = fs::read_link(path).unwrap_or_default();
        return Err(StoreError::DanglingLink { path: path.to_path_buf(), target });
    }
    // SQLite would play a log back into whatever file next bears the name.
    if has_log(path) {
        return Err(orphan(path, "-wal"));
    }
    if first_page_before(path).is_some() {
        return Err(orphan(path, "-journal"));
    }
    Ok(Found::Nothing)
}

fn orphan(path: &Path, suffix: &str) -> StoreError {
    StoreError::LogAlone { path: path.to_path_buf(), log: beside(path, suffix) }
}

/// The application id in the header of the file at `path`.
///
/// SQLite reads it, since a plain file that is closed gives up SQLite's own locks. The header is looked at and no more:
/// its count of pages may be ahead of the file while a log is being put away, which counts as damage unless the schema is
/// said to be in repair.
fn peek(path: &Path) -> rusqlite::Result<i64> {
    let connection = connect_immutable(path, &Access::default())?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_WRITABLE_SCHEMA, true)?;
    application_id(&connection)
}

pub(super) fn application_id(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "application_id", |row| row.get(0))
}
