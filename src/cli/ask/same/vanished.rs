//! `archive vanished`: what somebody was quoted with before the page was changed.

use std::path::Path;

use clap::Args;

use crate::cli::ask::same::versions::read_changed;
use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::output::{FormatArgs, SureArgs, WindowArgs, open, parse_date};
use crate::model::PartialDate;
use crate::query;
use crate::query::Window;
use crate::query::versions::VanishedFilter;

/// List quotes that an older version of a page has and the newest has not, those of the newest articles first.
///
/// The versions are read again from their originals. A quote whose words, or nearly the same ones, still stand in the newest
/// version has not vanished.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive vanished --person Quill             what Quill is no longer quoted with
  archive vanished --site example.org --from 2013 --to 2014
  archive vanished --limit 0 --format csv > vanished.csv")]
pub struct VanishedArgs {
    /// The person quoted; a surname finds the person; any of those given.
    #[arg(long, value_name = "NAME")]
    person: Vec<String>,
    /// The publication, by its name or by the host of its addresses; any of those given.
    #[arg(long, value_name = "NAME")]
    site: Vec<String>,
    /// The first day of the newest version: 2013, 2013-05 or 2013-05-10.
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    from: Option<PartialDate>,
    /// The last day of the newest version: 2013 runs to the end of that year.
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    to: Option<PartialDate>,
    #[command(flatten)]
    sure: SureArgs,
    #[command(flatten)]
    window: WindowArgs,
    #[command(flatten)]
    format: FormatArgs,
}

/// Articles that are read before the rows are counted: enough for several threads, and their originals are held together.
const AT_A_TIME: usize = 64;

/// Lists them.
///
/// # Errors
/// Where the archive cannot be used or no quote has vanished.
pub fn run(arguments: &VanishedArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    let archive = open(db)?;
    let filter = VanishedFilter {
        sites: arguments.site.clone(),
        people: arguments.person.clone(),
        from: arguments.from.clone(),
        to: arguments.to.clone(),
        sureness: arguments.sure.into(),
    };
    let wanted = query::versions::vanished(&archive, &filter)?;
    let Window { limit, offset } = arguments.window.into();
    let offset = usize::try_from(offset).unwrap_or(usize::MAX);
    let limit = limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(usize::MAX);
    let mut rows = Vec::new();
    let articles = query::versions::several_versions(&archive, &filter)?;
    for articles in articles.chunks(AT_A_TIME) {
        let read = read_changed(&archive, articles, &|article| wanted.may_be_said_in(article))?;
        for (article_id, versions) in articles.iter().zip(read) {
            rows.extend(wanted.of_article(*article_id, &versions));
        }
        // Reading again is what costs: little more of it than the window shows.
        if rows.len() >= offset.saturating_add(limit) {
            break;
        }
    }
    let rows: Vec<_> = rows.into_iter().skip(offset).take(limit).collect();
    arguments.format.print(&rows, "vanished quotes", db)
}
