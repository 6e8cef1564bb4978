//! Lists of people, places and organisations, those of most articles first.
//!
//! Invariant: ranks come from kept counts, unless another bar than the archive's is asked for.

use std::collections::HashMap;

use super::rows::{OrganisationRow, PersonRow, PlaceRow, QuotedRow, Share};
use crate::query::error::QueryError;
use crate::query::filter::{EntityFilter, Window};
use crate::query::language::Expr;
use crate::query::plan::compile;
use crate::query::plan::names::NameOf;
use crate::query::plan::planner::{Planner, Scope};
use crate::query::sql::prepared::Prepared;
use crate::query::sql::statement::Conditions;
use crate::query::sql::sureness;
use crate::query::sql::sureness::Counted;
use crate::store::decisions::identify;
use crate::store::{Archive, EntityKind};

/// People, those of most articles first.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn people(archive: &Archive, filter: &EntityFilter, window: Window) -> Result<Vec<PersonRow>, QueryError> {
    let Prepared { sql, conditions } = prepare_people(archive, filter, window)?;
    let mut identifiers = identifiers_written(archive, EntityKind::Person)?;
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
            identifiers: identifiers.remove(&row.get(0)?),
        })
    })
}

/// People, those of most quotes first, each with the number of its quotes.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn most_quoted(archive: &Archive, window: Window) -> Result<Vec<QuotedRow>, QueryError> {
    let mut conditions = Conditions::default();
    let sql = format!(
        "SELECT id, name, quote_count, article_count FROM people WHERE quote_count > 0 AND article_count > 0
         ORDER BY quote_count DESC, article_count DESC, name, id{}",
        conditions.window(window)
    );
    conditions.rows(archive, &sql, |row| {
        Ok(QuotedRow { id: row.get(0)?, name: row.get(1)?, quotes: row.get(2)?, articles: row.get(3)? })
    })
}

/// The statement of [`people`].
fn prepare_people(archive: &Archive, filter: &EntityFilter, window: Window) -> Result<Prepared, QueryError> {
    let (mut conditions, counted) = require(archive, filter, NameOf::Person)?;
    let Counted { with, from, articles, mentions, quotes } = &counted;
    let sql = format!(
        "{with}SELECT entity.id, entity.name, {articles}, {mentions}, {quotes}, entity.confidence, entity.article_count = 0,
                (SELECT role FROM person_roles WHERE person_id = entity.id ORDER BY mention_count DESC, role LIMIT 1),
                (SELECT group_concat(alias, '; ') FROM
                    (SELECT alias FROM person_aliases WHERE person_id = entity.id AND alias <> entity.name
                     ORDER BY mention_count DESC, alias))
         FROM {from}{}{}{}",
        conditions.where_clause(),
        rank(&counted),
        conditions.window(window)
    );
    Ok(Prepared { sql, conditions })
}

/// Places, those of most articles first.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn places(archive: &Archive, filter: &EntityFilter, window: Window) -> Result<Vec<PlaceRow>, QueryError> {
    let Prepared { sql, conditions } = prepare_places(archive, filter, window)?;
    let mut identifiers = identifiers_written(archive, EntityKind::Place)?;
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
            identifiers: identifiers.remove(&row.get(0)?),
        })
    })
}

/// The statement of [`places`].
fn prepare_places(archive: &Archive, filter: &EntityFilter, window: Window) -> Result<Prepared, QueryError> {
    let (mut conditions, counted) = require(archive, filter, NameOf::Place)?;
    let Counted { with, from, articles, mentions, .. } = &counted;
    require_kinds(&mut conditions, filter);
    let sql = format!(
        "{with}SELECT entity.id, entity.name, entity.kind, entity.country_code, entity.latitude, entity.longitude,
                entity.geonames_id, {articles}, {mentions}, entity.confidence, entity.article_count = 0
         FROM {from}{}{}{}",
        conditions.where_clause(),
        rank(&counted),
        conditions.window(window)
    );
    Ok(Prepared { sql, conditions })
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
    let Prepared { sql, conditions } = prepare_organisations(archive, filter, window)?;
    let mut identifiers = identifiers_written(archive, EntityKind::Organisation)?;
    conditions.rows(archive, &sql, |row| {
        Ok(OrganisationRow {
            id: row.get(0)?,
            name: row.get(1)?,
            articles: row.get(2)?,
            mentions: row.get(3)?,
            confidence: row.get::<_, Option<u16>>(4)?.map(Share::per_mille),
            doubtful: row.get(5)?,
            identifiers: identifiers.remove(&row.get(0)?),
        })
    })
}

