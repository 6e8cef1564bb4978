//! Rows of several archives: each says which archive it is of.
//!
//! Invariant: the archive comes first, then the columns of the row as they are.

use serde::Serialize;

use crate::present::columns::{Cell, Column, Row};

/// A row with the archive it is of.
#[derive(Debug, Serialize)]
pub struct Placed<R> {
    /// The file of the archive, as it was given.
    pub archive: String,
    /// The row.
    #[serde(flatten)]
    pub row: R,
}

/// The most columns that a row may have.
const MOST: usize = 16;

impl<R: Row> Row for Placed<R> {
    const COLUMNS: &'static [Column<Self>] = Self::ALL.split_at(R::COLUMNS.len() + 1).0;
}

impl<R: Row> Placed<R> {
    /// The columns, and blank ones after those that the row has: a list of constants cannot be as long as another.
    const ALL: &'static [Column<Self>; MOST + 1] = &[
        Column { name: "archive", cell: |placed| Cell::Text(&placed.archive), place_in_table: Some(0) },
        column::<R, 0>(),
        column::<R, 1>(),
        column::<R, 2>(),
        column::<R, 3>(),
        column::<R, 4>(),
        column::<R, 5>(),
        column::<R, 6>(),
        column::<R, 7>(),
        column::<R, 8>(),
        column::<R, 9>(),
        column::<R, 10>(),
        column::<R, 11>(),
        column::<R, 12>(),
        column::<R, 13>(),
        column::<R, 14>(),
        column::<R, 15>(),
    ];
}

/// The column with this number of the row itself, a place further to the right.
const fn column<R: Row, const NUMBER: usize>() -> Column<Placed<R>> {
    if NUMBER >= R::COLUMNS.len() {
        return Column { name: "", cell: |_| Cell::Empty, place_in_table: None };
    }
    let Column { name, place_in_table, .. } = &R::COLUMNS[NUMBER];
    let place_in_table = match *place_in_table {
        Some(place) => Some(place + 1),
        None => None,
    };
    Column { name, cell: |placed| (R::COLUMNS[NUMBER].cell)(&placed.row), place_in_table }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::{Format, Style, write_rows};
    use crate::query::rows::OrganisationRow;

    #[test]
    fn the_archive_stands_first_in_every_format() {
        let row = OrganisationRow {
            id: 7,
            name: "Harbour Board".into(),
            articles: 1,
            mentions: 2,
            confidence: None,
            doubtful: false,
            identifiers: None,
        };
        let rows = [Placed { archive: "north.db".to_owned(), row }];
        for (format, expected) in [
            (
                Format::Table,
                "archive   id  articles  mentions  name\nnorth.db   7         1         2  Harbour Board\n",
            ),
            (
                Format::Csv,
                "archive,id,name,articles,mentions,confidence,doubtful,identifiers\nnorth.db,7,Harbour Board,1,2,,,\n",
            ),
            (
                Format::Jsonl,
                "{\"archive\":\"north.db\",\"id\":7,\"name\":\"Harbour Board\",\"articles\":1,\"mentions\":2,\
                 \"confidence\":null,\"doubtful\":false,\"identifiers\":null}\n",
            ),
        ] {
            let mut out = Vec::new();
            write_rows(&mut out, &rows, format, Style::default()).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), expected);
        }
    }
}
