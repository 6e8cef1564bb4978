//! What the lists of people, places and organisations share: their arguments, and how one is printed.

use std::path::Path;

use clap::Args;

use crate::cli::ask::answer;
use crate::cli::ask::answer::AnswerArgs;
use crate::cli::command_error::CommandError;
use crate::cli::decide::identity;
use crate::cli::decide::identity::IdentityVerb;
use crate::cli::exit_code::ExitStatus;
use crate::cli::filter::FilterArgs;
use crate::cli::output::{SureArgs, open};
use crate::present::columns::Row;
use crate::query;
use crate::query::answers::explain_names;
use crate::query::{EntityFilter, Query, QueryError, Window};
use crate::store::{Archive, EntityKind};

/// The arguments of a list.
#[derive(Debug, Args)]
pub(super) struct ListArgs {
    #[command(subcommand)]
    verb: Option<IdentityVerb>,
    /// Words of the name, and fields: `archive help query` has the language. A word that is also a verb is written after --.
    words: Vec<String>,
    #[command(flatten)]
    filters: FilterArgs,
    /// Leave out those that fewer articles mention.
    #[arg(long, value_name = "N", default_value_t = 1)]
    min_articles: u32,
    #[command(flatten)]
    sure: SureArgs,
    #[command(flatten)]
    answer: AnswerArgs,
}

/// A list: what it is of and how its rows are found.
pub(super) struct List<R> {
    pub(super) kind: EntityKind,
    /// What it is called.
    pub(super) name: &'static str,
    /// The number of a row.
    pub(super) id: fn(&R) -> i64,
    pub(super) find: fn(&Archive, &EntityFilter, Window) -> Result<Vec<R>, QueryError>,
}

impl ListArgs {
    /// Prints `list`, or decides who is who where a verb says so. `filter` has what only this list can be asked for.
    ///
    /// # Errors
    /// Where the archive cannot be used or nothing matches.
    pub(super) fn run<R: Row>(
        &self,
        list: &List<R>,
        filter: &EntityFilter,
        db: &Path,
    ) -> Result<ExitStatus, CommandError> {
        if let Some(verb) = &self.verb {
            return identity::run(list.kind, verb, db);
        }
        let asked = self.filters.query(&self.words, &[])?;
        let archive = open(db)?;
        let of = |query: &Query| EntityFilter {
            query: query.clone(),
            min_articles: self.min_articles,
            sureness: self.sure.into(),
            ..filter.clone()
        };
        let filter = of(&asked);
        let rows = |window| (list.find)(&archive, &filter, window);
        let count = |asked: &Query| query::count_names(&archive, list.kind, &of(asked));
        let explained = |window| explain_names(&archive, list.kind, &filter, window);
        let shown = answer::List {
            things: list.name,
            names: Some(list.kind),
            typed: self.words.join(" "),
            asked: &asked,
            rows: &rows,
            count: &count,
            explained: &explained,
            ids: &|window| rows(window).map(|rows| rows.iter().map(list.id).collect()),
            after: None,
        };
        shown.print(&archive, &self.answer, db)
    }
}
