//! Lists of articles.
//!
//! Invariant: the newest articles come without reading the others; words are ranked only when that is asked for,
//! because ranking reads every match.

use std::collections::{HashMap, HashSet};

use rusqlite::types::Value;

use super::rows::ArticleRow;
use crate::model::host_of;
use crate::query::error::QueryError;
use crate::query::filter::{ArticleFilter, Sort, Window};
use crate::query::sql::statement::Conditions;
use crate::query::sql::words::{Wanted, wanted};
use crate::store::Archive;
use crate::store::articles::search::json_list;
use crate::store::bar::IS_SURE;
use crate::store::names;

/// A statement and its bound values.
struct Prepared {
    sql: String,
    conditions: Conditions,
}

/// The articles that match `filter`.
///
/// With [`Sort::Relevance`] and no words, the newest come first.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn articles(
    archive: &Archive,
    filter: &ArticleFilter,
    sort: Sort,
    window: Window,
) -> Result<Vec<ArticleRow>, QueryError> {
    let Prepared { sql, conditions } = list(archive, filter, sort, window)?;
    rows_of(archive, filter, &sql, &conditions)
}

/// An article to be put with its like.
pub(in crate::query) struct Member {
    /// Its number.
    pub(in crate::query) id: i64,
    /// The digest of its body; `None` where that is empty.
    pub(in crate::query) digest: Option<String>,
}

/// All articles that match `filter`, in order.
pub(in crate::query) fn members(
    archive: &Archive,
    filter: &ArticleFilter,
    sort: Sort,
) -> Result<Vec<Member>, QueryError> {
    let columns = "article.id, iif(article.word_count > 0, article.sha256, NULL)";
    let Prepared { sql, conditions } = list_columns(archive, filter, sort, Window::ALL, columns)?;
    conditions.rows(archive, &sql, |row| Ok(Member { id: row.get(0)?, digest: row.get(1)? }))
}

/// The rows of these articles, in their order.
pub(in crate::query) fn by_ids(
    archive: &Archive,
    filter: &ArticleFilter,
    ids: &[i64],
) -> Result<Vec<ArticleRow>, QueryError> {
    let mut conditions = Conditions::default();
    let wanted = conditions.bind(json_list(ids));
    let doubtful = doubtful(&mut conditions, filter);
    let sql = format!(
        "SELECT {COLUMNS}, {doubtful} FROM json_each({wanted}) AS wanted
         JOIN articles AS article ON article.id = wanted.value ORDER BY wanted.key"
    );
    rows_of(archive, filter, &sql, &conditions)
}

fn rows_of(
    archive: &Archive,
    filter: &ArticleFilter,
    sql: &str,
    conditions: &Conditions,
) -> Result<Vec<ArticleRow>, QueryError> {
    let mut rows = conditions.rows(archive, sql, |row| {
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
    })?;
    if let Wanted::Matching(expression) = wanted(&filter.words) {
        add_snippets(archive, &mut rows, expression)?;
    }
    Ok(rows)
}

/// How many articles match `filter`.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn count_articles(archive: &Archive, filter: &ArticleFilter) -> Result<u64, QueryError> {
    let mut conditions = Conditions::default();
    require(&mut conditions, filter, &HashSet::new());
    conditions.require_words("article.id", "article_search", &filter.words);
    let sql = format!("SELECT count(*) FROM articles AS article{}", conditions.where_clause());
    let counts = conditions.rows(archive, &sql, |row| row.get::<_, i64>(0))?;
    Ok(counts.first().and_then(|count| u64::try_from(*count).ok()).unwrap_or(0))
}

/// How SQLite goes about [`articles`], a step a line: for tests that no filter reads the whole archive.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn articles_plan(archive: &Archive, filter: &ArticleFilter, sort: Sort) -> Result<Vec<String>, QueryError> {
    let Prepared { sql, conditions } = list(archive, filter, sort, Window { limit: Some(20), offset: 0 })?;
    conditions.rows(archive, &format!("EXPLAIN QUERY PLAN {sql}"), |row| row.get(3))
}

/// Columns of a row, but for whether it is doubtful.
const COLUMNS: &str = "article.id, article.date, article.site, article.headline,
    (SELECT group_concat(name, '; ') FROM (SELECT name FROM authors WHERE article_id = article.id ORDER BY position)),
    article.url, article.language, article.word_count,
    (SELECT group_concat(name, '; ') FROM (SELECT name FROM tags WHERE article_id = article.id ORDER BY key))";

