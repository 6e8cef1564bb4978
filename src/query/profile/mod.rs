//! Everything the articles together tell of one person, place or organisation, or of one caption.
//!
//! A number comes in, a [`Profile`] goes out: first and last seen, roles over time, months, company, words said.
//!
//! Invariant: what is as sure as the archive's bar is counted and nothing else; only of what is doubtful altogether the
//! doubtful mentions are told. Everything is found by the entity's own index: no question reads the whole archive.

mod caption;
mod company;
pub mod rows;
mod seen;
mod speech;
mod subject;
mod time;

pub use caption::caption_profile;

use rusqlite::{Connection, OptionalExtension as _, Result, Transaction};

use crate::model::Identifiers;
use crate::query::error::QueryError;
use crate::query::rows::Share;
use crate::store::bar;
use crate::store::decisions::identify::identifiers;
use crate::store::{Archive, EntityKind};
use rows::{Profile, Whereabouts};
use seen::{LOOKED_AT, Seen};
use subject::{LISTED, Subject};

/// The profile of the person, place or organisation of that number; `None` where there is none.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn profile(archive: &Archive, kind: EntityKind, id: i64) -> std::result::Result<Option<Profile>, QueryError> {
    Ok(profiles(archive, kind, &[id])?.pop())
}

/// The profiles of those of these numbers that there are.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn profiles(archive: &Archive, kind: EntityKind, ids: &[i64]) -> std::result::Result<Vec<Profile>, QueryError> {
    let gather_all = |connection: Transaction<'_>| {
        let mut identifiers = identifiers(&connection, kind)?;
        let mut profiles = Vec::with_capacity(ids.len());
        for id in ids {
            let own = identifiers.remove(id).unwrap_or_default();
            profiles.extend(gather(&connection, kind, *id, own)?);
        }
        Ok(profiles)
    };
    let found = archive.connection.unchecked_transaction().and_then(gather_all);
    found.map_err(|cause| QueryError(archive.refused(cause)))
}

fn gather(
    connection: &Transaction<'_>,
    kind: EntityKind,
    id: i64,
    identifiers: Identifiers,
) -> Result<Option<Profile>> {
    let Some(own) = own(connection, kind, id)? else { return Ok(None) };
    let bar = bar::read(connection)?;
    let subject = Subject { kind, id, least: if own.doubtful { 0 } else { bar }, bar };
    let person = kind == EntityKind::Person;
    let seen = Seen::of(connection, &subject)?;
    let latest = time::latest(connection, &seen)?;
    let company = |kind| company::beside(connection, &subject, &seen, kind);
    Ok(Some(Profile {
        id,
        kind: kind.noun(),
        name: own.name,
        aliases: own.aliases,
        place: own.place,
        identifiers,
        confidence: own.confidence,
        doubtful: own.doubtful,
        articles: i64::try_from(seen.articles.len()).unwrap_or(i64::MAX),
        first_seen: time::first(connection, &seen)?,
        last_seen: latest.first().cloned(),
        roles: if person { time::roles(connection, &subject)? } else { Vec::new() },
        months: time::months(connection, &seen)?,
        latest_only: (seen.articles.len() > LOOKED_AT).then(|| i64::try_from(LOOKED_AT).unwrap_or(i64::MAX)),
        people: company(EntityKind::Person)?,
        places: company(EntityKind::Place)?,
        organisations: company(EntityKind::Organisation)?,
        said: if person { speech::by(connection, &subject)? } else { Vec::new() },
        said_of: speech::of(connection, &subject, &seen)?,
        latest,
    }))
}

/// What the row of its own says.
struct Own {
    name: String,
    aliases: Vec<String>,
    place: Option<Whereabouts>,
    confidence: Option<Share>,
    doubtful: bool,
}

fn own(connection: &Connection, kind: EntityKind, id: i64) -> Result<Option<Own>> {
    let (noun, table) = (kind.noun(), kind.table());
    let sql = format!("SELECT name, confidence, article_count = 0 FROM {table} WHERE id = ?1");
    let found = connection
        .query_row(&sql, [id], |row| Ok((row.get(0)?, row.get::<_, Option<u16>>(1)?, row.get(2)?)))
        .optional()?;
    let Some((name, confidence, doubtful)) = found else { return Ok(None) };
    let sql = format!(
        "SELECT also.alias FROM {noun}_aliases AS also JOIN {table} AS entity ON entity.id = also.{noun}_id
         WHERE also.{noun}_id = ?1 AND also.alias <> entity.name ORDER BY also.mention_count DESC, also.alias LIMIT {LISTED}"
    );
    let aliases = connection.prepare(&sql)?.query_map([id], |row| row.get(0))?.collect::<Result<Vec<String>>>()?;
    let place = if kind == EntityKind::Place { Some(whereabouts(connection, id)?) } else { None };
    Ok(Some(Own { name, aliases, place, confidence: confidence.map(Share::per_mille), doubtful }))
}

fn whereabouts(connection: &Connection, id: i64) -> Result<Whereabouts> {
    let sql = "SELECT kind, country_code, latitude, longitude, geonames_id FROM places WHERE id = ?1";
    connection.query_row(sql, [id], |row| {
        Ok(Whereabouts {
            kind: row.get(0)?,
            country_code: row.get(1)?,
            latitude: row.get(2)?,
            longitude: row.get(3)?,
            geonames_id: row.get(4)?,
        })
    })
}
