//! Names of a query that mean several.

use serde::Serialize;

use super::named::names;
use crate::query::error::QueryError;
use crate::query::language::Query;
use crate::query::plan::names::{NameOf, candidates};
use crate::query::rows::NameRow;
use crate::store::Archive;

/// A name that means several people or places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ambiguous {
    /// The field: `field:#12` asks for number 12 alone.
    pub field: &'static str,
    /// The name as typed.
    pub name: String,
    /// Whom it means, those of most articles first.
    pub candidates: Vec<NameRow>,
}

/// The names of people and places in the query that mean more than one.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn ambiguous(archive: &Archive, query: &Query) -> Result<Vec<Ambiguous>, QueryError> {
    let mut asked = Vec::new();
    query.parts.iter().for_each(|part| names(part, &mut asked));
    let mut found: Vec<Ambiguous> = Vec::new();
    for named in asked {
        // A part of a name of an organisation, or the beginning of any, means all of them on purpose.
        if named.of == NameOf::Organisation || named.name.is_prefix || named.name.id.is_some() {
            continue;
        }
        let candidates = candidates(archive, named.of, named.name)?;
        let is_told = found.iter().any(|other| other.name == named.name.text && other.field == named.field);
        let is_country = candidates.len() > 20 && named.name.text.len() == 2;
        if candidates.len() > 1 && !is_told && !is_country {
            found.push(Ambiguous { field: named.field, name: named.name.text.clone(), candidates });
        }
    }
    Ok(found)
}
