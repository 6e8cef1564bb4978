//! What articles say about whether two people are one.
//!
//! Two rows of people come in, reasons for and against go out, each with its weight.
//!
//! Invariant: the articles of the rarer of the two are looked at, no more than [`ARTICLES`] of them, and only with indexes.

use rusqlite::{Connection, OptionalExtension as _, Result, params};

/// Articles of the rarer one that are compared in time.
const ARTICLES: i64 = 10;

/// A reason and how much it weighs, in points of a likeness.
pub(super) type Reason = (String, i64);

/// The reasons that articles give for taking `rarer` and `other` for one person, or for two.
pub(super) fn of(connection: &Connection, rarer: i64, other: i64) -> Result<Vec<Reason>> {
    let mut reasons = Vec::new();
    if let Some(role) = shared_role(connection, rarer, other)? {
        reasons.push((format!("both are {role}"), 15));
    }
    if holds(connection, TOGETHER, rarer, other)? {
        reasons.push(("one article names both".to_owned(), -35));
    } else if holds(connection, &format!("{NEAR} AND {SAME_STORY}"), rarer, other)? {
        reasons.push(("the same people around them within three days".to_owned(), 20));
    } else if holds(connection, NEAR, rarer, other)? {
        reasons.push(("named within three days".to_owned(), 8));
    }
    Ok(reasons)
}

const ROLES: &str = "SELECT one.role FROM person_roles AS one
     JOIN person_roles AS two ON two.person_id = ?2 AND lower(two.role) = lower(one.role)
     WHERE one.person_id = ?1 ORDER BY one.mention_count + two.mention_count DESC, one.role LIMIT 1";

fn shared_role(connection: &Connection, rarer: i64, other: i64) -> Result<Option<String>> {
    connection.prepare_cached(ROLES)?.query_row(params![rarer, other], |row| row.get(0)).optional()
}

fn holds(connection: &Connection, condition: &str, rarer: i64, other: i64) -> Result<bool> {
    let sql = format!(
        "SELECT 1 FROM (SELECT DISTINCT article_id AS id FROM person_mentions WHERE person_id = ?1 ORDER BY 1
                        LIMIT {ARTICLES}) AS own
         JOIN articles AS article ON article.id = own.id WHERE {condition} LIMIT 1"
    );
    connection.prepare_cached(&sql)?.exists(params![rarer, other])
}

const TOGETHER: &str = "EXISTS (SELECT 1 FROM person_mentions WHERE person_id = ?2 AND article_id = article.id)";

const NEAR: &str = "article.date IS NOT NULL AND EXISTS (
     SELECT 1 FROM articles AS near
     WHERE near.date BETWEEN date(substr(article.date, 1, 10), '-3 days') AND date(substr(article.date, 1, 10), '+4 days')
       AND EXISTS (SELECT 1 FROM person_mentions WHERE person_id = ?2 AND article_id = near.id))";

const SAME_STORY: &str = "EXISTS (
     SELECT 1 FROM articles AS near
     JOIN person_mentions AS there ON there.article_id = near.id AND there.person_id NOT IN (?1, ?2)
     WHERE near.date BETWEEN date(substr(article.date, 1, 10), '-3 days') AND date(substr(article.date, 1, 10), '+4 days')
       AND EXISTS (SELECT 1 FROM person_mentions WHERE person_id = ?2 AND article_id = near.id)
       AND EXISTS (SELECT 1 FROM person_mentions AS here
                   WHERE here.article_id = article.id AND here.person_id = there.person_id))";
