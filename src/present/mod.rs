//! Turns rows into bytes, one file per output format.
//!
//! Rows of `query` and records of `import` come in, bytes for standard output go out, through any [`Write`].
//!
//! Invariant: nothing here asks where the bytes go. Width, colour and whether a terminal reads along are values in
//! [`Style`], so the same rows in the same style are the same bytes.

pub mod analysed;
pub(crate) mod answer;
pub(crate) mod changes;
pub(crate) mod columns;
pub(crate) mod csv;
pub mod extract_json;
pub(crate) mod figures;
pub(crate) mod forms;
pub(crate) mod input_formats;
pub(crate) mod json;
pub(crate) mod jsonl;
pub(crate) mod markdown;
pub(crate) mod page;
#[cfg(feature = "parquet")]
pub mod parquet;
mod style;
pub(crate) mod table;
pub(crate) mod terminal;

use std::io::{self, Write};

pub use style::{Format, Style};

use crate::present::answer::envelope;
use crate::present::columns::Row;

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
        Format::Answer => envelope::write_envelope(out, &envelope::Told::default(), &rows),
    }
}
