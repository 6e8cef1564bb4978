//! `archive dump`: the whole archive as lines that can be compared.

use std::io::Write as _;
use std::path::Path;

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::output::open;
use crate::cli::screen::Screen;
use crate::present::json;
use crate::query;

/// Write every row of the archive as a line of JSON, in one order, without row numbers and times of runs.
///
/// Two archives of the same pages and decisions give the same lines, whatever the order of the imports, the number of threads,
/// the clock, the locale and the zone: compare them with diff. Originals are there by their digests alone.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive dump > today.jsonl
  archive --db other.db dump | diff today.jsonl -")]
pub struct DumpArgs {}

/// Writes it.
///
/// # Errors
/// Where the archive or standard output cannot be used.
pub fn run(_: &DumpArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    let archive = open(db)?;
    let mut screen = Screen::open();
    query::dump(&archive, &mut |row| {
        screen.buffer(|out| {
            json::write_object(out, row)?;
            out.write_all(b"\n")
        })
    })??;
    screen.print(|_| Ok(()))
}
