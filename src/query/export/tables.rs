//! The tables and views as other programs read them.
//!
//! A scope comes in; the shape of each table and then its rows go out, one at a time.
//!
//! Invariant: all rows are of one state of the archive, however long handing them out takes.

use crate::model::Datum;
use crate::query::error::QueryError;
use crate::query::export::catalogue;
use crate::query::export::rows::{clause, data, parameters};
use crate::query::export::scope::Scope;
use crate::query::export::shapes::{TABLES, TableShape, VIEWS, shape};
use crate::store::Archive;

/// What is handed out, in this order: a table, its rows, the next table.
#[derive(Clone, Copy, Debug)]
pub enum Tabled<'r> {
    /// A table with the number of its rows begins.
    Table(&'r TableShape, u64),
    /// A row of it, a value a field.
    Row(&'r [Datum<'r>]),
    /// It is over.
    End(&'r TableShape),
}

/// Hands the tables of `scope`, and where `views` says so the views, to `each`, until that answers with an error.
///
/// # Errors
/// Where the archive cannot be read.
pub fn tables<E>(
    archive: &Archive,
    scope: &Scope,
    views: bool,
    each: &mut dyn FnMut(Tabled<'_>) -> Result<(), E>,
) -> Result<Result<(), E>, QueryError> {
    let refused = |cause| QueryError(archive.refused(cause));
    let transaction = archive.connection.unchecked_transaction().map_err(refused)?;
    let views: &[&'static str] = if views { &VIEWS } else { &[] };
    for name in TABLES.iter().chain(views) {
        let outcome = table(&transaction, scope, name, each).map_err(refused)?;
        if outcome.is_err() {
            return Ok(outcome);
        }
    }
    Ok(Ok(()))
}

/// What the file itself looks like to whoever opens it: its tables and views, each column once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shapes {
    /// The tables and views for people, in order.
    pub shown: Vec<TableShape>,
    /// Tables that only this program reads.
    pub hidden: Vec<String>,
}

impl TableShape {
    /// The columns of the table itself, each with what it means.
    pub fn columns(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        let columns = self.fields.iter().filter(|field| is_column(&field.sql));
        columns.map(|field| (field.sql.as_str(), field.description.as_deref()))
    }
}

/// Whether this is the name of a column and nothing worked out of one.
fn is_column(sql: &str) -> bool {
    sql.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// What the file looks like.
///
/// # Errors
/// Where the archive cannot be read.
pub fn shapes(archive: &Archive) -> Result<Shapes, QueryError> {
    gather(&archive.connection).map_err(|cause| QueryError(archive.refused(cause)))
}

fn gather(connection: &rusqlite::Connection) -> rusqlite::Result<Shapes> {
    let names = TABLES.iter().chain(&VIEWS);
    let shown: Vec<TableShape> = names.map(|name| shape(connection, name, false)).collect::<Result<_, _>>()?;
    let sql = "SELECT name FROM pragma_table_list
               WHERE schema = 'main' AND type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY name";
    let all: Vec<String> = connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let hidden = all.into_iter().filter(|name| shown.iter().all(|shape| shape.name != name)).collect();
    Ok(Shapes { shown, hidden })
}

fn table<E>(
    connection: &rusqlite::Connection,
    scope: &Scope,
    name: &'static str,
    each: &mut dyn FnMut(Tabled<'_>) -> Result<(), E>,
) -> rusqlite::Result<Result<(), E>> {
    let shape = shape(connection, name, *scope != Scope::Whole)?;
    let of_table = catalogue::TABLES.iter().find(|(table, _)| *table == name).map(|(_, condition)| *condition);
    let condition = of_table.unwrap_or(catalogue::OF_ARTICLE);
    let clause = clause(scope, condition);
    let sql = format!("SELECT count(*) FROM {name}{clause}");
    let count: i64 = connection.query_row(&sql, parameters(scope, condition), |row| row.get(0))?;
    if let Err(error) = each(Tabled::Table(&shape, u64::try_from(count).unwrap_or(0))) {
        return Ok(Err(error));
    }
    let columns: Vec<&str> = shape.fields.iter().map(|field| field.sql.as_str()).collect();
    let order = if shape.primary_key.is_empty() { "1".to_owned() } else { shape.primary_key.join(", ") };
    let sql = format!("SELECT {} FROM {name}{clause} ORDER BY {order}", columns.join(", "));
    let mut statement = connection.prepare(&sql)?;
    let mut rows = statement.query(parameters(scope, condition))?;
    while let Some(row) = rows.next()? {
        let values = data(row, columns.len())?;
        if let Err(error) = each(Tabled::Row(&values)) {
            return Ok(Err(error));
        }
    }
    Ok(each(Tabled::End(&shape)))
}
