//! `archive query`: articles that match a query.

use std::cmp::Ordering;
use std::ops::ControlFlow;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::cli::ask::answer::{AfterArgs, AnswerArgs, GroupArgs, List, language, print_groups};
use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::filter::FilterArgs;
use crate::cli::output::open_all;
use crate::query;
use crate::query::answers::{explain_articles, group_articles};
use crate::query::rows::ArticleRow;
use crate::query::{After, Collapse, Order, Query, Sort, Window};
use crate::store::Archive;

/// List the articles that match a query, newest first.
///
/// Flags are short for fields of the query language; each may be given more than once, and then all of them must match; only sites
/// and languages are alternatives. A surname finds the person.
#[derive(Debug, Args)]
#[command(after_long_help = language(), after_help = "\
Examples:
  archive query ferry strike                     both words, anywhere in headline, body or captions
  archive query 'ferry OR \"harbour strike\" -port'
  archive query 'speaker:quill said:parking'     both of one quote
  archive query --person Quill --place Porto     both are mentioned
  archive query ferry --group-by month           how many each month, and which share
  archive query --format csv > all.csv

`archive help query` has the query language on one page.")]
pub struct QueryArgs {
    /// The query: words the article holds, and fields.
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
    groups: GroupArgs,
    #[command(flatten)]
    after: AfterArgs,
    #[command(flatten)]
    answer: AnswerArgs,
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
pub fn run(arguments: &QueryArgs, dbs: &[PathBuf]) -> Result<ExitStatus, CommandError> {
    let asked = arguments.filters.query(&arguments.words, &[])?;
    let archives = open_all(dbs)?;
    if let Some(by) = arguments.groups.by() {
        let groups = |archive: &Archive, window| group_articles(archive, &asked, by, window);
        return print_groups(&groups, by, &asked, &arguments.answer, &archives);
    }
    let sort = match arguments.sort {
        SortName::Date => Sort::Date,
        SortName::Relevance => Sort::Relevance,
    };
    let after = arguments.after.after()?;
    let order = Order { sort, after: after.as_ref() };
    let collapse = arguments.collapse.collapse();
    if after.is_some() && (sort == Sort::Relevance || collapse.is_some() || archives.len() > 1) {
        let hint = "go on with --offset, or leave out --sort and --collapse, and name one archive";
        return Err(CommandError::usage("--after is a place in the list by date of one archive", hint));
    }
    let rows = |archive: &Archive, window| match collapse {
        None => query::articles(archive, &asked, order, window),
        Some(collapse) => query::collapsed(archive, &asked, sort, window, collapse).map(|(rows, _)| rows),
    };
    let ids = |archive: &Archive, window| match collapse {
        None => query::article_ids(archive, &asked, order, window),
        Some(_) => rows(archive, window).map(|rows| rows.iter().map(|row| row.id).collect()),
    };
    let count = |archive: &Archive, asked: &Query| match collapse {
        None => query::count_articles(archive, asked),
        Some(collapse) => {
            let none = Window { limit: Some(0), offset: 0 };
            query::collapsed(archive, asked, sort, none, collapse).map(|(_, all)| all)
        }
    };
    let explained = |archive: &Archive, window| explain_articles(archive, &asked, order, window);
    let each = |archive: &Archive, window: Window, take: &mut dyn FnMut(Vec<ArticleRow>) -> ControlFlow<()>| {
        query::each_article(archive, &asked, order, window, take)
    };
    let list = List {
        things: "articles",
        names: None,
        typed: arguments.words.join(" "),
        asked: &asked,
        rows: &rows,
        each: if collapse.is_none() { Some(&each) } else { None },
        count: &count,
        explained: &explained,
        ids: &ids,
        after: (sort == Sort::Date && collapse.is_none())
            .then_some(|row: &ArticleRow| After { date: row.date.clone(), id: row.id }.written()),
        // How well words match says nothing across archives.
        order: match sort {
            Sort::Date => |one: &ArticleRow, other: &ArticleRow| other.date.cmp(&one.date),
            Sort::Relevance => |_: &ArticleRow, _: &ArticleRow| Ordering::Equal,
        },
    };
    list.print(&archives, &arguments.answer)
}
