//! A connection, with everything that belongs to every connection.
//!
//! A path and an [`Access`] come in, a connection goes out.
//!
//! Invariant: a path is the name of a file and of nothing else, whatever it looks like: `:memory:` and `file:x` too.

use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::store::articles::{folding, marks};
use crate::store::open::access::Access;

/// How often a lock is tried: often enough to get in between two batches of another writer.
const PAUSE: Duration = Duration::from_millis(10);
/// Steps of SQLite's machine between two questions whether to go on: some tens of microseconds.
const STEPS: i32 = 4_000;
/// How many bytes the log keeps once what it holds stands in the file.
const LARGEST_LOG: i64 = 64 << 20;

/// Opens a connection.
pub(in crate::store) fn connect(path: &Path, flags: OpenFlags, access: &Access) -> rusqlite::Result<Connection> {
    // SQLite gives some relative names a meaning of its own; no absolute one has any.
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    settled(Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?, access)
}

/// Opens another connection that writes, to an archive that is open.
pub(in crate::store) fn connect_writer(path: &Path, access: &Access) -> rusqlite::Result<Connection> {
    let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE, access)?;
    be_writer(&connection)?;
    // What is stored in bulk is made of the values that the constraints list, and each list would cost a table in memory for
    // every row: a fourteenth of the time. Whoever else writes to the file is still held to them.
    connection.pragma_update(None, "ignore_check_constraints", true)?;
    Ok(connection)
}

/// Settles how a connection reads: SQLite's own cache of two megabytes holds so little of an archive that a question reads its pages
/// from the file again and again. With more than eight, a question that reads an index once from end to end takes longer (28 November
/// 2026, 15,000 articles). In KiB, negative by SQLite's convention.
pub(super) fn be_reader(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "cache_size", -8_192)?;
    connection.pragma_update(None, "query_only", true)
}

/// Settles how a connection writes.
pub(super) fn be_writer(connection: &Connection) -> rusqlite::Result<()> {
    // The cache is given in KiB, negative by SQLite's convention.
    connection.pragma_update(None, "cache_size", -65_536)?;
    connection.pragma_update(None, "temp_store", "memory")?;
    // The full-text index writes itself anew now and then, and the log would keep the room that this took: 1.9 GB at a million
    // articles.
    connection.pragma_update_and_check(None, "journal_size_limit", LARGEST_LOG, |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "full")
}

/// Opens a connection that reads the file as if nobody could change it: it takes no lock, replays no log, and makes no
/// file.
pub(in crate::store) fn connect_immutable(path: &Path, access: &Access) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    settled(Connection::open_with_flags(immutable_uri(path), flags)?, access)
}

fn settled(mut connection: Connection, access: &Access) -> rusqlite::Result<Connection> {
    be_patient(&mut connection, access)?;
    connection.progress_handler(STEPS, Some(access.halted))?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true)?;
    // A plan holds for every value that is bound: otherwise SQLite plans some statements anew for each.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(256);
    folding::register(&connection)?;
    marks::register(&connection)?;
    Ok(connection)
}

/// Lets `connection` wait for other programs as `access` says.
pub(super) fn be_patient(connection: &mut Connection, access: &Access) -> rusqlite::Result<()> {
    let Access { patience, while_waiting, .. } = *access;
    let mut waited = Duration::ZERO;
    connection.busy_handler(Some(move |calls: i32| {
        if calls == 0 {
            waited = Duration::ZERO;
        }
        if waited >= patience || while_waiting(waited) {
            return false;
        }
        thread::sleep(PAUSE);
        waited += PAUSE;
        true
    }))
}

/// Asks for a journal mode and says which one it is now: a mode is refused where somebody else is connected.
pub(super) fn journal_mode(connection: &Connection, mode: &str) -> rusqlite::Result<String> {
    let answer = connection.pragma_update_and_check(None, "journal_mode", mode, |row| row.get::<_, String>(0));
    match answer {
        Err(cause) if cause.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) => {
            connection.pragma_query_value(None, "journal_mode", |row| row.get(0))
        }
        other => other,
    }
}

/// The address under which SQLite reads the file at `path` as if nobody could change it.
fn immutable_uri(path: &Path) -> PathBuf {
    let mut uri = String::from("file:");
    for byte in std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf()).as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' | b':' => {
                uri.push(char::from(*byte));
            }
            b'\\' if cfg!(windows) => uri.push('/'),
            other => uri += &format!("%{other:02X}"),
        }
    }
    if cfg!(windows) {
        uri.insert(5, '/');
    }
    PathBuf::from(uri + "?immutable=1")
}
