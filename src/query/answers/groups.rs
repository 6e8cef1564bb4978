//! What rows are grouped by, and a group with what its count is a part of.
//!
//! Invariant: a share is one of all rows of that group in the archive, and never more than the whole.

use std::cmp::Ordering;
use std::collections::HashMap;

use crate::query::filter::Window;
use crate::query::rows::{GroupRow, Share};

/// What rows are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupBy {
    /// Who is mentioned.
    Person,
    /// Who is quoted.
    Speaker,
    /// What place is mentioned.
    Place,
    /// The publication.
    Site,
    /// An author.
    Author,
    /// The language.
    Language,
    /// The day of the article.
    Day,
    /// The month of the article.
    Month,
    /// The year of the article.
    Year,
}

/// A share of fewer than so many is of little worth.
const THIN: i64 = 10;

/// Whether a share of so many says little.
pub(super) fn thin(of: i64) -> bool {
    of < THIN
}

impl GroupBy {
    /// Whether the groups come in their own order instead of the largest first.
    fn is_time(self) -> bool {
        matches!(self, Self::Day | Self::Month | Self::Year)
    }

    /// The order of columns `name` and `number`, as SQL.
    pub(super) fn order(self) -> &'static str {
        if self.is_time() { "name IS NULL, name" } else { "number DESC, name IS NULL, name" }
    }

    /// How much of the date of an article says in which group it is; `None` where it is not grouped by time.
    pub(super) fn date_len(self) -> Option<u32> {
        match self {
            Self::Day => Some(10),
            Self::Month => Some(7),
            Self::Year => Some(4),
            _ => None,
        }
    }
}

/// The groups of several archives as one list: counts add up.
#[must_use]
pub fn merged_groups(lists: Vec<Vec<GroupRow>>, by: GroupBy, window: Window) -> Vec<GroupRow> {
    let mut groups: HashMap<Option<String>, (i64, Option<i64>)> = HashMap::new();
    for row in lists.into_iter().flatten() {
        let (count, of) = groups.entry(row.group).or_insert((0, Some(0)));
        *count += row.count;
        *of = of.zip(row.of).map(|(one, other)| one + other);
    }
    in_order(groups.into_iter().map(|(group, (count, of))| (group, count, of)).collect(), by, window)
}

/// Groups with their counts and wholes as rows: time in its order, anything else by count.
pub(super) fn in_order(groups: Vec<(Option<String>, i64, Option<i64>)>, by: GroupBy, window: Window) -> Vec<GroupRow> {
    let mut rows: Vec<GroupRow> = groups.into_iter().map(|(group, count, of)| group_row(group, count, of)).collect();
    rows.sort_by(|a, b| {
        let counts = if by.is_time() { Ordering::Equal } else { b.count.cmp(&a.count) };
        counts.then((a.group.is_none(), &a.group).cmp(&(b.group.is_none(), &b.group)))
    });
    let limit = window.limit.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
    rows.into_iter().skip(usize::try_from(window.offset).unwrap_or(usize::MAX)).take(limit).collect()
}

/// A group of this name; `of` is the whole.
pub(super) fn group_row(group: Option<String>, count: i64, of: Option<i64>) -> GroupRow {
    let share = of.filter(|of| *of > 0).map(|of| (count.min(of) * 1000 + of / 2) / of);
    GroupRow {
        group,
        count,
        of,
        share: share.and_then(|share| u16::try_from(share).ok()).map(Share::per_mille),
        thin: of.is_some_and(thin),
    }
}
