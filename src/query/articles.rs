//! Lists of articles.
//!
//! Invariant: the newest articles come without reading the others; words are ranked only when that is asked for,
//! because ranking reads every match.

use std::collections::HashMap;
use std::ops::ControlFlow;

use rusqlite::Row;

use super::rows::ArticleRow;
use crate::model::host_of;
use crate::query::answers::passages;
use crate::query::error::QueryError;
use crate::query::filter::{Order, Sort, Window};
use crate::query::language::{Expr, Query};
use crate::query::plan::compile;
use crate::query::plan::doubtful::doubtful;
use crate::query::plan::matching;
use crate::query::plan::planner::{Planner, Scope};
use crate::query::sql::prepared::Prepared;
use crate::query::sql::statement::Conditions;
use crate::store::Archive;
use crate::store::articles::search::json_list;

/// The articles that match `query`.
///
/// With [`Sort::Relevance`] and no words, the newest come first.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn articles(
    archive: &Archive,
    query: &Query,
    order: Order<'_>,
    window: Window,
) -> Result<Vec<ArticleRow>, QueryError> {
    let Prepared { sql, conditions } = prepare(archive, query, order, window)?;
    rows_of(archive, query, &sql, &conditions)
}

/// An article to be put with its like.
pub(in crate::query) struct Member {
    /// Its number.
    pub(in crate::query) id: i64,
    /// The digest of its body; `None` where that is empty.
    pub(in crate::query) digest: Option<String>,
}

/// All articles that match `query`, in order.
pub(in crate::query) fn members(archive: &Archive, query: &Query, sort: Sort) -> Result<Vec<Member>, QueryError> {
    let columns = "article.id, iif(article.word_count > 0, article.sha256, NULL)";
    let Prepared { sql, conditions } = list_columns(archive, query, sort.into(), Window::ALL, columns)?;
    conditions.rows(archive, &sql, |row| Ok(Member { id: row.get(0)?, digest: row.get(1)? }))
}

/// The rows of these articles, in their order.
pub(in crate::query) fn by_ids(archive: &Archive, query: &Query, ids: &[i64]) -> Result<Vec<ArticleRow>, QueryError> {
    let mut planner = Planner::new(archive, Scope::Articles, false);
    let wanted = planner.conditions.bind(json_list(ids));
    let doubtful = doubtful(&mut planner, query)?;
    let sql = format!(
        "SELECT {COLUMNS}, {doubtful} FROM json_each({wanted}) AS wanted
         JOIN articles AS article ON article.id = wanted.value ORDER BY wanted.key"
    );
    rows_of(archive, query, &sql, &planner.conditions)
}

fn rows_of(
    archive: &Archive,
    query: &Query,
    sql: &str,
    conditions: &Conditions,
) -> Result<Vec<ArticleRow>, QueryError> {
    marked(archive, query, conditions.rows(archive, sql, read)?)
}

/// Hands over the articles that match `query` some at a time, in the order of [`articles`], until `take` has enough.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn each_article(
    archive: &Archive,
    query: &Query,
    order: Order<'_>,
    window: Window,
    take: &mut dyn FnMut(Vec<ArticleRow>) -> ControlFlow<()>,
) -> Result<(), QueryError> {
    let Prepared { sql, conditions } = prepare(archive, query, order, window)?;
    let (mut waiting, mut refused, mut ended) = (Vec::new(), None, false);
    let mut hand_over = |rows: Vec<ArticleRow>| match marked(archive, query, rows) {
        Ok(rows) => take(rows),
        Err(error) => {
            refused = Some(error);
            ControlFlow::Break(())
        }
    };
    conditions.each_row(archive, &sql, |row| {
        waiting.push(read(row)?);
        let go_on =
            if waiting.len() < AT_A_TIME { ControlFlow::Continue(()) } else { hand_over(std::mem::take(&mut waiting)) };
        ended = go_on.is_break();
        Ok(go_on)
    })?;
    if !ended && !waiting.is_empty() {
        let _ = hand_over(waiting);
    }
    refused.map_or(Ok(()), Err)
}

/// Articles that are handed over at a time: every time, the matches of the words are gone through for the passages to mark.
const AT_A_TIME: usize = 5000;

