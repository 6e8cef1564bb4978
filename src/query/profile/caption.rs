//! Every story that ran one photograph, as its caption tells.
//!
//! Invariant: a use has the credit that was printed there, which may be another one than elsewhere.

use rusqlite::{Connection, OptionalExtension as _, Result};

use super::rows::{CaptionProfile, CaptionRun};
use crate::query::error::QueryError;
use crate::store::Archive;

/// The caption of that number and its uses, the earliest first; `None` where there is none.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn caption_profile(archive: &Archive, id: i64) -> std::result::Result<Option<CaptionProfile>, QueryError> {
    gather(&archive.connection, id).map_err(|cause| QueryError(archive.refused(cause)))
}

fn gather(connection: &Connection, id: i64) -> Result<Option<CaptionProfile>> {
    let own = connection
        .query_row("SELECT text, sha256 FROM captions WHERE id = ?1", [id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((text, sha256)) = own else { return Ok(None) };
    let sql = "SELECT article.id, article.date, article.site, article.headline, usage.credit, usage.occurrences
               FROM article_captions AS usage JOIN articles AS article ON article.id = usage.article_id
               WHERE usage.caption_id = ?1 ORDER BY article.date IS NULL, article.date, article.id, usage.position";
    let uses = connection
        .prepare(sql)?
        .query_map([id], |row| {
            Ok(CaptionRun {
                article_id: row.get(0)?,
                date: row.get(1)?,
                site: row.get(2)?,
                headline: row.get(3)?,
                credit: row.get(4)?,
                occurrences: row.get(5)?,
            })
        })?
        .collect::<Result<_>>()?;
    Ok(Some(CaptionProfile { id, text, sha256, uses }))
}
