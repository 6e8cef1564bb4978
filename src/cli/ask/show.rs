//! `archive show`: one article, whole.

use std::io::Write as _;
use std::path::Path;

use clap::{Args, ValueEnum};

use crate::cli::ask::same::versions;
use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::filter::{key_of, no_article};
use crate::cli::hand_out::cite;
use crate::cli::hand_out::cite::PassageArgs;
use crate::cli::output::{SureArgs, open};
use crate::cli::screen::Screen;
use crate::present::forms::citation::CitationForm;
use crate::present::page::article;
use crate::present::{Format, changes, json, write_rows};
use crate::query;
use crate::query::ArticleKey;
use crate::store::Archive;

/// Show one article with its captions, people, places, organisations and quotes.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive show 7                              by its number in the archive
  archive show https://example.org/ferry      by its address
  archive show 7 --format json
  archive show 7 --format bibtex --quote 12   how to cite what somebody says in it
  archive show 7 --format ris --at body:120-134
  archive show 7 --versions                   every version of it, and what changed
  archive show 7 --diff 1 2                   what became of the first in the second")]
pub struct ShowArgs {
    /// Its number in the archive, or its address.
    #[arg(value_name = "ID|URL")]
    key: String,
    /// Instead, list its versions, the oldest first: when, from where, how many words, and what changed.
    ///
    /// The versions are read again from the originals in the archive. Quotes, people and captions that came are counted with
    /// +, those that vanished with -, those that changed with ~.
    #[arg(long, conflicts_with = "diff")]
    versions: bool,
    /// Instead, show what became of version A in version B: words, quotes, people and captions.
    #[arg(long, num_args = 2, value_names = ["A", "B"])]
    diff: Option<Vec<usize>>,
    /// On a page, also what the machine noted on the way, such as what it left out; JSON always has it.
    #[arg(short, long)]
    verbose: bool,
    #[command(flatten)]
    passage: PassageArgs,
    #[command(flatten)]
    sure: SureArgs,
    /// How to write it.
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: FormatName,
}

/// The formats that hold a whole article.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum FormatName {
    /// A page to read.
    Table,
    /// An object, indented.
    Json,
    /// An object on one line.
    Jsonl,
    /// A page of Markdown.
    Markdown,
    /// An entry of BibTeX, with the digest of the original.
    Bibtex,
    /// A record of RIS, which EndNote, Zotero and others read.
    Ris,
    /// An item of the Citation Style Language.
    CslJson,
}

impl FormatName {
    /// The form, where it is one of citations.
    fn citation(self) -> Option<CitationForm> {
        match self {
            Self::Bibtex => Some(CitationForm::Bibtex),
            Self::Ris => Some(CitationForm::Ris),
            Self::CslJson => Some(CitationForm::CslJson),
            Self::Table | Self::Json | Self::Jsonl | Self::Markdown => None,
        }
    }
}

/// Shows it.
///
/// # Errors
/// Where the archive cannot be used or has no such article.
pub fn run(arguments: &ShowArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    let archive = open(db)?;
    let key = key_of(&arguments.key);
    let citation = arguments.format.citation();
    if citation.is_some() && (arguments.versions || arguments.diff.is_some()) {
        let message = "versions cannot be cited: a citation is of the article as it is shown";
        return Err(CommandError::usage(message, "leave out --versions and --diff, or choose another format"));
    }
    if citation.is_none() && arguments.passage.is_asked() {
        let message = "--at and --quote say what is cited, and nothing is cited in this format";
        return Err(CommandError::usage(message, "add --format bibtex, ris or csl-json"));
    }
    if arguments.versions {
        return show_versions(arguments, key, &archive, db);
    }
    if let Some([from, to]) = arguments.diff.as_deref() {
        return show_diff(arguments, key, [*from, *to], &archive, db);
    }
    let Some(article) = query::article(&archive, key, arguments.sure.into())? else {
        return Err(no_article(&arguments.key, db));
    };
    if let Some(form) = citation {
        return cite::print(&article, &arguments.passage, form);
    }
    let mut screen = Screen::open();
    let style = screen.style;
    screen.print(|out| match arguments.format {
        FormatName::Table => article::write_text(out, &article, style, arguments.verbose),
        FormatName::Json => json::write_indented(out, &article),
        FormatName::Jsonl => {
            json::write_object(out, &article)?;
            writeln!(out)
        }
        _ => article::write_markdown(out, &article, arguments.verbose),
    })
}

fn show_versions(
    arguments: &ShowArgs,
    key: ArticleKey<'_>,
    archive: &Archive,
    db: &Path,
) -> Result<ExitStatus, CommandError> {
    let Some(rows) = versions::list(archive, key, arguments.sure.into())? else {
        return Err(no_article(&arguments.key, db));
    };
    let format = match arguments.format {
        FormatName::Table => Format::Table,
        FormatName::Json => Format::Json,
        FormatName::Jsonl => Format::Jsonl,
        _ => Format::Markdown,
    };
    let mut screen = Screen::open();
    let style = screen.style;
    screen.print(|out| write_rows(out, &rows, format, style))
}

fn show_diff(
    arguments: &ShowArgs,
    key: ArticleKey<'_>,
    numbers: [usize; 2],
    archive: &Archive,
    db: &Path,
) -> Result<ExitStatus, CommandError> {
    let Some((found, [from, to])) = versions::diff(archive, key, numbers, arguments.sure.into(), db)? else {
        return Err(no_article(&arguments.key, db));
    };
    let mut screen = Screen::open();
    let style = screen.style;
    screen.print(|out| match arguments.format {
        FormatName::Table => changes::write_text(out, &found, [&from, &to], style),
        FormatName::Json => json::write_indented(out, &found),
        FormatName::Jsonl => {
            json::write_object(out, &found)?;
            writeln!(out)
        }
        _ => changes::write_markdown(out, &found, [&from, &to]),
    })
}
