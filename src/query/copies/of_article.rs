//! The copies of one article.
//!
//! An article comes in; the articles that share marks with it are compared with it body by body, and those that are copies go
//! out with the evidence.
//!
//! Invariant: an article is no copy of itself, and an article that is listed has its evidence.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension as _, Result, Row};

use crate::model::Signature;
use crate::model::likeness::{mark, shingles};
use crate::query::article::id_of_address;
use crate::query::copies::likely::is_likely;
use crate::query::copies::passages::{Evidence, Story};
use crate::query::error::QueryError;
use crate::query::filter::{ArticleKey, Window};
use crate::query::rows::{CopyRow, Share};
use crate::store::Archive;
use crate::store::articles::marks::word;

/// Marks of the text that are looked up.
const LOOKED_UP: usize = 4_000;
/// Articles that are read from the index for one mark. What stands in more is a formula.
const MOST_OF_A_MARK: i64 = 2_000;
/// Articles whose bodies are compared.
const COMPARED: usize = 2_000;

/// The copies of an article, the likest first; `None` where there is no such article.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn copies(
    archive: &Archive,
    key: ArticleKey<'_>,
    window: Window,
) -> std::result::Result<Option<Vec<CopyRow>>, QueryError> {
    find(archive, key, window).map_err(|cause| QueryError(archive.refused(cause)))
}

fn find(archive: &Archive, key: ArticleKey<'_>, window: Window) -> Result<Option<Vec<CopyRow>>> {
    let transaction = archive.connection.unchecked_transaction()?;
    let id = match key {
        ArticleKey::Id(id) => Some(id),
        ArticleKey::Url(url) => id_of_address(&transaction, url)?,
    };
    let Some(id) = id else { return Ok(None) };
    let body: Option<String> =
        transaction.query_row("SELECT body FROM articles WHERE id = ?1", [id], |row| row.get(0)).optional()?;
    let Some(body) = body else { return Ok(None) };
    let story = Story::new(&body);
    let mut found = Vec::new();
    for candidate in candidates(&transaction, id, &body)? {
        let sql = "SELECT id, date, site, headline, url, word_count, body FROM articles WHERE id = ?1";
        let row = transaction.prepare_cached(sql)?.query_row([candidate], |row| read_copy(row, &story)).optional()?;
        found.extend(row.flatten());
    }
    found.sort_by_key(|row: &CopyRow| {
        let both = row.of_this.as_per_mille() + row.of_copy.as_per_mille();
        (std::cmp::Reverse((both, row.shared_words)), row.id)
    });
    let offset = usize::try_from(window.offset).unwrap_or(usize::MAX);
    let limit = window.limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(usize::MAX);
    Ok(Some(found.into_iter().skip(offset).take(limit).collect()))
}

/// The articles that may be copies of `id`, those that share most marks first.
///
/// All shingles of the body are looked up, not only the marks it is found by itself: a copy is found where one of either's
/// marks is in the other.
fn candidates(connection: &Connection, id: i64, body: &str) -> Result<Vec<i64>> {
    let marks: BTreeSet<u32> = shingles(body).into_iter().map(mark).take(LOOKED_UP).collect();
    let mut hits: BTreeMap<i64, usize> = BTreeMap::new();
    let mut statement =
        connection.prepare_cached("SELECT rowid FROM copy_search WHERE copy_search MATCH ?1 LIMIT ?2")?;
    for mark in marks {
        let mut rows = statement.query((format!("\"{}\"", word(mark)), MOST_OF_A_MARK))?;
        while let Some(row) = rows.next()? {
            *hits.entry(row.get(0)?).or_default() += 1;
        }
    }
    hits.remove(&id);
    let own = Signature::of(body).marks().len();
    let mut likely = Vec::new();
    for (id, hits) in hits {
        let sql = "SELECT length(signature) / 4 FROM copy_signatures WHERE id = ?1";
        let marks: Option<i64> = connection.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?;
        let marks = marks.and_then(|marks| usize::try_from(marks).ok());
        if marks.is_some_and(|marks| is_likely(hits, own.min(marks))) {
            likely.push((std::cmp::Reverse(hits), id));
        }
    }
    likely.sort_unstable();
    Ok(likely.into_iter().take(COMPARED).map(|(_, id)| id).collect())
}

fn read_copy(row: &Row<'_>, story: &Story<'_>) -> Result<Option<CopyRow>> {
    let body: String = row.get(6)?;
    let Some(Evidence { shared_words, of_this, of_other, longest_passage, passage }) = story.copied_in(&body) else {
        return Ok(None);
    };
    Ok(Some(CopyRow {
        id: row.get(0)?,
        date: row.get(1)?,
        site: row.get(2)?,
        headline: row.get(3)?,
        url: row.get(4)?,
        word_count: row.get(5)?,
        shared_words,
        of_this: Share::per_mille(of_this),
        of_copy: Share::per_mille(of_other),
        longest_passage,
        passage: passage.to_owned(),
    }))
}
