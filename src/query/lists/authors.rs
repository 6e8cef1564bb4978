//! Who wrote the articles.
//!
//! Invariant: an author is a name; two of one name are one row, because the archive knows no more of them.

use rusqlite::{Connection, Result};

use crate::query::error::QueryError;
use crate::query::filter::Window;
use crate::query::rows::AuthorRow;
use crate::store::Archive;
use crate::store::articles::folding;

/// Authors whose names hold all `words`, those of most articles first.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn authors(archive: &Archive, words: &[String], window: Window) -> std::result::Result<Vec<AuthorRow>, QueryError> {
    gather(&archive.connection, words, window).map_err(|cause| QueryError(archive.refused(cause)))
}

fn gather(connection: &Connection, words: &[String], window: Window) -> Result<Vec<AuthorRow>> {
    let words: Vec<String> = words.iter().map(|word| format!(" {} ", folding::fold(word))).collect();
    let mut counted = connection.prepare(
        "SELECT min(name), count(DISTINCT article_id) FROM authors GROUP BY name COLLATE NOCASE ORDER BY 2 DESC, 1",
    )?;
    let counted = counted.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
    let mut span = connection.prepare(
        "SELECT min(article.date), max(article.date), group_concat(DISTINCT article.site)
         FROM author_names AS named JOIN authors AS author ON author.article_id = named.article_id
              JOIN articles AS article ON article.id = named.article_id
         WHERE named.folded = ?1 AND author.name = ?2 COLLATE NOCASE",
    )?;
    let offset = usize::try_from(window.offset).unwrap_or(usize::MAX);
    let limit = window.limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(usize::MAX);
    let is_asked_for = |name: &str| {
        let folded = format!(" {} ", folding::fold(name));
        words.iter().all(|word| folded.contains(word.as_str()))
    };
    counted
        .filter(|row| !matches!(row, Ok((name, _)) if !is_asked_for(name)))
        .skip(offset)
        .take(limit)
        .map(|row| {
            let (name, articles) = row?;
            let (first_date, last_date, sites) =
                span.query_row([&folding::fold(&name), &name], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            Ok(AuthorRow { name, articles, first_date, last_date, sites })
        })
        .collect()
}
