//! Which articles are meant: the filters of `query`, and articles called by number or address.
//!
//! Invariant: every verb that takes filters takes the same ones.

use std::path::Path;

use clap::Args;

use crate::cli::command_error::CommandError;
use crate::cli::output::parse_date;
use crate::model::PartialDate;
use crate::query;
use crate::query::language::fields::FieldKind;
use crate::query::{ArticleKey, Flag, Query, language};
use crate::store::Archive;

/// Filters, all of which must match: each is short for a field of the query language.
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
    /// A person it quotes; with --quote, the same quote.
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
    /// The query of these words and of the flags.
    ///
    /// # Errors
    /// Where the words are no query.
    pub fn query(&self, words: &[String], more: &[Flag]) -> Result<Query, CommandError> {
        let text = words.join(" ");
        let mut flags = vec![
            Flag::All(FieldKind::Person, self.person.clone()),
            Flag::All(FieldKind::Place, self.place.clone()),
            Flag::All(FieldKind::Org, self.organisation.clone()),
            // A quote and its speaker are asked for together; a second speaker is somebody beside the first.
            Flag::All(FieldKind::Speaker, self.speaker.iter().take(1).cloned().collect()),
            Flag::All(FieldKind::Said, self.quote.clone()),
            Flag::All(FieldKind::Speaker, self.speaker.iter().skip(1).cloned().collect()),
            Flag::All(FieldKind::By, self.author.clone()),
            Flag::All(FieldKind::Tag, self.tag.clone()),
            Flag::One(FieldKind::Site, self.site.clone()),
            Flag::One(FieldKind::Lang, self.language.clone()),
            Flag::Dates(self.from.clone(), self.to.clone()),
        ];
        flags.extend(more.iter().cloned());
        language::query(&text, &flags).map_err(|fault| CommandError::language(&text, &fault))
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
