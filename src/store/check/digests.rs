//! Every row against the digest beside it.
//!
//! Invariant: one row is held at a time; rows of older versions, which have no digest, are counted and not judged.

use rusqlite::{Connection, Result};

use crate::store::check::report::CheckReport;
use crate::store::seals;
use crate::store::seals::table::Table;

/// Checks the schema and the settings; `false` where the schema is broken, and then no row can be told from another.
pub(super) fn check_schema(connection: &Connection, report: &mut CheckReport) -> Result<bool> {
    let mut statement = connection.prepare("SELECT name, sql FROM sqlite_schema")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        for column in 0..2 {
            let text = row.get_ref(column)?.as_bytes_or_null()?.unwrap_or_default();
            if std::str::from_utf8(text).is_err() {
                let name =
                    String::from_utf8_lossy(row.get_ref(0)?.as_bytes_or_null()?.unwrap_or_default()).into_owned();
                report.find("integrity", format!("the definition of {name} is not text"));
                return Ok(false);
            }
        }
    }
    for whole in seals::broken_wholes(connection)? {
        report.find("state-digest", format!("seals: the {whole} was changed since it was sealed"));
    }
    Ok(true)
}

/// Checks all rows that have a digest.
pub(super) fn check(connection: &Connection, report: &mut CheckReport) -> Result<()> {
    let (mut checked, mut without) = (0, 0);
    for table in Table::ALL {
        let name = table.name();
        let kind = if table.is_derived() { "row-digest" } else { "state-digest" };
        let mut statement = connection.prepare(&format!("SELECT id, digest FROM ({}) ORDER BY id", table.digests()))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (id, digest): (i64, Option<i64>) = (row.get(0)?, row.get(1)?);
            let Some(digest) = digest else {
                without += 1;
                continue;
            };
            checked += 1;
            if seals::digest_of(connection, table, id)? != Some(digest) {
                let what = match table {
                    Table::Articles => "the row, or something that was read of the article,",
                    Table::Sources => "the row, or a place where the source was found,",
                    _ => "the row",
                };
                report.find(kind, format!("{name} {id}: {what} was changed since it was written"));
            }
        }
    }
    report.checked.push(("digests", checked));
    if without > 0 {
        report.checked.push(("rows without a digest", without));
    }
    Ok(())
}
