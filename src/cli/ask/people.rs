//! `archive people`: who is mentioned, how often, in which role.

use std::path::PathBuf;

use clap::Args;

use crate::cli::ask::entities::{List, ListArgs};
use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::query;
use crate::query::EntityFilter;
use crate::query::rows::PersonRow;
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
    #[command(flatten)]
    list: ListArgs,
}

/// Lists them.
///
/// # Errors
/// Where the archive cannot be used or nothing matches.
pub fn run(arguments: &PeopleArgs, dbs: &[PathBuf]) -> Result<ExitStatus, CommandError> {
    let list = List {
        kind: EntityKind::Person,
        name: "people",
        id: |row: &PersonRow| row.id,
        order: |one, other| (other.articles, other.mentions).cmp(&(one.articles, one.mentions)),
        find: query::people,
    };
    arguments.list.run(&list, &EntityFilter::default(), dbs)
}
