//! Rows as a table of GitHub-flavoured Markdown.
//!
//! Rows come in, a table with the columns of the table for people goes out.
//!
//! Invariant: text from a page is shown verbatim: it starts no cell, no link, no emphasis and no HTML.

use std::io::{self, Write};

use crate::present::columns::{Cell, Column, Row, table_columns};
use crate::present::terminal::one_line;

/// Writes `rows` as a table; no rows give its header alone. A mark that no row has has no column.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_markdown<R: Row>(out: &mut impl Write, rows: &[R]) -> io::Result<()> {
    let mut columns = table_columns::<R>();
    columns.retain(|column| !column.is_mark() || rows.iter().any(|row| (column.cell)(row) != Cell::Empty));
    write_columns(out, rows, &columns)
}

/// Writes these columns of `rows`.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_columns<R: Row>(out: &mut impl Write, rows: &[R], columns: &[&'static Column<R>]) -> io::Result<()> {
    for column in columns {
        write!(out, "| {} ", column.name.replace('_', " "))?;
    }
    writeln!(out, "|")?;
    for column in columns {
        let numbers = rows
            .first()
            .is_some_and(|row| matches!((column.cell)(row), Cell::Integer(_) | Cell::Degrees(_) | Cell::Share(_)));
        write!(out, "| {} ", if numbers { "---:" } else { "---" })?;
    }
    writeln!(out, "|")?;
    for row in rows {
        for column in columns {
            match (column.cell)(row) {
                Cell::Empty => write!(out, "| ")?,
                Cell::Text(text) => write!(out, "| {} ", escape(text))?,
                Cell::Integer(number) => write!(out, "| {number} ")?,
                Cell::Degrees(number) | Cell::Share(number) => write!(out, "| {number} ")?,
                Cell::Mark => write!(out, "| yes ")?,
            }
        }
        writeln!(out, "|")?;
    }
    Ok(())
}

/// `text` on one line, every sign with a meaning in Markdown or HTML taken literally.
#[must_use]
pub fn escape(text: &str) -> String {
    let text = one_line(text);
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '#' | '!' => {
                escaped.push('\\');
                escaped.push(character);
            }
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::rows::OrganisationRow;

    #[test]
    fn text_is_taken_literally() {
        let check = |text: &str, expected: &str| assert_eq!(escape(text), expected);
        check("Rope & Twine", "Rope &amp; Twine");
        check("<img src=x>", "&lt;img src=x&gt;");
        check("a|b\nc", "a\\|b c");
        check("[here](http://x)", "\\[here\\](http://x)");
        check("*bold* `code` \x1b[0m", "\\*bold\\* \\`code\\` ␛\\[0m");
    }

    #[test]
    fn table_has_a_header_and_aligned_numbers() {
        let row = OrganisationRow {
            id: 1,
            name: "Harbour|Board".into(),
            articles: 2,
            mentions: 3,
            confidence: None,
            doubtful: false,
            identifiers: None,
        };
        let mut out = Vec::new();
        write_markdown(&mut out, &[row]).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "| id | articles | mentions | name |\n| ---: | ---: | ---: | --- |\n| 1 | 2 | 3 | Harbour\\|Board |\n"
        );
    }
}
