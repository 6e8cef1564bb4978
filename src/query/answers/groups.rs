//! How the rows of an answer are spread over people, places, publications and time.
//!
//! Invariant: a group comes with what its count is a part of: all articles, or all quotes, of that group.

use std::cmp::Ordering;
use std::collections::HashMap;

use crate::query::error::QueryError;
use crate::query::filter::{QuoteFilter, Window};
use crate::query::language::Query;
use crate::query::plan::compile;
use crate::query::plan::planner::{Planner, Scope};
use crate::query::quotes;
use crate::query::rows::{GroupRow, Share};
use crate::query::sql::statement::Conditions;
use crate::store::Archive;
use crate::store::bar::IS_SURE;

/// What rows are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupBy {
    /// Who is mentioned.
    Person,
    /// Who is quoted.
    Speaker,
    /// What place is mentioned.
    Place,
    /// The publication.
    Site,
    /// An author.
    Author,
    /// The language.
    Language,
    /// The day of the article.
    Day,
    /// The month of the article.
    Month,
    /// The year of the article.
    Year,
}

/// A share of fewer than so many is of little worth.
const THIN: i64 = 10;

/// Whether a share of so many says little.
pub(super) fn thin(of: i64) -> bool {
    of < THIN
}

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
    compile::require(&mut planner, query)?;
    let hits = format!(
        "SELECT article.id AS article_id, article.id AS unit, NULL AS speaker_id, article.date, article.site,
                article.language FROM articles AS article{}",
        planner.conditions.where_clause()
    );
    grouped(archive, planner.conditions, &Groups { hits, all: "articles AS article", by }, window)
}

/// The quotes that match `filter` by group.
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
    let hits = format!(
        "SELECT article.id AS article_id, quote.id AS unit, quote.speaker_id, article.date, article.site, article.language
         FROM quotes AS quote JOIN articles AS article ON article.id = quote.article_id{}",
        planner.conditions.where_clause()
    );
    let all = "quotes AS quote JOIN articles AS article ON article.id = quote.article_id";
    grouped(archive, planner.conditions, &Groups { hits, all, by }, window)
}

struct Groups {
    /// The rows that match.
    hits: String,
    /// All rows.
    all: &'static str,
    by: GroupBy,
}

impl Groups {
    fn counts_quotes(&self) -> bool {
        self.all.starts_with("quotes")
    }

    /// The groups with their counts: `name`, `number`, `whole`.
    fn select(&self) -> String {
        match self.by {
            GroupBy::Person => self.mentioned("person", "people"),
            GroupBy::Place => self.mentioned("place", "places"),
            GroupBy::Speaker if self.counts_quotes() => "SELECT person.name, count(*) AS number, person.quote_count AS whole
                FROM hit LEFT JOIN people AS person ON person.id = hit.speaker_id GROUP BY hit.speaker_id"
                .to_owned(),
            GroupBy::Speaker => format!(
                "SELECT person.name, count(DISTINCT hit.unit) AS number,
                        (SELECT count(DISTINCT article_id) FROM quotes WHERE speaker_id = person.id AND {IS_SURE}) AS whole
                 FROM hit JOIN quotes AS quote ON quote.article_id = hit.article_id
                      JOIN people AS person ON person.id = quote.speaker_id
                 WHERE {} GROUP BY person.id",
                IS_SURE.replace("confidence", "quote.confidence")
            ),
            GroupBy::Author => {
                let whole = if self.counts_quotes() {
                    "NULL"
                } else {
                    "(SELECT number FROM of_author WHERE of_author.name = author.name)"
                };
                format!(
                    "SELECT author.name, count(DISTINCT hit.unit) AS number, {whole} AS whole
                     FROM hit LEFT JOIN authors AS author ON author.article_id = hit.article_id GROUP BY author.name"
                )
            }
            GroupBy::Site => self.of_column("site"),
            GroupBy::Language => self.of_column("language"),
            GroupBy::Day => self.of_column("substr(date, 1, 10)"),
            GroupBy::Month => self.of_column("substr(date, 1, 7)"),
            GroupBy::Year => self.of_column("substr(date, 1, 4)"),
        }
    }

    fn mentioned(&self, noun: &str, table: &str) -> String {
        let whole = if self.counts_quotes() { "NULL" } else { "entity.article_count" };
        format!(
            "SELECT entity.name, count(DISTINCT hit.unit) AS number, {whole} AS whole
             FROM hit JOIN {noun}_mentions AS mention ON mention.article_id = hit.article_id
                  JOIN {table} AS entity ON entity.id = mention.{noun}_id
             WHERE {} GROUP BY entity.id",
            IS_SURE.replace("confidence", "mention.confidence")
        )
    }

    fn of_column(&self, column: &str) -> String {
        let all = if column.starts_with("substr(date") {
            column.replace("date", "article.date")
        } else {
            format!("article.{column}")
        };
        format!(
            "SELECT part.name, part.number, every.number AS whole
             FROM (SELECT {column} AS name, count(*) AS number FROM hit GROUP BY 1) AS part
             LEFT JOIN (SELECT {all} AS name, count(*) AS number FROM {} GROUP BY 1) AS every ON every.name IS part.name",
            self.all
        )
    }
}

fn grouped(
    archive: &Archive,
    mut conditions: Conditions,
    groups: &Groups,
    window: Window,
) -> Result<Vec<GroupRow>, QueryError> {
    let order = match groups.by {
        GroupBy::Day | GroupBy::Month | GroupBy::Year => "name IS NULL, name",
        _ => "number DESC, name IS NULL, name",
    };
    let sql = format!(
        "WITH hit AS MATERIALIZED ({}),
              of_author AS (SELECT name, count(*) AS number FROM authors GROUP BY name)
         SELECT name, number, whole FROM ({}) ORDER BY {order}{}",
        groups.hits,
        groups.select(),
        conditions.window(window)
    );
    conditions.rows(archive, &sql, |row| Ok(group_row(row.get(0)?, row.get(1)?, row.get(2)?)))
}

/// The groups of several archives as one list: counts add up.
#[must_use]
pub fn merged_groups(lists: Vec<Vec<GroupRow>>, by: GroupBy, window: Window) -> Vec<GroupRow> {
    let mut groups: HashMap<Option<String>, (i64, Option<i64>)> = HashMap::new();
    for row in lists.into_iter().flatten() {
        let (count, of) = groups.entry(row.group).or_insert((0, Some(0)));
        *count += row.count;
        *of = of.zip(row.of).map(|(one, other)| one + other);
    }
    let row = |(group, (count, of)): (Option<String>, (i64, Option<i64>))| group_row(group, count, of);
    let mut rows: Vec<GroupRow> = groups.into_iter().map(row).collect();
    let is_time = matches!(by, GroupBy::Day | GroupBy::Month | GroupBy::Year);
    rows.sort_by(|a, b| {
        let counts = if is_time { Ordering::Equal } else { b.count.cmp(&a.count) };
        counts.then((a.group.is_none(), &a.group).cmp(&(b.group.is_none(), &b.group)))
    });
    let limit = window.limit.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
    rows.into_iter().skip(usize::try_from(window.offset).unwrap_or(usize::MAX)).take(limit).collect()
}

fn group_row(group: Option<String>, count: i64, of: Option<i64>) -> GroupRow {
    let share = of.filter(|of| *of > 0).map(|of| (count.min(of) * 1000 + of / 2) / of);
    GroupRow {
        group,
        count,
        of,
        share: share.and_then(|share| u16::try_from(share).ok()).map(Share::per_mille),
        thin: of.is_some_and(thin),
    }
}
