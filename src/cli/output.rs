//! Arguments that several verbs share, and the way their rows take to standard output.
//!
//! Invariant: rows that were found are always shown, and finding none is always said.

use std::path::Path;

use clap::{Args, ValueEnum};

use crate::cli::access;
use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::screen::Screen;
use crate::model::PartialDate;
use crate::present::columns::Row;
use crate::present::{Format, write_rows};
use crate::query::Window;
use crate::store::Archive;

/// How rows are written.
#[derive(Clone, Copy, Debug, Args)]
pub struct FormatArgs {
    /// How to write the rows.
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: FormatName,
}

/// Which rows are shown.
#[derive(Clone, Copy, Debug, Args)]
pub struct WindowArgs {
    /// Maximum number of rows; 0 shows all.
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: u32,
    /// Number of rows to skip at the start.
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: u32,
}

/// Names of [`Format`].
#[derive(Clone, Copy, Debug, ValueEnum)]
enum FormatName {
    /// Columns as wide as the terminal; into a pipe, one line a row and nothing cut.
    Table,
    /// One array.
    Json,
    /// One object a line.
    Jsonl,
    /// A header line and comma-separated values; a cell that a spreadsheet would run as a formula starts with '.
    Csv,
    /// A table of GitHub-flavoured Markdown.
    Markdown,
}

impl FormatArgs {
    /// The format asked for.
    #[must_use]
    pub fn format(self) -> Format {
        match self.format {
            FormatName::Table => Format::Table,
            FormatName::Json => Format::Json,
            FormatName::Jsonl => Format::Jsonl,
            FormatName::Csv => Format::Csv,
            FormatName::Markdown => Format::Markdown,
        }
    }

    /// Writes `rows`, which are `things` such as `people`, and says so where there are none.
    ///
    /// # Errors
    /// Where there are none, and where standard output cannot be written.
    pub fn print<R: Row>(self, rows: &[R], things: &str, archive: &Path) -> Result<ExitStatus, CommandError> {
        let mut screen = Screen::open();
        let style = screen.style;
        screen.print(|out| write_rows(out, rows, self.format(), style))?;
        if rows.is_empty() {
            return Err(CommandError::no_match(format!("{}: no {things} matched", archive.display()), None));
        }
        Ok(ExitStatus::Done)
    }
}

impl From<WindowArgs> for Window {
    fn from(WindowArgs { limit, offset }: WindowArgs) -> Self {
        Self { limit: (limit > 0).then_some(limit), offset }
    }
}

/// Opens the archive for a question.
///
/// # Errors
/// Where it cannot be used; a missing file is not made.
pub fn open(db: &Path) -> Result<Archive, CommandError> {
    Ok(Archive::open_to_read(db, access::reading())?)
}

/// Reads a date of a filter.
///
/// # Errors
/// Where it is none, in words for the user.
pub fn parse_date(text: &str) -> Result<PartialDate, String> {
    PartialDate::parse(text).ok_or_else(|| "not a date such as 2013, 2013-05 or 2013-05-10".to_owned())
}
