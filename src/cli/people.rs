//! `archive people`: who is mentioned, how often, in which role.

use std::path::Path;

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::output::{FormatArgs, WindowArgs, open};
use crate::query::{self, EntityFilter};

/// List people, those that most articles mention first.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive people                     the twenty most mentioned
  archive people quill               everyone of that name
  archive people --min-articles 5 --format csv --limit 0")]
pub struct PeopleArgs {
    /// Words of the name; all of them must be in it.
    words: Vec<String>,
    /// Leave out those that fewer articles mention.
    #[arg(long, value_name = "N", default_value_t = 1)]
    min_articles: u32,
    #[command(flatten)]
    window: WindowArgs,
    #[command(flatten)]
    format: FormatArgs,
}

/// Lists them.
///
/// # Errors
/// Where the archive cannot be used or nothing matches.
pub fn run(arguments: &PeopleArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    let archive = open(db)?;
    let filter = EntityFilter {
        words: arguments.words.clone(),
        min_articles: arguments.min_articles,
        ..EntityFilter::default()
    };
    let rows = query::people(&archive, &filter, arguments.window.into())?;
    arguments.format.print(&rows, "people", db)
}
