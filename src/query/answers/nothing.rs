//! Why a query found nothing.
//!
//! Invariant: what is said of a part is counted, not guessed.

use super::named::{Named, names};
use super::near_names::near_names;
use crate::query::error::QueryError;
use crate::query::language::{Expr, Name, Query, Same};
use crate::query::plan::names::{NameOf, candidates};
use crate::query::rows::NameRow;
use crate::store::{Archive, EntityKind};

/// Which parts of a query of no answer are to blame, in sentences for people. `listed` says whose names are the rows, where they
/// are names; `count` says how many rows a query has.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn why_nothing(
    archive: &Archive,
    query: &Query,
    listed: Option<EntityKind>,
    count: &dyn Fn(&Query) -> Result<u64, QueryError>,
) -> Result<Vec<String>, QueryError> {
    let mut said = Vec::new();
    let written = query.parts_written();
    for (part, written) in query.parts.iter().zip(&written) {
        if count(&alone(part))? > 0 {
            continue;
        }
        let mut reasons = of_names(archive, part)?;
        if let (Expr::Words(typed), Some(kind)) = (part, listed) {
            let near = near_names(archive, NameOf::from(kind), &typed.text)?;
            if !near.is_empty() {
                reasons.push(format!("did you mean {}?", told(near)));
            }
        }
        if reasons.is_empty() && query.parts.len() == 1 && !is_several(part) {
            continue;
        }
        if let Some(apart) = apart(part, count)? {
            said.push(apart);
        } else if reasons.is_empty() {
            said.push(format!("{written} matches nothing"));
        }
        said.extend(reasons);
    }
    if said.is_empty() && query.parts.len() > 1 {
        for (place, written) in written.iter().enumerate() {
            let others = query.parts.iter().enumerate().filter(|(other, _)| *other != place);
            let found = count(&Query { parts: others.map(|(_, part)| part.clone()).collect() })?;
            if found > 0 {
                said.push(format!("without {written} there are {found}"));
            }
        }
        if said.is_empty() {
            said.push("each part matches something, but no two of them together do".to_owned());
        }
    }
    Ok(said)
}

fn alone(part: &Expr) -> Query {
    Query { parts: vec![part.clone()] }
}

fn is_several(part: &Expr) -> bool {
    match part {
        Expr::Quote(row) => matches!(row, Same::All(_)),
        Expr::Picture(row) => matches!(row, Same::All(_)),
        Expr::Person(row) => matches!(row, Same::All(_)),
        Expr::Place(row) => matches!(row, Same::All(_)),
        _ => false,
    }
}

/// What is not in one quote, picture, person or place may be in several.
fn apart(part: &Expr, count: &dyn Fn(&Query) -> Result<u64, QueryError>) -> Result<Option<String>, QueryError> {
    fn each<T: Clone>(row: &Same<T>, wrap: fn(Same<T>) -> Expr) -> Vec<Expr> {
        if let Same::All(parts) = row { parts.iter().cloned().map(wrap).collect() } else { Vec::new() }
    }
    let (parts, what) = match part {
        Expr::Quote(row) => (each(row, Expr::Quote), "quote"),
        Expr::Picture(row) => (each(row, Expr::Picture), "picture"),
        Expr::Person(row) => (each(row, Expr::Person), "person"),
        Expr::Place(row) => (each(row, Expr::Place), "place"),
        _ => return Ok(None),
    };
    if parts.len() < 2 {
        return Ok(None);
    }
    for part in &parts {
        if count(&alone(part))? == 0 {
            return Ok(Some(format!("{} matches nothing", alone(part).written())));
        }
    }
    let loose = Query { parts: vec![Expr::Loose(Box::new(Expr::And(parts)))] };
    let found = count(&loose)?;
    let written = alone(part).written();
    Ok(Some(if found > 0 {
        format!("no one {what} is of {written}; {} finds {found}", loose.written())
    } else {
        format!("no one {what} is of {written}")
    }))
}

/// What is said of names that nobody has.
fn of_names(archive: &Archive, part: &Expr) -> Result<Vec<String>, QueryError> {
    let mut asked = Vec::new();
    names(part, &mut asked);
    let mut said = Vec::new();
    for Named { field, of, name } in asked {
        if !candidates(archive, of, name)?.is_empty() {
            continue;
        }
        if let Some(id) = name.id {
            said.push(format!("{field}:#{id}: there is no such number"));
            continue;
        }
        let near = near_names(archive, of, &name.text)?;
        let other = other_kind(archive, of, name)?;
        let what = of.words().0;
        said.push(match (near.is_empty(), other) {
            (false, _) => format!("no {what} is called {}; did you mean {}?", name.text, told(near)),
            (true, Some((field, found))) => {
                format!("no {what} is called {}, but there is {found}: {field}:\"{}\"", name.text, name.text)
            }
            (true, None) => format!("no {what} is called {}", name.text),
        });
    }
    Ok(said)
}

/// Names with the number of their articles.
fn told(names: Vec<NameRow>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("{} ({})", name.name, name.articles)).collect();
    names.join(", ")
}

/// Something else of that name.
fn other_kind(archive: &Archive, of: NameOf, name: &Name) -> Result<Option<(&'static str, String)>, QueryError> {
    for (other, field) in [(NameOf::Person, "person"), (NameOf::Organisation, "org"), (NameOf::Place, "place")] {
        if other == of {
            continue;
        }
        if let Some(found) = candidates(archive, other, name)?.into_iter().next() {
            return Ok(Some((field, format!("the {} {}", other.words().0, found.name))));
        }
    }
    Ok(None)
}
