//! How the articles of an answer are spread over people, places, publications and time.
//!
//! Of time, publications and languages an index has what is counted, and is read once for the articles that match and for all together.
//!
//! Invariant: a group comes with what its count is a part of: all articles of that group. The whole is only looked up for groups that
//! are shown.

use super::groups::{GroupBy, group_row};
use crate::query::error::QueryError;
use crate::query::filter::Window;
use crate::query::language::Query;
use crate::query::plan::compile;
use crate::query::plan::planner::{Planner, Scope};
use crate::query::rows::GroupRow;
use crate::store::Archive;
use crate::store::bar::IS_SURE;

/// The articles that match `query` by group: time in its order, anything else by count.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn group_articles(
    archive: &Archive,
    query: &Query,
    by: GroupBy,
    window: Window,
) -> Result<Vec<GroupRow>, QueryError> {
    let mut planner = Planner::new(archive, Scope::Articles, false);
    let hits = if query.is_empty() { None } else { Some(compile::article_ids(&mut planner, query)?) };
    let mut conditions = planner.conditions;
    let (groups, whole) = groups(by, hits.as_deref());
    let (order, window) = (by.order(), conditions.window(window));
    let sql = format!(
        "SELECT part.name, part.number, {whole} FROM ({groups} ORDER BY {order}{window}) AS part ORDER BY {order}"
    );
    conditions.rows(archive, &sql, |row| Ok(group_row(row.get(0)?, row.get(1)?, row.get(2)?)))
}

/// The groups of the articles `hits`, of all where there are none: `name`, `number` and what the whole is told by; and the whole.
fn groups(by: GroupBy, hits: Option<&str>) -> (String, String) {
    match by {
        GroupBy::Person => mentioned(("person", "people"), hits),
        GroupBy::Place => mentioned(("place", "places"), hits),
        GroupBy::Speaker => quoted(hits),
        GroupBy::Author => written(hits),
        GroupBy::Site => of_column("site", "site", hits),
        GroupBy::Language => of_column("language", "language", hits),
        GroupBy::Day | GroupBy::Month | GroupBy::Year => {
            // Articles of one date stand next to each other in the index; what they have in common is cut off once a date.
            of_column("date", &format!("substr(date, 1, {})", by.date_len().unwrap_or_default()), hits)
        }
    }
}

/// The condition that `column` is of the hits, or none.
fn within(hits: Option<&str>, column: &str) -> String {
    hits.map_or_else(String::new, |hits| format!(" AND {column} IN ({hits})"))
}

fn of_column(column: &str, name: &str, hits: Option<&str>) -> (String, String) {
    // The plus keeps SQLite from looking every hit up in the articles, whose rows are far longer than those of an index.
    let number = hits.map_or_else(|| "count(*)".to_owned(), |hits| format!("sum(+article.id IN ({hits}))"));
    let groups = format!(
        "SELECT {name} AS name, sum(number) AS number, sum(whole) AS whole
         FROM (SELECT {column}, {number} AS number, count(*) AS whole FROM articles AS article GROUP BY {column})
         GROUP BY 1 HAVING sum(number) > 0"
    );
    (groups, "part.whole".to_owned())
}

/// Where all articles are asked for, the counts are those that are kept.
fn mentioned((noun, table): (&str, &str), hits: Option<&str>) -> (String, String) {
    let groups = match hits {
        None => {
            format!("SELECT name, article_count AS number, article_count AS whole FROM {table} WHERE article_count > 0")
        }
        Some(hits) => format!(
            "SELECT entity.name AS name, told.number AS number, entity.article_count AS whole
             FROM (SELECT {noun}_id AS id, count(DISTINCT article_id) AS number FROM {noun}_mentions
                   WHERE article_id IN ({hits}) AND {IS_SURE} GROUP BY {noun}_id) AS told
             JOIN {table} AS entity ON entity.id = told.id"
        ),
    };
    (groups, "part.whole".to_owned())
}

fn quoted(hits: Option<&str>) -> (String, String) {
    let groups = format!(
        "SELECT person.id AS id, person.name AS name, told.number AS number
         FROM (SELECT speaker_id AS id, count(DISTINCT article_id) AS number FROM quotes
               WHERE speaker_id IS NOT NULL AND {IS_SURE}{} GROUP BY speaker_id) AS told
         JOIN people AS person ON person.id = told.id",
        within(hits, "article_id")
    );
    let whole = format!("(SELECT count(DISTINCT article_id) FROM quotes WHERE speaker_id = part.id AND {IS_SURE})");
    (groups, whole)
}

fn written(hits: Option<&str>) -> (String, String) {
    let groups = format!(
        "SELECT author.name AS name, count(DISTINCT article.id) AS number
         FROM articles AS article LEFT JOIN authors AS author ON author.article_id = article.id
         WHERE 1{} GROUP BY author.name",
        within(hits, "article.id")
    );
    let whole = "(SELECT count(DISTINCT article_id) FROM authors AS every
                  WHERE every.name = part.name COLLATE NOCASE AND every.name = part.name)";
    (groups, whole.to_owned())
}
