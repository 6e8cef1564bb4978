//! `archive timeline`: how often queries are met, by month, day or year, side by side.

use std::path::Path;

use clap::{Args, ValueEnum};

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::filter::FilterArgs;
use crate::cli::output::{FormatArgs, open};
use crate::cli::screen::Screen;
use crate::cli::ui;
use crate::present::answer::timeline::write_timeline;
use crate::present::{Format, write_rows};
use crate::query::Query;
use crate::query::answers::{GroupBy, timeline};

/// Count the articles that match, by month, day or year: each argument is a query with a column of its own.
///
/// A query of several words is quoted for the shell: 'ferry strike'. Filters hold for all of them. Beside each count stands its share of
/// all articles of that time, and bars are drawn of shares; of a time with fewer than ten articles, which CSV and JSON mark as thin, a
/// share says little. Times without an article in the archive are left out. CSV and JSON have a row a time and query.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive timeline ferry
  archive timeline person:quill person:vale      two people side by side
  archive timeline 'ferry strike' port --by day --from 2013-05 --to 2013-06
  archive timeline --person Quill --by year
  archive timeline ferry port --format csv > months.csv")]
pub struct TimelineArgs {
    /// Queries, each with a column of its own: `archive help query` has the language.
    #[arg(value_name = "QUERY")]
    queries: Vec<String>,
    /// Which times are counted.
    #[arg(long, value_name = "TIME", default_value = "month")]
    by: Time,
    #[command(flatten)]
    filters: FilterArgs,
    #[command(flatten)]
    format: FormatArgs,
}

/// Names of times to group by.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Time {
    /// Days.
    Day,
    /// Months.
    Month,
    /// Years.
    Year,
}

/// Counts them.
///
/// # Errors
/// Where the archive cannot be used, an argument is no query, or nothing matches.
pub fn run(arguments: &TimelineArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    let each = |typed: &String| {
        let query = arguments.filters.query(std::slice::from_ref(typed), &[])?;
        Ok::<_, CommandError>((typed.clone(), query))
    };
    let asked: Vec<(String, Query)> = match arguments.queries.as_slice() {
        [] => {
            let query = arguments.filters.query(&[], &[])?;
            vec![(if query.is_empty() { "all".to_owned() } else { query.written() }, query)]
        }
        queries => queries.iter().map(each).collect::<Result<_, _>>()?,
    };
    let archive = open(db)?;
    let by = match arguments.by {
        Time::Day => GroupBy::Day,
        Time::Month => GroupBy::Month,
        Time::Year => GroupBy::Year,
    };
    let (rows, undated) = timeline(&archive, &asked, by)?;
    let format = arguments.format.format();
    let mut screen = Screen::open_paged(format == Format::Table);
    let style = screen.style;
    screen.print(|out| match format {
        Format::Table => write_timeline(out, &rows, asked.len(), style),
        format => write_rows(out, &rows, format, style),
    })?;
    drop(screen);
    if undated > 0 {
        // An article that several queries find is counted with each.
        ui::note(&format!("matches without a date, left out: {undated}"));
    }
    if rows.is_empty() {
        return Err(CommandError::no_match(format!("{}: no articles matched", db.display()), None));
    }
    Ok(ExitStatus::Done)
}
