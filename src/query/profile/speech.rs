//! What somebody said, and what others said of him, her or it.
//!
//! The articles are gone through from the latest on until there is enough; only then it is counted in how many articles those words
//! are.
//!
//! Invariant: words said of the subject name it: a mention of it, however sure, stands inside the quote, in an article that is
//! sure to mention it. The same words in several articles are one row, with the latest of them.

use rusqlite::{Connection, Result, Row, ToSql, params};

use super::rows::Said;
use super::seen::{LOOKED_AT, Seen};
use super::subject::{LATEST, Subject};
use crate::store::EntityKind;
use crate::store::articles::search::json_list;

/// The latest quotes in marks by a person.
pub(super) fn by(connection: &Connection, subject: &Subject) -> Result<Vec<Said>> {
    let quoting = Seen::quoting(connection, subject)?;
    // The plus keeps SQLite from going through all that the person ever said.
    let wanted = "+quote.speaker_id = ?1 AND ifnull(quote.confidence, 1000) >= ?2 AND quote.kind <> 'indirect'";
    let values: [&dyn ToSql; 2] = [&subject.id, &subject.least];
    gather(connection, &quoting.articles, ("quotes AS quote", wanted), &values)
}

/// The latest quotes by others that name the subject.
pub(super) fn of(connection: &Connection, subject: &Subject, seen: &Seen) -> Result<Vec<Said>> {
    let noun = subject.kind.noun();
    let others = if subject.kind == EntityKind::Person { "AND quote.speaker_id IS NOT ?1" } else { "" };
    // In an article the few mentions of the subject are found first; the same quote twice is the same words twice.
    let from = format!(
        "{noun}_mentions AS own CROSS JOIN quotes AS quote
              ON own.article_id = quote.article_id AND own.{noun}_id = ?1 AND own.field = quote.field
                 AND own.start_char >= quote.start_char AND own.end_char <= quote.end_char"
    );
    let wanted = format!(
        "ifnull(quote.confidence, 1000) >= ?3 {others}
         AND EXISTS (SELECT 1 FROM {noun}_mentions AS mention
                     WHERE mention.article_id = quote.article_id AND mention.{noun}_id = ?1 AND mention.field = quote.field
                       AND mention.caption_id IS quote.caption_id
                       AND mention.start_char >= quote.start_char AND mention.end_char <= quote.end_char)
         AND EXISTS (SELECT 1 FROM {noun}_mentions
                     WHERE article_id = quote.article_id AND {noun}_id = ?1 AND ifnull(confidence, 1000) >= ?2)"
    );
    let latest = seen.articles.get(..LOOKED_AT).unwrap_or(&seen.articles);
    gather(connection, latest, (&from, &wanted), params![subject.id, subject.least, subject.bar])
}

/// The latest different words of the quotes of `articles` that are `wanted`, found by way of `from`.
fn gather(
    connection: &Connection,
    articles: &[(i64, Option<String>)],
    (from, wanted): (&str, &str),
    values: &[&dyn ToSql],
) -> Result<Vec<Said>> {
    let (article, text) = (values.len() + 1, values.len() + 2);
    let sql = format!(
        "SELECT quote.id, person.name, quote.kind, quote.text, quote.saying_key
         FROM {from} LEFT JOIN people AS person ON person.id = quote.speaker_id
         WHERE quote.article_id = ?{article} AND {wanted} ORDER BY quote.id"
    );
    let mut of_article = connection.prepare(&sql)?;
    // The same words have the same digest, by which an index finds them; those of no letters have none.
    let counted = |among: &str| {
        format!(
            "SELECT count(DISTINCT quote.article_id) FROM quotes AS quote WHERE {among} AND quote.text = ?{text} AND {wanted}"
        )
    };
    let by_digest = counted(&format!("quote.saying_key = ?{article}"));
    let by_article = counted(&format!("quote.article_id IN (SELECT value FROM json_each(?{article}))"));
    let mut found: Vec<Said> = Vec::new();
    let most = usize::try_from(LATEST).unwrap_or(usize::MAX);
    for (article_id, date) in articles {
        let said: Vec<(Said, Option<i64>)> = of_article
            .query_map(with(values, &[article_id]).as_slice(), |row| read(row, *article_id, date.as_ref()))?
            .collect::<Result<_>>()?;
        for (mut said, key) in said {
            if found.iter().any(|other| other.text == said.text) {
                continue;
            }
            let ids = key.is_none().then(|| json_list(&articles.iter().map(|(id, _)| *id).collect::<Vec<_>>()));
            let (sql, among): (_, &dyn ToSql) = if key.is_some() { (&by_digest, &key) } else { (&by_article, &ids) };
            let mut counted = connection.prepare_cached(sql)?;
            said.articles = counted.query_row(with(values, &[among, &said.text]).as_slice(), |row| row.get(0))?;
            found.push(said);
            if found.len() >= most {
                return Ok(found);
            }
        }
    }
    Ok(found)
}

fn with<'v>(values: &[&'v dyn ToSql], others: &[&'v dyn ToSql]) -> Vec<&'v dyn ToSql> {
    [values, others].concat()
}

fn read(row: &Row<'_>, article_id: i64, date: Option<&String>) -> Result<(Said, Option<i64>)> {
    let said = Said {
        quote_id: row.get(0)?,
        date: date.cloned(),
        speaker: row.get(1)?,
        kind: row.get(2)?,
        text: row.get(3)?,
        article_id,
        articles: 0,
    };
    Ok((said, row.get(4)?))
}
