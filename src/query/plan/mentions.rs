//! Who and what an article mentions, as SQL.

use std::collections::BTreeSet;

use super::distance;
use super::names::{NameOf, one_of};
use super::planner::{Planner, Scope};
use super::same;
use crate::query::error::QueryError;
use crate::query::language::{Centre, Country, Name, PersonTerm, PlaceTerm, Same, Typed};
use crate::query::sql::statement::Conditions;
use crate::store::articles::folding::fold;
use crate::store::articles::search::json_list;

/// The condition that the article mentions one of `ids`, in the form that is fast for the rare or for the common.
pub(super) fn of_ids(planner: &mut Planner<'_>, of: NameOf, ids: &[i64], articles: i64) -> String {
    let noun = of.words().0;
    if planner.is_common(articles) {
        let is_one = one_of(&mut planner.conditions, &format!("+mention.{noun}_id"), ids);
        format!("EXISTS (SELECT 1 FROM {noun}_mentions AS mention WHERE mention.article_id = article.id AND {is_one})")
    } else {
        let is_one = one_of(&mut planner.conditions, &format!("{noun}_id"), ids);
        format!("article.id IN (SELECT article_id FROM {noun}_mentions WHERE {is_one})")
    }
}

/// The condition that the article mentions such a person, or that the row is one.
pub(super) fn of_person(planner: &mut Planner<'_>, row: &Same<PersonTerm>) -> Result<String, QueryError> {
    if let Same::Is(PersonTerm::Named(name)) = row {
        let people = planner.called(NameOf::Person, name)?;
        let ids: Vec<i64> = people.iter().map(|person| person.id).collect();
        if planner.scope == Scope::Names(NameOf::Person) {
            return Ok(one_of(&mut planner.conditions, "entity.id", &ids));
        }
        let articles = people.iter().map(|person| person.articles).sum();
        return Ok(of_ids(planner, NameOf::Person, &ids, articles));
    }
    let mut named: BTreeSet<i64> = BTreeSet::new();
    let mut asked: Vec<&Name> = Vec::new();
    row.each(&mut |term| {
        if let PersonTerm::Named(name) = term {
            asked.push(name);
        }
    });
    let mut articles = 0;
    for name in &asked {
        let people = planner.called(NameOf::Person, name)?;
        articles += people.iter().map(|person| person.articles).sum::<i64>();
        named.extend(people.iter().map(|person| person.id));
    }
    // Roles alone may be of thousands of people.
    let one_by_one = planner.scope != Scope::Names(NameOf::Person)
        && (planner.is_common(articles) || (planner.few && asked.is_empty()));
    let column = if one_by_one { "+mention.person_id" } else { "mention.person_id" };
    let condition = same::condition(planner, row, &mut |planner, term| match term {
        PersonTerm::Named(name) => {
            let ids: Vec<i64> = planner.called(NameOf::Person, name)?.iter().map(|person| person.id).collect();
            Ok(one_of(&mut planner.conditions, column, &ids))
        }
        PersonTerm::Role(words) => role(planner, words, &named, column),
    })?;
    if planner.scope == Scope::Names(NameOf::Person) {
        return Ok(format!(
            "entity.id IN (SELECT mention.person_id FROM person_mentions AS mention WHERE {condition})"
        ));
    }
    Ok(if one_by_one {
        format!(
            "EXISTS (SELECT 1 FROM person_mentions AS mention WHERE mention.article_id = article.id AND {condition})"
        )
    } else {
        format!("article.id IN (SELECT mention.article_id FROM person_mentions AS mention WHERE {condition})")
    })
}

