//! What a line of `archive extract --with-source` holds beside the article: all that an import needs and a reader does not.
//!
//! Invariant: with it, a line says everything of an entry; `read/analysed/` makes the same entry of it again.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::model::{Analysis, Article, PartialDate, Person, Source, base64};

/// The object `import` of a line.
#[derive(Clone, Copy, Debug)]
pub struct ForImport<'a> {
    /// Digest of the weights and word lists of the program.
    pub models: &'a str,
    /// The original, with how it was read.
    pub source: &'a Source,
    /// Its article.
    pub article: &'a Article,
    /// Who and what is in it.
    pub analysis: &'a Analysis,
    /// Whether it is a page dumped as text.
    pub is_dump: bool,
}

impl Serialize for ForImport<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { models, source, article, analysis, is_dump } = self;
        let reading = &source.reading;
        // What the text gives each person as a role right there, and which person of the list speaks.
        let roles: Vec<Vec<Option<&str>>> = analysis.people.iter().map(roles_of).collect();
        let speakers: Vec<Option<usize>> = analysis.quotes.iter().map(|quote| quote.speaker).collect();
        let mut object = serializer.serialize_struct("Import", 13)?;
        object.serialize_field("models", models)?;
        object.serialize_field("position", &source.position)?;
        object.serialize_field("format", &reading.format)?;
        object.serialize_field("map", &reading.map)?;
        object.serialize_field("encoding", &reading.encoding)?;
        object.serialize_field("date_orders", &reading.date_orders.to_text())?;
        object.serialize_field("year", &reading.year)?;
        object.serialize_field("canonical", &article.canonical)?;
        object.serialize_field("fetched_at", &article.fetched_at.as_ref().map(PartialDate::as_str))?;
        object.serialize_field("dump", is_dump)?;
        object.serialize_field("roles", &roles)?;
        object.serialize_field("speakers", &speakers)?;
        object.serialize_field("content", &base64::encode(&source.bytes))?;
        object.end()
    }
}

fn roles_of(person: &Person) -> Vec<Option<&str>> {
    person.mentions.iter().map(|mention| mention.role.as_deref()).collect()
}
