//! What somebody said, and what others said of him, her or it.
//!
//! Invariant: words said of the subject name it: a mention of it, however sure, stands inside the quote, in an article that is
//! sure to mention it. The same words in several
//! articles are one row, with the latest of them: SQLite takes the other columns from the row of the `max`.

use rusqlite::{Connection, Result, Row, ToSql, params};

use super::rows::Said;
use super::subject::{LATEST, Subject};
use crate::store::EntityKind;

/// The latest quotes in marks by a person.
pub(super) fn by(connection: &Connection, subject: &Subject) -> Result<Vec<Said>> {
    let sql = format!(
        "SELECT quote.id, article.date, person.name, quote.kind, quote.text, article.id, count(DISTINCT article.id),
                max(ifnull(article.date, ''))
         FROM quotes AS quote JOIN articles AS article ON article.id = quote.article_id
              JOIN people AS person ON person.id = quote.speaker_id
         WHERE quote.speaker_id = ?1 AND ifnull(quote.confidence, 1000) >= ?2 AND quote.kind <> 'indirect'
         GROUP BY quote.text ORDER BY article.date DESC, article.id, quote.id LIMIT {LATEST}"
    );
    rows(connection, &sql, params![subject.id, subject.least])
}

/// The latest quotes by others that name the subject.
pub(super) fn of(connection: &Connection, subject: &Subject) -> Result<Vec<Said>> {
    let noun = subject.kind.noun();
    let others = if subject.kind == EntityKind::Person { "AND quote.speaker_id IS NOT ?1" } else { "" };
    let sql = format!(
        "{} SELECT quote.id, article.date, person.name, quote.kind, quote.text, article.id,
                   count(DISTINCT article.id), max(ifnull(article.date, ''))
         FROM seen JOIN {noun}_mentions AS mention ON mention.article_id = seen.article_id
              JOIN quotes AS quote ON quote.article_id = mention.article_id AND quote.field = mention.field
                   AND quote.caption_id IS mention.caption_id
                   AND quote.start_char <= mention.start_char AND quote.end_char >= mention.end_char
              JOIN articles AS article ON article.id = quote.article_id
              LEFT JOIN people AS person ON person.id = quote.speaker_id
         WHERE mention.{noun}_id = ?1 AND ifnull(quote.confidence, 1000) >= ?3 {others}
         GROUP BY quote.text ORDER BY article.date DESC, article.id, quote.id LIMIT {LATEST}",
        subject.seen()
    );
    rows(connection, &sql, params![subject.id, subject.least, subject.bar])
}

fn rows(connection: &Connection, sql: &str, values: &[&dyn ToSql]) -> Result<Vec<Said>> {
    let read = |row: &Row<'_>| {
        Ok(Said {
            quote_id: row.get(0)?,
            date: row.get(1)?,
            speaker: row.get(2)?,
            kind: row.get(3)?,
            text: row.get(4)?,
            article_id: row.get(5)?,
            articles: row.get(6)?,
        })
    };
    connection.prepare(sql)?.query_map(values, read)?.collect()
}
