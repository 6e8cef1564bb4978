//! `archive screen`: a list of names against everybody in the archive.
//!
//! Invariant: nothing leaves the machine, and a hit is a question, never an answer.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::output::{FormatArgs, open};
use crate::cli::screen::Screen;
use crate::cli::ui;
use crate::present::Format;
use crate::present::page::verdict_list;
use crate::query::lookup::{Listed, screen};
use crate::read::lists::read_names;

/// Look for the names of a list among everybody in the archive: a sanctions list, a register, a cast.
///
/// A hit is `exact` (letter for letter), `folded` (capitals, accents and punctuation aside), `reordered` (surname first),
/// `transliterated` (another script, or the spelling of another language), `initials` (J. Kerry) or `near` (one letter). Each comes
/// with the newest article that names the person and the sentence. What is less than exact is a question: namesakes and people
/// of similar names are hits as well.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive screen sanctions.csv
  archive screen cast.csv --column \"Full name\" --how exact --how folded
  archive screen list.csv --format csv > hits.csv")]
pub struct ScreenArgs {
    /// A file of comma-, semicolon- or tab-separated values with a header line, or - for standard input.
    #[arg(value_name = "LIST.csv|-")]
    list: PathBuf,
    /// The column of the names, by its header or its number; told from its header where not given.
    #[arg(long, value_name = "NAME")]
    column: Option<String>,
    /// Only hits of this sort; any of those given.
    #[arg(long, value_name = "HOW")]
    #[arg(value_parser = ["exact", "folded", "reordered", "transliterated", "initials", "near"])]
    how: Vec<String>,
    #[command(flatten)]
    format: FormatArgs,
}

/// Looks for them.
///
/// # Errors
/// Where the archive or the list cannot be read, and where nobody is found.
pub fn run(arguments: &ScreenArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    let archive = open(db)?;
    let names = read_names(&arguments.list, arguments.column.as_deref())
        .map_err(|error| CommandError::usage(error.to_string(), "name the column of the names with --column"))?;
    let list: Vec<Listed> =
        names.into_iter().map(|(line, name)| Listed { name, line: i64::try_from(line).unwrap_or(i64::MAX) }).collect();
    let mut rows = screen(&archive, &list)?;
    rows.retain(|row| arguments.how.is_empty() || arguments.how.contains(&row.how));
    let found: std::collections::BTreeSet<i64> = rows.iter().map(|row| row.line).collect();
    let status = match arguments.format.format() {
        Format::Table if !rows.is_empty() => {
            let mut screen = Screen::open();
            let style = screen.style;
            screen.print(|out| verdict_list::write_hits(out, &rows, style))?
        }
        _ => arguments.format.print(&rows, "people", db)?,
    };
    ui::say(&format!("{} names, {} of them found", list.len(), found.len()));
    Ok(status)
}
