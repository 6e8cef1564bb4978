//! `archive stats`: the archive in figures.

use std::io::Write as _;
use std::path::Path;

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::output::{FormatArgs, open};
use crate::cli::screen::Screen;
use crate::present::figures::figures_of;
use crate::present::{Format, json, write_rows};
use crate::query;

/// Show how much is in the archive: articles, people, quotes, languages, publications.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive stats
  archive stats --format json")]
pub struct StatsArgs {
    #[command(flatten)]
    format: FormatArgs,
}

/// Shows the figures.
///
/// # Errors
/// Where the archive cannot be used.
pub fn run(arguments: &StatsArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    let stats = query::stats(&open(db)?)?;
    let mut screen = Screen::open();
    let style = screen.style;
    screen.print(|out| match arguments.format.format() {
        Format::Json => json::write_indented(out, &stats),
        Format::Jsonl => {
            json::write_object(out, &stats)?;
            writeln!(out)
        }
        format => write_rows(out, &figures_of(&stats), format, style),
    })
}
