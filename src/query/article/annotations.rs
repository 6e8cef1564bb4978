//! What the owner put on one article: tags, notes and corrected fields.
//!
//! Invariant: they come in an order that does not hang on row numbers alone: tags by name, notes as they were written, fields
//! by name.

use rusqlite::{Connection, Result};

use crate::query::rows::{CorrectedRow, NoteRow};

/// The tags of an article.
pub(super) fn tags(connection: &Connection, article_id: i64) -> Result<Vec<String>> {
    let sql = "SELECT name FROM tags WHERE article_id = ?1 ORDER BY key";
    connection.prepare(sql)?.query_map([article_id], |row| row.get(0))?.collect()
}

/// The notes about an article.
pub(super) fn notes(connection: &Connection, article_id: i64) -> Result<Vec<NoteRow>> {
    let sql = "SELECT id, text, noted_at FROM notes WHERE article_id = ?1 ORDER BY noted_at, id";
    connection
        .prepare(sql)?
        .query_map([article_id], |row| Ok(NoteRow { id: row.get(0)?, text: row.get(1)?, noted_at: row.get(2)? }))?
        .collect()
}

/// The fields of an article that decisions correct.
pub(super) fn corrected(connection: &Connection, article_id: i64) -> Result<Vec<CorrectedRow>> {
    let sql = "SELECT field, original, decision_id FROM corrected_fields WHERE article_id = ?1 ORDER BY field";
    connection
        .prepare(sql)?
        .query_map([article_id], |row| {
            Ok(CorrectedRow { field: row.get(0)?, original: row.get(1)?, decision: row.get(2)? })
        })?
        .collect()
}
