//! Numbers as SQLite keeps them.

use rusqlite::{Result, Transaction};

/// A count of code points as SQLite keeps numbers.
pub(super) fn offset(chars: usize) -> i64 {
    i64::try_from(chars).unwrap_or(i64::MAX)
}

/// The number after the highest in `table`.
pub(super) fn next_id(transaction: &Transaction<'_>, table: &'static str) -> Result<i64> {
    transaction.query_row(&format!("SELECT ifnull(max(id), 0) + 1 FROM {table}"), [], |row| row.get(0))
}
