//! Records that could not be imported.
//!
//! Invariant: the same failure of the same record is one row, however often it is met.

use rusqlite::{Connection, OptionalExtension as _, Result, Transaction, params};

use crate::store::entry::Problem;
use crate::store::seals;
use crate::store::seals::table::Table;

/// Whether the same failure was met before in a file that has not changed since.
pub(in crate::store) fn is_known(connection: &Connection, problem: &Problem) -> Result<bool> {
    let known = find(connection, problem)?;
    Ok(problem.file_state.is_some() && known.is_some_and(|(_, state)| state == problem.file_state))
}

/// The number of the row of this failure, and how the file was when it was met last.
fn find(connection: &Connection, problem: &Problem) -> Result<Option<(i64, Option<String>)>> {
    let Problem { path, record, kind, message, .. } = problem;
    connection
        .prepare_cached(
            "SELECT id, file_state FROM import_problems
             WHERE path = ?1 AND ifnull(record, '') = ifnull(?2, '') AND (record IS NULL) = (?2 IS NULL)
               AND kind = ?3 AND message = ?4",
        )?
        .query_row(params![path, record, kind, message], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}

/// Notes a record that could not be imported.
pub(in crate::store) fn note(
    transaction: &Transaction<'_>,
    import_id: i64,
    problem: &Problem,
    occurred_at: &str,
) -> Result<()> {
    let Problem { path, record, kind, message, file_state } = problem;
    if let Some((id, _)) = find(transaction, problem)? {
        let is_sound = seals::is_sound(transaction, Table::Problems, id)?;
        let sql = "UPDATE import_problems SET file_state = ?1, met_by = ?2 WHERE id = ?3";
        transaction.prepare_cached(sql)?.execute(params![file_state, import_id, id])?;
        return if is_sound { seals::seal(transaction, Table::Problems, id) } else { Ok(()) };
    }
    let id = transaction
        .prepare_cached(
            "INSERT INTO import_problems (import_id, path, record, kind, message, occurred_at, file_state, met_by)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?1) RETURNING id",
        )?
        .query_row(params![import_id, path, record, kind, message, occurred_at, file_state], |row| row.get(0))?;
    seals::seal(transaction, Table::Problems, id)
}
