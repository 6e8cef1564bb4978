//! Which articles are meant: the filters of `query`, and articles called by number or address.
//!
//! Invariant: every verb that takes filters takes the same ones.

use std::path::Path;

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::output::parse_date;
use crate::model::PartialDate;
use crate::query;
use crate::query::{ArticleFilter, ArticleKey};
use crate::store::Archive;

/// Filters, all of which must match.
#[derive(Debug, Args)]
pub struct FilterArgs {
    /// A person it mentions.
    #[arg(long, value_name = "NAME")]
    person: Vec<String>,
    /// A place it mentions, by name or by country code (PT).
    #[arg(long, value_name = "NAME")]
    place: Vec<String>,
    /// An organisation it mentions.
    #[arg(long, value_name = "NAME")]
    organisation: Vec<String>,
    /// A person it quotes.
    #[arg(long, value_name = "NAME")]
    speaker: Vec<String>,
    /// Words inside one of its quotes.
    #[arg(long, value_name = "WORDS")]
    quote: Vec<String>,
    /// One of its authors.
    #[arg(long, value_name = "NAME")]
    author: Vec<String>,
    /// A tag it has.
    #[arg(long, value_name = "NAME")]
    tag: Vec<String>,
    /// The publication, by its name or by the host of its addresses.
    #[arg(long, value_name = "NAME")]
    site: Vec<String>,
    /// The first day wanted: 2013, 2013-05 or 2013-05-10.
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    from: Option<PartialDate>,
    /// The last day wanted: 2013 runs to the end of that year.
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    to: Option<PartialDate>,
    /// Its language, by ISO 639-1 code (en); any of those given.
    #[arg(long, value_name = "CODE")]
    language: Vec<String>,
}

impl FilterArgs {
    /// The filter, with these words.
    #[must_use]
    pub fn filter(&self, words: &[String]) -> ArticleFilter {
        ArticleFilter {
            words: words.to_vec(),
            people: self.person.clone(),
            places: self.place.clone(),
            organisations: self.organisation.clone(),
            speakers: self.speaker.clone(),
            quotes: self.quote.clone(),
            tags: self.tag.clone(),
            ids: Vec::new(),
            authors: self.author.clone(),
            sites: self.site.clone(),
            languages: self.language.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
        }
    }
}

/// How an article is called: by number, or by address.
#[must_use]
pub fn key_of(name: &str) -> ArticleKey<'_> {
    name.parse().map_or(ArticleKey::Url(name), ArticleKey::Id)
}

/// Whether this is a number or an address, and not a word.
#[must_use]
pub fn is_key(name: &str) -> bool {
    name.parse::<i64>().is_ok() || name.contains("://")
}

/// The number of the article that is called so.
///
/// # Errors
/// Where there is none, and where the archive cannot be read.
pub fn find(archive: &Archive, name: &str, db: &Path) -> Result<i64, CommandError> {
    query::article_id(archive, key_of(name))?.ok_or_else(|| no_article(name, db))
}

/// There is no such article.
#[must_use]
pub fn no_article(name: &str, db: &Path) -> CommandError {
    let hint = "`archive query` lists articles with their numbers";
    CommandError::no_match(format!("{}: no article {name}", db.display()), Some(hint))
}
