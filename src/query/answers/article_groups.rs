//! How the articles of an answer are spread over people, places, publications and time.
//!
//! Of time, publications and languages an index has what is counted, and is read once for the articles that match and for all together
//! (the numbers of those that match are gathered before, see [`spread`](super::spread)).
//!
//! Invariant: a group comes with what its count is a part of: all articles of that group. The whole is only looked up for groups that
//! are shown.

use super::groups::{GroupBy, group_row};
use super::spread::spread;
use super::tallies::{Hits, mentioned, quoted};
use crate::query::error::QueryError;
use crate::query::filter::Window;
use crate::query::language::Query;
use crate::query::plan::compile;
use crate::query::plan::planner::{Planner, Scope};
use crate::query::rows::GroupRow;
use crate::store::Archive;

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
    let (person, place) = (("person", "people"), ("place", "places"));
    let (groups, whole) = match (by, hits.as_deref()) {
        (GroupBy::Person, Some(hits)) => return mentioned(archive, person, &Hits::new(hits, conditions), window),
        (GroupBy::Place, Some(hits)) => return mentioned(archive, place, &Hits::new(hits, conditions), window),
        (GroupBy::Speaker, hits) => {
            return quoted(archive, hits.map(|hits| Hits::new(hits, conditions)).as_ref(), window);
        }
        (GroupBy::Person, None) => kept(person.1),
        (GroupBy::Place, None) => kept(place.1),
        (GroupBy::Author, hits) => written(hits),
        (GroupBy::Site, None) => of_column("site", "site"),
        (GroupBy::Language, None) => of_column("language", "language"),
        // Articles of one date stand next to each other in the index; what they have in common is cut off once a date.
        (GroupBy::Day | GroupBy::Month | GroupBy::Year, None) => {
            of_column("date", &format!("substr(date, 1, {})", by.date_len().unwrap_or_default()))
        }
        (_, Some(hits)) => return spread(archive, by, &Hits::new(hits, conditions), window),
    };
    let (order, window) = (by.order(), conditions.window(window));
    let sql = format!(
        "SELECT part.name, part.number, {whole} FROM ({groups} ORDER BY {order}{window}) AS part ORDER BY {order}"
    );
    conditions.rows(archive, &sql, |row| Ok(group_row(row.get(0)?, row.get(1)?, row.get(2)?)))
}

/// The condition that `column` is of the hits, or none.
fn within(hits: Option<&str>, column: &str) -> String {
    hits.map_or_else(String::new, |hits| format!(" AND {column} IN ({hits})"))
}

/// Of all articles by group, `name` of `column`: `name`, `number` and what the whole is told by; and the whole.
fn of_column(column: &str, name: &str) -> (String, String) {
    let groups = format!(
        "SELECT {name} AS name, sum(number) AS number, sum(number) AS whole
         FROM (SELECT {column}, count(*) AS number FROM articles GROUP BY {column}) GROUP BY 1"
    );
    (groups, "part.whole".to_owned())
}

/// The counts that are kept of all articles.
fn kept(table: &str) -> (String, String) {
    let groups =
        format!("SELECT name, article_count AS number, article_count AS whole FROM {table} WHERE article_count > 0");
    (groups, "part.whole".to_owned())
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
