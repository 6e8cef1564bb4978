//! `archive captions`: which pictures were shown, how often, and whose they are.

use std::path::PathBuf;

use clap::Args;

use crate::cli::ask::answer::{AnswerArgs, List};
use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::filter::FilterArgs;
use crate::cli::output::{number, only, open, open_all};
use crate::query;
use crate::query::answers::explain_captions;
use crate::query::language::fields::FieldKind;
use crate::query::rows::CaptionRow;
use crate::query::{CaptionFilter, Flag, Query};
use crate::store::Archive;

/// List captions, those shown most often first.
///
/// The same caption is one caption however often it is shown, in one article or in several.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive captions --repeated         captions shown more than once
  archive captions --credit Berg      pictures by Berg, or of an agency of that name
  archive captions ferry --format jsonl
  archive captions 7                  every story that ran the picture of this number")]
pub struct CaptionsArgs {
    /// Words of the caption, and fields: `archive help query` has the language. A number alone is the number in the list, and every
    /// story that ran the picture is told.
    words: Vec<String>,
    #[command(flatten)]
    filters: FilterArgs,
    /// Only captions shown more than once.
    #[arg(long)]
    repeated: bool,
    /// Part of the credit: a photographer or an agency.
    #[arg(long, value_name = "NAME")]
    credit: Vec<String>,
    #[command(flatten)]
    answer: AnswerArgs,
}

/// Lists them.
///
/// # Errors
/// Where the archive cannot be used or nothing matches.
pub fn run(arguments: &CaptionsArgs, dbs: &[PathBuf]) -> Result<ExitStatus, CommandError> {
    let credits = Flag::All(FieldKind::Credit, arguments.credit.clone());
    let asked = arguments.filters.query(&arguments.words, &[credits])?;
    if let Some(id) = number(&arguments.words) {
        let db = only(dbs)?;
        let archive = open(db)?;
        let page: Vec<_> = query::caption_profile(&archive, id)?.into_iter().collect();
        return arguments.answer.format().print_pages(&page, "captions", db);
    }
    let archives = open_all(dbs)?;
    let of = |query: &Query| CaptionFilter { query: query.clone(), repeated: arguments.repeated };
    let filter = of(&asked);
    let rows = |archive: &Archive, window| query::captions(archive, &filter, window);
    let count = |archive: &Archive, asked: &Query| query::count_captions(archive, &of(asked));
    let explained = |archive: &Archive, window| explain_captions(archive, &filter, window);
    let list = List {
        things: "captions",
        names: None,
        typed: arguments.words.join(" "),
        asked: &asked,
        rows: &rows,
        each: None,
        count: &count,
        explained: &explained,
        ids: &|archive, window| rows(archive, window).map(|rows| rows.iter().map(|row| row.id).collect()),
        after: None::<fn(&_) -> String>,
        order: |one: &CaptionRow, other: &CaptionRow| other.occurrences.cmp(&one.occurrences),
    };
    list.print(&archives, &arguments.answer)
}
