//! `archive organisations`: which organisations are mentioned, and how often.

use std::path::PathBuf;

use clap::Args;

use crate::cli::ask::entities::{List, ListArgs};
use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::query;
use crate::query::EntityFilter;
use crate::query::rows::OrganisationRow;
use crate::store::EntityKind;

/// List organisations, those that most articles mention first, or decide which is which.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive organisations                  the twenty most mentioned
  archive organisations harbour board    those with both words in the name")]
pub struct OrganisationsArgs {
    #[command(flatten)]
    list: ListArgs,
}

/// Lists them.
///
/// # Errors
/// Where the archive cannot be used or nothing matches.
pub fn run(arguments: &OrganisationsArgs, dbs: &[PathBuf]) -> Result<ExitStatus, CommandError> {
    let list = List {
        kind: EntityKind::Organisation,
        name: "organisations",
        id: |row: &OrganisationRow| row.id,
        order: |one, other| (other.articles, other.mentions).cmp(&(one.articles, one.mentions)),
        find: query::organisations,
    };
    arguments.list.run(&list, &EntityFilter::default(), dbs)
}
