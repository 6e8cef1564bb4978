//! When somebody or something was written about, and in which role.
//!
//! Invariant: an article without a date is counted in all and left out of every span of time.

use rusqlite::{Connection, Result, params};

use super::rows::{Month, RoleSpan, Sighting};
use super::subject::{LISTED, Subject};

/// From which end of time.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// The earliest first, those without a date left out.
    First,
    /// The latest first, those without a date last.
    Last,
}

/// Articles that mention it.
pub(super) fn count(connection: &Connection, subject: &Subject) -> Result<i64> {
    let sql = format!("{} SELECT count(*) FROM seen", subject.seen());
    connection.query_row(&sql, params![subject.id, subject.least], |row| row.get(0))
}

/// Articles that mention it, from one end of time.
pub(super) fn sightings(connection: &Connection, subject: &Subject, order: Order, most: u32) -> Result<Vec<Sighting>> {
    let (dated, order) = match order {
        Order::First => ("WHERE article.date IS NOT NULL", "article.date, article.id"),
        Order::Last => ("", "article.date DESC, article.id"),
    };
    let sql = format!(
        "{} SELECT article.id, article.date, article.site, article.headline
         FROM seen JOIN articles AS article ON article.id = seen.article_id {dated} ORDER BY {order} LIMIT {most}",
        subject.seen()
    );
    connection
        .prepare(&sql)?
        .query_map(params![subject.id, subject.least], |row| {
            Ok(Sighting { article_id: row.get(0)?, date: row.get(1)?, site: row.get(2)?, headline: row.get(3)? })
        })?
        .collect()
}

/// Its articles by month, each beside all articles of that month. A date that is only a year has no month.
pub(super) fn months(connection: &Connection, subject: &Subject) -> Result<Vec<Month>> {
    let sql = format!(
        "{}, by_month AS (
             SELECT substr(article.date, 1, 7) AS month, count(*) AS articles
             FROM seen JOIN articles AS article ON article.id = seen.article_id
             WHERE length(article.date) >= 7 GROUP BY 1)
         SELECT month, articles,
                (SELECT count(*) FROM articles WHERE date >= by_month.month AND date < by_month.month || '~')
         FROM by_month ORDER BY month",
        subject.seen()
    );
    connection
        .prepare(&sql)?
        .query_map(params![subject.id, subject.least], |row| {
            Ok(Month { month: row.get(0)?, articles: row.get(1)?, of: row.get(2)? })
        })?
        .collect()
}

/// The roles of a person, in the order in which they were first given; of very many, those of most articles.
pub(super) fn roles(connection: &Connection, subject: &Subject) -> Result<Vec<RoleSpan>> {
    let sql = format!(
        "SELECT role, articles, first, last FROM (
             SELECT min(mention.role) AS role, count(DISTINCT mention.article_id) AS articles,
                    min(article.date) AS first, max(article.date) AS last
             FROM person_mentions AS mention JOIN articles AS article ON article.id = mention.article_id
             WHERE mention.person_id = ?1 AND ifnull(mention.confidence, 1000) >= ?2 AND mention.role IS NOT NULL
             GROUP BY mention.role COLLATE NOCASE ORDER BY articles DESC, 1 LIMIT {LISTED})
         ORDER BY first IS NULL, first, role"
    );
    connection
        .prepare(&sql)?
        .query_map(params![subject.id, subject.least], |row| {
            Ok(RoleSpan { role: row.get(0)?, articles: row.get(1)?, first: row.get(2)?, last: row.get(3)? })
        })?
        .collect()
}
