//! What the lists of people, places and organisations share: their arguments, and how one is printed.
//!
//! Invariant: a list of one is a page about that one where a person reads it, and a row where a program does.

use std::cmp::Ordering;
use std::path::PathBuf;

use clap::Args;

use crate::cli::ask::answer;
use crate::cli::ask::answer::AnswerArgs;
use crate::cli::command_error::CommandError;
use crate::cli::decide::identity;
use crate::cli::decide::identity::IdentityVerb;
use crate::cli::exit_code::ExitStatus;
use crate::cli::filter::FilterArgs;
use crate::cli::output::{Opened, SureArgs, number, only, open_all};
use crate::present::Format;
use crate::present::columns::Row;
use crate::query;
use crate::query::answers::explain_names;
use crate::query::{EntityFilter, Profile, Query, QueryError, Window};
use crate::store::{Archive, EntityKind};

/// The arguments of a list.
#[derive(Debug, Args)]
pub(super) struct ListArgs {
    #[command(subcommand)]
    verb: Option<IdentityVerb>,
    /// Words of the name, and fields: `archive help query` has the language. A number alone is the number in the list. A word that is
    /// also a verb is written after --.
    words: Vec<String>,
    /// Instead of a row, everything about each of them: first and last seen, roles, months, company, words said.
    ///
    /// A table of one row is such a page without being asked.
    #[arg(long, conflicts_with_all = ["count", "fields", "output", "explain"])]
    full: bool,
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
    /// The order of rows of several archives: those of most articles first.
    pub(super) order: fn(&R, &R) -> Ordering,
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
        dbs: &[PathBuf],
    ) -> Result<ExitStatus, CommandError> {
        if let Some(verb) = &self.verb {
            return identity::run(list.kind, verb, only(dbs)?);
        }
        let id = number(&self.words);
        let asked = self.filters.query(if id.is_some() { &[] } else { &self.words }, &[])?;
        if id.is_some() || self.full {
            only(dbs)?;
        }
        let archives = open_all(dbs)?;
        let of = |query: &Query| EntityFilter {
            query: query.clone(),
            id,
            min_articles: self.min_articles,
            sureness: self.sure.into(),
            ..filter.clone()
        };
        let filter = of(&asked);
        let rows = |archive: &Archive, window| (list.find)(archive, &filter, window);
        if let [opened] = archives.as_slice()
            && let Some(pages) = self.pages(list, opened, &rows)?
        {
            return self.answer.format().print_pages(&pages, list.name, &opened.path);
        }
        let count = |archive: &Archive, asked: &Query| query::count_names(archive, list.kind, &of(asked));
        let explained = |archive: &Archive, window| explain_names(archive, list.kind, &filter, window);
        let shown = answer::List {
            things: list.name,
            names: Some(list.kind),
            typed: self.words.join(" "),
            asked: &asked,
            rows: &rows,
            each: None,
            count: &count,
            explained: &explained,
            ids: &|archive, window| rows(archive, window).map(|rows| rows.iter().map(list.id).collect()),
            after: None,
            order: list.order,
        };
        shown.print(&archives, &self.answer)
    }

    /// A page of each row, where that is asked for, or where a person asks for one by name.
    fn pages<R: Row>(
        &self,
        list: &List<R>,
        opened: &Opened,
        rows: &answer::Rows<'_, R>,
    ) -> Result<Option<Vec<Profile>>, CommandError> {
        let is_read_by_a_person = self.answer.is_rows() && self.answer.format().format() == Format::Table;
        if !self.full && (self.words.is_empty() || !is_read_by_a_person) {
            return Ok(None);
        }
        let found = rows(&opened.archive, self.answer.window().into())?;
        if !self.full && found.len() != 1 {
            return Ok(None);
        }
        let ids: Vec<i64> = found.iter().map(list.id).collect();
        Ok(Some(query::profiles(&opened.archive, list.kind, &ids)?))
    }
}
