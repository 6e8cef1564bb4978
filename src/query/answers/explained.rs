//! How an answer is found: the statement, its values, and how SQLite goes about it.

use crate::query::articles::prepare;
use crate::query::captions::prepare_captions;
use crate::query::entities::prepare_names;
use crate::query::error::QueryError;
use crate::query::filter::{CaptionFilter, EntityFilter, Order, QuoteFilter, Window};
use crate::query::language::Query;
use crate::query::quotes::prepare_quotes;
use crate::query::sql::prepared::Prepared;
use crate::store::{Archive, EntityKind};

/// A statement with its values and its plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// The statement, as SQLite is given it.
    pub sql: String,
    /// The values bound to `?1`, `?2` and so on, as SQL writes them.
    pub values: Vec<String>,
    /// The steps, those inside others behind two spaces.
    pub plan: Vec<String>,
}

/// How the list of articles is found.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn explain_articles(
    archive: &Archive,
    query: &Query,
    order: Order<'_>,
    window: Window,
) -> Result<Explained, QueryError> {
    explained(archive, prepare(archive, query, order, window)?)
}

/// How the list of quotes is found.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn explain_quotes(archive: &Archive, filter: &QuoteFilter, window: Window) -> Result<Explained, QueryError> {
    explained(archive, prepare_quotes(archive, filter, window)?)
}

/// How the list of captions is found.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn explain_captions(archive: &Archive, filter: &CaptionFilter, window: Window) -> Result<Explained, QueryError> {
    explained(archive, prepare_captions(archive, filter, window)?)
}

/// How the list of people, places or organisations is found.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn explain_names(
    archive: &Archive,
    kind: EntityKind,
    filter: &EntityFilter,
    window: Window,
) -> Result<Explained, QueryError> {
    explained(archive, prepare_names(archive, kind, filter, window)?)
}

fn explained(archive: &Archive, prepared: Prepared) -> Result<Explained, QueryError> {
    let Prepared { sql, conditions } = prepared;
    let steps = conditions.rows(archive, &format!("EXPLAIN QUERY PLAN {sql}"), |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, String>(3)?))
    })?;
    let depth = |mut parent: i64| {
        let mut depth = 0;
        while let Some((_, above, _)) = steps.iter().find(|(id, ..)| *id == parent) {
            parent = *above;
            depth += 1;
        }
        depth
    };
    let plan = steps.iter().map(|(_, parent, step)| format!("{}{step}", "  ".repeat(depth(*parent)))).collect();
    let lines: Vec<&str> = sql.lines().map(str::trim).collect();
    Ok(Explained { sql: lines.join("\n"), values: conditions.values_written(), plan })
}
