//! `archive query`: articles that match every filter.

use std::path::Path;

use clap::{Args, ValueEnum};

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::filter::FilterArgs;
use crate::cli::output::{FormatArgs, WindowArgs, open};
use crate::cli::ui;
use crate::query;
use crate::query::{Collapse, Sort, Window};

/// List the articles that match every filter, newest first.
///
/// Every filter may be given more than once, and then all of them must match; only languages are alternatives. A
/// surname finds the person.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive query ferry strike                     both words, anywhere in headline, body or captions
  archive query '\"ferry strike\"'                 the phrase
  archive query --person Quill --place Porto     both are mentioned
  archive query --speaker Quill --from 2013-05   she is quoted, in May 2013 or later
  archive query ferry --collapse story           one row for all copies of a story
  archive query --format csv --limit 0 > all.csv")]
pub struct QueryArgs {
    /// Words the article holds; a phrase in double quotes stays together.
    words: Vec<String>,
    #[command(flatten)]
    filters: FilterArgs,
    /// In which order.
    #[arg(long, value_name = "ORDER", default_value = "date")]
    sort: SortName,
    /// One row for articles that are the same, with the number it stands for.
    #[arg(long, value_name = "WHAT", default_value = "none")]
    collapse: CollapseName,
    #[command(flatten)]
    window: WindowArgs,
    #[command(flatten)]
    format: FormatArgs,
}

/// Names of [`Sort`].
#[derive(Clone, Copy, Debug, ValueEnum)]
enum SortName {
    /// Newest first, undated articles last.
    Date,
    /// Best match of the words first.
    Relevance,
}

/// Names of [`Collapse`].
#[derive(Clone, Copy, Debug, ValueEnum)]
enum CollapseName {
    /// One row an article.
    None,
    /// One row for all that have the same body.
    Exact,
    /// One row for all that are copies of each other: see `archive copies`.
    Story,
}

impl CollapseName {
    fn collapse(self) -> Option<Collapse> {
        match self {
            Self::None => None,
            Self::Exact => Some(Collapse::Exact),
            Self::Story => Some(Collapse::Story),
        }
    }
}

/// Answers the query.
///
/// # Errors
/// Where the archive cannot be used or nothing matches.
pub fn run(arguments: &QueryArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    let archive = open(db)?;
    let sort = match arguments.sort {
        SortName::Date => Sort::Date,
        SortName::Relevance => Sort::Relevance,
    };
    let (filter, window) = (arguments.filters.filter(&arguments.words), Window::from(arguments.window));
    let (rows, all_rows) = match arguments.collapse.collapse() {
        None => (query::articles(&archive, &filter, sort, window)?, None),
        Some(collapse) => {
            let (rows, all) = query::collapsed(&archive, &filter, sort, window, collapse)?;
            (rows, Some(all))
        }
    };
    let status = arguments.format.print(&rows, "articles", db)?;
    // Somebody who looks on is told when a full window hides the rest; counting costs a second query.
    if ui::somebody_looks_on() && window.limit.is_some_and(|limit| rows.len() as u64 >= u64::from(limit)) {
        let all = all_rows.map_or_else(|| query::count_articles(&archive, &filter), Ok)?;
        let last = u64::from(window.offset) + rows.len() as u64;
        if all > last {
            ui::say(&format!("{} to {last} of {all}; --offset {last} shows the next", window.offset + 1));
        }
    }
    Ok(status)
}
