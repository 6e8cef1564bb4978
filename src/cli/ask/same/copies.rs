//! `archive copies`: where else an article was printed.

use std::path::Path;

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::filter::{key_of, no_article};
use crate::cli::output::{FormatArgs, WindowArgs, open};
use crate::query;

/// List the copies of an article with the evidence, the likest first.
///
/// A copy is an article that shares more than half the words of the shorter of the two in passages of twelve words and more:
/// reprinted, trimmed, in another order, under another headline, or misread by a machine. Nothing is merged: every copy
/// stays an article of its own.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive copies 7                            where else article 7 was printed
  archive copies https://example.org/ferry --format json
  archive query ferry --collapse story        one row a story")]
pub struct CopiesArgs {
    /// Its number in the archive, or its address.
    #[arg(value_name = "ID|URL")]
    key: String,
    #[command(flatten)]
    window: WindowArgs,
    #[command(flatten)]
    format: FormatArgs,
}

/// Lists them.
///
/// # Errors
/// Where the archive cannot be used, has no such article, or no copy of it.
pub fn run(arguments: &CopiesArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    let archive = open(db)?;
    let Some(rows) = query::copies(&archive, key_of(&arguments.key), arguments.window.into())? else {
        return Err(no_article(&arguments.key, db));
    };
    arguments.format.print(&rows, "copies", db)
}
