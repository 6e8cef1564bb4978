//! Numbers and texts as SQLite keeps them.

use rusqlite::types::ValueRef;
use rusqlite::{Result, Transaction};

/// A count of code points as SQLite keeps numbers.
pub(super) fn offset(chars: usize) -> i64 {
    i64::try_from(chars).unwrap_or(i64::MAX)
}

/// The number after the highest in `table`.
pub(super) fn next_id(transaction: &Transaction<'_>, table: &'static str) -> Result<i64> {
    transaction.query_row(&format!("SELECT ifnull(max(id), 0) + 1 FROM {table}"), [], |row| row.get(0))
}

/// A text as the value of a column.
pub(super) fn text(text: &str) -> ValueRef<'_> {
    ValueRef::Text(text.as_bytes())
}

/// A text that may be missing.
pub(super) fn text_or_null(value: Option<&str>) -> ValueRef<'_> {
    value.map_or(ValueRef::Null, text)
}

/// A number that may be missing.
pub(super) fn number_or_null(value: Option<i64>) -> ValueRef<'static> {
    value.map_or(ValueRef::Null, ValueRef::Integer)
}
