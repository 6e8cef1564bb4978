//! `archive show`: one article, whole.

use std::io::Write as _;
use std::path::Path;

use clap::{Args, ValueEnum};

use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::filter::{key_of, no_article};
use crate::cli::output::{SureArgs, open};
use crate::cli::screen::Screen;
use crate::present::{json, page};
use crate::query;

/// Show one article with its captions, people, places, organisations and quotes.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive show 7                              by its number in the archive
  archive show https://example.org/ferry      by its address
  archive show 7 --format json")]
pub struct ShowArgs {
    /// Its number in the archive, or its address.
    #[arg(value_name = "ID|URL")]
    key: String,
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
}

/// Shows it.
///
/// # Errors
/// Where the archive cannot be used or has no such article.
pub fn run(arguments: &ShowArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    let archive = open(db)?;
    let Some(article) = query::article(&archive, key_of(&arguments.key), arguments.sure.into())? else {
        return Err(no_article(&arguments.key, db));
    };
    let mut screen = Screen::open();
    let style = screen.style;
    screen.print(|out| match arguments.format {
        FormatName::Table => page::write_text(out, &article, style),
        FormatName::Json => json::write_indented(out, &article),
        FormatName::Jsonl => {
            json::write_object(out, &article)?;
            writeln!(out)
        }
        FormatName::Markdown => page::write_markdown(out, &article),
    })
}
