//! The rows of the archive as they stand in its tables.
//!
//! A scope comes in; every row of it goes out, table by table, in the order of the tables.
//!
//! Invariant: all rows are of one state of the archive, and one is held at a time.

use std::borrow::Cow;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, params_from_iter};

use crate::model::{Datum, Digest};
use crate::query::error::QueryError;
use crate::query::export::catalogue::TABLES;
use crate::query::export::scope::Scope;
use crate::store::Archive;
use crate::store::schema::latest;

/// What is said of an export before its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// The version of the schema.
    pub schema: i64,
    /// Whether it is the whole archive.
    pub is_whole: bool,
    /// Its tables with the number of their rows.
    pub tables: Vec<(&'static str, u64)>,
    /// SHA-256 over the digests of the originals, ascending: two exports of other originals differ in it.
    pub originals: Digest,
}

impl Contents {
    /// How many rows there are in all.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|(_, rows)| rows).sum()
    }

    /// How many articles there are.
    #[must_use]
    pub fn articles(&self) -> u64 {
        self.tables.iter().find(|(table, _)| *table == "articles").map_or(0, |(_, rows)| *rows)
    }
}

/// A row of a table with the names of its columns.
pub type TableRow<'r> = (&'static str, &'r [String], &'r [Datum<'r>]);

/// What is handed out, in this order: first what there is, then the rows.
#[derive(Clone, Copy, Debug)]
pub enum Handed<'r> {
    /// What there is.
    Contents(&'r Contents),
    /// A row.
    Row(TableRow<'r>),
}

/// Hands the contents of `scope` and then every row of it to `each`, until that answers with an error.
///
/// # Errors
/// Where the archive cannot be read.
pub fn rows<E>(
    archive: &Archive,
    scope: &Scope,
    each: &mut dyn FnMut(Handed<'_>) -> Result<(), E>,
) -> Result<Result<(), E>, QueryError> {
    let refused = |cause| QueryError(archive.refused(cause));
    // One reading transaction, so that an import at the same time cannot change half of it.
    let transaction = archive.connection.unchecked_transaction().map_err(refused)?;
    let contents = contents(&transaction, scope).map_err(refused)?;
    if let Err(error) = each(Handed::Contents(&contents)) {
        return Ok(Err(error));
    }
    for (table, condition) in TABLES {
        let outcome = rows_of(&transaction, scope, (table, condition), each).map_err(refused)?;
        if outcome.is_err() {
            return Ok(outcome);
        }
    }
    Ok(Ok(()))
}

fn contents(connection: &Connection, scope: &Scope) -> rusqlite::Result<Contents> {
    let mut tables = Vec::with_capacity(TABLES.len());
    for (table, condition) in TABLES {
        let sql = format!("SELECT count(*) FROM {table}{}", clause(scope, condition));
        let rows: i64 = connection.query_row(&sql, parameters(scope, condition), |row| row.get(0))?;
        tables.push((table, u64::try_from(rows).unwrap_or(0)));
    }
    let of_scope = clause(scope, "article_id IN (SELECT value FROM json_each(?1))");
    let sql = format!(
        "SELECT ifnull(group_concat(sha256, ''), '') FROM (SELECT sha256 FROM sources{of_scope} ORDER BY sha256)"
    );
    let digests: String = connection.query_row(&sql, parameters(scope, &sql), |row| row.get(0))?;
    let originals = Digest::of(digests.as_bytes());
    Ok(Contents { schema: latest(), is_whole: *scope == Scope::Whole, tables, originals })
}

fn rows_of<E>(
    connection: &Connection,
    scope: &Scope,
    (table, condition): (&'static str, &str),
    each: &mut dyn FnMut(Handed<'_>) -> Result<(), E>,
) -> rusqlite::Result<Result<(), E>> {
    let columns: Vec<String> = connection
        .prepare("SELECT name FROM pragma_table_xinfo(?1) WHERE hidden = 0 ORDER BY cid")?
        .query_map([table], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let sql = format!("SELECT {} FROM {table}{}", columns.join(", "), clause(scope, condition));
    let mut statement = connection.prepare(&sql)?;
    let mut rows = statement.query(parameters(scope, condition))?;
    while let Some(row) = rows.next()? {
        let values = data(row, columns.len())?;
        if let Err(error) = each(Handed::Row((table, &columns, &values))) {
            return Ok(Err(error));
        }
    }
    Ok(Ok(()))
}

/// The values of a row.
pub(super) fn data<'r>(row: &'r Row<'_>, columns: usize) -> rusqlite::Result<Vec<Datum<'r>>> {
    (0..columns).map(|column| row.get_ref(column).map(datum)).collect()
}

fn datum(value: ValueRef<'_>) -> Datum<'_> {
    match value {
        ValueRef::Null => Datum::Null,
        ValueRef::Integer(number) => Datum::Integer(number),
        ValueRef::Real(number) => Datum::Real(number),
        ValueRef::Text(text) => Datum::Text(String::from_utf8_lossy(text)),
        ValueRef::Blob(bytes) => Datum::Bytes(Cow::Borrowed(bytes)),
    }
}

/// `WHERE …`, or nothing for the whole archive.
pub(super) fn clause(scope: &Scope, condition: &str) -> String {
    match scope {
        Scope::Whole => String::new(),
        Scope::Articles(_) => format!(" WHERE {condition}"),
    }
}

/// What is bound to the condition.
pub(super) fn parameters(scope: &Scope, condition: &str) -> impl rusqlite::Params {
    params_from_iter(scope.list().filter(|_| condition.contains("?1")))
}
