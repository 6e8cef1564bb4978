//! People, places and organisations with the articles that name them, and who is named together with whom.
//!
//! A scope comes in; one name, or one pair, at a time goes out.
//!
//! Invariant: what is counted is at least as sure as the archive's bar, and counted over the articles of the scope alone.

use rusqlite::{Connection, Row, Transaction, params_from_iter};

use crate::model::Identifiers;
use crate::query::error::QueryError;
use crate::query::export::scope::Scope;
use crate::store::articles::search::json_list;
use crate::store::bar::IS_SURE;
use crate::store::decisions::identify::identifiers;
use crate::store::{Archive, EntityKind};

/// Somebody or something of the archive.
#[derive(Clone, Debug, PartialEq)]
pub struct NameRow {
    /// What it is.
    pub kind: EntityKind,
    /// Number in the archive.
    pub id: i64,
    /// Name.
    pub name: String,
    /// What else the articles call it.
    pub aliases: Vec<String>,
    /// Roles the articles give, the most frequent first.
    pub roles: Vec<String>,
    /// Sort of place.
    pub place_kind: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country_code: Option<String>,
    /// WGS 84: degrees north and east.
    pub coordinates: Option<(f64, f64)>,
    /// Number in `GeoNames`.
    pub geonames_id: Option<i64>,
    /// What authority files call it, as decided, by authority.
    pub identifiers: Identifiers,
    /// Mentions.
    pub mentions: i64,
    /// The articles that name it, ascending.
    pub articles: Vec<i64>,
}

/// Two people who are named in the same articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Number of the one.
    pub one: i64,
    /// Number of the other, which is greater.
    pub other: i64,
    /// The articles that name both, ascending.
    pub articles: Vec<i64>,
}

/// Hands everybody or everything of `kind` that the articles name to `each`, the most named first, until that answers with
/// an error.
///
/// # Errors
/// Where the archive cannot be read.
pub fn names<E>(
    archive: &Archive,
    kind: EntityKind,
    scope: &Scope,
    each: &mut dyn FnMut(NameRow) -> Result<(), E>,
) -> Result<Result<(), E>, QueryError> {
    let (noun, table) = (kind.noun(), kind.table());
    let place = |column: &str| match kind {
        EntityKind::Place => format!("entity.{column}"),
        _ => "NULL".to_owned(),
    };
    let sql = format!(
        "SELECT entity.id, entity.name, {}, {}, {}, {}, {}, told.mentions, told.articles
         FROM (SELECT {noun}_id AS id, count(*) AS mentions, count(DISTINCT article_id) AS number,
                      json_group_array(DISTINCT article_id) AS articles
               FROM {noun}_mentions WHERE {IS_SURE}{} GROUP BY {noun}_id) AS told
         JOIN {table} AS entity ON entity.id = told.id ORDER BY told.number DESC, entity.name, entity.id",
        place("kind"),
        place("country_code"),
        place("latitude"),
        place("longitude"),
        place("geonames_id"),
        within(scope),
    );
    let mut run = |connection: &Transaction<'_>| -> rusqlite::Result<Result<(), E>> {
        let mut identifiers = identifiers(connection, kind)?;
        let mut statement = connection.prepare(&sql)?;
        let mut rows = statement.query(params_from_iter(scope.list()))?;
        while let Some(row) = rows.next()? {
            let mut name = read_name(kind, row)?;
            name.aliases = texts(connection, &aliases(noun), name.id)?;
            name.aliases.retain(|alias| *alias != name.name);
            name.identifiers = identifiers.remove(&name.id).unwrap_or_default();
            if kind == EntityKind::Person {
                name.roles = texts(connection, ROLES, name.id)?;
            }
            if let Err(error) = each(name) {
                return Ok(Err(error));
            }
        }
        Ok(Ok(()))
    };
    let transaction = archive.connection.unchecked_transaction().map_err(|cause| QueryError(archive.refused(cause)))?;
    run(&transaction).map_err(|cause| QueryError(archive.refused(cause)))
}

const ROLES: &str = "SELECT role FROM person_roles WHERE person_id = ?1 ORDER BY mention_count DESC, role LIMIT 20";

