//! How the quotes of an answer are spread over people, places, publications and time.
//!
//! Invariant: a group comes with what its count is a part of: all quotes of that group.

use super::groups::{GroupBy, group_row};
use crate::query::error::QueryError;
use crate::query::filter::{QuoteFilter, Window};
use crate::query::plan::planner::{Planner, Scope};
use crate::query::quotes;
use crate::query::rows::GroupRow;
use crate::store::Archive;
use crate::store::bar::IS_SURE;

/// Every quote with its article.
const ALL: &str = "quotes AS quote JOIN articles AS article ON article.id = quote.article_id";

/// The quotes that match `filter` by group: time in its order, anything else by count.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn group_quotes(
    archive: &Archive,
    filter: &QuoteFilter,
    by: GroupBy,
    window: Window,
) -> Result<Vec<GroupRow>, QueryError> {
    let mut planner = Planner::new(archive, Scope::Quotes, false);
    quotes::require(&mut planner, filter)?;
    let mut conditions = planner.conditions;
    let sql = format!(
        "WITH hit AS MATERIALIZED (
             SELECT article.id AS article_id, quote.id AS unit, quote.speaker_id, article.date, article.site, article.language
             FROM {ALL}{})
         SELECT name, number, whole FROM ({}) ORDER BY {}{}",
        conditions.where_clause(),
        select(by),
        by.order(),
        conditions.window(window)
    );
    conditions.rows(archive, &sql, |row| Ok(group_row(row.get(0)?, row.get(1)?, row.get(2)?)))
}

/// The groups with their counts: `name`, `number`, `whole`.
fn select(by: GroupBy) -> String {
    match by {
        GroupBy::Person => mentioned("person", "people"),
        GroupBy::Place => mentioned("place", "places"),
        GroupBy::Speaker => "SELECT person.name, count(*) AS number, person.quote_count AS whole
            FROM hit LEFT JOIN people AS person ON person.id = hit.speaker_id GROUP BY hit.speaker_id"
            .to_owned(),
        GroupBy::Author => "SELECT author.name, count(DISTINCT hit.unit) AS number, NULL AS whole
             FROM hit LEFT JOIN authors AS author ON author.article_id = hit.article_id GROUP BY author.name"
            .to_owned(),
        GroupBy::Site => of_column("site"),
        GroupBy::Language => of_column("language"),
        GroupBy::Day | GroupBy::Month | GroupBy::Year => {
            of_column(&format!("substr(date, 1, {})", by.date_len().unwrap_or_default()))
        }
    }
}

fn mentioned(noun: &str, table: &str) -> String {
    format!(
        "SELECT entity.name, count(DISTINCT hit.unit) AS number, NULL AS whole
         FROM hit JOIN {noun}_mentions AS mention ON mention.article_id = hit.article_id
              JOIN {table} AS entity ON entity.id = mention.{noun}_id
         WHERE {} GROUP BY entity.id",
        IS_SURE.replace("confidence", "mention.confidence")
    )
}

fn of_column(column: &str) -> String {
    let all = if column.starts_with("substr(date") {
        column.replace("date", "article.date")
    } else {
        format!("article.{column}")
    };
    format!(
        "SELECT part.name, part.number, every.number AS whole
         FROM (SELECT {column} AS name, count(*) AS number FROM hit GROUP BY 1) AS part
         LEFT JOIN (SELECT {all} AS name, count(*) AS number FROM {ALL} GROUP BY 1) AS every ON every.name IS part.name"
    )
}
