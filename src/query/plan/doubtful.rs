//! Whether somebody or something asked for by name is doubtful in an article.

use crate::query::error::QueryError;
use crate::query::language::{ArticleTerm, Expr, PersonTerm, PlaceTerm, Query, QuoteTerm, Same};
use crate::query::plan::names::{NameOf, one_of};
use crate::query::plan::planner::Planner;
use crate::store::bar::IS_SURE;

/// The expression that tells it of `article`, for the names that every article of the list has.
pub(in crate::query) fn doubtful(planner: &mut Planner<'_>, query: &Query) -> Result<String, QueryError> {
    let mut terms = Vec::new();
    for part in &query.parts {
        let (of, names, table, column) = match part {
            Expr::Person(row) => (NameOf::Person, named(row, person), "person_mentions", "person_id"),
            Expr::Place(row) => (NameOf::Place, named(row, place), "place_mentions", "place_id"),
            Expr::Quote(row) => (NameOf::Person, named(row, speaker), "quotes", "speaker_id"),
            Expr::Article(ArticleTerm::Org(name)) => {
                (NameOf::Organisation, vec![name.clone()], "organisation_mentions", "organisation_id")
            }
            _ => continue,
        };
        let mut ids = Vec::new();
        for name in &names {
            ids.extend(planner.called(of, name)?.iter().map(|found| found.id));
        }
        if names.is_empty() {
            continue;
        }
        let is_one = one_of(&mut planner.conditions, &format!("+{column}"), &ids);
        terms.push(format!(
            "NOT EXISTS (SELECT 1 FROM {table} WHERE article_id = article.id AND {is_one} AND {IS_SURE})"
        ));
    }
    Ok(if terms.is_empty() { "0".to_owned() } else { terms.join(" OR ") })
}

/// The names that a row has, those that it must not have left out.
fn named<T, N: Clone>(row: &Same<T>, name: fn(&T) -> Option<N>) -> Vec<N> {
    match row {
        Same::Is(term) => name(term).into_iter().collect(),
        Same::All(parts) | Same::Some(parts) => parts.iter().flat_map(|part| named(part, name)).collect(),
        Same::Not(_) => Vec::new(),
    }
}

type Named = crate::query::language::Name;

fn person(term: &PersonTerm) -> Option<Named> {
    if let PersonTerm::Named(name) = term { Some(name.clone()) } else { None }
}

fn place(term: &PlaceTerm) -> Option<Named> {
    if let PlaceTerm::Named(name) = term { Some(name.clone()) } else { None }
}

fn speaker(term: &QuoteTerm) -> Option<Named> {
    if let QuoteTerm::Speaker(name) = term { Some(name.clone()) } else { None }
}
