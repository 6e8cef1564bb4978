//! What could not be read.
//!
//! Invariant: a problem of a file from which a later run has read something new, and in which it did not meet the problem any
//! more, is mended: it is listed only where all are asked for.

use super::rows::ProblemRow;
use crate::model::PartialDate;
use crate::query::error::QueryError;
use crate::query::filter::Window;
use crate::query::sql::statement::Conditions;
use crate::store::Archive;

/// Which problems are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProblemFilter {
    /// The first day on which they were met.
    pub since: Option<PartialDate>,
    /// Short names of sorts of problem; empty for any.
    pub kinds: Vec<String>,
    /// Those that are mended, too.
    pub all: bool,
}

/// Problems that match `filter`, those met last first.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn problems(archive: &Archive, filter: &ProblemFilter, window: Window) -> Result<Vec<ProblemRow>, QueryError> {
    let mut conditions = Conditions::default();
    conditions.require_dates("problem.occurred_at", filter.since.as_ref(), None);
    conditions.require_one_of("problem.kind", &filter.kinds);
    if !filter.all {
        // The places are gone through once, and those of other files are left out at once.
        conditions.require(
            "NOT EXISTS (SELECT 1 FROM read_since WHERE read_since.path = problem.path
                         AND read_since.import_id > ifnull(problem.met_by, problem.import_id))"
                .to_owned(),
        );
    }
    let sql = format!(
        "WITH read_since AS MATERIALIZED (
             SELECT path, max(import_id) AS import_id FROM source_locations
             WHERE path IN (SELECT path FROM import_problems) GROUP BY path)
         SELECT problem.id, problem.occurred_at, problem.kind, problem.path, problem.record, problem.message
         FROM import_problems AS problem{} ORDER BY problem.occurred_at DESC, problem.id{}",
        conditions.where_clause(),
        conditions.window(window)
    );
    conditions.rows(archive, &sql, |row| {
        Ok(ProblemRow {
            id: row.get(0)?,
            occurred_at: row.get(1)?,
            kind: row.get(2)?,
            path: row.get(3)?,
            record: row.get(4)?,
            message: row.get(5)?,
        })
    })
}
