//! Who may be who: pairs of people who may be one, best first.
//!
//! Names that share a surname are compared with each other, and names that are next to each other in order of the
//! alphabet; the likeliest pairs are then looked up in the articles. A pair that was answered (merged, or said to be two) is
//! left out.
//!
//! Invariant: memory grows with the pairs asked for, and with the people up to [`COMPARED`]; the same archive gives the same pairs in the
//! same order, and a pair has the same id in every archive.

mod evidence;
mod likeness;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use rusqlite::{Connection, Result, Row};

use super::rows::DoubtRow;
use crate::model::Digest;
use crate::query::error::QueryError;
use crate::query::filter::Window;
use crate::store::Archive;
use likeness::{Likeness, Parts, liken};

/// People who are compared, those of most articles first: of 355,000 all would take five seconds (a million invented articles, 29 November 2026).
const COMPARED: u32 = 20_000;
/// People of one surname that are compared, those of most articles first.
const NAMESAKES: usize = 200;
/// People further on in the alphabet that each is compared with.
const NEIGHBOURS: usize = 3;
/// Pairs that are looked up in the articles, beyond those asked for.
const LOOKED_UP: usize = 400;
/// Pairs that are kept where all are asked for.
const MOST: usize = 20_000;
/// Each further bearer of a surname makes it less likely that this one is meant.
const FURTHER_BEARER: i64 = 6;

/// Somebody who may be somebody else.
#[derive(Clone, Debug)]
struct Somebody {
    id: i64,
    name: String,
    key: String,
    articles: i64,
    parts: Parts,
    /// Whether nothing, as a generation, comes after the surname.
    ends_in_surname: bool,
}

/// Two of them, with what speaks for one.
#[derive(Clone, Debug)]
struct Pair {
    stays: Somebody,
    other: Somebody,
    points: i64,
    evidence: Vec<String>,
}

/// What orders pairs: the likelier first, then those of more articles, then by name.
type Rank = (Reverse<i64>, Reverse<i64>, String, String);

/// People who may be one, the likeliest first.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn doubts(archive: &Archive, window: Window) -> std::result::Result<Vec<DoubtRow>, QueryError> {
    let skip = usize::try_from(window.offset).unwrap_or(usize::MAX);
    let limit = window.limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(MOST);
    let wanted = skip.saturating_add(limit).min(MOST);
    let pairs = find(archive, wanted).map_err(|cause| QueryError(archive.refused(cause)))?;
    Ok(pairs.into_iter().skip(skip).take(limit).map(Pair::into_row).collect())
}

/// The pair of this id.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn doubt(archive: &Archive, id: &str) -> std::result::Result<Option<DoubtRow>, QueryError> {
    let pairs = find(archive, MOST).map_err(|cause| QueryError(archive.refused(cause)))?;
    Ok(pairs.into_iter().map(Pair::into_row).find(|row| row.id == id))
}

fn find(archive: &Archive, wanted: usize) -> Result<Vec<Pair>> {
    // One reading transaction, so that an import at the same time cannot change half of it.
    let transaction = archive.connection.unchecked_transaction()?;
    let mut pool = Pool { answered: answered(&transaction)?, most: wanted + LOOKED_UP, ..Pool::default() };
    let people = compared(&transaction)?;
    pool.compare_namesakes(&people);
    pool.compare_neighbours(&people);
    drop(people);
    let mut pairs = Vec::new();
    for (place, pair) in pool.pairs.into_values().enumerate() {
        let mut pair = pair;
        // What is far down the list stays in the order of the spelling.
        if place < LOOKED_UP.max(wanted.min(2 * LOOKED_UP)) {
            let (rarer, other) = if pair.other.articles <= pair.stays.articles {
                (&pair.other, &pair.stays)
            } else {
                (&pair.stays, &pair.other)
            };
            for (reason, points) in evidence::of(&transaction, rarer.id, (other.id, other.articles))? {
                pair.evidence.push(reason);
                pair.points += points;
            }
        }
        pairs.push(pair);
    }
    pairs.retain(|pair| pair.points > 0);
    pairs.sort_by_cached_key(Pair::rank);
    Ok(pairs)
}

/// The keys of pairs that were said to be two.
fn answered(connection: &Connection) -> Result<HashSet<(String, String)>> {
    let sql = "SELECT subject_key, object_key FROM decisions
               WHERE kind = 'person' AND verb = 'distinct' AND undone_at IS NULL";
    connection.prepare(sql)?.query_map([], |row| Ok(ordered(row.get(0)?, row.get(1)?)))?.collect()
}

fn ordered(a: String, b: String) -> (String, String) {
    if a <= b { (a, b) } else { (b, a) }
}

/// The likeliest pairs so far.
#[derive(Default)]
struct Pool {
    answered: HashSet<(String, String)>,
    most: usize,
    pairs: BTreeMap<Rank, Pair>,
    seen: BTreeSet<(i64, i64)>,
}

impl Pool {
    /// Compares all who share a surname.
    fn compare_namesakes(&mut self, people: &[Somebody]) {
        let mut namesakes: BTreeMap<&str, Vec<&Somebody>> = BTreeMap::new();
        for somebody in people.iter().filter(|somebody| somebody.ends_in_surname) {
            namesakes.entry(somebody.parts.surname()).or_default().push(somebody);
        }
        for mut group in namesakes.into_values() {
            self.compare(&mut group);
        }
    }

