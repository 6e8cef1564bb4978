//! Makes an archive of an empty file, and brings an older one up to date.

use std::path::Path;

use rusqlite::Connection;

use crate::store::error::StoreError;
use crate::store::open::look::application_id;
use crate::store::schema;
use crate::store::schema::APPLICATION_ID;

/// Marks an empty file as an archive and brings an older archive up to date; anything else is refused.
pub(super) fn prepare(path: &Path, connection: &mut Connection) -> Result<(), StoreError> {
    let refused = |cause| StoreError::from_sqlite(path, cause);
    // Another process may be making the archive right now: what has tables after this has its mark as well.
    let empty = is_empty(connection).map_err(refused)?;
    match application_id(connection).map_err(refused)? {
        APPLICATION_ID => {}
        0 if empty => {
            // Only a file without tables takes a new page size.
            connection.pragma_update(None, "page_size", 16_384).map_err(refused)?;
            schema::mark(path, connection)?;
        }
        _ => {
            let found = "a SQLite file of another program".to_owned();
            return Err(StoreError::NotAnArchive { path: path.to_path_buf(), found });
        }
    }
    let found = schema::version(path, connection)?;
    if (1..FIRST_WITH_LINKS).contains(&found) {
        // Whoever is killed between the steps leaves word of what is still to be done.
        connection.pragma_update(None, "user_version", LINKS_OWED).map_err(refused)?;
    }
    schema::migrate(path, connection)
}

/// The version of the schema from which on people called by one word are linked.
pub(super) const FIRST_WITH_LINKS: i64 = 8;

/// The `user_version` of an archive whose people are still to be linked; 0 otherwise.
pub(super) const LINKS_OWED: i64 = 1;

pub(super) fn is_empty(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)", [], |row| row.get(0))
}
