//! What articles say about whether two people are one.
//!
//! Two rows of people come in, reasons for and against go out, each with its weight.
//!
//! Invariant: the articles of the rarer of the two are looked at, no more than [`ARTICLES`] of them, and only with indexes.

use rusqlite::{Connection, OptionalExtension as _, Result, params};

/// Articles of the rarer one that are compared in time.
const ARTICLES: i64 = 10;

/// Of whoever is in no more articles than these, the dates are looked up; of others, whether they are in the articles of those days.
const RARE: i64 = 100;

/// A reason and how much it weighs, in points of a likeness.
pub(super) type Reason = (String, i64);

/// The reasons that articles give for taking `rarer` and `other`, who is in `articles`, for one person, or for two.
pub(super) fn of(connection: &Connection, rarer: i64, (other, articles): (i64, i64)) -> Result<Vec<Reason>> {
    let mut reasons = Vec::new();
    if let Some(role) = shared_role(connection, rarer, other)? {
        reasons.push((format!("both are {role}"), 15));
    }
    let own = own(connection, rarer)?;
    if are_together(connection, &own, other)? {
        reasons.push(("one article names both".to_owned(), -35));
        return Ok(reasons);
    }
    let (mut is_near, mut is_same_story) = (false, false);
    for article in own {
        for near in near(connection, &article, (other, articles <= RARE))? {
            is_near = true;
            is_same_story = is_same_story || share_somebody(connection, (article.id, rarer), (near, other))?;
        }
        if is_same_story {
            break;
        }
    }
    if is_same_story {
        reasons.push(("the same people around them within three days".to_owned(), 20));
    } else if is_near {
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

/// An article of the rarer one, and the days between which another is near.
struct Own {
    id: i64,
    between: Option<(String, String)>,
}

fn own(connection: &Connection, rarer: i64) -> Result<Vec<Own>> {
    let sql = format!(
        "SELECT article.id, date(substr(article.date, 1, 10), '-3 days'), date(substr(article.date, 1, 10), '+4 days')
         FROM (SELECT DISTINCT article_id FROM person_mentions WHERE person_id = ?1 ORDER BY 1 LIMIT {ARTICLES}) AS own
         CROSS JOIN articles AS article INDEXED BY articles_in_brief ON article.id = own.article_id"
    );
    let read = |row: &rusqlite::Row<'_>| {
        let (from, to): (Option<String>, Option<String>) = (row.get(1)?, row.get(2)?);
        Ok(Own { id: row.get(0)?, between: from.zip(to) })
    };
    connection.prepare_cached(&sql)?.query_map([rarer], read)?.collect()
}

fn are_together(connection: &Connection, own: &[Own], other: i64) -> Result<bool> {
    let sql = "SELECT 1 FROM person_mentions WHERE person_id = ?1 AND article_id = ?2";
    let mut named = connection.prepare_cached(sql)?;
    for article in own {
        if named.exists([other, article.id])? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The articles of `other` within three days of `article`.
fn near(connection: &Connection, article: &Own, (other, is_rare): (i64, bool)) -> Result<Vec<i64>> {
    let Some((from, to)) = &article.between else { return Ok(Vec::new()) };
    let sql = if is_rare {
        "SELECT near.id FROM (SELECT DISTINCT article_id FROM person_mentions WHERE person_id = ?3) AS named
         CROSS JOIN articles AS near INDEXED BY articles_in_brief ON near.id = named.article_id
         WHERE near.date BETWEEN ?1 AND ?2"
    } else {
        "SELECT near.id FROM articles AS near WHERE near.date BETWEEN ?1 AND ?2
         AND EXISTS (SELECT 1 FROM person_mentions WHERE person_id = ?3 AND article_id = near.id)"
    };
    connection.prepare_cached(sql)?.query_map(params![from, to, other], |row| row.get(0))?.collect()
}

/// Whether two articles, one of each, name the same third person.
fn share_somebody(connection: &Connection, (one, rarer): (i64, i64), (two, other): (i64, i64)) -> Result<bool> {
    let sql = "SELECT 1 FROM person_mentions AS there
               WHERE there.article_id = ?1 AND there.person_id NOT IN (?3, ?4)
                 AND EXISTS (SELECT 1 FROM person_mentions AS here
                             WHERE here.article_id = ?2 AND here.person_id = there.person_id)";
    connection.prepare_cached(sql)?.exists([two, one, rarer, other])
}
