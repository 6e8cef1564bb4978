//! A condition on one row, as SQL.

use super::planner::Planner;
use crate::query::error::QueryError;
use crate::query::language::Same;

/// The condition that `row` is, each of its terms by `term`.
pub(super) fn condition<T>(
    planner: &mut Planner<'_>,
    row: &Same<T>,
    term: &mut dyn FnMut(&mut Planner<'_>, &T) -> Result<String, QueryError>,
) -> Result<String, QueryError> {
    let mut each =
        |parts: &[Same<T>]| parts.iter().map(|part| condition(planner, part, term)).collect::<Result<Vec<_>, _>>();
    Ok(match row {
        Same::Is(is) => term(planner, is)?,
        Same::All(parts) => joined(&each(parts)?, " AND "),
        Same::Some(parts) => joined(&each(parts)?, " OR "),
        Same::Not(part) => {
            let inside = condition(planner, part, term)?;
            format!("NOT ifnull({inside}, 0)")
        }
    })
}

/// Conditions joined by `AND` or `OR`.
pub(super) fn joined(terms: &[String], by: &str) -> String {
    match terms {
        [] => "1".to_owned(),
        [one] => one.clone(),
        _ => format!("({})", terms.join(by)),
    }
}
