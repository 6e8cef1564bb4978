//! What the owner of the archive decided about who is who.
//!
//! Invariant: decisions come in the order in which they were made, and those that were undone only when asked for.

use super::rows::DecisionRow;
use crate::query::error::QueryError;
use crate::query::filter::Window;
use crate::query::sql::statement::Conditions;
use crate::store::Archive;

/// Decisions in the order in which they were made; `with_undone`, those that do not hold any more among them.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn decisions(archive: &Archive, with_undone: bool, window: Window) -> Result<Vec<DecisionRow>, QueryError> {
    let mut conditions = Conditions::default();
    if !with_undone {
        conditions.require("undone_at IS NULL".to_owned());
    }
    let sql = format!(
        "SELECT id, made_at, kind, verb, subject, field, object,
                (SELECT group_concat(value, '; ') FROM json_each(decision.articles)), undone_at
         FROM decisions AS decision{} ORDER BY id{}",
        conditions.where_clause(),
        conditions.window(window)
    );
    conditions.rows(archive, &sql, |row| {
        Ok(DecisionRow {
            id: row.get(0)?,
            made_at: row.get(1)?,
            kind: row.get(2)?,
            verb: row.get(3)?,
            subject: row.get(4)?,
            field: row.get(5)?,
            object: row.get(6)?,
            articles: row.get(7)?,
            undone_at: row.get(8)?,
        })
    })
}
