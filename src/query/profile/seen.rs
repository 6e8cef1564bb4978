//! The articles that mention the subject of a profile, the latest first.
//!
//! Invariant: no row of an article is read for it, only an index with the dates.

use rusqlite::{Connection, Result, params};

use super::subject::Subject;
use crate::store::articles::search::json_list;

/// Of whoever is in more articles than this, the company and what others said are looked for in the latest only.
///
/// Chosen on a million invented articles, of which 60,000 name one place: all of them would take a second, these a tenth.
pub(super) const LOOKED_AT: usize = 2_000;

/// The articles that mention the subject.
pub(super) struct Seen {
    /// Number and date, the latest first, those without a date last.
    pub(super) articles: Vec<(i64, Option<String>)>,
}

impl Seen {
    pub(super) fn of(connection: &Connection, subject: &Subject) -> Result<Self> {
        let noun = subject.kind.noun();
        Self::read(
            connection,
            &format!("{noun}_mentions WHERE {noun}_id = ?1 AND ifnull(confidence, 1000) >= ?2"),
            subject,
        )
    }

    /// The articles that quote the person.
    pub(super) fn quoting(connection: &Connection, subject: &Subject) -> Result<Self> {
        Self::read(connection, "quotes WHERE speaker_id = ?1 AND ifnull(confidence, 1000) >= ?2", subject)
    }

    fn read(connection: &Connection, rows: &str, subject: &Subject) -> Result<Self> {
        // SQLite takes the rows themselves for the cheaper way, but each is on another page.
        let sql = format!(
            "SELECT article.id, article.date FROM (SELECT DISTINCT article_id FROM {rows}) AS seen
             CROSS JOIN articles AS article INDEXED BY articles_in_brief ON article.id = seen.article_id"
        );
        let mut articles: Vec<(i64, Option<String>)> = connection
            .prepare(&sql)?
            .query_map(params![subject.id, subject.least], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_>>()?;
        articles.sort_unstable_by(|(one, a), (other, b)| b.cmp(a).then(one.cmp(other)));
        Ok(Self { articles })
    }

    /// The latest, as many as are looked at, as a list in JSON.
    pub(super) fn latest(&self) -> String {
        let ids: Vec<i64> = self.articles.iter().take(LOOKED_AT).map(|(id, _)| *id).collect();
        json_list(&ids)
    }
}
