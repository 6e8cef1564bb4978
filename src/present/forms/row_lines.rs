//! Rows as lines of JSON that another archive reads: the head, a line a row, the end.
//!
//! Invariant: every value comes back to the last bit; bytes are base64, and a number with a fraction always shows one.

use std::io::{self, Write};

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::json;

use crate::model::{Datum, base64};
use crate::present::json::write_object;
use crate::query::export::{Contents, TableRow};

/// The form of the lines; whoever reads another one refuses it.
const FORM: u64 = 1;

/// Writes what is said before the rows.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_head(out: &mut impl Write, contents: &Contents, program: &str) -> io::Result<()> {
    let tables: serde_json::Map<String, serde_json::Value> =
        contents.tables.iter().map(|(table, rows)| ((*table).to_owned(), json!(rows))).collect();
    let head = json!({
        "archive_export": FORM,
        "schema": contents.schema,
        "program": program,
        "whole": contents.is_whole,
        "tables": tables,
        "originals": contents.originals.to_string(),
    });
    write_object(out, &head)?;
    out.write_all(b"\n")
}

/// Writes a row.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_row(out: &mut impl Write, row: TableRow<'_>) -> io::Result<()> {
    write_object(out, &Line(row))?;
    out.write_all(b"\n")
}

/// Writes what is said after the rows.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_end(out: &mut impl Write, rows: u64) -> io::Result<()> {
    write_object(out, &json!({ "end": rows }))?;
    out.write_all(b"\n")
}

struct Line<'r>(TableRow<'r>);
struct Columns<'r>(TableRow<'r>);
struct Cell<'r>(&'r Datum<'r>);

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut line = serializer.serialize_map(Some(2))?;
        line.serialize_entry("table", self.0.0)?;
        line.serialize_entry("row", &Columns(self.0))?;
        line.end()
    }
}

impl Serialize for Columns<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (_, columns, values) = self.0;
        serializer.collect_map(columns.iter().zip(values.iter().map(Cell)))
    }
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Datum::Null => serializer.serialize_none(),
            Datum::Integer(number) => serializer.serialize_i64(*number),
            Datum::Real(number) => serializer.serialize_f64(*number),
            Datum::Text(text) => serializer.serialize_str(text),
            Datum::Bytes(bytes) => serializer.collect_map([("base64", base64::encode(bytes))]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_a_line_whatever_its_values() {
        let columns = ["a", "b", "c", "d", "e"].map(str::to_owned);
        let values = [
            Datum::Null,
            Datum::Integer(-1),
            Datum::Real(2.0),
            Datum::Text("one\n\u{202e}two\0".into()),
            Datum::Bytes(vec![0xff].into()),
        ];
        let mut out = Vec::new();
        write_row(&mut out, ("odd", &columns, &values)).unwrap();
        let expected = "{\"table\":\"odd\",\"row\":{\"a\":null,\"b\":-1,\"c\":2.0,\"d\":\"one\\n\\u202etwo\\u0000\",\"e\":{\"base64\":\"/w==\"}}}\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
