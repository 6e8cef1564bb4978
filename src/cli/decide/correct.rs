//! `archive correct`: what a field of an article is to say, whatever its page says.
//!
//! Invariant: a correction is a decision: it is listed, can be undone, and holds for newer versions of the page.

use std::path::Path;

use clap::Args;

use crate::analyse::analyse;
use crate::cli::command_error::CommandError;
use crate::cli::exit_code::ExitStatus;
use crate::cli::filter::find;
use crate::cli::output::parse_date;
use crate::cli::{access, clock, signals, ui};
use crate::import::{load, read_stored};
use crate::present::terminal::one_line;
use crate::store::{Again, Archive, ArticleField, Journal};

/// Correct fields of an article. An empty text ("") empties a field.
///
/// A correction is a decision like those about people: `archive decisions` lists it, `archive decisions undo` takes it back,
/// and it holds when the page is imported again or the archive is rebuilt. Names and quotes are looked for in what the
/// article says then. What the page itself says is kept and shown by `archive show`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  archive correct 7 --headline \"Ferry strike ends\"
  archive correct https://example.org/ferry --date 2013-05-10 --author \"Ada Quill\" --author \"Jon Berg\"
  archive correct 7 --language pt --dateline LISBON
  archive correct 7 --site \"\"                  the page is of no publication")]
pub struct CorrectArgs {
    /// The article, by number or address.
    #[arg(value_name = "ID|URL")]
    article: String,
    #[command(flatten)]
    fields: FieldArgs,
}

/// What the fields are to say.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
struct FieldArgs {
    /// The headline.
    #[arg(long, value_name = "TEXT")]
    headline: Option<String>,
    /// The summary set apart under the headline.
    #[arg(long, value_name = "TEXT")]
    standfirst: Option<String>,
    /// The byline as printed. The authors stay as they are: see --author.
    #[arg(long, value_name = "TEXT")]
    byline: Option<String>,
    /// An author; given again for each of several.
    #[arg(long, value_name = "NAME")]
    author: Vec<String>,
    /// The publication.
    #[arg(long, value_name = "NAME")]
    site: Option<String>,
    /// The address that is shown; the article is still found by the one it was imported with.
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// When it was published: 2013, 2013-05, 2013-05-10 or 2013-05-10T10:15.
    #[arg(long, value_name = "DATE", value_parser = parse_date_or_nothing)]
    date: Option<String>,
    /// The language, by its ISO 639 code (en); names and quotes are looked for by its rules.
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// The agency that it comes from.
    #[arg(long, value_name = "NAME")]
    agency: Option<String>,
    /// Where it was written, as printed before the text.
    #[arg(long, value_name = "TEXT")]
    dateline: Option<String>,
}

/// Corrects.
///
/// # Errors
/// Where the archive cannot be used or has no such article.
pub fn run(arguments: &CorrectArgs, db: &Path) -> Result<ExitStatus, CommandError> {
    load()?;
    signals::listen();
    let mut archive = Archive::open(db, access::writing(Journal::Rollback))?;
    let id = find(&archive, &arguments.article, db)?;
    let corrections = archive.correct(id, &arguments.fields.changes(), &clock::now(), again())?;
    for correction in &corrections {
        ui::say(&format!("decision {}: {}", correction.id, one_line(&correction.sentence(&format!("article {id}")))));
    }
    if corrections.is_empty() {
        ui::say("nothing to decide: it says so already");
    }
    Ok(ExitStatus::Done)
}

/// How articles are read again.
#[must_use]
pub fn again() -> Again<'static> {
    Again { read: &read_stored, analyse: &analyse }
}

impl FieldArgs {
    fn changes(&self) -> Vec<(ArticleField, String)> {
        let authors = (!self.author.is_empty()).then(|| self.author.join("; "));
        [
            (ArticleField::Headline, self.headline.clone()),
            (ArticleField::Standfirst, self.standfirst.clone()),
            (ArticleField::Byline, self.byline.clone()),
            (ArticleField::Authors, authors),
            (ArticleField::Site, self.site.clone()),
            (ArticleField::Url, self.url.clone()),
            (ArticleField::PublishedAt, self.date.clone()),
            (ArticleField::Language, self.language.clone()),
            (ArticleField::Agency, self.agency.clone()),
            (ArticleField::Dateline, self.dateline.clone()),
        ]
        .into_iter()
        .filter_map(|(field, value)| Some((field, value?)))
        .collect()
    }
}

fn parse_date_or_nothing(text: &str) -> Result<String, String> {
    if text.trim().is_empty() { Ok(String::new()) } else { parse_date(text).map(|date| date.as_str().to_owned()) }
}
