//! Rows that are written as they come, some at a time, so that a pipe of a million rows takes no more memory than one of a thousand.
//!
//! Invariant: what is written is byte for byte what the format writes of all rows at once.

use std::io::{self, Write};

use crate::present::answer::chosen::ChosenRow;
use crate::present::columns::{Column, Row};
use crate::present::json::write_object;
use crate::present::style::{Format, Style};
use crate::present::{csv, jsonl};

/// Rows on their way.
pub struct Stream<R: Row> {
    format: Format,
    style: Style,
    columns: Vec<&'static Column<R>>,
    written: u64,
}

impl<R: Row> Stream<R> {
    /// For rows of these columns, all of them where none is named; `None` for formats that have to know all rows.
    pub fn new(format: Format, style: Style, columns: &[&'static Column<R>]) -> Option<Self> {
        let streams = matches!(format, Format::Json | Format::Jsonl | Format::Csv);
        streams.then(|| Self { format, style, columns: columns.to_vec(), written: 0 })
    }

    /// How many rows were written.
    pub fn written(&self) -> u64 {
        self.written
    }

    /// Writes some.
    ///
    /// # Errors
    /// Whatever `out` refuses.
    pub fn write(&mut self, out: &mut impl Write, rows: &[R]) -> io::Result<()> {
        if self.format == Format::Csv {
            let all: Vec<&'static Column<R>> = R::COLUMNS.iter().collect();
            let columns = if self.columns.is_empty() { &all } else { &self.columns };
            csv::write_part(out, rows, columns, self.style, self.written == 0)?;
        } else {
            for (row, place) in rows.iter().zip(self.written..) {
                self.write_json(out, row, place)?;
            }
        }
        self.written += rows.len() as u64;
        Ok(())
    }

    fn write_json(&self, out: &mut impl Write, row: &R, place: u64) -> io::Result<()> {
        if self.format == Format::Json {
            out.write_all(if place == 0 { b"[\n" } else { b",\n" })?;
        }
        match (self.columns.is_empty(), self.format) {
            (true, Format::Jsonl) => return jsonl::write_lines(out, std::slice::from_ref(row)),
            (true, _) => write_object(out, row)?,
            (false, _) => write_object(out, &ChosenRow { row, columns: &self.columns })?,
        }
        if self.format == Format::Jsonl { out.write_all(b"\n") } else { Ok(()) }
    }

    /// Writes what comes after the last.
    ///
    /// # Errors
    /// Whatever `out` refuses.
    pub fn end(&mut self, out: &mut impl Write) -> io::Result<()> {
        match (self.format, self.written) {
            (Format::Json, 0) => writeln!(out, "[]"),
            (Format::Json, _) => out.write_all(b"\n]\n"),
            (Format::Csv, 0) => self.write(out, &[]),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::answer::chosen::{columns_named, write_chosen};
    use crate::present::write_rows;
    use crate::query::rows::OrganisationRow;

    #[test]
    fn parts_are_the_bytes_of_the_whole() {
        let row = |id: i64| OrganisationRow {
            id,
            name: "Rope, Twine".into(),
            articles: 1,
            mentions: 2,
            confidence: None,
            doubtful: false,
            identifiers: None,
        };
        let named = columns_named::<OrganisationRow>(&["name".into(), "id".into()]).unwrap();
        for (format, columns) in
            [Format::Json, Format::Jsonl, Format::Csv].into_iter().flat_map(|f| [(f, vec![]), (f, named.clone())])
        {
            for count in 0..6 {
                let rows: Vec<_> = (0..count).map(row).collect();
                let (mut whole, mut parts, style) = (Vec::new(), Vec::new(), Style::default());
                if columns.is_empty() {
                    write_rows(&mut whole, &rows, format, style).unwrap();
                } else {
                    write_chosen(&mut whole, &rows, &columns, format, style).unwrap();
                }
                let mut stream = Stream::new(format, style, &columns).unwrap();
                for part in rows.chunks(2) {
                    stream.write(&mut parts, part).unwrap();
                }
                stream.end(&mut parts).unwrap();
                assert_eq!(String::from_utf8(parts).unwrap(), String::from_utf8(whole).unwrap());
            }
        }
    }
}
