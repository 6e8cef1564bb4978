//! `archive organisations`: which organisations are mentioned, and how often.

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

/// List organisations, those that most articles mention first, or decide which is which.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive organisations                  the twenty most mentioned
  archive organisations harbour board    those with both words in the name")]
pub struct OrganisationsArgs {
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
pub fn run(arguments: &OrganisationsArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    if let Some(verb) = &arguments.verb {
        return identity::run(EntityKind::Organisation, verb, db);
    }
    let archive = open(db)?;
    let filter = EntityFilter {
        words: arguments.words.clone(),
        min_articles: arguments.min_articles,
        ..EntityFilter::default()
    };
    let rows = query::organisations(&archive, &filter, arguments.window.into())?;
    arguments.format.print(&rows, "organisations", db)
}
