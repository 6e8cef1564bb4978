//! How often a word stands in an article.
//!
//! Invariant: only articles that hold the word are read.

use super::matching;
use crate::query::error::QueryError;
use crate::query::language::Typed;
use crate::query::sql::statement::Conditions;
use crate::store::Archive;
use crate::store::articles::folding::is_unspaced;

/// The articles that hold a word or phrase `times` times or more.
pub(super) fn at_least(archive: &Archive, times: u32, typed: &Typed) -> Result<Vec<i64>, QueryError> {
    let Some(expression) = matching::of_typed(typed) else { return Ok(Vec::new()) };
    if typed.text.chars().any(is_unspaced) {
        return by_hand(archive, times, &typed.text, expression.text());
    }
    if let Some(term) = term_of(typed) {
        return by_vocabulary(archive, times, term);
    }
    let mut conditions = Conditions::default();
    let expression = conditions.bind(expression.text());
    let times = conditions.bind(i64::from(times));
    // The index marks every occurrence with a character that no text has.
    let marks = (0..4)
        .map(|column| {
            let marked = format!("highlight(article_search, {column}, char(1), '')");
            format!("ifnull(length({marked}) - length(replace({marked}, char(1), '')), 0)")
        })
        .collect::<Vec<_>>()
        .join(" + ");
    let sql =
        format!("SELECT rowid FROM article_search WHERE article_search MATCH {expression} AND {marks} >= {times}");
    conditions.rows(archive, &sql, |row| row.get(0))
}

/// Of scripts without spaces the index counts the letters of words, and cannot mark them in the text.
fn by_hand(archive: &Archive, times: u32, word: &str, expression: String) -> Result<Vec<i64>, QueryError> {
    let mut conditions = Conditions::default();
    let expression = conditions.bind(expression);
    let sql = format!(
        "SELECT id, concat_ws(char(10), headline, standfirst, body, captions) FROM articles
         WHERE id IN (SELECT rowid FROM article_search WHERE article_search MATCH {expression})"
    );
    let found = conditions.rows(archive, &sql, |row| {
        let text: String = row.get(1)?;
        Ok((row.get::<_, i64>(0)?, text.matches(word).count()))
    })?;
    let times = usize::try_from(times).unwrap_or(usize::MAX);
    Ok(found.into_iter().filter(|(_, count)| *count >= times).map(|(id, _)| id).collect())
}

/// The one word that the index keeps for what was typed, where that is plain.
fn term_of(typed: &Typed) -> Option<String> {
    let text = &typed.text;
    let is_plain = !typed.is_prefix && typed.within.is_none() && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_plain.then(|| text.to_ascii_lowercase())
}

/// The index lists where each word stands; that list is read as a table of this connection alone.
fn by_vocabulary(archive: &Archive, times: u32, term: String) -> Result<Vec<i64>, QueryError> {
    let table = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.article_words USING fts5vocab(main, article_search, instance)";
    let connection = &archive.connection;
    // The table holds nothing, but a connection that only reads refuses to make it.
    let made = connection.pragma_query_value(None, "query_only", |row| row.get::<_, bool>(0)).and_then(|reads_only| {
        connection.pragma_update(None, "query_only", false)?;
        let made = connection.execute_batch(table);
        connection.pragma_update(None, "query_only", reads_only)?;
        made
    });
    made.map_err(|cause| QueryError(archive.refused(cause)))?;
    let mut conditions = Conditions::default();
    let (term, times) = (conditions.bind(term), conditions.bind(i64::from(times)));
    let sql = format!("SELECT doc FROM temp.article_words WHERE term = {term} GROUP BY doc HAVING count(*) >= {times}");
    conditions.rows(archive, &sql, |row| row.get(0))
}
