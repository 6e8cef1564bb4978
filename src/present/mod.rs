//! Turns rows into bytes, one file per output format.
//!
//! Rows of `query` and records of `import` come in, bytes for standard output go out, through any [`Write`].
//!
//! Invariant: nothing here asks where the bytes go. Width, colour and whether a terminal reads along are values in
//! [`Style`], so the same rows in the same style are the same bytes.

pub mod columns;
pub mod csv;
pub mod extract_json;
pub mod figures;
pub mod json;
pub mod jsonl;
pub mod markdown;
pub mod page;
pub mod table;
pub mod terminal;

use std::io::{self, Write};

use crate::present::columns::Row;

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Columns for people to read.
    Table,
    /// One JSON array.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated values with a header line (RFC 4180).
    Csv,
    /// A table of GitHub-flavoured Markdown.
    Markdown,
}

/// What is known of whoever reads the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Columns of the terminal; `None` where there is no terminal, and then nothing is wrapped.
    pub width: Option<u16>,
    /// Whether headings may be coloured.
    pub colour: bool,
}

/// Writes `rows` to `out`.
///
/// No rows still give what a program that reads the format expects: an empty array, a header line.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_rows<R: Row>(out: &mut impl Write, rows: &[R], format: Format, style: Style) -> io::Result<()> {
    match format {
        Format::Table => table::write_table(out, rows, style),
        Format::Json => json::write_array(out, rows),
        Format::Jsonl => jsonl::write_lines(out, rows),
        Format::Csv => csv::write_csv(out, rows, style),
        Format::Markdown => markdown::write_markdown(out, rows),
    }
}
