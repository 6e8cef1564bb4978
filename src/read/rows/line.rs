//! One line of an export.
//!
//! Invariant: a value comes back as it stood in the row, to the last bit, or the line is refused in words.

use serde_json::{Map, Value};

use crate::model::{Datum, base64};

/// The form of an export that this program reads and writes.
const FORM: u64 = 1;

/// What an export says of itself before its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The version of the schema that its rows are of.
    pub schema: i64,
    /// Whether it is a whole archive.
    pub is_whole: bool,
    /// How many rows follow.
    pub rows: u64,
    /// How many articles.
    pub articles: u64,
    /// The line itself, by which one export is told from another.
    pub mark: String,
}

/// A row with the table it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct TableLine {
    /// The table.
    pub table: String,
    /// The names of the columns.
    pub columns: Vec<String>,
    /// Their values.
    pub values: Vec<Datum<'static>>,
}

/// What a line says.
pub(super) enum Line {
    Nothing,
    Row(TableLine),
    /// How many rows there were.
    End(u64),
}

pub(super) fn read_head(bytes: &[u8]) -> Result<Head, String> {
    let Value::Object(head) = parse(bytes)? else { return Err("the first line is no object".to_owned()) };
    let number = |name: &str| head.get(name).and_then(Value::as_u64);
    if number("archive_export") != Some(FORM) {
        return Err(
            "the export has a form that this program does not know: a later version of archive reads it".to_owned()
        );
    }
    let schema = number("schema").and_then(|number| i64::try_from(number).ok());
    let Some(schema) = schema else {
        return Err("the first line does not say which schema the rows are of".to_owned());
    };
    let tables = head.get("tables").and_then(Value::as_object);
    let counts = || tables.into_iter().flatten().filter_map(|(_, count)| count.as_u64());
    let articles = tables.and_then(|tables| tables.get("articles")).and_then(Value::as_u64);
    Ok(Head {
        schema,
        is_whole: head.get("whole").and_then(Value::as_bool) == Some(true),
        rows: counts().fold(0, u64::saturating_add),
        articles: articles.unwrap_or(0),
        mark: String::from_utf8_lossy(bytes).trim_end().to_owned(),
    })
}

pub(super) fn read(bytes: &[u8]) -> Result<Line, String> {
    if bytes.trim_ascii().is_empty() {
        return Ok(Line::Nothing);
    }
    let Value::Object(mut line) = parse(bytes)? else { return Err("the line is no object".to_owned()) };
    if let Some(rows) = line.get("end").and_then(Value::as_u64) {
        return Ok(Line::End(rows));
    }
    match (line.remove("table"), line.remove("row")) {
        (Some(Value::String(table)), Some(Value::Object(row))) => read_row(table, row).map(Line::Row),
        _ => Err("the line has no `table` and `row`".to_owned()),
    }
}

fn read_row(table: String, row: Map<String, Value>) -> Result<TableLine, String> {
    let (mut columns, mut values) = (Vec::with_capacity(row.len()), Vec::with_capacity(row.len()));
    for (column, value) in row {
        let Some(value) = datum(value) else {
            return Err(format!("{table}.{column} has a value that no column holds"));
        };
        columns.push(column);
        values.push(value);
    }
    Ok(TableLine { table, columns, values })
}

fn datum(value: Value) -> Option<Datum<'static>> {
    Some(match value {
        Value::Null => Datum::Null,
        Value::String(text) => Datum::Text(text.into()),
        Value::Number(number) => match number.as_i64() {
            Some(whole) => Datum::Integer(whole),
            None => Datum::Real(number.as_f64()?),
        },
        Value::Object(object) => {
            let bytes = object.get("base64").filter(|_| object.len() == 1)?.as_str()?;
            Datum::Bytes(base64::decode(bytes)?.into())
        }
        Value::Bool(_) | Value::Array(_) => return None,
    })
}

fn parse(bytes: &[u8]) -> Result<Value, String> {
    serde_json::from_slice(bytes).map_err(|error| format!("the line is no JSON: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_to_the_last_bit() {
        let check = |json: &str, expected: Option<Datum<'_>>| {
            assert_eq!(serde_json::from_str(json).ok().and_then(datum), expected, "{json}");
        };
        check("null", Some(Datum::Null));
        check("-9223372036854775808", Some(Datum::Integer(i64::MIN)));
        check("43.58117500000001", Some(Datum::Real(43.581_175_000_000_01)));
        check("1.0", Some(Datum::Real(1.0)));
        check("\"a\\u0000b\"", Some(Datum::Text("a\0b".into())));
        check("{\"base64\":\"/w==\"}", Some(Datum::Bytes(vec![255].into())));
        check("{\"base64\":\"/w=\"}", None);
        check("{\"hex\":\"ff\"}", None);
        check("true", None);
        check("[]", None);
        check("18446744073709551615", Some(Datum::Real(18_446_744_073_709_551_615.0)));
    }
}
