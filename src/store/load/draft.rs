//! The file in which an archive is made before it has its name.
//!
//! Invariant: a file that is no draft of this program is never touched.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, OptionalExtension as _};

use crate::store::error::StoreError;
use crate::store::open::{Access, appear as give_name, beside, connect};
use crate::store::schema;

/// The table by which a draft is known; it goes when the archive is whole.
pub(super) const MARKS: &str = "draft_of_an_archive";

/// Opens the draft of the archive at `path`: the one of a run before, where it has the same mark, else a new one.
pub(super) fn open(
    path: &Path,
    version: i64,
    mark: &str,
    access: &Access,
) -> Result<(PathBuf, Connection), StoreError> {
    let refused = |cause| StoreError::from_sqlite(path, cause);
    let known = schema::latest();
    if version > known || version < 1 {
        return Err(StoreError::Newer { path: path.to_path_buf(), found: version, known });
    }
    if path.symlink_metadata().is_ok() {
        return Err(StoreError::Taken { path: path.to_path_buf() });
    }
    let draft = beside(path, ".draft");
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
    if draft.symlink_metadata().is_ok() {
        let connection = connect(&draft, flags, access).map_err(refused)?;
        match mark_of(&connection) {
            Ok(Some(kept)) if kept == mark => {
                return be_loader(&connection).map(|()| (draft, connection)).map_err(refused);
            }
            Ok(_) => {}
            Err(cause) if cause.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) => {
                return Err(refused(cause));
            }
            // One that was cut short before anything was written is nobody's loss.
            Err(_) if draft.metadata().is_ok_and(|file| file.len() == 0) => {}
            Err(_) => return Err(StoreError::Taken { path: draft }),
        }
        drop(connection);
        for suffix in ["", "-journal", "-wal", "-shm"] {
            let _ = fs::remove_file(beside(&draft, suffix));
        }
    }
    let mut connection = connect(&draft, flags | OpenFlags::SQLITE_OPEN_CREATE, access).map_err(refused)?;
    connection.pragma_update(None, "page_size", 16_384).map_err(refused)?;
    // The mark comes first, so that whatever else is in the file is known for a draft.
    let sql = format!("CREATE TABLE {MARKS} (mark TEXT NOT NULL) STRICT");
    connection.execute(&sql, []).map_err(refused)?;
    connection.execute(&format!("INSERT INTO {MARKS} VALUES (?1)"), [mark]).map_err(refused)?;
    schema::mark(path, &mut connection)?;
    schema::migrate_to(path, &mut connection, version)?;
    be_loader(&connection).map_err(refused)?;
    Ok((draft, connection))
}

/// The mark of a draft; `None` where it was cut short before it had one.
fn mark_of(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let sql = format!("SELECT mark FROM {MARKS}");
    connection.query_row(&sql, [], |row| row.get(0)).optional()
}

/// Rows come in any order, so that they may speak of rows that are yet to come.
fn be_loader(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "foreign_keys", false)?;
    connection.pragma_update(None, "cache_size", -65_536)?;
    connection.pragma_update(None, "temp_store", "memory")
}

/// Gives the draft its name; refused where that is taken.
pub(super) fn appear(draft: &Path, path: &Path) -> Result<(), StoreError> {
    give_name(draft, path).map_err(|cause| match cause.kind() {
        io::ErrorKind::AlreadyExists => StoreError::Taken { path: path.to_path_buf() },
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::Full { path: path.to_path_buf() },
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            StoreError::ReadOnly { path: path.to_path_buf() }
        }
        _ => StoreError::CannotOpen { path: path.to_path_buf() },
    })
}
