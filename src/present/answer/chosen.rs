//! Rows of the columns that were asked for.
//!
//! Invariant: columns come in the order in which they were asked for.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap as _, SerializeSeq as _, Serializer};

use crate::present::columns::{Cell, Column, Row};
use crate::present::json::write_object;
use crate::present::style::{Format, Style};
use crate::present::{csv, markdown, table};

/// The columns of these names; the first name that is none, where there is one.
pub fn columns_named<R: Row>(names: &[String]) -> Result<Vec<&'static Column<R>>, String> {
    let find = |name: &String| R::COLUMNS.iter().find(|column| column.name == name.trim()).ok_or_else(|| name.clone());
    names.iter().map(find).collect()
}

/// Writes these columns of `rows`.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_chosen<R: Row>(
    out: &mut impl Write,
    rows: &[R],
    columns: &[&'static Column<R>],
    format: Format,
    style: Style,
) -> io::Result<()> {
    match format {
        Format::Table => table::write_columns(out, rows, columns, style),
        Format::Csv => csv::write_columns(out, rows, columns, style),
        Format::Markdown => markdown::write_columns(out, rows, columns),
        Format::Json | Format::Answer if rows.is_empty() => writeln!(out, "[]"),
        Format::Json | Format::Answer => {
            for (place, row) in rows.iter().enumerate() {
                out.write_all(if place == 0 { b"[\n" } else { b",\n" })?;
                write_object(out, &ChosenRow { row, columns })?;
            }
            out.write_all(b"\n]\n")
        }
        Format::Jsonl => rows.iter().try_for_each(|row| {
            write_object(out, &ChosenRow { row, columns })?;
            out.write_all(b"\n")
        }),
    }
}

/// Rows of chosen columns, as one array.
pub struct Chosen<'r, R: 'static> {
    /// The rows.
    pub rows: &'r [R],
    /// The columns.
    pub columns: &'r [&'static Column<R>],
}

impl<R: Row> Serialize for Chosen<'_, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut array = serializer.serialize_seq(Some(self.rows.len()))?;
        for row in self.rows {
            array.serialize_element(&ChosenRow { row, columns: self.columns })?;
        }
        array.end()
    }
}

/// One row of chosen columns, as an object.
pub struct ChosenRow<'r, R: 'static> {
    /// The row.
    pub row: &'r R,
    /// The columns.
    pub columns: &'r [&'static Column<R>],
}

impl<R: Row> Serialize for ChosenRow<'_, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(self.columns.len()))?;
        for column in self.columns {
            let name = column.name;
            match (column.cell)(self.row) {
                Cell::Empty if column.is_mark() => object.serialize_entry(name, &false)?,
                Cell::Empty => object.serialize_entry(name, &None::<()>)?,
                Cell::Text(text) => object.serialize_entry(name, text)?,
                Cell::Integer(number) => object.serialize_entry(name, &number)?,
                Cell::Degrees(number) | Cell::Share(number) => object.serialize_entry(name, &number)?,
                Cell::Mark => object.serialize_entry(name, &true)?,
            }
        }
        object.end()
    }
}
