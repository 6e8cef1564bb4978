//! Clears the file of what deleted rows left in it.
//!
//! An archive comes in whose rows are gone; the file is written anew, so that no free page, no gap between rows, no log and
//! no journal holds them any more.
//!
//! A deletion leaves word in the file that this is to be done (`user_version`), and the word goes when it is done: whoever
//! writes to the archive next does it where the program was stopped between the two.
//!
//! Invariant: no row is changed here.

use rusqlite::{Connection, Result, Transaction};

use crate::store::archive::Archive;
use crate::store::articles::search::Index;
use crate::store::error::StoreError;

/// The bit of `user_version` that says that the file is to be written anew.
pub(in crate::store) const WIPE: i64 = 4;

/// A file that is shorter than this is written anew in memory, without a temporary file.
const SMALL: i64 = 64 << 20;

impl Archive {
    /// Writes the file anew where a deletion left word that this is to be done.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be written, or not all of it now; what was deleted stays deleted, and the next run that
    /// writes to the archive completes it.
    pub fn wipe(&mut self) -> std::result::Result<(), StoreError> {
        wipe(&self.connection).map_err(|cause| self.refused(cause))
    }
}

/// Leaves word that the file is to be written anew.
pub(super) fn note(transaction: &Transaction<'_>) -> Result<()> {
    let owed: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    transaction.pragma_update(None, "user_version", owed | WIPE)
}

/// Makes the full-text indexes forget the words of rows that were taken out: until then they only mark them as gone.
pub(super) fn optimise_search(transaction: &Transaction<'_>) -> Result<()> {
    for index in Index::ALL {
        let search = index.names().0;
        transaction.execute(&format!("INSERT INTO {search} ({search}) VALUES ('optimize')"), [])?;
    }
    Ok(())
}

/// Whether there is word that the file is to be written anew.
pub(in crate::store) fn is_owed(connection: &Connection) -> Result<bool> {
    let owed: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(owed & WIPE != 0)
}

/// Writes the file anew, where there is word that this is to be done.
pub(in crate::store) fn wipe(connection: &Connection) -> Result<()> {
    if !is_owed(connection)? {
        return Ok(());
    }
    let owed: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let pages: i64 = connection.pragma_query_value(None, "page_count", |row| row.get(0))?;
    let page_size: i64 = connection.pragma_query_value(None, "page_size", |row| row.get(0))?;
    let is_small = pages.saturating_mul(page_size) < SMALL;
    connection.pragma_update(None, "temp_store", if is_small { "memory" } else { "file" })?;
    connection.execute_batch("VACUUM")?;
    // Where there is a log, its pages go into the file, and it is cut to nothing.
    let busy: bool = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy {
        return Err(rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY), None));
    }
    connection.pragma_update(None, "temp_store", "memory")?;
    connection.pragma_update(None, "user_version", owed & !WIPE)
}
