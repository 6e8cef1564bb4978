//! `archive authors`: who writes, how much, where and when.

use std::path::Path;

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::output::{FormatArgs, WindowArgs, open};
use crate::query;

/// List authors, those of most articles first.
///
/// An author is a name in bylines: two of one name are one row.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive authors
  archive authors quill --format csv")]
pub struct AuthorsArgs {
    /// Words of the name; all of them must be in it.
    words: Vec<String>,
    #[command(flatten)]
    window: WindowArgs,
    #[command(flatten)]
    format: FormatArgs,
}

/// Lists them.
///
/// # Errors
/// Where the archive cannot be used or nothing matches.
pub fn run(arguments: &AuthorsArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    let rows = query::authors(&open(db)?, &arguments.words, arguments.window.into())?;
    arguments.format.print(&rows, "authors", db)
}