/// The row of an article of [`COLUMNS`].
fn read(row: &Row<'_>) -> rusqlite::Result<ArticleRow> {
    Ok(ArticleRow {
        id: row.get(0)?,
        date: row.get(1)?,
        site: row.get(2)?,
        headline: row.get(3)?,
        authors: row.get(4)?,
        url: row.get(5)?,
        language: row.get(6)?,
        word_count: row.get(7)?,
        tags: row.get(8)?,
        stands_for: None,
        doubtful: row.get(9)?,
        snippet: None,
    })
}

/// The rows with the words that were asked for marked.
fn marked(archive: &Archive, query: &Query, mut rows: Vec<ArticleRow>) -> Result<Vec<ArticleRow>, QueryError> {
    if let Some(expression) = matching::to_mark(&query.parts) {
        add_snippets(archive, &mut rows, &expression)?;
        mark_by_hand(archive, &mut rows, &matching::words_to_mark(&query.parts))?;
    }
    Ok(rows)
}

/// How many articles match `query`.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn count_articles(archive: &Archive, query: &Query) -> Result<u64, QueryError> {
    let mut planner = Planner::new(archive, Scope::Articles, false);
    let sql = format!("SELECT count(*) FROM ({})", compile::article_ids(&mut planner, query)?);
    let counts = planner.conditions.rows(archive, &sql, |row| row.get::<_, i64>(0))?;
    Ok(counts.first().and_then(|count| u64::try_from(*count).ok()).unwrap_or(0))
}

/// The numbers of the articles that match `query`, in order.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn article_ids(archive: &Archive, query: &Query, order: Order<'_>, window: Window) -> Result<Vec<i64>, QueryError> {
    let Prepared { sql, conditions } = list_columns(archive, query, order, window, "article.id")?;
    conditions.rows(archive, &sql, |row| row.get(0))
}

/// Columns of a row, but for whether it is doubtful.
const COLUMNS: &str = "article.id, article.date, article.site, article.headline,
    (SELECT group_concat(name, '; ') FROM (SELECT name FROM authors WHERE article_id = article.id ORDER BY position)),
    article.url, article.language, article.word_count,
    (SELECT group_concat(name, '; ') FROM (SELECT name FROM tags WHERE article_id = article.id ORDER BY key))";

/// The statement of [`articles`].
pub(in crate::query) fn prepare(
    archive: &Archive,
    query: &Query,
    order: Order<'_>,
    window: Window,
) -> Result<Prepared, QueryError> {
    list_columns(archive, query, order, window, COLUMNS)
}

fn list_columns(
    archive: &Archive,
    query: &Query,
    order: Order<'_>,
    window: Window,
    columns: &str,
) -> Result<Prepared, QueryError> {
    let words: Vec<&Expr> = query.parts.iter().filter(|part| matching::of_expr(part).is_some()).collect();
    if let (Sort::Relevance, Some(expression)) = (order.sort, matching::of_all(&words)) {
        return ranked(archive, query, expression.text(), window, columns);
    }
    let mut planner = Planner::new(archive, Scope::Articles, window.is_few());
    compile::require(&mut planner, query)?;
    if let Some(after) = order.after {
        let id = planner.conditions.bind(after.id);
        let later = match &after.date {
            Some(date) => {
                let date = planner.conditions.bind(date.clone());
                format!(
                    "(article.date < {date} OR article.date IS NULL OR (article.date = {date} AND article.id > {id}))"
                )
            }
            None => format!("article.date IS NULL AND article.id > {id}"),
        };
        planner.conditions.require(later);
    }
    let clause = planner.conditions.where_clause();
    let window = planner.conditions.window(window);
    let doubtful = doubtful(&mut planner, query)?;
    let sql = format!(
        "SELECT {columns}, {doubtful} FROM articles AS article{clause} ORDER BY article.date DESC, article.id{window}"
    );
    Ok(Prepared { sql, conditions: planner.conditions })
}