    /// Compares everyone in `group` that is not too large.
    fn compare(&mut self, group: &mut Vec<&Somebody>) {
        group.sort_by_key(|one| (Reverse(one.articles), one.id));
        group.truncate(NAMESAKES);
        let bearers = i64::try_from(group.iter().filter(|one| !one.parts.is_lone()).count()).unwrap_or(i64::MAX);
        for (place, one) in group.iter().enumerate() {
            for other in group.iter().skip(place + 1) {
                let is_lone = one.parts.is_lone() || other.parts.is_lone();
                let rivals = if is_lone { FURTHER_BEARER.saturating_mul(bearers - 1) } else { 0 };
                self.add(one, other, rivals);
            }
        }
    }

    /// Compares everyone with those who come next in the alphabet.
    fn compare_neighbours(&mut self, people: &[Somebody]) {
        let mut people: Vec<&Somebody> = people.iter().collect();
        people.sort_unstable_by(|one, other| one.key.cmp(&other.key));
        for (place, somebody) in people.iter().enumerate() {
            for other in people.iter().take(place).skip(place.saturating_sub(NEIGHBOURS)) {
                self.add(other, somebody, 0);
            }
        }
    }

    fn add(&mut self, one: &Somebody, other: &Somebody, against: i64) {
        let Some(Likeness { points, words }) = liken(&one.parts, &other.parts) else { return };
        let points = points.saturating_sub(against);
        if points <= 0 || self.answered.contains(&ordered(one.key.clone(), other.key.clone())) {
            return;
        }
        if !self.seen.insert((one.id.min(other.id), one.id.max(other.id))) {
            return;
        }
        // The fuller name stays, then the one of more articles.
        let rank = |one: &Somebody| (one.name.split(' ').count(), one.articles, Reverse(one.key.clone()));
        let (stays, other) = if rank(one) >= rank(other) { (one, other) } else { (other, one) };
        let pair = Pair { stays: stays.clone(), other: other.clone(), points, evidence: vec![words.to_owned()] };
        self.pairs.insert(pair.rank(), pair);
        if self.pairs.len() > self.most
            && let Some((_, last)) = self.pairs.pop_last()
        {
            self.seen.remove(&(last.stays.id.min(last.other.id), last.stays.id.max(last.other.id)));
        }
    }
}

/// Those who are compared: those of most articles, then those who are doubtful altogether.
fn compared(connection: &Connection) -> Result<Vec<Somebody>> {
    let sql = format!(
        "SELECT id, name, key, article_count FROM people AS person
         WHERE article_count > 0 OR EXISTS (SELECT 1 FROM person_mentions WHERE person_id = person.id)
         ORDER BY article_count DESC, id LIMIT {COMPARED}"
    );
    connection.prepare(&sql)?.query_map([], read)?.collect()
}

/// How many people are compared, those of most articles, where the archive has more; `None` where all are.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn doubts_among(archive: &Archive) -> std::result::Result<Option<u32>, QueryError> {
    let sql = "SELECT count(*) FROM (SELECT 1 FROM people ORDER BY article_count DESC LIMIT 1 OFFSET ?1)";
    let more = archive.connection.query_row(sql, [COMPARED], |row| row.get::<_, bool>(0));
    let more = more.map_err(|cause| QueryError(archive.refused(cause)))?;
    Ok(more.then_some(COMPARED))
}

fn read(row: &Row<'_>) -> Result<Somebody> {
    let name: String = row.get(1)?;
    let parts = Parts::of(&name);
    let ends_in_surname = parts.end(&name);
    Ok(Somebody { id: row.get(0)?, name, key: row.get(2)?, articles: row.get(3)?, parts, ends_in_surname })
}

impl Pair {
    fn rank(&self) -> Rank {
        let articles = self.stays.articles.saturating_add(self.other.articles);
        (Reverse(self.points), Reverse(articles), self.stays.key.clone(), self.other.key.clone())
    }

    fn into_row(self) -> DoubtRow {
        let (one, two) = ordered(self.stays.key.clone(), self.other.key.clone());
        let mut id = Digest::of(format!("person\n{one}\n{two}").as_bytes()).to_string();
        id.truncate(8);
        // Names that are told apart by accents alone are called by number.
        let alike = self.stays.parts.words() == self.other.parts.words();
        let word = |one: &Somebody| if alike { one.id.to_string() } else { quoted(&one.name) };
        let command = |verb: &str| format!("archive people {verb} {} {}", word(&self.stays), word(&self.other));
        DoubtRow {
            id,
            person_id: self.stays.id,
            other_id: self.other.id,
            merge: command("merge"),
            distinct: command("distinct"),
            name: self.stays.name,
            other: self.other.name,
            articles: self.stays.articles,
            other_articles: self.other.articles,
            points: self.points,
            evidence: self.evidence.join("; "),
        }
    }
}

/// `name` as a word for a shell.
fn quoted(name: &str) -> String {
    format!("'{}'", name.replace('\'', r"'\''"))
}
