//! Where something of a list stands: an article, its characters, and the original by its digest.
//!
//! Numbers of articles, names and captions come in; for each one place goes out, of the article stored last.
//!
//! Invariant: what a proof quotes are the characters it names.

use rusqlite::{Connection, OptionalExtension as _, Result, Row};
use serde::Serialize;

use crate::query::error::QueryError;
use crate::store::{Archive, EntityKind};

/// An article, and the characters of it that show something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// Number of the article.
    pub article_id: i64,
    /// Its date.
    pub date: Option<String>,
    /// Its headline.
    pub headline: Option<String>,
    /// Name of the publication.
    pub site: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// SHA-256 of its original.
    pub sha256: String,
    /// The characters.
    pub characters: Vec<Stretch>,
}

/// Characters of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stretch {
    /// The text that the offsets count in.
    pub field: String,
    /// Which caption, in a caption or credit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption_id: Option<i64>,
    /// Code points before them.
    pub start_char: i64,
    /// Code points up to their end.
    pub end_char: i64,
    /// The characters.
    pub text: String,
}

/// The article of that number, with the characters of `passage` where that is given and found, else its headline.
///
/// # Errors
/// Where the archive cannot be read.
pub fn of_article(archive: &Archive, id: i64, passage: Option<&str>) -> std::result::Result<Option<Proof>, QueryError> {
    article(&archive.connection, id, passage).map_err(|cause| QueryError(archive.refused(cause)))
}

/// Where a person, place or organisation is named.
///
/// # Errors
/// Where the archive cannot be read.
pub fn of_name(archive: &Archive, kind: EntityKind, id: i64) -> std::result::Result<Option<Proof>, QueryError> {
    let noun = match kind {
        EntityKind::Person => "person",
        EntityKind::Place => "place",
        EntityKind::Organisation => "organisation",
    };
    let of = |sure: &str| {
        format!(
            "SELECT article_id, field, caption_id, start_char, end_char, text FROM {noun}_mentions
             WHERE {noun}_id = ?1{sure} ORDER BY article_id DESC, ordinal LIMIT 1"
        )
    };
    let sure = of(" AND ifnull(confidence, 1000) >= (SELECT least FROM bar)");
    let find = || {
        let connection = &archive.connection;
        let found = connection.prepare_cached(&sure)?.query_row([id], read).optional()?;
        let found = match found {
            Some(found) => Some(found),
            None => connection.prepare_cached(&of(""))?.query_row([id], read).optional()?,
        };
        place(connection, found)
    };
    find().map_err(|cause| QueryError(archive.refused(cause)))
}

/// Where a caption is shown.
///
/// # Errors
/// Where the archive cannot be read.
pub fn of_caption(archive: &Archive, id: i64) -> std::result::Result<Option<Proof>, QueryError> {
    let sql = "SELECT usage.article_id, 'caption', caption.id, 0, length(caption.text), caption.text
               FROM article_captions AS usage JOIN captions AS caption ON caption.id = usage.caption_id
               WHERE usage.caption_id = ?1 ORDER BY usage.article_id DESC LIMIT 1";
    let find = || {
        let found = archive.connection.prepare_cached(sql)?.query_row([id], read).optional()?;
        place(&archive.connection, found)
    };
    find().map_err(|cause| QueryError(archive.refused(cause)))
}

fn read(row: &Row<'_>) -> Result<(i64, Stretch)> {
    let stretch = Stretch {
        field: row.get(1)?,
        caption_id: row.get(2)?,
        start_char: row.get(3)?,
        end_char: row.get(4)?,
        text: row.get(5)?,
    };
    Ok((row.get(0)?, stretch))
}

fn place(connection: &Connection, found: Option<(i64, Stretch)>) -> Result<Option<Proof>> {
    let Some((id, stretch)) = found else { return Ok(None) };
    Ok(article(connection, id, None)?.map(|proof| Proof { characters: vec![stretch], ..proof }))
}

fn article(connection: &Connection, id: i64, passage: Option<&str>) -> Result<Option<Proof>> {
    let sql = "SELECT article.date, article.headline, article.site, article.url, source.sha256
               FROM articles AS article JOIN sources AS source ON source.id = article.source_id WHERE article.id = ?1";
    let proof = connection.prepare_cached(sql)?.query_row([id], |row| {
        Ok(Proof {
            article_id: id,
            date: row.get(0)?,
            headline: row.get(1)?,
            site: row.get(2)?,
            url: row.get(3)?,
            sha256: row.get(4)?,
            characters: Vec::new(),
        })
    });
    let Some(mut proof) = proof.optional()? else { return Ok(None) };
    // A passage is shown with marks and dots, which its text does not have.
    let words: Option<String> = passage.map(|text| text.chars().filter(|sign| !is_mark(*sign)).collect());
    let found = match words.as_deref().map(str::trim).filter(|words| !words.is_empty()) {
        Some(words) => stretch_of(connection, id, words)?,
        None => None,
    };
    let whole = |headline: &String| Stretch {
        field: "headline".to_owned(),
        caption_id: None,
        start_char: 0,
        end_char: chars(headline),
        text: headline.clone(),
    };
    proof.characters = found.or_else(|| proof.headline.as_ref().map(whole)).into_iter().collect();
    Ok(Some(proof))
}

/// Where `words`, which have no marks, stand in a text of the article.
fn stretch_of(connection: &Connection, id: i64, words: &str) -> Result<Option<Stretch>> {
    let sql = "SELECT headline, standfirst, body FROM articles WHERE id = ?1";
    let texts = connection
        .prepare_cached(sql)?
        .query_row([id], |row| (0..3).map(|column| row.get::<_, Option<String>>(column)).collect::<Result<Vec<_>>>());
    let texts = texts.optional()?.unwrap_or_default();
    let found = ["headline", "standfirst", "body"].into_iter().zip(texts).find_map(|(field, text)| {
        let text = text?;
        let (start, end) = characters_of(&text, words)?;
        Some(Stretch {
            field: field.to_owned(),
            caption_id: None,
            start_char: i64::try_from(start).ok()?,
            end_char: i64::try_from(end).ok()?,
            text: text.chars().skip(start).take(end - start).collect(),
        })
    });
    Ok(found)
}

/// What passages are shown with; a text may have brackets and dots of its own.
fn is_mark(sign: char) -> bool {
    "[]…".contains(sign)
}

/// The characters of `text` that are `words` where its own brackets and dots are not looked at.
fn characters_of(text: &str, words: &str) -> Option<(usize, usize)> {
    let (plain, places): (String, Vec<usize>) =
        text.chars().enumerate().filter(|(_, sign)| !is_mark(*sign)).map(|(place, sign)| (sign, place)).unzip();
    let start = plain.get(..plain.find(words)?)?.chars().count();
    let last = (start + words.chars().count()).checked_sub(1)?;
    Some((*places.get(start)?, places.get(last)? + 1))
}

fn chars(text: &str) -> i64 {
    i64::try_from(text.chars().count()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_between_the_brackets_of_the_text() {
        let check = |text: &str, words: &str, expected: Option<&str>| {
            let found = characters_of(text, words);
            let found = found.map(|(start, end)| text.chars().skip(start).take(end - start).collect::<String>());
            assert_eq!(found.as_deref(), expected, "{text}");
        };
        check("The [harbour] board met … late.", "harbour board met  late", Some("harbour] board met … late"));
        check("Sí, the quay", "the quay", Some("the quay"));
        check("The quay", "a pier", None);
        check("[]", "", None);
    }
}
