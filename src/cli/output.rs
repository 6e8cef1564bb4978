//! Arguments that several verbs share, and the way their rows take to standard output.
//!
//! Invariant: rows that were found are always shown, and finding none is always said.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::cli::access;
use crate::cli::command_error::CommandError;
use crate::cli::config;
use crate::cli::exit_code::ExitStatus;
use crate::cli::screen::Screen;
use crate::model::PartialDate;
use crate::present::columns::Row;
use crate::present::page::profile::{Page, write_pages};
use crate::present::{Format, write_rows};
use crate::query::{Sureness, Window};
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
    /// Maximum number of rows; 0 shows all. Without it a terminal shows 20, and a pipe or file gets all.
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
    /// Number of rows to skip at the start.
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: u32,
}

/// How sure what is shown must be.
#[derive(Clone, Copy, Debug, Args)]
pub struct SureArgs {
    /// Show what is at least so sure, from 0 to 1, instead of what is as sure as the archive's bar; 0 shows all.
    #[arg(long, value_name = "N", value_parser = parse_share)]
    sure: Option<u16>,
    /// Show what is less sure than the archive's bar.
    #[arg(long, conflicts_with = "sure")]
    doubtful: bool,
}

impl From<SureArgs> for Sureness {
    fn from(SureArgs { sure, doubtful }: SureArgs) -> Self {
        match sure {
            Some(least) => Self::AtLeast(least),
            None if doubtful => Self::Doubtful,
            None => Self::Bar,
        }
    }
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
    /// One JSON object with the rows, the query as it was understood, the names that mean several, how many rows there are in
    /// all and where the next page begins.
    Answer,
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
            FormatName::Answer => Format::Answer,
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
        found_some(rows, things, archive)
    }

    /// Writes `pages`, one for each of some `things`, and says so where there are none.
    ///
    /// # Errors
    /// Where there are none, where the format holds no pages, and where standard output cannot be written.
    pub fn print_pages<P: Serialize>(
        self,
        pages: &[P],
        things: &str,
        archive: &Path,
    ) -> Result<ExitStatus, CommandError>
    where
        for<'p> Page: From<&'p P>,
    {
        if self.format() == Format::Csv {
            let hint = "say --format json, or leave out --full to have a row each";
            return Err(CommandError::usage("CSV holds rows, no pages", hint));
        }
        let mut screen = Screen::open();
        let style = screen.style;
        screen.print(|out| write_pages(out, pages, self.format(), style))?;
        found_some(pages, things, archive)
    }
}

fn found_some<R>(rows: &[R], things: &str, archive: &Path) -> Result<ExitStatus, CommandError> {
    if rows.is_empty() {
        return Err(CommandError::no_match(format!("{}: no {things} matched", archive.display()), None));
    }
    Ok(ExitStatus::Done)
}

/// The number that `words` are, where they are nothing else: that of a row in its list.
#[must_use]
pub fn number(words: &[String]) -> Option<i64> {
    match words {
        [word] if word.bytes().all(|byte| byte.is_ascii_digit()) => word.parse().ok(),
        _ => None,
    }
}

impl WindowArgs {
    /// Whether somebody said how many rows.
    #[must_use]
    pub fn is_limited(self) -> bool {
        self.limit.is_some()
    }
}

/// Rows that a terminal shows where nobody says how many.
const ROWS_OF_A_PAGE: u32 = 20;

impl From<WindowArgs> for Window {
    fn from(WindowArgs { limit, offset }: WindowArgs) -> Self {
        let page = || {
            let rows = config::limit().unwrap_or(ROWS_OF_A_PAGE);
            Some(rows).filter(|rows| *rows > 0 && std::io::stdout().is_terminal())
        };
        Self { limit: limit.map_or_else(page, |limit| (limit > 0).then_some(limit)), offset }
    }
}

/// An archive that is asked, and the file it is.
pub struct Opened {
    /// The archive.
    pub archive: Archive,
    /// Its file, as given.
    pub path: PathBuf,
}

/// Opens all archives for one question.
///
/// # Errors
/// Where one of them cannot be used.
pub fn open_all(dbs: &[PathBuf]) -> Result<Vec<Opened>, CommandError> {
    dbs.iter().map(|db| Ok(Opened { archive: open(db)?, path: db.clone() })).collect()
}

/// The files, as messages name them.
#[must_use]
pub fn named(dbs: &[PathBuf]) -> String {
    let names: Vec<String> = dbs.iter().map(|db| db.display().to_string()).collect();
    names.join(", ")
}

/// The one archive of a command that asks or changes a single one.
///
/// # Errors
/// Where several are given.
pub fn only(dbs: &[PathBuf]) -> Result<&Path, CommandError> {
    match dbs {
        [db] => Ok(db),
        _ => Err(CommandError::usage(
            format!("{} archives are given, and this command takes one", dbs.len()),
            "query, quotes, captions, people, places and organisations ask several; give --db once, or one file in the configuration",
        )),
    }
}

/// Opens the archive for a question.
///
/// # Errors
/// Where it cannot be used; a missing file is not made.
pub fn open(db: &Path) -> Result<Archive, CommandError> {
    Ok(Archive::open_to_read(db, access::reading())?)
}

/// Reads a share of one, as a number per mille.
fn parse_share(text: &str) -> Result<u16, String> {
    let refused = || "not a number from 0 to 1 such as 0.95".to_owned();
    let share: f64 = text.trim().parse().map_err(|_| refused())?;
    let per_mille = (0..=1000_u16).find(|number| f64::from(*number) >= share * 1000.0 - 1e-9);
    per_mille.filter(|_| share >= 0.0).ok_or_else(refused)
}

/// Reads a date of a filter.
///
/// # Errors
/// Where it is none, in words for the user.
pub fn parse_date(text: &str) -> Result<PartialDate, String> {
    PartialDate::parse(text).ok_or_else(|| "not a date such as 2013, 2013-05 or 2013-05-10".to_owned())
}
