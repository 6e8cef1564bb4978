//! What is read and what is not, as rows.
//!
//! Invariant: a column has the name of its key in JSON.

use serde::Serialize;

use crate::present::columns::{Cell, Column, Row};

/// A format that is read, a box that is opened, a kind of file that is refused, or a limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InputFormat {
    /// `format`, `box`, `refused` or `limit`.
    pub kind: &'static str,
    /// Its name for `--format`, or as users know it.
    pub name: Option<&'static str>,
    /// What it is.
    pub what: String,
    /// By what in its bytes it is told.
    pub told_by: Option<&'static str>,
    /// A command that reads it.
    pub example: Option<String>,
    /// What to do with what is refused.
    pub instead: Option<&'static str>,
}

fn cell(text: Option<&str>) -> Cell<'_> {
    text.map_or(Cell::Empty, Cell::Text)
}

impl Row for InputFormat {
    const COLUMNS: &'static [Column<Self>] = &[
        Column { name: "kind", cell: |row| Cell::Text(row.kind), place_in_table: Some(0) },
        Column { name: "name", cell: |row| cell(row.name), place_in_table: Some(1) },
        Column { name: "what", cell: |row| Cell::Text(&row.what), place_in_table: Some(2) },
        Column { name: "told_by", cell: |row| cell(row.told_by), place_in_table: Some(3) },
        Column { name: "example", cell: |row| cell(row.example.as_deref()), place_in_table: Some(4) },
        Column { name: "instead", cell: |row| cell(row.instead), place_in_table: Some(5) },
    ];
}
