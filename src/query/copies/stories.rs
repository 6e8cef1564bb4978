//! Which of many articles are one story.
//!
//! Articles in an order come in; for each the first article of its story goes out. Articles of the same body are one; the others
//! are compared where they share marks, each with the next few that do, and what is a copy of a copy is of the same story.
//!
//! Invariant: only the articles handed in count, and how many are compared grows with their number, whatever they hold.

use rusqlite::{Connection, OptionalExtension as _, Result};
use rustc_hash::FxHashMap;

use crate::model::Signature;
use crate::query::articles::Member;
use crate::query::copies::likely::is_likely;
use crate::query::copies::passages::Story;

/// Articles with the same mark with which one is compared: the next so many.
const NEIGHBOURS: usize = 8;

/// For each member the place of the first with the same body.
pub(super) fn exact(members: &[Member]) -> Vec<usize> {
    let mut first: FxHashMap<&str, usize> = FxHashMap::default();
    let mut firsts = Vec::with_capacity(members.len());
    for (place, member) in members.iter().enumerate() {
        firsts.push(member.digest.as_deref().map_or(place, |digest| *first.entry(digest).or_insert(place)));
    }
    firsts
}

/// For each member the place of the first of its story.
pub(super) fn stories(connection: &Connection, members: &[Member]) -> Result<Vec<usize>> {
    let mut firsts = exact(members);
    let mut marks = Vec::new();
    let mut counts = vec![0; members.len()];
    let mut statement = connection.prepare_cached("SELECT signature FROM copy_signatures WHERE id = ?1")?;
    for (place, member) in members.iter().enumerate().filter(|(place, _)| firsts[*place] == *place) {
        let signature: Option<Vec<u8>> = statement.query_row([member.id], |row| row.get(0)).optional()?;
        let signature = Signature::from_bytes(&signature.unwrap_or_default());
        counts[place] = signature.marks().len();
        marks.extend(signature.marks().iter().map(|mark| (*mark, place)));
    }
    for (one, other) in likely_pairs(marks, &counts) {
        let (root, other_root) = (root_of(&mut firsts, one), root_of(&mut firsts, other));
        if root != other_root && are_copies(connection, members[one].id, members[other].id)? {
            firsts[root.max(other_root)] = root.min(other_root);
        }
    }
    Ok((0..members.len()).map(|place| root_of(&mut firsts, place)).collect())
}

/// The pairs of places that share enough marks, those that share most first.
fn likely_pairs(mut marks: Vec<(u32, usize)>, counts: &[usize]) -> Vec<(usize, usize)> {
    marks.sort_unstable();
    let mut shared: FxHashMap<(usize, usize), usize> = FxHashMap::default();
    for same in marks.chunk_by(|(a, _), (b, _)| a == b) {
        for (at, (_, one)) in same.iter().enumerate() {
            for (_, other) in same.iter().skip(at + 1).take(NEIGHBOURS) {
                *shared.entry((*one, *other)).or_default() += 1;
            }
        }
    }
    let mut pairs: Vec<_> = shared
        .into_iter()
        .filter(|((one, other), hits)| is_likely(*hits, counts[*one].min(counts[*other])))
        .map(|(pair, hits)| (std::cmp::Reverse(hits), pair))
        .collect();
    pairs.sort_unstable();
    pairs.into_iter().map(|(_, pair)| pair).collect()
}

fn root_of(firsts: &mut [usize], mut place: usize) -> usize {
    while firsts[place] != place {
        firsts[place] = firsts[firsts[place]];
        place = firsts[place];
    }
    place
}

fn are_copies(connection: &Connection, one: i64, other: i64) -> Result<bool> {
    let mut statement = connection.prepare_cached("SELECT body FROM articles WHERE id = ?1")?;
    let mut body = |id: i64| statement.query_row([id], |row| row.get::<_, String>(0));
    let (one, other) = (body(one)?, body(other)?);
    Ok(Story::new(&one).copied_in(&other).is_some())
}
