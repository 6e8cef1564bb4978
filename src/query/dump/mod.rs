//! The whole archive as lines that can be compared: in one order, by natural keys, without times of runs and row numbers.
//!
//! An archive comes in; for each row of each table an object goes out, table by table, in the order of its values.
//!
//! Invariant: two archives of the same pages and decisions give the same lines, whatever the order of the imports, the number
//! of threads, the clock, the locale and the zone.

mod tables;

use rusqlite::Row;
use rusqlite::types::ValueRef;
use serde_json::{Map, Value};

use crate::query::dump::tables::TABLES;
use crate::query::error::QueryError;
use crate::store::Archive;

/// Hands every row to `each`, until it answers with an error.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn dump<E>(archive: &Archive, each: &mut dyn FnMut(&Value) -> Result<(), E>) -> Result<Result<(), E>, QueryError> {
    let refused = |cause| QueryError(archive.refused(cause));
    // One reading transaction, so that an import at the same time cannot change half of it.
    let transaction = archive.connection.unchecked_transaction().map_err(refused)?;
    for (table, sql) in TABLES {
        let mut statement = transaction.prepare(sql).map_err(refused)?;
        let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let order: Vec<String> = (1..=names.len()).map(|column| column.to_string()).collect();
        drop(statement);
        let ordered = format!("SELECT * FROM ({sql}) ORDER BY {}", order.join(", "));
        statement = transaction.prepare(&ordered).map_err(refused)?;
        let mut rows = statement.query([]).map_err(refused)?;
        while let Some(row) = rows.next().map_err(refused)? {
            let object = object_of(table, &names, row).map_err(refused)?;
            if let Err(error) = each(&object) {
                return Ok(Err(error));
            }
        }
    }
    Ok(Ok(()))
}

/// One row as an object, the name of its table first.
fn object_of(table: &str, names: &[String], row: &Row<'_>) -> rusqlite::Result<Value> {
    let mut object = Map::new();
    object.insert("table".to_owned(), Value::from(table));
    for (column, name) in names.iter().enumerate() {
        let value = match row.get_ref(column)? {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(number) => Value::from(number),
            ValueRef::Real(number) => Value::from(number),
            ValueRef::Text(text) => Value::from(String::from_utf8_lossy(text)),
            ValueRef::Blob(bytes) => Value::from(bytes.len()),
        };
        object.insert(name.clone(), value);
    }
    Ok(Value::Object(object))
}