fn list(archive: &Archive, filter: &ArticleFilter, sort: Sort, window: Window) -> Result<Prepared, QueryError> {
    list_columns(archive, filter, sort, window, COLUMNS)
}

fn list_columns(
    archive: &Archive,
    filter: &ArticleFilter,
    sort: Sort,
    window: Window,
    columns: &str,
) -> Result<Prepared, QueryError> {
    let mut conditions = Conditions::default();
    if let (Sort::Relevance, Wanted::Matching(expression)) = (sort, wanted(&filter.words)) {
        let expression = conditions.bind(expression);
        require(&mut conditions, filter, &HashSet::new());
        let clause = conditions.where_clause();
        // The plus keeps SQLite from asking the index once for each candidate.
        let candidates = if clause.is_empty() {
            String::new()
        } else {
            format!(" AND +article_search.rowid IN (SELECT article.id FROM articles AS article{clause})")
        };
        let window = conditions.window(window);
        let doubtful = doubtful(&mut conditions, filter);
        let sql = format!(
            "SELECT {columns}, {doubtful} FROM (
                 SELECT rowid AS id, bm25(article_search, 1.0, 4.0, 2.0, 1.0) AS score FROM article_search
                 WHERE article_search MATCH {expression}{candidates} ORDER BY score, rowid{window}
             ) AS best JOIN articles AS article ON article.id = best.id ORDER BY best.score, article.id"
        );
        return Ok(Prepared { sql, conditions });
    }
    let common = if window.limit.is_some() { common_names(archive, filter)? } else { HashSet::new() };
    require(&mut conditions, filter, &common);
    conditions.require_words("article.id", "article_search", &filter.words);
    let clause = conditions.where_clause();
    let window = conditions.window(window);
    let doubtful = doubtful(&mut conditions, filter);
    let sql = format!(
        "SELECT {columns}, {doubtful} FROM articles AS article{clause} ORDER BY article.date DESC, article.id{window}"
    );
    Ok(Prepared { sql, conditions })
}

/// Whoever is in more articles than this is found fastest by going through the newest articles until the window is
/// full; whoever is in fewer, by sorting all of them. At 200,000 articles and a window of 20 the two cost the same at
/// the root of their product.
const COMMON_ARTICLES: i64 = 2_000;

/// The names of people and places in the filter that very many articles mention.
fn common_names<'f>(archive: &Archive, filter: &'f ArticleFilter) -> Result<HashSet<&'f str>, QueryError> {
    let mut common = HashSet::new();
    for (names, table, noun) in [(&filter.people, "people", "person"), (&filter.places, "places", "place")] {
        for name in names {
            let mut conditions = Conditions::default();
            let named =
                if noun == "place" { places_named(&mut conditions, name) } else { people_named(&mut conditions, name) };
            let sql = format!("SELECT ifnull(sum(article_count), 0) FROM {table} WHERE id IN ({named})");
            let counts = conditions.rows(archive, &sql, |row| row.get::<_, i64>(0))?;
            if counts.first().is_some_and(|count| *count > COMMON_ARTICLES) {
                common.insert(name.as_str());
            }
        }
    }
    Ok(common)
}

fn people_named(conditions: &mut Conditions, name: &str) -> String {
    let named = conditions.is_name(name);
    format!("SELECT person_id FROM person_names WHERE {named}")
}

/// Places of that name, or all places of the country where the name is a code of two capitals.
fn places_named(conditions: &mut Conditions, name: &str) -> String {
    let named = conditions.is_name(name);
    let mut places = format!("SELECT place_id FROM place_names WHERE {named}");
    if name.len() == 2 && name.bytes().all(|letter| letter.is_ascii_uppercase()) {
        let code = conditions.bind(name.to_owned());
        places += &format!(" UNION SELECT id FROM places WHERE country_code = {code}");
    }
    places
}

/// The condition that the article mentions one of `ids`, in the form that is fast for the rare or for the common.
fn mentions(noun: &'static str, ids: &str, is_common: bool) -> String {
    if is_common {
        format!(
            "EXISTS (SELECT 1 FROM {noun}_mentions AS mention
                     WHERE mention.article_id = article.id AND +mention.{noun}_id IN ({ids}))"
        )
    } else {
        format!("article.id IN (SELECT article_id FROM {noun}_mentions WHERE {noun}_id IN ({ids}))")
    }
}

