//! Articles that match a filter, one row for those that are the same.
//!
//! Invariant: a row stands for the first of its like in the order asked for, and counts those that match and no others.

use crate::query::articles::{by_ids, members};
use crate::query::copies::stories::{exact, stories};
use crate::query::error::QueryError;
use crate::query::filter::{Collapse, Sort, Window};
use crate::query::language::Query;
use crate::query::rows::ArticleRow;
use crate::store::Archive;

/// The articles that match `query`, one for all that are the same as `collapse` says, and how many such rows there are
/// without the window.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn collapsed(
    archive: &Archive,
    query: &Query,
    sort: Sort,
    window: Window,
    collapse: Collapse,
) -> Result<(Vec<ArticleRow>, u64), QueryError> {
    let members = members(archive, query, sort)?;
    let firsts = match collapse {
        Collapse::Exact => exact(&members),
        Collapse::Story => {
            stories(&archive.connection, &members).map_err(|cause| QueryError(archive.refused(cause)))?
        }
    };
    let mut counts = vec![0_i64; members.len()];
    for first in firsts {
        counts[first] += 1;
    }
    let shown: Vec<(i64, i64)> = members
        .iter()
        .zip(&counts)
        .filter(|(_, count)| **count > 0)
        .map(|(member, count)| (member.id, *count))
        .collect();
    let offset = usize::try_from(window.offset).unwrap_or(usize::MAX).min(shown.len());
    let limit = window.limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(usize::MAX);
    let page: Vec<(i64, i64)> = shown.iter().skip(offset).take(limit).copied().collect();
    let ids: Vec<i64> = page.iter().map(|(id, _)| *id).collect();
    let mut rows = by_ids(archive, query, &ids)?;
    for (row, (_, count)) in rows.iter_mut().zip(&page) {
        row.stands_for = Some(*count);
    }
    Ok((rows, shown.len() as u64))
}
