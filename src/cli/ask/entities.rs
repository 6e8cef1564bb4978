//! What the lists of people, places and organisations share: their arguments, and how one is printed.
//!
//! Invariant: a list of one is a page about that one where a person reads it, and a row where a program does.

use std::path::Path;

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::decide::identity;
use crate::cli::decide::identity::IdentityVerb;
use crate::cli::exit_code::ExitStatus;
use crate::cli::output::{FormatArgs, SureArgs, WindowArgs, number, open};
use crate::present::Format;
use crate::present::columns::Row;
use crate::query;
use crate::query::{EntityFilter, QueryError, Window};
use crate::store::{Archive, EntityKind};

/// The arguments of a list.
#[derive(Debug, Args)]
pub(super) struct ListArgs {
    #[command(subcommand)]
    verb: Option<IdentityVerb>,
    /// Words of the name; all of them must be in it. A number alone is the number in the list. A word that is also a verb is
    /// written after --.
    words: Vec<String>,
    /// Instead of a row, everything about each of them: first and last seen, roles, months, company, words said.
    ///
    /// A table of one row is such a page without being asked.
    #[arg(long)]
    full: bool,
    /// Leave out those that fewer articles mention.
    #[arg(long, value_name = "N", default_value_t = 1)]
    min_articles: u32,
    #[command(flatten)]
    sure: SureArgs,
    #[command(flatten)]
    window: WindowArgs,
    #[command(flatten)]
    format: FormatArgs,
}

/// A list: what it is of and how its rows are found.
pub(super) struct List<R> {
    pub(super) kind: EntityKind,
    /// What it is called.
    pub(super) name: &'static str,
    pub(super) find: fn(&Archive, &EntityFilter, Window) -> Result<Vec<R>, QueryError>,
    /// The number of a row.
    pub(super) id: fn(&R) -> i64,
}

impl ListArgs {
    /// Prints `list`, or decides who is who where a verb says so. `filter` has what only this list can be asked for.
    ///
    /// # Errors
    /// Where the archive cannot be used or nothing matches.
    pub(super) fn run<R: Row>(
        &self,
        list: &List<R>,
        filter: EntityFilter,
        db: &Path,
    ) -> Result<ExitStatus, CommandError> {
        if let Some(verb) = &self.verb {
            return identity::run(list.kind, verb, db);
        }
        let archive = open(db)?;
        let id = number(&self.words);
        let filter = EntityFilter {
            words: if id.is_some() { Vec::new() } else { self.words.clone() },
            id,
            min_articles: self.min_articles,
            sureness: self.sure.into(),
            ..filter
        };
        let rows = (list.find)(&archive, &filter, self.window.into())?;
        let named = !self.words.is_empty();
        if self.full || (named && rows.len() == 1 && self.format.format() == Format::Table) {
            let mut profiles = Vec::with_capacity(rows.len());
            for row in &rows {
                profiles.extend(query::profile(&archive, list.kind, (list.id)(row))?);
            }
            return self.format.print_pages(&profiles, list.name, db);
        }
        self.format.print(&rows, list.name, db)
    }
}
