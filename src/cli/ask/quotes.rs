//! `archive quotes`: who said what, and where it was printed, an utterance a row.

use std::path::Path;

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::output::{FormatArgs, SureArgs, WindowArgs, open, parse_date};
use crate::model::PartialDate;
use crate::query;
use crate::query::QuoteFilter;

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
  archive quotes --variants 12             every article that carries what quote 12 says
  archive quotes --speaker Quill --from 2013 --to 2014 --format markdown")]
pub struct QuotesArgs {
    /// Words of the quote; all of them must be in it.
    words: Vec<String>,
    /// The person quoted; a surname finds the person.
    #[arg(long, value_name = "NAME")]
    speaker: Vec<String>,
    /// Only this sort of quote: direct (whole clauses in marks), mixed (fragments in marks), marked (either) or indirect (reported without
    /// marks); any of those given.
    #[arg(long, value_name = "KIND", value_parser = ["direct", "mixed", "marked", "indirect"])]
    kind: Vec<String>,
    /// The first day wanted: 2013, 2013-05 or 2013-05-10.
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    from: Option<PartialDate>,
    /// The last day wanted: 2013 runs to the end of that year.
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    to: Option<PartialDate>,
    /// Instead, every use of what quote ID says, the first use first, with the differences marked.
    #[arg(long, value_name = "ID", conflicts_with_all = ["words", "speaker", "kind", "from", "to"])]
    variants: Option<i64>,
    #[command(flatten)]
    sure: SureArgs,
    #[command(flatten)]
    window: WindowArgs,
    #[command(flatten)]
    format: FormatArgs,
}

/// Lists them.
///
/// # Errors
/// Where the archive cannot be used or nothing matches.
pub fn run(arguments: &QuotesArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    let archive = open(db)?;
    if let Some(id) = arguments.variants {
        let Some(rows) = query::variants(&archive, id, arguments.window.into())? else {
            return Err(no_such_quote(db, id));
        };
        return arguments.format.print(&rows, "quotes", db);
    }
    let filter = QuoteFilter {
        words: arguments.words.clone(),
        speakers: arguments.speaker.clone(),
        kinds: arguments.kind.clone(),
        sureness: arguments.sure.into(),
        from: arguments.from.clone(),
        to: arguments.to.clone(),
    };
    let rows = query::quotes(&archive, &filter, arguments.window.into())?;
    arguments.format.print(&rows, "quotes", db)
}

/// There is no quote of that number.
pub(in crate::cli) fn no_such_quote(db: &Path, id: i64) -> CommandError {
    CommandError::no_match(
        format!("{}: no quote {id}", db.display()),
        Some("`archive quotes --format csv` lists quotes with their numbers"),
    )
}
