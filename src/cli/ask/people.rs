//! `archive people`: who is mentioned, how often, in which role.

use std::path::Path;

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::decide::identity;
use crate::cli::decide::identity::IdentityVerb;
use crate::cli::exit_code::ExitStatus;
use crate::cli::output::{FormatArgs, WindowArgs, open};
use crate::query;
use crate::query::EntityFilter;
use crate::store::EntityKind;

/// List people, those that most articles mention first, or decide who is who.
///
/// Without a verb, people are listed. With one, a decision is made: it holds for articles to come, too, and
/// `archive decisions undo` takes it back.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive people                     the twenty most mentioned
  archive people quill               everyone of that name
  archive people --min-articles 5 --format csv --limit 0
  archive people merge \"Ada Quill\" \"A. M. Quill\"")]
pub struct PeopleArgs {
    #[command(subcommand)]
    verb: Option<IdentityVerb>,
    /// Words of the name; all of them must be in it. A word that is also a verb is written after --.
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
    if let Some(verb) = &arguments.verb {
        return identity::run(EntityKind::Person, verb, db);
    }
    let archive = open(db)?;
    let filter = EntityFilter {
        words: arguments.words.clone(),
        min_articles: arguments.min_articles,
        ..EntityFilter::default()
    };
    let rows = query::people(&archive, &filter, arguments.window.into())?;
    arguments.format.print(&rows, "people", db)
}
