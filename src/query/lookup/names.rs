//! One name, or one day, in the archive.
//!
//! Invariant: a name is known where an article gives it, however doubtful; what is known of it comes along.

use rusqlite::{Connection, OptionalExtension as _, Result};

use crate::query::error::QueryError;
use crate::store::articles::folding;
use crate::store::{Archive, EntityKind};

/// Whom or what the archive knows by a name: of several the one in most articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Number in the archive.
    pub id: i64,
    /// Full name.
    pub name: String,
    /// Articles.
    pub articles: i64,
    /// Roles of a person, the most frequent first.
    pub roles: Vec<String>,
    /// The newest article that names it.
    pub article_id: Option<i64>,
    /// Its date.
    pub date: Option<String>,
    /// Its headline.
    pub headline: Option<String>,
}

/// Whom or what the archive knows by this name.
///
/// # Errors
/// Where the archive cannot be read.
pub fn known(archive: &Archive, kind: EntityKind, name: &str) -> std::result::Result<Option<Known>, QueryError> {
    find(&archive.connection, kind, name).map_err(|cause| QueryError(archive.refused(cause)))
}

fn find(connection: &Connection, kind: EntityKind, name: &str) -> Result<Option<Known>> {
    let (noun, table) = (kind.noun(), kind.table());
    let sql = format!(
        "SELECT entity.id, entity.name, (SELECT count(DISTINCT article_id) FROM {noun}_mentions WHERE {noun}_id = entity.id)
         FROM {table} AS entity WHERE entity.id IN (SELECT {noun}_id FROM {noun}_names WHERE folded = ?1)
         ORDER BY 3 DESC, 1 LIMIT 1"
    );
    let found: Option<(i64, String, i64)> = connection
        .prepare_cached(&sql)?
        .query_row([folding::fold(name)], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((id, name, articles)) = found.filter(|(_, _, articles)| *articles > 0) else { return Ok(None) };
    let roles = match kind {
        EntityKind::Person => connection
            .prepare_cached("SELECT role FROM person_roles WHERE person_id = ?1 ORDER BY mention_count DESC, role")?
            .query_map([id], |row| row.get(0))?
            .collect::<Result<_>>()?,
        _ => Vec::new(),
    };
    let sql = format!(
        "SELECT article.id, article.date, article.headline FROM {noun}_mentions AS mention
         JOIN articles AS article ON article.id = mention.article_id
         WHERE mention.{noun}_id = ?1 ORDER BY article.date DESC, article.id LIMIT 1"
    );
    let newest: Option<(i64, Option<String>, Option<String>)> = connection
        .prepare_cached(&sql)?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let (article_id, date, headline) =
        newest.map_or((None, None, None), |(id, date, headline)| (Some(id), date, headline));
    Ok(Some(Known { id, name, articles, roles, article_id, date, headline }))
}

/// How many articles are of a day, and the first of them with its headline.
pub type OfDay = (i64, Option<(i64, Option<String>)>);

/// How many articles are of this day (or month or year), and the first of them with its headline.
///
/// # Errors
/// Where the archive cannot be read.
pub fn articles_of_day(archive: &Archive, day: &str) -> std::result::Result<OfDay, QueryError> {
    let run = |connection: &Connection| -> Result<_> {
        // `~` sorts after every character of a date.
        let end = format!("{day}~");
        let count = connection.query_row(
            "SELECT count(*) FROM articles WHERE date >= ?1 AND date < ?2",
            [day, &end],
            |row| row.get(0),
        )?;
        let first = connection
            .query_row(
                "SELECT id, headline FROM articles WHERE date >= ?1 AND date < ?2 ORDER BY date, id LIMIT 1",
                [day, &end],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        Ok((count, first))
    };
    run(&archive.connection).map_err(|cause| QueryError(archive.refused(cause)))
}
