//! Who and what stands in the same articles.
//!
//! Invariant: authors and photographers are no company: they are in the byline or the credit, not in the story.

use rusqlite::{Connection, Result, params};

use super::rows::Companion;
use super::subject::{LISTED, Subject};
use crate::store::EntityKind;

/// Those of `kind` that share most articles with the subject.
pub(super) fn beside(connection: &Connection, subject: &Subject, kind: EntityKind) -> Result<Vec<Companion>> {
    let (noun, table) = (kind.noun(), kind.table());
    let other = if kind == subject.kind { format!("AND mention.{noun}_id <> ?1") } else { String::new() };
    let sql = format!(
        "{}, beside AS (
             SELECT mention.{noun}_id AS id, count(DISTINCT mention.article_id) AS articles
             FROM seen JOIN {noun}_mentions AS mention ON mention.article_id = seen.article_id
             WHERE mention.field NOT IN ('byline', 'credit') AND ifnull(mention.confidence, 1000) >= ?3 {other}
             GROUP BY 1)
         SELECT beside.id, entity.name, beside.articles FROM beside JOIN {table} AS entity ON entity.id = beside.id
         ORDER BY beside.articles DESC, entity.article_count, entity.name, entity.id LIMIT {LISTED}",
        subject.seen()
    );
    connection
        .prepare(&sql)?
        .query_map(params![subject.id, subject.least, subject.bar], |row| {
            Ok(Companion { id: row.get(0)?, name: row.get(1)?, articles: row.get(2)? })
        })?
        .collect()
}
