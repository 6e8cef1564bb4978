//! How sure the archive must be of what it lists.
//!
//! The bar is kept in the file, because counts that are kept and views for people who open the file by hand ask for it. An
//! archive has that of the program that made it; a rebuild brings it, and the counts with it, to that of this program.
//!
//! Invariant: there is one bar, and the counts agree with it; a row without a confidence, from an older version of the
//! program, is as sure as can be.

use rusqlite::{Connection, OptionalExtension as _, Result};

/// What is at least as sure as this, per mille, is listed where nobody asks otherwise.
///
/// Chosen in November 2026 on the documents of `docs/reliability.md`: of what it shows .87 (German) to .94 (English quotes) is
/// right, and .8 would hide a quarter of what is right. Whole articles annotated by hand, looked at afterwards, give .96 of the
/// people, places and organisations in English, .95 in German and .90 in other languages.
pub const SHIPPED: u16 = 700;

/// The condition that a row with a column `confidence` is at least as sure as the bar.
pub(crate) const IS_SURE: &str = "ifnull(confidence, 1000) >= (SELECT least FROM bar)";

/// The bar of the archive.
pub(crate) fn read(connection: &Connection) -> Result<u16> {
    let least = connection.prepare_cached("SELECT least FROM bar")?.query_row([], |row| row.get(0)).optional()?;
    Ok(least.unwrap_or(SHIPPED))
}

/// Whether the archive has a bar.
pub(super) fn is_set(connection: &Connection) -> Result<bool> {
    connection.prepare("SELECT 1 FROM bar")?.exists([])
}

/// Gives an archive that has no bar that of this program.
pub(super) fn set_where_missing(connection: &Connection) -> Result<()> {
    connection.execute("INSERT INTO bar (least) SELECT ?1 WHERE NOT EXISTS (SELECT 1 FROM bar)", [SHIPPED])?;
    Ok(())
}

/// Makes the bar that of this program; whether it was another one, so that counts are to be made anew.
pub(super) fn adopt(connection: &Connection) -> Result<bool> {
    set_where_missing(connection)?;
    Ok(connection.execute("UPDATE bar SET least = ?1 WHERE least <> ?1", [SHIPPED])? > 0)
}
