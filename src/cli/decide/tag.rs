//! `archive tag`: words that the owner puts on articles.

use std::path::Path;

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::filter::find;
use crate::cli::{access, clock, signals, ui};
use crate::store::{Archive, Journal};

/// Put a tag on articles, or take it off.
///
/// Tags are shown by `archive show`, listed by `archive stats`, found by `archive query --tag`, and stay whatever is imported or rebuilt. Capitals make
/// no other tag.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive tag 7 12 \"harbour inquiry\"
  archive tag 7 \"harbour inquiry\" --remove
  archive query --tag \"harbour inquiry\"")]
pub struct TagArgs {
    /// The articles, by number or address.
    #[arg(value_name = "ID|URL", required = true)]
    articles: Vec<String>,
    /// The tag.
    name: String,
    /// Take it off.
    #[arg(long)]
    remove: bool,
}

/// Tags.
///
/// # Errors
/// Where the archive cannot be used or has no such article.
pub fn run(arguments: &TagArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    signals::listen();
    let mut archive = Archive::open(db, access::writing(Journal::Rollback))?;
    let mut ids = Vec::new();
    for name in &arguments.articles {
        ids.push(find(&archive, name, db)?);
    }
    ids.sort_unstable();
    ids.dedup();
    let (changed, verb) = if arguments.remove {
        (archive.untag(&ids, &arguments.name)?, "untagged")
    } else {
        (archive.tag(&ids, &arguments.name, &clock::now())?, "tagged")
    };
    ui::say(&format!("{verb} {changed}, unchanged {}", ids.len() as u64 - changed));
    Ok(ExitStatus::Done)
}