/// The best matches of `expression` first.
fn ranked(
    archive: &Archive,
    query: &Query,
    expression: String,
    window: Window,
    columns: &str,
) -> Result<Prepared, QueryError> {
    let mut planner = Planner::new(archive, Scope::Articles, false);
    let expression = planner.conditions.bind(expression);
    let others: Vec<&Expr> = query.parts.iter().filter(|part| matching::of_expr(part).is_none()).collect();
    compile::require_parts(&mut planner, &others)?;
    let clause = planner.conditions.where_clause();
    // The plus keeps SQLite from asking the index once for each candidate.
    let candidates = if clause.is_empty() {
        String::new()
    } else {
        format!(" AND +article_search.rowid IN (SELECT article.id FROM articles AS article{clause})")
    };
    let window = planner.conditions.window(window);
    let doubtful = doubtful(&mut planner, query)?;
    let sql = format!(
        "SELECT {columns}, {doubtful} FROM (
             SELECT rowid AS id, bm25(article_search, 1.0, 4.0, 2.0, 1.0) AS score FROM article_search
             WHERE article_search MATCH {expression}{candidates} ORDER BY score, rowid{window}
         ) AS best JOIN articles AS article ON article.id = best.id ORDER BY best.score, article.id"
    );
    Ok(Prepared { sql, conditions: planner.conditions })
}

/// The article is of one of `sites`, each named or given by its address.
pub(in crate::query) fn require_sites(conditions: &mut Conditions, sites: &[String]) {
    if sites.is_empty() {
        return;
    }
    let names: Vec<String> = sites.iter().map(|site| conditions.bind(site.clone())).collect();
    let hosts: Vec<String> = sites.iter().filter_map(|site| host_of(site)).map(|host| conditions.bind(host)).collect();
    let by_name = format!("SELECT id FROM articles WHERE site COLLATE NOCASE IN ({})", names.join(", "));
    let found = if hosts.is_empty() {
        by_name
    } else {
        format!("{by_name} UNION SELECT id FROM articles WHERE host IN ({})", hosts.join(", "))
    };
    conditions.require(format!("article.id IN ({found})"));
}

/// Marks the words asked for in the rows at hand only: a snippet costs more than a match.
fn add_snippets(archive: &Archive, rows: &mut [ArticleRow], expression: &str) -> Result<(), QueryError> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let articles =
        Conditions::default().rows(archive, "SELECT ifnull(max(id), 0) FROM articles", |row| row.get::<_, i64>(0))?;
    let mut conditions = Conditions::default();
    let expression = conditions.bind(expression.to_owned());
    let ids = conditions.bind(json_list(&ids));
    // To ask the index about one article takes about as long as to pass a thousand matches over (November 2026).
    let passed_over = i64::try_from(rows.len().saturating_mul(1000)).unwrap_or(i64::MAX);
    let rows_and_matches = if passed_over < articles.first().copied().unwrap_or(0) {
        format!(
            "json_each({ids}) AS wanted CROSS JOIN article_search
             WHERE article_search MATCH {expression} AND article_search.rowid = wanted.value"
        )
    } else {
        format!(
            "article_search
             WHERE article_search MATCH {expression} AND +article_search.rowid IN (SELECT value FROM json_each({ids}))"
        )
    };
    let sql =
        format!("SELECT article_search.rowid, snippet(article_search, -1, '[', ']', '…', 16) FROM {rows_and_matches}");
    let snippets: HashMap<i64, String> =
        conditions.rows(archive, &sql, |row| Ok((row.get(0)?, row.get(1)?)))?.into_iter().collect();
    for row in rows {
        row.snippet = snippets.get(&row.id).cloned();
    }
    Ok(())
}

/// Marks the words in texts of scripts without spaces, of which the index counts the letters.
fn mark_by_hand(archive: &Archive, rows: &mut [ArticleRow], wanted: &[String]) -> Result<(), QueryError> {
    let is_ours = |row: &ArticleRow| {
        row.snippet.as_deref().is_some_and(|snippet| passages::is_for_us(snippet) || !snippet.contains('['))
    };
    for row in rows.iter_mut().filter(|row| is_ours(row)) {
        let mut conditions = Conditions::default();
        let id = conditions.bind(row.id);
        let sql = format!("SELECT headline, standfirst, body, captions FROM articles WHERE id = {id}");
        let texts = conditions.rows(archive, &sql, |row| {
            (0..4).map(|column| row.get::<_, Option<String>>(column)).collect::<Result<Vec<_>, _>>()
        })?;
        row.snippet = texts.first().and_then(|texts| passages::passage(texts, wanted)).or(row.snippet.take());
    }
    Ok(())
}
