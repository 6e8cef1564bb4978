//! Rows as comma-separated values (RFC 4180), with a header line.
//!
//! Rows come in, records of text go out.
//!
//! Invariant: no text from a page opens a cell with a sign that a spreadsheet would run as a formula. Such a cell gets
//! an apostrophe in front, as OWASP advises against CSV injection; numbers of ours are left alone.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::present::columns::{Cell, Column, Row};
use crate::present::style::Style;
use crate::present::terminal::many_lines;

/// Writes a header line and `rows`.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_csv<R: Row>(out: &mut impl Write, rows: &[R], style: Style) -> io::Result<()> {
    write_columns(out, rows, &R::COLUMNS.iter().collect::<Vec<_>>(), style)
}

/// Writes these columns of `rows` under a line with their names.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_columns<R: Row>(
    out: &mut impl Write,
    rows: &[R],
    columns: &[&'static Column<R>],
    style: Style,
) -> io::Result<()> {
    write_part(out, rows, columns, style, true)
}

/// Writes these columns of `rows`, under a line with their names where they are the first.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_part<R: Row>(
    out: &mut impl Write,
    rows: &[R],
    columns: &[&'static Column<R>],
    style: Style,
    is_first: bool,
) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    if is_first {
        writer.write_record(columns.iter().map(|column| column.name)).map_err(plain)?;
    }
    write_all(&mut writer, rows, columns, style).map_err(plain)?;
    writer.flush()
}

/// The refusal of the output itself, which the writer wraps up: a closed pipe must be known as one.
pub(super) fn plain(error: csv::Error) -> io::Error {
    let message = error.to_string();
    match error.into_kind() {
        csv::ErrorKind::Io(cause) => cause,
        _ => io::Error::other(message),
    }
}

fn write_all<R: Row>(
    writer: &mut csv::Writer<impl Write>,
    rows: &[R],
    columns: &[&'static Column<R>],
    style: Style,
) -> csv::Result<()> {
    for row in rows {
        for column in columns {
            match (column.cell)(row) {
                Cell::Empty => writer.write_field("")?,
                Cell::Text(text) => writer.write_field(cell_text(text, style).as_ref())?,
                Cell::Integer(number) => writer.write_field(number.to_string())?,
                Cell::Degrees(number) | Cell::Share(number) => writer.write_field(number.to_string())?,
                Cell::Mark => writer.write_field("yes")?,
            }
        }
        writer.write_record(None::<&[u8]>)?;
    }
    Ok(())
}

/// The text of a cell: no formula anywhere, and nothing a terminal would obey where one reads along.
fn cell_text(text: &str, style: Style) -> Cow<'_, str> {
    let text = if style.width.is_some() { many_lines(text) } else { Cow::Borrowed(text) };
    match text {
        Cow::Borrowed(text) => harmless(text),
        Cow::Owned(text) => Cow::Owned(harmless(&text).into_owned()),
    }
}

/// The text so that no spreadsheet runs it as a formula.
pub(super) fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::rows::{OrganisationRow, PlaceRow, Share};

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        let check = |name: &str, expected: &str| {
            let row = OrganisationRow {
                id: -1,
                name: name.into(),
                articles: 2,
                mentions: 3,
                confidence: None,
                doubtful: false,
                identifiers: None,
            };
            let mut out = Vec::new();
            write_csv(&mut out, &[row], Style::default()).unwrap();
            assert_eq!(
                String::from_utf8(out).unwrap(),
                format!("id,name,articles,mentions,confidence,doubtful,identifiers\n-1,{expected},2,3,,,\n")
            );
        };
        check("Harbour Board", "Harbour Board");
        check("Rope, \"Twine\" & Co", "\"Rope, \"\"Twine\"\" & Co\"");
        check("=1+1", "'=1+1");
        check("@sum", "'@sum");
        check("-2", "'-2");
        check("+2", "'+2");
        check("\t=1", "'\t=1");
        check("two\nlines", "\"two\nlines\"");
    }

    #[test]
    fn degrees_south_stay_a_number() {
        let row = PlaceRow {
            id: 1,
            name: "Sydney".into(),
            kind: Some("city".into()),
            country_code: Some("AU".into()),
            latitude: Some(-33.87),
            longitude: Some(151.2),
            geonames_id: None,
            articles: 1,
            mentions: 1,
            confidence: Some(Share::per_mille(950)),
            doubtful: true,
            identifiers: None,
        };
        let mut out = Vec::new();
        write_csv(&mut out, &[row], Style::default()).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text.lines().nth(1), Some("1,Sydney,city,AU,-33.87,151.2,,1,1,0.95,yes,"));
    }
}
