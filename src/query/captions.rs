//! Lists of captions.
//!
//! Invariant: a caption comes with the number of times it is shown.

use super::rows::CaptionRow;
use crate::query::error::QueryError;
use crate::query::filter::{CaptionFilter, Window};
use crate::query::plan::compile;
use crate::query::plan::planner::{Planner, Scope};
use crate::query::sql::prepared::Prepared;
use crate::store::Archive;

/// Captions, those shown most often first.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn captions(archive: &Archive, filter: &CaptionFilter, window: Window) -> Result<Vec<CaptionRow>, QueryError> {
    let Prepared { sql, conditions } = prepare_captions(archive, filter, window)?;
    conditions.rows(archive, &sql, |row| {
        Ok(CaptionRow {
            id: row.get(0)?,
            text: row.get(1)?,
            credit: row.get(2)?,
            photographer: row.get(3)?,
            agency: row.get(4)?,
            articles: row.get(5)?,
            occurrences: row.get(6)?,
            sha256: row.get(7)?,
        })
    })
}

/// The statement of [`captions`].
pub(in crate::query) fn prepare_captions(
    archive: &Archive,
    filter: &CaptionFilter,
    window: Window,
) -> Result<Prepared, QueryError> {
    let mut planner = Planner::new(archive, Scope::Captions, false);
    compile::require(&mut planner, &filter.query)?;
    let mut conditions = planner.conditions;
    if filter.repeated {
        conditions.require("caption.occurrences > 1".to_owned());
    }
    let sql = format!(
        "SELECT caption.id, caption.text, caption.credit, caption.photographer, caption.agency,
                caption.article_count, caption.occurrences, caption.sha256
         FROM captions AS caption{} ORDER BY caption.occurrences DESC, caption.id{}",
        conditions.where_clause(),
        conditions.window(window)
    );
    Ok(Prepared { sql, conditions })
}

/// How many captions there are.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn count_captions(archive: &Archive, filter: &CaptionFilter) -> Result<u64, QueryError> {
    let mut planner = Planner::new(archive, Scope::Captions, false);
    compile::require(&mut planner, &filter.query)?;
    if filter.repeated {
        planner.conditions.require("caption.occurrences > 1".to_owned());
    }
    let sql = format!("SELECT count(*) FROM captions AS caption{}", planner.conditions.where_clause());
    let counts = planner.conditions.rows(archive, &sql, |row| row.get::<_, i64>(0))?;
    Ok(counts.first().and_then(|count| u64::try_from(*count).ok()).unwrap_or(0))
}