/// The condition that a mention gives a role in which the words stand next to each other; `named` are the only people who matter,
/// where there are any, and `column` has their numbers.
fn role(planner: &mut Planner<'_>, words: &Typed, named: &BTreeSet<i64>, column: &str) -> Result<String, QueryError> {
    let mut conditions = Conditions::default();
    let mut sql = "SELECT role, person_id FROM person_roles".to_owned();
    if !named.is_empty() {
        let ids: Vec<i64> = named.iter().copied().collect();
        sql += &format!(" WHERE {}", one_of(&mut conditions, "person_id", &ids));
    }
    let found = conditions.rows(planner.archive, &sql, |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
    let wanted = fold(&words.text);
    let end = if words.is_prefix { "" } else { " " };
    let is_wanted = |role: &str| format!(" {} ", fold(role)).contains(&format!(" {wanted}{end}"));
    let (mut roles, mut ids): (BTreeSet<String>, BTreeSet<i64>) = (BTreeSet::new(), BTreeSet::new());
    for (role, id) in found {
        if roles.contains(&role) || is_wanted(&role) {
            roles.insert(role);
            ids.insert(id);
        }
    }
    let is_one = one_of(&mut planner.conditions, column, &ids.into_iter().collect::<Vec<_>>());
    let roles = serde_json::Value::from(roles.into_iter().collect::<Vec<_>>()).to_string();
    let roles = planner.bind(roles);
    Ok(format!("({is_one} AND mention.role IN (SELECT value FROM json_each({roles})))"))
}

/// The condition that the article mentions such a place, or that the row is one.
pub(super) fn of_place(planner: &mut Planner<'_>, row: &Same<PlaceTerm>) -> Result<String, QueryError> {
    // The conditions are of the table of places alone, and have parameters of their own.
    let mut places = Planner::new(planner.archive, planner.scope, false);
    let condition = same::condition(&mut places, row, &mut |places, term| match term {
        PlaceTerm::Named(name) => {
            let ids: Vec<i64> = places.called(NameOf::Place, name)?.iter().map(|place| place.id).collect();
            Ok(one_of(&mut places.conditions, "place.id", &ids))
        }
        PlaceTerm::In(Country::Code(code)) => {
            let code = places.bind(code.clone());
            Ok(format!("place.country_code = {code}"))
        }
        PlaceTerm::In(Country::Named(country)) => {
            let folded = places.bind(fold(country));
            Ok(format!(
                "place.country_code IN (SELECT country.country_code FROM places AS country WHERE country.kind = 'country'
                     AND country.id IN (SELECT place_id FROM place_names WHERE folded = {folded}))"
            ))
        }
        PlaceTerm::Near(centre, kilometres) => near(places, centre, *kilometres),
    })?;
    let sql = format!("SELECT place.id, place.article_count FROM places AS place WHERE {condition}");
    let found =
        places.conditions.rows(planner.archive, &sql, |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
    let ids: Vec<i64> = found.iter().map(|(id, _)| *id).collect();
    if planner.scope == Scope::Names(NameOf::Place) {
        return Ok(one_of(&mut planner.conditions, "entity.id", &ids));
    }
    Ok(of_ids(planner, NameOf::Place, &ids, found.iter().map(|(_, articles)| articles).sum()))
}

/// The condition that a place lies so near. What a name means is the place of most articles that is called so.
fn near(places: &mut Planner<'_>, centre: &Centre, kilometres: f64) -> Result<String, QueryError> {
    let point = match centre {
        Centre::Point(latitude, longitude) => Some((*latitude, *longitude)),
        Centre::Place(name) => {
            let called = places.called(NameOf::Place, name)?;
            let mut conditions = Conditions::default();
            let ids = conditions.bind(json_list(&called.iter().map(|place| place.id).collect::<Vec<_>>()));
            let sql = format!(
                "SELECT place.latitude, place.longitude FROM json_each({ids}) AS called
                 JOIN places AS place ON place.id = called.value
                 WHERE place.latitude IS NOT NULL AND place.longitude IS NOT NULL
                 ORDER BY place.kind = 'country', called.key LIMIT 1"
            );
            conditions.rows(places.archive, &sql, |row| Ok((row.get(0)?, row.get(1)?)))?.pop()
        }
    };
    let Some(point) = point else { return Ok("0".to_owned()) };
    let (south, north) = distance::latitudes(point.0, kilometres);
    let mut conditions = Conditions::default();
    let (south, north) = (conditions.bind(south), conditions.bind(north));
    // A country is everywhere and nowhere: its point says nothing of what is near.
    let sql = format!(
        "SELECT id, latitude, longitude FROM places
         WHERE latitude BETWEEN {south} AND {north} AND longitude IS NOT NULL AND kind IS NOT 'country'"
    );
    let found = conditions.rows(places.archive, &sql, |row| {
        Ok((row.get::<_, i64>(0)?, (row.get::<_, f64>(1)?, row.get::<_, f64>(2)?)))
    })?;
    let near = found.into_iter().filter(|(_, place)| distance::kilometres(point, *place) <= kilometres);
    let ids: Vec<i64> = near.map(|(id, _)| id).collect();
    Ok(one_of(&mut places.conditions, "place.id", &ids))
}
