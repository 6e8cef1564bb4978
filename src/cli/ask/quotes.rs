//! `archive quotes`: who said what, and where it was printed, an utterance a row.

use std::path::Path;

use clap::Args;

use crate::cli::ask::answer::{AnswerArgs, GroupArgs, List, print_groups};
use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::filter::FilterArgs;
use crate::cli::output::{SureArgs, open};
use crate::query;
use crate::query::answers::{explain_quotes, group_quotes};
use crate::query::{Query, QuoteFilter};

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
pub fn run(arguments: &QuotesArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    let asked = arguments.filters.query(&arguments.words, &[])?;
    let archive = open(db)?;
    if let Some(id) = arguments.variants {
        let Some(rows) = query::variants(&archive, id, arguments.answer.window().into())? else {
            return Err(no_such_quote(db, id));
        };
        return arguments.answer.format().print(&rows, "quotes", db);
    }
    let of = |query: &Query| QuoteFilter {
        query: query.clone(),
        kinds: arguments.kind.clone(),
        sureness: arguments.sure.into(),
    };
    let filter = of(&asked);
    if let Some(by) = arguments.groups.by() {
        let groups = |window| group_quotes(&archive, &filter, by, window);
        return print_groups(&groups, by, &asked, &arguments.answer, db);
    }
    let rows = |window| query::quotes(&archive, &filter, window);
    let count = |asked: &Query| query::count_quotes(&archive, &of(asked));
    let explained = |_| explain_quotes(&archive, &filter);
    let list = List {
        things: "quotes",
        names: None,
        typed: arguments.words.join(" "),
        asked: &asked,
        rows: &rows,
        count: &count,
        explained: &explained,
        ids: &|window| rows(window).map(|rows| rows.iter().map(|row| row.id).collect()),
        after: None::<fn(&_) -> String>,
    };
    list.print(&archive, &arguments.answer, db)
}

/// There is no quote of that number.
pub(in crate::cli) fn no_such_quote(db: &Path, id: i64) -> CommandError {
    CommandError::no_match(
        format!("{}: no quote {id}", db.display()),
        Some("`archive quotes --format csv` lists quotes with their numbers"),
    )
}