/// The expression that tells whether somebody or something asked for by name is doubtful in the article.
fn doubtful(conditions: &mut Conditions, filter: &ArticleFilter) -> String {
    let mut terms = Vec::new();
    let mut add = |noun: &str, ids: &str| {
        terms.push(format!(
            "NOT EXISTS (SELECT 1 FROM {noun}_mentions WHERE article_id = article.id AND +{noun}_id IN ({ids})
                         AND {IS_SURE})"
        ));
    };
    for name in &filter.people {
        add("person", &people_named(conditions, name));
    }
    for name in &filter.places {
        add("place", &places_named(conditions, name));
    }
    for name in &filter.organisations {
        add("organisation", &organisations_named(conditions, name));
    }
    for name in &filter.speakers {
        let ids = people_named(conditions, name);
        terms.push(format!(
            "NOT EXISTS (SELECT 1 FROM quotes WHERE article_id = article.id AND +speaker_id IN ({ids}) AND {IS_SURE})"
        ));
    }
    if terms.is_empty() { "0".to_owned() } else { terms.join(" OR ") }
}

fn organisations_named(conditions: &mut Conditions, name: &str) -> String {
    let named = conditions.holds_name(name);
    format!("SELECT organisation_id FROM organisation_names WHERE {named}")
}

/// Everything a filter asks for but the words.
fn require(conditions: &mut Conditions, filter: &ArticleFilter, common: &HashSet<&str>) {
    for name in &filter.people {
        let ids = people_named(conditions, name);
        conditions.require(mentions("person", &ids, common.contains(name.as_str())));
    }
    for name in &filter.places {
        let ids = places_named(conditions, name);
        conditions.require(mentions("place", &ids, common.contains(name.as_str())));
    }
    for name in &filter.organisations {
        let ids = organisations_named(conditions, name);
        conditions.require(mentions("organisation", &ids, false));
    }
    for name in &filter.speakers {
        let named = conditions.is_name(name);
        conditions.require(format!(
            "article.id IN (SELECT article_id FROM quotes
                            WHERE speaker_id IN (SELECT person_id FROM person_names WHERE {named}))"
        ));
    }
    for words in &filter.quotes {
        match wanted(std::slice::from_ref(words)) {
            Wanted::Anything => {}
            Wanted::Nothing => conditions.require("0".to_owned()),
            Wanted::Matching(expression) => {
                let expression = conditions.bind(expression);
                conditions.require(format!(
                    "article.id IN (SELECT article_id FROM quotes WHERE id IN
                                    (SELECT rowid FROM quote_search WHERE quote_search MATCH {expression}))"
                ));
            }
        }
    }
    for name in &filter.authors {
        let named = conditions.is_name(name);
        conditions.require(format!("article.id IN (SELECT article_id FROM author_names WHERE {named})"));
    }
    for name in &filter.tags {
        let key = conditions.bind(names::key(name));
        conditions.require(format!("article.id IN (SELECT article_id FROM tags WHERE key = {key})"));
    }
    if !filter.ids.is_empty() {
        let ids = conditions.bind(json_list(&filter.ids));
        conditions.require(format!("article.id IN (SELECT value FROM json_each({ids}))"));
    }
    // An article is of one publication and in one language: several are alternatives.
    require_sites(conditions, &filter.sites);
    conditions.require_one_of("article.language", &filter.languages);
    conditions.require_dates("article.date", filter.from.as_ref(), filter.to.as_ref());
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
fn add_snippets(archive: &Archive, rows: &mut [ArticleRow], expression: String) -> Result<(), QueryError> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut conditions = Conditions::default();
    let expression = conditions.bind(Value::Text(expression));
    let ids = conditions.bind(json_list(&ids));
    let sql = format!(
        "SELECT rowid, snippet(article_search, -1, '[', ']', '…', 16) FROM article_search
         WHERE article_search MATCH {expression} AND +article_search.rowid IN (SELECT value FROM json_each({ids}))"
    );
    let snippets: HashMap<i64, String> =
        conditions.rows(archive, &sql, |row| Ok((row.get(0)?, row.get(1)?)))?.into_iter().collect();
    for row in rows {
        row.snippet = snippets.get(&row.id).cloned();
    }
    Ok(())
}
