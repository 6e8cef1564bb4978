//! How many rows of each table were put right.

use std::collections::BTreeMap;

use rusqlite::{Result, Transaction};

/// How many rows of each table were put right.
pub(in crate::store) type Repaired = BTreeMap<&'static str, u64>;

pub(super) fn note(repaired: &mut Repaired, table: &'static str, rows: usize) {
    if rows > 0 {
        *repaired.entry(table).or_default() += rows as u64;
    }
}

pub(super) fn execute(
    transaction: &Transaction<'_>,
    repaired: &mut Repaired,
    table: &'static str,
    sql: &str,
) -> Result<()> {
    let rows = transaction.execute(sql, [])?;
    note(repaired, table, rows);
    Ok(())
}
