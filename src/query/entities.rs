//! Lists of people, places and organisations, those of most articles first.
//!
//! Invariant: ranks come from kept counts; no mention is counted here.

use super::rows::{OrganisationRow, PersonRow, PlaceRow};
use super::statement::Conditions;
use crate::query::error::QueryError;
use crate::query::filter::{EntityFilter, Window};
use crate::store::Archive;

/// People, those of most articles first.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn people(archive: &Archive, filter: &EntityFilter, window: Window) -> Result<Vec<PersonRow>, QueryError> {
    let mut conditions = Conditions::default();
    require(&mut conditions, filter, "person");
    let sql = format!(
        "SELECT entity.id, entity.name, entity.article_count, entity.mention_count, entity.quote_count,
                (SELECT role FROM person_roles WHERE person_id = entity.id ORDER BY mention_count DESC, role LIMIT 1),
                (SELECT group_concat(alias, '; ') FROM
                    (SELECT alias FROM person_aliases WHERE person_id = entity.id AND alias <> entity.name
                     ORDER BY mention_count DESC, alias))
         FROM people AS entity{}{RANK}{}",
        conditions.where_clause(),
        conditions.window(window)
    );
    conditions.rows(archive, &sql, |row| {
        Ok(PersonRow {
            id: row.get(0)?,
            name: row.get(1)?,
            articles: row.get(2)?,
            mentions: row.get(3)?,
            quotes: row.get(4)?,
            role: row.get(5)?,
            aliases: row.get(6)?,
        })
    })
}

/// Places, those of most articles first.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn places(archive: &Archive, filter: &EntityFilter, window: Window) -> Result<Vec<PlaceRow>, QueryError> {
    let mut conditions = Conditions::default();
    require(&mut conditions, filter, "place");
    conditions.require_one_of("entity.kind", &filter.kinds);
    let countries: Vec<String> = filter.countries.iter().map(|code| code.to_ascii_uppercase()).collect();
    conditions.require_one_of("entity.country_code", &countries);
    let sql = format!(
        "SELECT entity.id, entity.name, entity.kind, entity.country_code, entity.latitude, entity.longitude,
                entity.geonames_id, entity.article_count, entity.mention_count
         FROM places AS entity{}{RANK}{}",
        conditions.where_clause(),
        conditions.window(window)
    );
    conditions.rows(archive, &sql, |row| {
        Ok(PlaceRow {
            id: row.get(0)?,
            name: row.get(1)?,
            kind: row.get(2)?,
            country_code: row.get(3)?,
            latitude: row.get(4)?,
            longitude: row.get(5)?,
            geonames_id: row.get(6)?,
            articles: row.get(7)?,
            mentions: row.get(8)?,
        })
    })
}

/// Organisations, those of most articles first.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn organisations(
    archive: &Archive,
    filter: &EntityFilter,
    window: Window,
) -> Result<Vec<OrganisationRow>, QueryError> {
    let mut conditions = Conditions::default();
    require(&mut conditions, filter, "organisation");
    let sql = format!(
        "SELECT entity.id, entity.name, entity.article_count, entity.mention_count
         FROM organisations AS entity{}{RANK}{}",
        conditions.where_clause(),
        conditions.window(window)
    );
    conditions.rows(archive, &sql, |row| {
        Ok(OrganisationRow { id: row.get(0)?, name: row.get(1)?, articles: row.get(2)?, mentions: row.get(3)? })
    })
}

const RANK: &str = " ORDER BY entity.article_count DESC, entity.mention_count DESC, entity.name, entity.id";

fn require(conditions: &mut Conditions, filter: &EntityFilter, noun: &'static str) {
    let least = conditions.bind(i64::from(filter.min_articles.max(1)));
    conditions.require(format!("entity.article_count >= {least}"));
    for word in &filter.words {
        let named = conditions.holds_name(word);
        conditions.require(format!("entity.id IN (SELECT {noun}_id FROM {noun}_names WHERE {named})"));
    }
}
