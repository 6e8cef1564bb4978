//! `archive problems`: what could not be read.

use std::path::Path;

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::output::{FormatArgs, WindowArgs, open, parse_date};
use crate::model::PartialDate;
use crate::query;
use crate::query::ProblemFilter;

/// List what could not be read, with why, those met last first.
///
/// Those of files that were mended and read since are left out.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive problems                        the last twenty
  archive problems --since 2031-05-01 --limit 0 --format csv
  archive problems --kind unsupported")]
pub struct ProblemsArgs {
    /// The first day on which they were met: 2031, 2031-05 or 2031-05-10.
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    since: Option<PartialDate>,
    /// Only this sort of problem; any of those given.
    #[arg(long, value_name = "KIND")]
    kind: Vec<String>,
    /// Those of files that were mended and read since, too.
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    window: WindowArgs,
    #[command(flatten)]
    format: FormatArgs,
}

/// Lists them.
///
/// # Errors
/// Where the archive cannot be used or nothing matches.
pub fn run(arguments: &ProblemsArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    let archive = open(db)?;
    let filter = ProblemFilter { since: arguments.since.clone(), kinds: arguments.kind.clone(), all: arguments.all };
    let rows = query::problems(&archive, &filter, arguments.window.into())?;
    arguments.format.print(&rows, "problems", db)
}
