//! `archive sites`: which publications are here, how much of each, from when to when.

use std::path::Path;

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::output::{FormatArgs, WindowArgs, open};
use crate::query;

/// List publications, those of most articles first.
///
/// A publication goes by the name its pages give, without one by the host of their addresses.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive sites
  archive sites --format csv --limit 0")]
pub struct SitesArgs {
    #[command(flatten)]
    window: WindowArgs,
    #[command(flatten)]
    format: FormatArgs,
}

/// Lists them.
///
/// # Errors
/// Where the archive cannot be used or is empty.
pub fn run(arguments: &SitesArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    let rows = query::sites(&open(db)?, arguments.window.into())?;
    arguments.format.print(&rows, "publications", db)
}
