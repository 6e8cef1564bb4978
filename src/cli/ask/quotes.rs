//! `archive quotes`: who said what, and where it was printed, an utterance a row.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::ask::answer::{AnswerArgs, GroupArgs, List, print_groups};
use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::filter::FilterArgs;
use crate::cli::output::{SureArgs, only, open, open_all};
use crate::query;
use crate::query::answers::{explain_quotes, group_quotes};
use crate::query::rows::QuoteRow;
use crate::query::{Query, QuoteFilter, Window};
use crate::store::Archive;

/// List quotes with their speakers: first what stands in quotation marks, then what is reported without, from the newest article on.
///
/// What somebody says in one go is one row, its parts joined; `…` stands for what the text has between them. In JSON a row has the parts with
/// their numbers and where they stand.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive quotes --speaker Quill           everything she is quoted with
  archive quotes ferry --kind direct       whole sentences about ferries
  archive quotes --kind indirect           what is reported without quotation marks
  archive quotes 'ferry date:2013-05' --group-by speaker
  archive quotes --variants 12             every article that carries what quote 12 says
  archive quotes --speaker Quill --from 2013 --to 2014 --format markdown")]
pub struct QuotesArgs {
    /// Words of the quote, and fields: `archive help query` has the language.
    words: Vec<String>,
    #[command(flatten)]
    filters: FilterArgs,
    /// Only this sort of quote: direct (whole clauses in marks), mixed (fragments in marks), marked (either) or indirect (reported without
    /// marks); any of those given.
    #[arg(long, value_name = "KIND", value_parser = ["direct", "mixed", "marked", "indirect"])]
    kind: Vec<String>,
    /// Instead, every use of what quote ID says, the first use first, with the differences marked.
    #[arg(long, value_name = "ID", conflicts_with_all = ["words", "kind", "FilterArgs"])]
    variants: Option<i64>,
    #[command(flatten)]
    sure: SureArgs,
    #[command(flatten)]
    groups: GroupArgs,
    #[command(flatten)]
    answer: AnswerArgs,
}

/// Lists them.
///
/// # Errors
/// Where the archive cannot be used or nothing matches.
pub fn run(arguments: &QuotesArgs, dbs: &[PathBuf]) -> Result<ExitStatus, CommandError> {
    let asked = arguments.filters.query(&arguments.words, &[])?;
    if let Some(id) = arguments.variants {
        let db = only(dbs)?;
        let archive = open(db)?;
        let Some(rows) = query::variants(&archive, id, arguments.answer.window().into())? else {
            return Err(no_such_quote(db, id));
        };
        return arguments.answer.format().print(&rows, "quotes", db);
    }
    let archives = open_all(dbs)?;
    let of = |query: &Query| QuoteFilter {
        query: query.clone(),
        kinds: arguments.kind.clone(),
        sureness: arguments.sure.into(),
    };
    let filter = of(&asked);
    if let Some(by) = arguments.groups.by() {
        let groups = |archive: &Archive, window| group_quotes(archive, &filter, by, window);
        return print_groups(&groups, by, &asked, &arguments.answer, &archives);
    }
    let rows = |archive: &Archive, window| query::quotes(archive, &filter, window);
    let count = |archive: &Archive, asked: &Query| query::count_quotes(archive, &of(asked));
    let explained = |archive: &Archive, window| explain_quotes(archive, &filter, window);
    let each = |archive: &Archive, window: Window, take: &mut dyn FnMut(Vec<QuoteRow>) -> ControlFlow<()>| {
        query::each_quote(archive, &filter, window, take)
    };
    let list = List {
        things: "quotes",
        names: None,
        typed: arguments.words.join(" "),
        asked: &asked,
        rows: &rows,
        each: Some(&each),
        count: &count,
        explained: &explained,
        ids: &|archive, window| rows(archive, window).map(|rows| rows.iter().map(|row| row.id).collect()),
        after: None::<fn(&_) -> String>,
        order: |one: &QuoteRow, other: &QuoteRow| {
            let is_marked = |row: &QuoteRow| row.parts.iter().any(|part| part.kind != "indirect");
            is_marked(other).cmp(&is_marked(one)).then_with(|| other.date.cmp(&one.date))
        },
    };
    list.print(&archives, &arguments.answer)
}

/// There is no quote of that number.
pub(in crate::cli) fn no_such_quote(db: &Path, id: i64) -> CommandError {
    CommandError::no_match(
        format!("{}: no quote {id}", db.display()),
        Some("`archive quotes --format csv` lists quotes with their numbers"),
    )
}
