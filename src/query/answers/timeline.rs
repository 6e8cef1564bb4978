//! How often each of several queries is met in each month, day or year, side by side.
//!
//! Invariant: the lines stand over the same groups: all of which the archive has an article, from the first that any query meets
//! to the last, so that what is missing in one of them is a zero and no gap.

use std::collections::HashMap;

use crate::query::answers::article_groups::group_articles;
use crate::query::answers::groups::{GroupBy, thin};
use crate::query::error::QueryError;
use crate::query::filter::Window;
use crate::query::language::Query;
use crate::query::rows::{GroupRow, Share, TimelineRow};
use crate::store::Archive;

/// The articles that match each of `asked`, under its name, by time, and how many matches of all queries have no date that says when.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn timeline(
    archive: &Archive,
    asked: &[(String, Query)],
    by: GroupBy,
) -> Result<(Vec<TimelineRow>, u64), QueryError> {
    let mut undated = 0;
    let mut lines: Vec<HashMap<String, i64>> = Vec::with_capacity(asked.len());
    for (_, query) in asked {
        let mut line = HashMap::new();
        for GroupRow { group, count, .. } in group_articles(archive, query, by, Window::ALL)? {
            match group {
                Some(group) => drop(line.insert(group, count)),
                None => undated += u64::try_from(count).unwrap_or(0),
            }
        }
        lines.push(line);
    }
    let met = || lines.iter().flat_map(HashMap::keys);
    let (Some(first), Some(last)) = (met().min(), met().max()) else { return Ok((Vec::new(), undated)) };
    let all = group_articles(archive, &Query::default(), by, Window::ALL)?;
    let mut rows = Vec::new();
    for (group, of) in all.into_iter().filter_map(|row| Some((row.group?, row.count))) {
        if group < *first || group > *last {
            continue;
        }
        for ((typed, _), line) in asked.iter().zip(&lines) {
            let count = line.get(&group).copied().unwrap_or(0);
            let share = u16::try_from((count.min(of) * 1000 + of / 2) / of.max(1)).unwrap_or(1000);
            rows.push(TimelineRow {
                group: group.clone(),
                query: typed.clone(),
                count,
                of,
                share: Share::per_mille(share),
                thin: thin(of),
            });
        }
    }
    Ok((rows, undated))
}
