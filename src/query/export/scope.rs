//! Which articles leave the archive.
//!
//! Invariant: a scope is settled before the first row leaves, so that every form of one export speaks of the same articles.

use crate::query::articles;
use crate::query::error::QueryError;
use crate::query::filter::{Order, Window};
use crate::query::language::Query;
use crate::store::Archive;
use crate::store::articles::search::json_list;

/// Which articles leave the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of them, with everything that belongs to no article.
    Whole,
    /// These, with what belongs to them.
    Articles(Vec<i64>),
}

impl Scope {
    /// The numbers as a JSON array, for the statements that ask for it.
    pub(super) fn list(&self) -> Option<String> {
        match self {
            Self::Whole => None,
            Self::Articles(ids) => Some(json_list(ids)),
        }
    }
}

/// The numbers of the articles that match `asked`, ascending: the one place where an export asks the query language.
///
/// # Errors
/// Where the archive cannot be read.
pub fn matching(archive: &Archive, asked: &Query) -> Result<Vec<i64>, QueryError> {
    let mut ids = articles::article_ids(archive, asked, Order::default(), Window::ALL)?;
    ids.sort_unstable();
    Ok(ids)
}

/// The numbers of all articles of `scope`, ascending.
///
/// # Errors
/// Where the archive cannot be read.
pub fn article_ids(archive: &Archive, scope: &Scope) -> Result<Vec<i64>, QueryError> {
    match scope {
        Scope::Articles(ids) => Ok(ids.clone()),
        Scope::Whole => archive
            .connection
            .prepare("SELECT id FROM articles ORDER BY id")
            .and_then(|mut statement| statement.query_map([], |row| row.get(0))?.collect())
            .map_err(|cause| QueryError(archive.refused(cause))),
    }
}
