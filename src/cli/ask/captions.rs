//! `archive captions`: which pictures were shown, how often, and whose they are.

use std::path::Path;

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::output::{FormatArgs, WindowArgs, number, open};
use crate::query;
use crate::query::CaptionFilter;

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
    /// Words of the caption; all of them must be in it. A number alone is the number in the list, and every story that ran
    /// the picture is told.
    words: Vec<String>,
    /// Only captions shown more than once.
    #[arg(long)]
    repeated: bool,
    /// Part of the credit: a photographer or an agency.
    #[arg(long, value_name = "NAME")]
    credit: Vec<String>,
    #[command(flatten)]
    window: WindowArgs,
    #[command(flatten)]
    format: FormatArgs,
}

/// Lists them.
///
/// # Errors
/// Where the archive cannot be used or nothing matches.
pub fn run(arguments: &CaptionsArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    let archive = open(db)?;
    if let Some(id) = number(&arguments.words) {
        let page: Vec<_> = query::caption_profile(&archive, id)?.into_iter().collect();
        return arguments.format.print_pages(&page, "captions", db);
    }
    let filter = CaptionFilter {
        words: arguments.words.clone(),
        credits: arguments.credit.clone(),
        repeated: arguments.repeated,
    };
    let rows = query::captions(&archive, &filter, arguments.window.into())?;
    arguments.format.print(&rows, "captions", db)
}
