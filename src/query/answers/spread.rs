//! How the articles that match are spread over time, publications or languages.
//!
//! An index that has the column is read once from end to end. Whether an article is among those that match is asked of a set of bits:
//! to ask a list of SQLite's costs eight times as much (a million articles, 29 November 2026).
//!
//! Invariant: memory grows with the articles that match and with the groups, a bit or a few words each.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::ControlFlow;

use super::groups::{GroupBy, in_order};
use super::tallies::Hits;
use crate::query::error::QueryError;
use crate::query::filter::Window;
use crate::query::rows::GroupRow;
use crate::query::sql::statement::Conditions;
use crate::store::Archive;

/// Numbers of articles.
struct Numbers {
    /// A bit a number, where the largest is not far beyond how many there are.
    bits: Vec<u64>,
    /// The others, in order.
    far: Vec<i64>,
}

impl Numbers {
    fn of(mut ids: Vec<i64>) -> Self {
        ids.sort_unstable();
        let dense = i64::try_from(ids.len()).unwrap_or(i64::MAX).saturating_mul(1024).saturating_add(1 << 16);
        let (mut bits, mut far) = (Vec::new(), Vec::new());
        for id in ids {
            match usize::try_from(id) {
                Ok(place) if id < dense => {
                    if bits.len() <= place / 64 {
                        bits.resize(place / 64 + 1, 0);
                    }
                    bits[place / 64] |= 1_u64 << (place % 64);
                }
                _ => far.push(id),
            }
        }
        Self { bits, far }
    }

    fn has(&self, id: i64) -> bool {
        let place = usize::try_from(id).ok().and_then(|place| Some((place, self.bits.get(place / 64)?)));
        place.is_some_and(|(place, word)| word >> (place % 64) & 1 == 1) || self.far.binary_search(&id).is_ok()
    }
}

/// The hits by time, publication or language, with all articles of each group as the whole.
pub(super) fn spread(archive: &Archive, by: GroupBy, hits: &Hits, window: Window) -> Result<Vec<GroupRow>, QueryError> {
    let wanted = Numbers::of(hits.ids(archive)?);
    let column = match by {
        GroupBy::Site => "site",
        GroupBy::Language => "language",
        _ => "date",
    };
    let mut groups: HashMap<Option<Box<[u8]>>, (i64, i64)> = HashMap::new();
    // Articles of one group come one after the other, so that a group is looked up once.
    let mut open: (Option<Box<[u8]>>, (i64, i64)) = (None, (0, 0));
    let mut close = |(name, (number, whole)): (Option<Box<[u8]>>, (i64, i64))| match groups.entry(name) {
        Entry::Occupied(mut group) => {
            let (hits, all) = group.get_mut();
            *hits += number;
            *all += whole;
        }
        Entry::Vacant(group) => drop(group.insert((number, whole))),
    };
    let sql = format!(
        "SELECT id, {column} FROM articles ORDER BY {column}{}",
        if by == GroupBy::Site { " COLLATE NOCASE" } else { "" }
    );
    Conditions::default().each_row(archive, &sql, |row| {
        let name = row.get_ref(1)?.as_bytes_or_null()?;
        if open.0.as_deref() != name {
            close(std::mem::replace(&mut open, (name.map(Box::from), (0, 0))));
        }
        open.1.0 += i64::from(wanted.has(row.get(0)?));
        open.1.1 += 1;
        Ok(ControlFlow::Continue(()))
    })?;
    close(open);
    let mut named: HashMap<Option<String>, (i64, i64)> = HashMap::new();
    for (name, (number, whole)) in groups {
        let name = name.map(|name| String::from_utf8_lossy(&name).into_owned()).map(|name| cut(name, by.date_len()));
        let group = named.entry(name).or_default();
        group.0 += number;
        group.1 += whole;
    }
    let rows = named.into_iter().filter(|(_, (number, _))| *number > 0);
    Ok(in_order(rows.map(|(name, (number, whole))| (name, number, Some(whole))).collect(), by, window))
}

/// The first so many characters.
fn cut(name: String, len: Option<u32>) -> String {
    match len.and_then(|len| usize::try_from(len).ok()) {
        Some(len) => name.chars().take(len).collect(),
        None => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_however_large() {
        let numbers = Numbers::of(vec![i64::MAX, 7, 64, -3, 1 << 40]);
        for id in [7, 64, -3, 1 << 40, i64::MAX] {
            assert!(numbers.has(id), "{id}");
        }
        for id in [0, 6, 63, 65, -7, 1 << 41, i64::MIN] {
            assert!(!numbers.has(id), "{id}");
        }
    }
}
