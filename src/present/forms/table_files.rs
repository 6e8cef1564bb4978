//! Tables as files of comma-separated values (RFC 4180), and the description that goes with them.
//!
//! Shapes and rows of tables come in; records of text and a data package go out.
//! Source: Frictionless Data Package and Table Schema, <https://specs.frictionlessdata.io/>.
//!
//! Invariant: no text from a page opens a cell with a sign that a spreadsheet would run as a formula; every date in a column has
//! one form.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::model::Datum;
use crate::present::csv::{harmless, plain};
use crate::query::export::{FieldKind, FieldShape, TableShape};

/// The mark by which old spreadsheets know UTF-8.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// A file that a table is written to.
pub struct TableFile<W: Write>(csv::Writer<W>);

impl<W: Write> TableFile<W> {
    /// Begins with the header line; `bom` puts a byte order mark before it.
    ///
    /// # Errors
    /// Whatever `out` refuses.
    pub fn begin(mut out: W, shape: &TableShape, bom: bool) -> io::Result<Self> {
        if bom {
            out.write_all(BOM)?;
        }
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        writer.write_record(shape.fields.iter().map(|field| &field.name)).map_err(plain)?;
        Ok(Self(writer))
    }

    /// Writes a row.
    ///
    /// # Errors
    /// Whatever the file refuses.
    pub fn row(&mut self, values: &[Datum<'_>]) -> io::Result<()> {
        for value in values {
            let outcome = match value {
                Datum::Null | Datum::Bytes(_) => self.0.write_field(""),
                Datum::Integer(number) => self.0.write_field(number.to_string()),
                Datum::Real(number) => self.0.write_field(number.to_string()),
                Datum::Text(text) => self.0.write_field(harmless(text).as_ref()),
            };
            outcome.map_err(plain)?;
        }
        self.0.write_record(None::<&[u8]>).map_err(plain)
    }

    /// Writes what still waits.
    ///
    /// # Errors
    /// Whatever the file refuses.
    pub fn end(mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Describes the tables: `tables` are those that were written with the number of their rows.
#[must_use]
pub fn describe(tables: &[(TableShape, u64)], name: &str, created: &str) -> Value {
    let is_there = |table: &str| tables.iter().any(|(shape, _)| shape.name == table);
    let resources: Vec<Value> = tables
        .iter()
        .map(|(shape, rows)| {
            let fields: Vec<Value> = shape.fields.iter().map(describe_field).collect();
            let mut schema = json!({ "fields": fields, "missingValues": [""] });
            if !shape.primary_key.is_empty() {
                schema["primaryKey"] = json!(shape.primary_key);
            }
            let keys: Vec<Value> = shape
                .foreign_keys
                .iter()
                .filter(|(_, table, _)| is_there(table))
                .map(|(column, table, to)| {
                    let table = if table == shape.name { "" } else { table };
                    json!({ "fields": column, "reference": { "resource": table, "fields": to } })
                })
                .collect();
            if !keys.is_empty() {
                schema["foreignKeys"] = json!(keys);
            }
            let mut resource = json!({
                "name": shape.name,
                "path": format!("{}.csv", shape.name),
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "rows": rows,
                "schema": schema,
            });
            if let Some(description) = &shape.description {
                resource["description"] = json!(description);
            }
            resource
        })
        .collect();
    json!({
        "profile": "tabular-data-package",
        "name": name,
        "created": created,
        "description": "Cells that a spreadsheet would take for a formula have an apostrophe in front.",
        "resources": resources,
    })
}

fn describe_field(field: &FieldShape) -> Value {
    let (kind, format) = match field.kind {
        FieldKind::Integer => ("integer", None),
        FieldKind::Number => ("number", None),
        FieldKind::Text => ("string", None),
        FieldKind::Day => ("date", Some("%Y-%m-%d")),
        FieldKind::Time => ("datetime", Some("%Y-%m-%dT%H:%M:%SZ")),
    };
    let mut described = json!({ "name": field.name, "type": kind });
    if let Some(format) = format {
        described["format"] = json!(format);
    }
    if let Some(description) = &field.description {
        described["description"] = json!(description);
    }
    described
}
