//! `archive formats`: what is read, and what is not.

use clap::{Args, ValueEnum};

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::output::FormatArgs;
use crate::cli::screen::Screen;
use crate::present::input_formats::InputFormat;
use crate::present::write_rows;
use crate::read::{EntryKind, catalogue};

/// List the formats that are read, the boxes that are opened, what is refused by name and what to do instead, and the limits.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive formats --kind format            formats, with the name for --format and an example
  archive formats --kind refused           what is not read, and what to do instead
  archive formats --format json            all of it, for a program")]
pub struct FormatsArgs {
    /// Only entries of this kind; any of those given.
    #[arg(long, value_name = "KIND")]
    kind: Vec<KindName>,
    #[command(flatten)]
    format: FormatArgs,
}

/// Names of [`EntryKind`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum KindName {
    /// What is read.
    Format,
    /// What is opened.
    Box,
    /// What is refused by name.
    Refused,
    /// How far reading goes.
    Limit,
}

impl KindName {
    fn of(kind: EntryKind) -> Self {
        match kind {
            EntryKind::Format => Self::Format,
            EntryKind::Box => Self::Box,
            EntryKind::Refused => Self::Refused,
            EntryKind::Limit => Self::Limit,
        }
    }
}

/// Lists them.
///
/// # Errors
/// Where standard output cannot be written.
pub fn run(arguments: &FormatsArgs) -> Result<ExitStatus, CommandError> {
    let wanted = |kind| arguments.kind.is_empty() || arguments.kind.contains(&KindName::of(kind));
    let entries = catalogue().into_iter().filter(|entry| wanted(entry.kind));
    let rows: Vec<InputFormat> = entries
        .map(|entry| InputFormat {
            kind: entry.kind.name(),
            name: entry.name,
            what: entry.what,
            told_by: entry.told_by,
            example: entry.example,
            instead: entry.instead,
        })
        .collect();
    let mut screen = Screen::open();
    let style = screen.style;
    screen.print(|out| write_rows(out, &rows, arguments.format.format(), style))?;
    Ok(ExitStatus::Done)
}
