//! Why somebody or something is in the archive: the characters that name it, and how sure each of them is.
//!
//! A sort and a number come in; the row goes out with its mentions, the surest first, and those that were rejected.
//!
//! Invariant: no more than [`MENTIONS`] mentions are read, however many there are.

use rusqlite::{Connection, OptionalExtension as _, Result, Row, params};

use super::rows::{EntityReason, MentionReason, Share};
use crate::query::error::QueryError;
use crate::store::{Archive, EntityKind, bar};

/// Mentions that are told.
const MENTIONS: i64 = 20;

/// The person, place or organisation of number `id` with the mentions that speak for it; `None` where there is none.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn entity_reason(
    archive: &Archive,
    kind: EntityKind,
    id: i64,
) -> std::result::Result<Option<EntityReason>, QueryError> {
    find(&archive.connection, kind, id).map_err(|cause| QueryError(archive.refused(cause)))
}

fn find(connection: &Connection, kind: EntityKind, id: i64) -> Result<Option<EntityReason>> {
    let (noun, table) = (kind.noun(), kind.table());
    let map = match kind {
        EntityKind::Place => {
            "concat_ws(', ', entity.kind, entity.country_code, iif(latitude IS NULL, 'no place on the map',
                       printf('%.2f, %.2f', latitude, longitude)), 'GeoNames ' || geonames_id)"
        }
        _ => "NULL",
    };
    let sql = format!(
        "SELECT entity.name, entity.article_count, entity.mention_count, entity.confidence, {map},
                (SELECT count(*) FROM {noun}_mentions WHERE {noun}_id = entity.id)
         FROM {table} AS entity WHERE entity.id = ?1"
    );
    let least = bar::read(connection)?;
    let read = |row: &Row<'_>| {
        Ok(EntityReason {
            id,
            kind: noun.to_owned(),
            name: row.get(0)?,
            articles: row.get(1)?,
            mentions: row.get(2)?,
            confidence: row.get::<_, Option<u16>>(3)?.map(Share::per_mille),
            bar: Share::per_mille(least),
            facts: row.get(4)?,
            all_mentions: row.get(5)?,
            told: Vec::new(),
            rejected: Vec::new(),
        })
    };
    let Some(mut entity) = connection.query_row(&sql, [id], read).optional()? else { return Ok(None) };
    // Which are the surest is in an index; the rows of articles are read of these alone.
    entity.told = mentions(
        connection,
        &format!(
            "SELECT mention.field, mention.start_char, mention.end_char, mention.text, mention.confidence, named.name,
                    article.id, article.headline, article.date, article.extractor
             FROM (SELECT article_id, ordinal FROM {noun}_mentions
                   WHERE {noun}_id = ?1 ORDER BY confidence DESC, article_id, ordinal LIMIT ?2) AS first
                  CROSS JOIN {noun}_mentions AS mention USING (article_id, ordinal)
                  CROSS JOIN articles AS article ON article.id = mention.article_id
                  LEFT JOIN {table} AS named ON named.id = mention.named_id
             ORDER BY mention.confidence DESC, mention.article_id, mention.ordinal"
        ),
        params![id, MENTIONS],
    )?;
    entity.rejected = mentions(
        connection,
        "SELECT mention.field, mention.start_char, mention.end_char, mention.text, mention.confidence, NULL,
                article.id, article.headline, article.date, article.extractor
         FROM rejected_mentions AS mention JOIN articles AS article ON article.id = mention.article_id
         WHERE mention.named_id = ?1 AND mention.kind = ?3 ORDER BY mention.article_id, mention.ordinal LIMIT ?2",
        params![id, MENTIONS, noun],
    )?;
    Ok(Some(entity))
}

fn mentions(connection: &Connection, sql: &str, values: impl rusqlite::Params) -> Result<Vec<MentionReason>> {
    connection
        .prepare(sql)?
        .query_map(values, |row| {
            Ok(MentionReason {
                field: row.get(0)?,
                start_char: row.get(1)?,
                end_char: row.get(2)?,
                text: row.get(3)?,
                confidence: row.get::<_, Option<u16>>(4)?.map(Share::per_mille),
                named: row.get(5)?,
                article_id: row.get(6)?,
                headline: row.get(7)?,
                date: row.get(8)?,
                extractor: row.get(9)?,
            })
        })?
        .collect()
}
