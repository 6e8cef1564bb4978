//! The archive in figures.
//!
//! Invariant: every figure comes from an index or a small table; no body is read.

use super::rows::{HeadCount, Stats, Tally};
use crate::query::error::QueryError;
use crate::store::Archive;

/// The archive in figures.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn stats(archive: &Archive) -> Result<Stats, QueryError> {
    gather(archive).map_err(|cause| QueryError(archive.refused(cause)))
}

/// How many there are of what has a list of its own: a part of [`stats`] that is found sooner than the whole.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn head_count(archive: &Archive) -> Result<HeadCount, QueryError> {
    count(archive).map_err(|cause| QueryError(archive.refused(cause)))
}

fn count(archive: &Archive) -> rusqlite::Result<HeadCount> {
    let number = |sql: &str| archive.connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    Ok(HeadCount {
        articles: number("SELECT count(*) FROM articles")?,
        people: number("SELECT count(*) FROM people WHERE article_count > 0")?,
        places: number("SELECT count(*) FROM places WHERE article_count > 0")?,
        organisations: number("SELECT count(*) FROM organisations WHERE article_count > 0")?,
        quotes: number("SELECT count(*) FROM quotes")?,
        captions: number("SELECT count(*) FROM captions")?,
    })
}

fn gather(archive: &Archive) -> rusqlite::Result<Stats> {
    let number = |sql: &str| archive.connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    let HeadCount { articles, people, places, organisations, quotes, captions } = count(archive)?;
    let text = |sql: &str| archive.connection.query_row(sql, [], |row| row.get::<_, Option<String>>(0));
    Ok(Stats {
        articles,
        sources: number("SELECT count(*) FROM sources")?,
        words: number("SELECT ifnull(sum(word_count), 0) FROM articles INDEXED BY articles_by_language")?,
        people,
        places,
        organisations,
        quotes,
        captions,
        repeated_captions: number("SELECT count(*) FROM captions WHERE occurrences > 1")?,
        problems: number("SELECT count(*) FROM import_problems")?,
        imports: number("SELECT count(*) FROM imports")?,
        first_date: text("SELECT min(date) FROM articles")?,
        last_date: text("SELECT max(date) FROM articles")?,
        by_language: tallies(archive, "SELECT language, count(*) FROM articles GROUP BY language ORDER BY 2 DESC, 1")?,
        by_site: tallies(
            archive,
            "SELECT min(site), count(*) FROM articles GROUP BY site COLLATE NOCASE ORDER BY 2 DESC, 1 LIMIT 10",
        )?,
        by_tag: tallies(archive, "SELECT min(name), count(*) FROM tags GROUP BY key ORDER BY 2 DESC, 1")?,
        deleted: number("SELECT count(DISTINCT deletion) FROM deleted_digests")?,
        file_bytes: number("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")?,
    })
}

fn tallies(archive: &Archive, sql: &str) -> rusqlite::Result<Vec<Tally>> {
    archive
        .connection
        .prepare(sql)?
        .query_map([], |row| Ok(Tally { name: row.get(0)?, articles: row.get(1)? }))?
        .collect()
}
