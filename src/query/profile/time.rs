//! When somebody or something was written about, and in which role.
//!
//! Invariant: an article without a date is counted in all and left out of every span of time.

use std::collections::BTreeMap;

use rusqlite::{Connection, Result, params};

use super::rows::{Month, RoleSpan, Sighting};
use super::seen::Seen;
use super::subject::{LATEST, LISTED, Subject};

/// The earliest article with a date.
pub(super) fn first(connection: &Connection, seen: &Seen) -> Result<Option<Sighting>> {
    let earliest = seen.articles.iter().filter(|(_, date)| date.is_some()).min_by_key(|(id, date)| (date, id));
    earliest.map(|(id, _)| sighting(connection, *id)).transpose()
}

/// The latest articles, those without a date last.
pub(super) fn latest(connection: &Connection, seen: &Seen) -> Result<Vec<Sighting>> {
    let most = usize::try_from(LATEST).unwrap_or(usize::MAX);
    seen.articles.iter().take(most).map(|(id, _)| sighting(connection, *id)).collect()
}

fn sighting(connection: &Connection, id: i64) -> Result<Sighting> {
    let sql = "SELECT id, date, site, headline FROM articles WHERE id = ?1";
    connection.prepare_cached(sql)?.query_row([id], |row| {
        Ok(Sighting { article_id: row.get(0)?, date: row.get(1)?, site: row.get(2)?, headline: row.get(3)? })
    })
}

/// Its articles by month, each beside all articles of that month. A date that is only a year has no month.
pub(super) fn months(connection: &Connection, seen: &Seen) -> Result<Vec<Month>> {
    let mut counts: BTreeMap<&str, i64> = BTreeMap::new();
    for date in seen.articles.iter().filter_map(|(_, date)| date.as_deref()) {
        if let Some(month) = date.get(.."2013-05".len()) {
            *counts.entry(month).or_default() += 1;
        }
    }
    let sql = "SELECT count(*) FROM articles WHERE date >= ?1 AND date < ?1 || '~'";
    let mut all = connection.prepare_cached(sql)?;
    let month = |(month, articles): (&str, i64)| {
        let of = all.query_row([month], |row| row.get(0))?;
        Ok(Month { month: month.to_owned(), articles, of })
    };
    counts.into_iter().map(month).collect()
}

/// The roles of a person, in the order in which they were first given; of very many, those of most articles.
pub(super) fn roles(connection: &Connection, subject: &Subject) -> Result<Vec<RoleSpan>> {
    // Of most people no article gives any, and then no mention is read.
    if !connection.prepare_cached("SELECT 1 FROM person_roles WHERE person_id = ?1")?.exists([subject.id])? {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT role, articles, first, last FROM (
             SELECT min(mention.role) AS role, count(DISTINCT mention.article_id) AS articles,
                    min(article.date) AS first, max(article.date) AS last
             FROM person_mentions AS mention
                  CROSS JOIN articles AS article INDEXED BY articles_in_brief ON article.id = mention.article_id
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