/// The statement of [`organisations`].
fn prepare_organisations(archive: &Archive, filter: &EntityFilter, window: Window) -> Result<Prepared, QueryError> {
    let (mut conditions, counted) = require(archive, filter, NameOf::Organisation)?;
    let Counted { with, from, articles, mentions, .. } = &counted;
    let sql = format!(
        "{with}SELECT entity.id, entity.name, {articles}, {mentions}, entity.confidence, entity.article_count = 0
         FROM {from}{}{}{}",
        conditions.where_clause(),
        rank(&counted),
        conditions.window(window)
    );
    Ok(Prepared { sql, conditions })
}

/// The statement of the list of `kind`.
pub(in crate::query) fn prepare_names(
    archive: &Archive,
    kind: EntityKind,
    filter: &EntityFilter,
    window: Window,
) -> Result<Prepared, QueryError> {
    match kind {
        EntityKind::Person => prepare_people(archive, filter, window),
        EntityKind::Place => prepare_places(archive, filter, window),
        EntityKind::Organisation => prepare_organisations(archive, filter, window),
    }
}

/// The identifiers of everything of `kind` that has one, as a list shows them.
fn identifiers_written(archive: &Archive, kind: EntityKind) -> Result<HashMap<i64, String>, QueryError> {
    let found = identify::identifiers(&archive.connection, kind).map_err(|cause| QueryError(archive.refused(cause)))?;
    Ok(found.into_iter().map(|(id, own)| (id, identify::written(&own))).collect())
}

fn rank(counted: &Counted) -> String {
    format!(" ORDER BY {} DESC, {} DESC, entity.name, entity.id", counted.articles, counted.mentions)
}

/// How many people, places or organisations there are.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn count_names(archive: &Archive, kind: EntityKind, filter: &EntityFilter) -> Result<u64, QueryError> {
    let of = NameOf::from(kind);
    let (mut conditions, counted) = require(archive, filter, of)?;
    if of == NameOf::Place {
        require_kinds(&mut conditions, filter);
    }
    let sql = format!("{}SELECT count(*) FROM {}{}", counted.with, counted.from, conditions.where_clause());
    let counts = conditions.rows(archive, &sql, |row| row.get::<_, i64>(0))?;
    Ok(counts.first().and_then(|count| u64::try_from(*count).ok()).unwrap_or(0))
}

fn require_kinds(conditions: &mut Conditions, filter: &EntityFilter) {
    conditions.require_one_of("entity.kind", &filter.kinds);
    let countries: Vec<String> = filter.countries.iter().map(|code| code.to_ascii_uppercase()).collect();
    conditions.require_one_of("entity.country_code", &countries);
}

/// Where only names are asked for the counts are those that are kept; what is asked of articles is counted in these.
fn require(archive: &Archive, filter: &EntityFilter, of: NameOf) -> Result<(Conditions, Counted), QueryError> {
    let scope = Scope::Names(of);
    let (own, of_articles): (Vec<&Expr>, Vec<&Expr>) =
        filter.query.parts.iter().partition(|part| compile::names_row(part, scope));
    let mut planner = Planner::new(archive, scope, false);
    let wanted = if of_articles.is_empty() {
        None
    } else {
        let mut articles = Planner::new(archive, Scope::Articles, false);
        compile::require_parts(&mut articles, &of_articles)?;
        let clause = articles.conditions.where_clause();
        planner.conditions = articles.conditions.with_values_only();
        Some(clause)
    };
    let conditions = &mut planner.conditions;
    let counted = match wanted {
        Some(clause) => sureness::counted_in(conditions, of.words(), filter.sureness, &clause),
        None => sureness::counted(conditions, of.words(), filter.sureness, filter.id.is_some() || !own.is_empty()),
    };
    if let Some(id) = filter.id {
        let id = planner.conditions.bind(id);
        planner.conditions.require(format!("entity.id = {id}"));
    }
    if filter.min_articles > 1 {
        let least = planner.conditions.bind(i64::from(filter.min_articles));
        planner.conditions.require(format!("{} >= {least}", counted.articles));
    }
    compile::require_parts(&mut planner, &own)?;
    Ok((planner.conditions, counted))
}