fn aliases(noun: &str) -> String {
    format!("SELECT alias FROM {noun}_aliases WHERE {noun}_id = ?1 ORDER BY mention_count DESC, alias LIMIT 50")
}

/// The condition that an article is of the scope.
fn within(scope: &Scope) -> &'static str {
    match scope {
        Scope::Whole => "",
        Scope::Articles(_) => " AND article_id IN (SELECT value FROM json_each(?1))",
    }
}

fn read_name(kind: EntityKind, row: &Row<'_>) -> rusqlite::Result<NameRow> {
    Ok(NameRow {
        kind,
        id: row.get(0)?,
        name: row.get(1)?,
        aliases: Vec::new(),
        roles: Vec::new(),
        place_kind: row.get(2)?,
        country_code: row.get(3)?,
        coordinates: row.get::<_, Option<f64>>(4)?.zip(row.get(5)?),
        geonames_id: row.get(6)?,
        identifiers: Identifiers::new(),
        mentions: row.get(7)?,
        articles: numbers(&row.get::<_, String>(8)?),
    })
}

fn numbers(list: &str) -> Vec<i64> {
    let mut numbers: Vec<i64> = serde_json::from_str(list).unwrap_or_default();
    numbers.sort_unstable();
    numbers
}

fn texts(connection: &Connection, sql: &str, id: i64) -> rusqlite::Result<Vec<String>> {
    connection.prepare_cached(sql)?.query_map([id], |row| row.get(0))?.collect()
}

/// Hands every two people whom at least `least` articles name together to `each`, until that answers with an error.
///
/// # Errors
/// Where the archive cannot be read.
pub fn links<E>(
    archive: &Archive,
    scope: &Scope,
    least: u32,
    each: &mut dyn FnMut(Link) -> Result<(), E>,
) -> Result<Result<(), E>, QueryError> {
    let sql = format!(
        "WITH named AS MATERIALIZED (
             SELECT DISTINCT article_id, person_id FROM person_mentions WHERE {IS_SURE}{})
         SELECT one.person_id, other.person_id, json_group_array(one.article_id)
         FROM named AS one JOIN named AS other ON other.article_id = one.article_id AND other.person_id > one.person_id
         GROUP BY one.person_id, other.person_id HAVING count(*) >= {least} ORDER BY 1, 2",
        within(scope)
    );
    let mut run = |connection: &Connection| -> rusqlite::Result<Result<(), E>> {
        let mut statement = connection.prepare(&sql)?;
        let mut rows = statement.query(params_from_iter(scope.list()))?;
        while let Some(row) = rows.next()? {
            let link = Link { one: row.get(0)?, other: row.get(1)?, articles: numbers(&row.get::<_, String>(2)?) };
            if let Err(error) = each(link) {
                return Ok(Err(error));
            }
        }
        Ok(Ok(()))
    };
    run(&archive.connection).map_err(|cause| QueryError(archive.refused(cause)))
}

/// What a list says of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// Number in the archive.
    pub id: i64,
    /// Date, ISO 8601.
    pub date: Option<String>,
    /// Headline.
    pub headline: Option<String>,
    /// Publication.
    pub site: Option<String>,
}

/// Hands what a list says of these articles to `each`, the newest first, until that answers with an error.
///
/// # Errors
/// Where the archive cannot be read.
pub fn headlines<E>(
    archive: &Archive,
    ids: &[i64],
    each: &mut dyn FnMut(Headline) -> Result<(), E>,
) -> Result<Result<(), E>, QueryError> {
    let mut run = |connection: &Connection| -> rusqlite::Result<Result<(), E>> {
        let sql = "SELECT id, date, headline, site FROM articles WHERE id IN (SELECT value FROM json_each(?1))
                   ORDER BY date DESC, id";
        let mut statement = connection.prepare(sql)?;
        let mut rows = statement.query([json_list(ids)])?;
        while let Some(row) = rows.next()? {
            let line = Headline { id: row.get(0)?, date: row.get(1)?, headline: row.get(2)?, site: row.get(3)? };
            if let Err(error) = each(line) {
                return Ok(Err(error));
            }
        }
        Ok(Ok(()))
    };
    run(&archive.connection).map_err(|cause| QueryError(archive.refused(cause)))
}
