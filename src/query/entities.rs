//! Lists of people, places and organisations, those of most articles first.
//!
//! Invariant: ranks come from kept counts, unless another bar than the archive's is asked for.

use super::rows::{OrganisationRow, PersonRow, PlaceRow, Share};
use crate::query::error::QueryError;
use crate::query::filter::{EntityFilter, Window};
use crate::query::sql::statement::Conditions;
use crate::query::sql::sureness;
use crate::query::sql::sureness::Counted;
use crate::store::Archive;

/// People, those of most articles first.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn people(archive: &Archive, filter: &EntityFilter, window: Window) -> Result<Vec<PersonRow>, QueryError> {
    let mut conditions = Conditions::default();
    let counted = require(&mut conditions, filter, ("person", "people"));
    let Counted { from, articles, mentions, quotes } = &counted;
    let sql = format!(
        "SELECT entity.id, entity.name, {articles}, {mentions}, {quotes}, entity.confidence, entity.article_count = 0,
                (SELECT role FROM person_roles WHERE person_id = entity.id ORDER BY mention_count DESC, role LIMIT 1),
                (SELECT group_concat(alias, '; ') FROM
                    (SELECT alias FROM person_aliases WHERE person_id = entity.id AND alias <> entity.name
                     ORDER BY mention_count DESC, alias))
         FROM {from}{}{}{}",
        conditions.where_clause(),
        rank(&counted),
        conditions.window(window)
    );
    conditions.rows(archive, &sql, |row| {
        Ok(PersonRow {
            id: row.get(0)?,
            name: row.get(1)?,
            articles: row.get(2)?,
            mentions: row.get(3)?,
            quotes: row.get(4)?,
            confidence: row.get::<_, Option<u16>>(5)?.map(Share::per_mille),
            doubtful: row.get(6)?,
            role: row.get(7)?,
            aliases: row.get(8)?,
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
    let counted = require(&mut conditions, filter, ("place", "places"));
    let Counted { from, articles, mentions, .. } = &counted;
    conditions.require_one_of("entity.kind", &filter.kinds);
    let countries: Vec<String> = filter.countries.iter().map(|code| code.to_ascii_uppercase()).collect();
    conditions.require_one_of("entity.country_code", &countries);
    let sql = format!(
        "SELECT entity.id, entity.name, entity.kind, entity.country_code, entity.latitude, entity.longitude,
                entity.geonames_id, {articles}, {mentions}, entity.confidence, entity.article_count = 0
         FROM {from}{}{}{}",
        conditions.where_clause(),
        rank(&counted),
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
            confidence: row.get::<_, Option<u16>>(9)?.map(Share::per_mille),
            doubtful: row.get(10)?,
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
    let counted = require(&mut conditions, filter, ("organisation", "organisations"));
    let Counted { from, articles, mentions, .. } = &counted;
    let sql = format!(
        "SELECT entity.id, entity.name, {articles}, {mentions}, entity.confidence, entity.article_count = 0
         FROM {from}{}{}{}",
        conditions.where_clause(),
        rank(&counted),
        conditions.window(window)
    );
    conditions.rows(archive, &sql, |row| {
        Ok(OrganisationRow {
            id: row.get(0)?,
            name: row.get(1)?,
            articles: row.get(2)?,
            mentions: row.get(3)?,
            confidence: row.get::<_, Option<u16>>(4)?.map(Share::per_mille),
            doubtful: row.get(5)?,
        })
    })
}

fn rank(counted: &Counted) -> String {
    format!(" ORDER BY {} DESC, {} DESC, entity.name, entity.id", counted.articles, counted.mentions)
}

fn require(conditions: &mut Conditions, filter: &EntityFilter, (noun, table): (&'static str, &'static str)) -> Counted {
    let counted =
        sureness::counted(conditions, (noun, table), filter.sureness, filter.id.is_some() || !filter.words.is_empty());
    if let Some(id) = filter.id {
        let id = conditions.bind(id);
        conditions.require(format!("entity.id = {id}"));
    }
    if filter.min_articles > 1 {
        let least = conditions.bind(i64::from(filter.min_articles));
        conditions.require(format!("{} >= {least}", counted.articles));
    }
    for word in &filter.words {
        let named = conditions.holds_name(word);
        conditions.require(format!("entity.id IN (SELECT {noun}_id FROM {noun}_names WHERE {named})"));
    }
    counted
}
