//! What the decisions that hold come to: who a name means.
//!
//! Decisions come in, in the order in which they were made; for any name in any article it goes out who is meant.
//!
//! Merges and aliases are arrows from one name to another; names that hang together are one, and the one no arrow leaves
//! is who stays. So the order of decisions matters only where two of them disagree, and then the later one holds.
//!
//! Invariant: names are compared by their keys, never by row numbers, so that the same decisions mean the same in every
//! archive.

use std::collections::{BTreeSet, HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension as _, Result, Transaction};

use crate::store::addresses::keys::Addresses;
use crate::store::decisions::decision::{Decision, Verb};
use crate::store::kind::Kind;

/// What the decisions say of a name in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Ruling<'r> {
    /// It means itself.
    Itself,
    /// It means the thing of this key.
    Means(&'r str),
    /// It means nobody.
    Nobody,
}

/// The decisions that hold, ready to be asked.
#[derive(Debug, Default)]
pub(in crate::store) struct Rulings {
    people: KindRulings,
    places: KindRulings,
    organisations: KindRulings,
    splits: Vec<Split>,
    /// Which splits speak of an article, by its reference.
    splits_by_article: HashMap<String, Vec<usize>>,
    is_empty: bool,
}

/// The decisions about one sort of thing.
#[derive(Debug, Default)]
struct KindRulings {
    /// Who stays, for every name that a merge or an alias speaks of.
    roots: HashMap<String, String>,
    /// A spelling of every key.
    names: HashMap<String, String>,
    rejected: HashSet<String>,
    renamed: HashMap<String, String>,
    aliases: HashMap<String, BTreeSet<String>>,
    /// Keys that a decision about every article speaks of.
    spoken_of: HashSet<String>,
}

#[derive(Debug)]
struct Split {
    kind: Kind,
    subject: String,
    object: String,
}

impl Rulings {
    /// Puts `decisions` of this archive together; those that were undone are left out.
    pub(in crate::store) fn in_force(connection: &Connection, decisions: &[Decision]) -> Result<Self> {
        Ok(Self::new(decisions, &Addresses::of(connection)?))
    }

    /// Puts `decisions` together; `addresses` says what an article is called.
    fn new(decisions: &[Decision], addresses: &Addresses) -> Self {
        let is_empty = decisions.iter().all(|decision| decision.undone_at.is_some());
        let mut rulings = Self { is_empty, ..Self::default() };
        for kind in Kind::ALL {
            let about: Vec<&Decision> =
                decisions.iter().filter(|decision| decision.kind == kind && decision.undone_at.is_none()).collect();
            *rulings.of_mut(kind) = KindRulings::new(&about);
            for split in about.iter().filter(|decision| decision.verb == Verb::Split) {
                let place = rulings.splits.len();
                let (subject, object) = (split.subject_key.clone(), split.object_key.clone().unwrap_or_default());
                rulings.splits.push(Split { kind, subject, object });
                for article in &split.articles {
                    rulings.splits_by_article.entry(addresses.reference(article)).or_default().push(place);
                }
            }
        }
        rulings
    }

    /// Whether there is nothing to obey.
    pub(in crate::store) fn are_none(&self) -> bool {
        self.is_empty
    }

    /// Who `key` means in an article that `splits` speak of.
    pub(in crate::store) fn resolve<'r>(&'r self, kind: Kind, key: &'r str, splits: &[usize]) -> Ruling<'r> {
        let about = self.of(kind);
        let mut root = about.root(key);
        let mut left: Vec<&Split> =
            splits.iter().filter_map(|place| self.splits.get(*place)).filter(|split| split.kind == kind).collect();
        // A split may speak of what another one split off; each applies once, so that this ends.
        while let Some(place) = left.iter().rposition(|split| about.root(&split.subject) == root) {
            root = about.root(&left.remove(place).object);
        }
        if about.rejected.contains(root) {
            Ruling::Nobody
        } else if root == key {
            Ruling::Itself
        } else {
            Ruling::Means(root)
        }
    }

    /// The splits that speak of the article.
    pub(in crate::store) fn splits_of(&self, transaction: &Transaction<'_>, article_id: i64) -> Result<Vec<usize>> {
        if self.splits.is_empty() {
            return Ok(Vec::new());
        }
        let mut splits = Vec::new();
        for reference in references(transaction, article_id)? {
            splits.extend(self.splits_by_article.get(&reference).into_iter().flatten());
        }
        splits.sort_unstable();
        splits.dedup();
        Ok(splits)
    }

    /// References of the articles in which something was split off to one of `keys`.
    pub(in crate::store) fn split_to<'r>(
        &'r self,
        kind: Kind,
        keys: &'r BTreeSet<String>,
    ) -> impl Iterator<Item = &'r String> {
        let to = move |place: &usize| {
            self.splits.get(*place).is_some_and(|split| split.kind == kind && keys.contains(&split.object))
        };
        self.splits_by_article.iter().filter(move |(_, splits)| splits.iter().any(to)).map(|(reference, _)| reference)
    }

    /// Whether a decision about every article speaks of `key`.
    pub(in crate::store) fn speaks_of(&self, kind: Kind, key: &str) -> bool {
        self.of(kind).spoken_of.contains(key)
    }

    /// Whether something of this key was split off.
    pub(in crate::store) fn splits_off(&self, kind: Kind, key: &str) -> bool {
        self.splits.iter().any(|split| split.kind == kind && split.object == key)
    }

    /// A spelling of `key`, as a decision has it.
    pub(in crate::store) fn spelling<'r>(&'r self, kind: Kind, key: &'r str) -> &'r str {
        self.of(kind).names.get(key).map_or(key, String::as_str)
    }

    /// The name that was chosen for the thing of this key.
    pub(in crate::store) fn chosen_name(&self, kind: Kind, key: &str) -> Option<&str> {
        self.of(kind).renamed.get(key).map(String::as_str)
    }

    /// The aliases that were given to the thing of this key.
    pub(in crate::store) fn aliases(&self, kind: Kind, key: &str) -> impl Iterator<Item = &str> {
        self.of(kind).aliases.get(key).into_iter().flatten().map(String::as_str)
    }

    /// All keys that are one with `key`, itself among them.
    pub(in crate::store) fn one_with(&self, kind: Kind, key: &str) -> BTreeSet<String> {
        let about = self.of(kind);
        let root = about.root(key);
        let mut keys: BTreeSet<String> =
            about.roots.iter().filter(|(_, other)| *other == root).map(|(key, _)| key.clone()).collect();
        keys.insert(key.to_owned());
        keys
    }

    /// Who stays of those that are one with `key`.
    pub(in crate::store) fn root<'r>(&'r self, kind: Kind, key: &'r str) -> &'r str {
        self.of(kind).root(key)
    }

    /// Every key that a decision about every article speaks of.
    pub(in crate::store) fn keys(&self, kind: Kind) -> BTreeSet<&str> {
        self.of(kind).spoken_of.iter().map(String::as_str).collect()
    }

    fn of(&self, kind: Kind) -> &KindRulings {
        match kind {
            Kind::Person => &self.people,
            Kind::Place => &self.places,
            Kind::Organisation => &self.organisations,
        }
    }

    fn of_mut(&mut self, kind: Kind) -> &mut KindRulings {
        match kind {
            Kind::Person => &mut self.people,
            Kind::Place => &mut self.places,
            Kind::Organisation => &mut self.organisations,
        }
    }
}

impl KindRulings {
    fn new(decisions: &[&Decision]) -> Self {
        let mut rulings = Self::default();
        let mut arrows = Vec::new();
        for decision in decisions {
            let subject = &decision.subject_key;
            let object = decision.object.as_ref().zip(decision.object_key.as_ref());
            rulings.names.insert(subject.clone(), decision.subject.clone());
            if !matches!(decision.verb, Verb::Split | Verb::Distinct) {
                rulings.spoken_of.insert(subject.clone());
            }
            if let Some((name, key)) = object.filter(|_| decision.verb != Verb::Rename) {
                rulings.names.insert(key.clone(), name.clone());
            }
            if let (Verb::Merge | Verb::Alias, Some((_, key))) = (decision.verb, object) {
                rulings.spoken_of.insert(key.clone());
                arrows.push((key.as_str(), subject.as_str()));
            }
        }
        rulings.roots = roots(&arrows);
        for decision in decisions {
            let root = rulings.root(&decision.subject_key).to_owned();
            match (decision.verb, &decision.object) {
                (Verb::Reject, _) => {
                    rulings.rejected.insert(root);
                }
                // Whoever was merged into another one has that one's name.
                (Verb::Rename, Some(name)) if root == decision.subject_key => {
                    rulings.renamed.insert(root, name.clone());
                }
                (Verb::Alias, Some(alias)) => {
                    rulings.aliases.entry(root).or_default().insert(alias.clone());
                }
                _ => {}
            }
        }
        rulings
    }

    fn root<'r>(&'r self, key: &'r str) -> &'r str {
        self.roots.get(key).map_or(key, String::as_str)
    }
}

/// Who stays, for every name an arrow begins or ends at. `arrows` lead from who is merged to who stays.
fn roots(arrows: &[(&str, &str)]) -> HashMap<String, String> {
    let mut groups: Vec<BTreeSet<&str>> = Vec::new();
    let mut group_of: HashMap<&str, usize> = HashMap::new();
    for (from, to) in arrows {
        let known = (group_of.get(from).copied(), group_of.get(to).copied());
        let (keep, join) = match known {
            (Some(a), Some(b)) => (a, Some(b).filter(|b| *b != a)),
            (Some(a), None) | (None, Some(a)) => (a, None),
            (None, None) => {
                groups.push(BTreeSet::new());
                (groups.len() - 1, None)
            }
        };
        let mut members: Vec<&str> = vec![from, to];
        if let Some(group) = join.and_then(|join| groups.get_mut(join)) {
            members.extend(std::mem::take(group));
        }
        for member in members {
            group_of.insert(member, keep);
            if let Some(group) = groups.get_mut(keep) {
                group.insert(member);
            }
        }
    }
    let leaving: HashSet<&str> = arrows.iter().filter(|(from, to)| from != to).map(|(from, _)| *from).collect();
    // The latest arrow that ends at a name: the later decision holds where two disagree.
    let latest: HashMap<&str, usize> = arrows.iter().enumerate().map(|(place, (_, to))| (*to, place)).collect();
    let mut roots = HashMap::new();
    for group in groups {
        let preference = |key: &&&str| (!leaving.contains(**key), latest.get(**key).copied());
        let Some(root) = group.iter().max_by_key(preference) else { continue };
        for key in &group {
            roots.insert((*key).to_owned(), (*root).to_owned());
        }
    }
    roots
}

/// What a decision may call an article: its address, and the digest of each version of its source.
pub(in crate::store) fn references(transaction: &Transaction<'_>, article_id: i64) -> Result<Vec<String>> {
    let mut references = Vec::new();
    let key: Option<String> = transaction
        .prepare_cached("SELECT key FROM articles WHERE id = ?1")?
        .query_row([article_id], |row| row.get(0))
        .optional()?;
    references.extend(key.filter(|key| key.starts_with("url ")));
    let mut statement = transaction.prepare_cached("SELECT sha256 FROM sources WHERE article_id = ?1 ORDER BY id")?;
    let mut rows = statement.query([article_id])?;
    while let Some(row) = rows.next()? {
        references.push(format!("sha256 {}", row.get::<_, String>(0)?));
    }
    Ok(references)
}

/// The article that a decision calls `reference`.
pub(in crate::store) fn referred(transaction: &Transaction<'_>, reference: &str) -> Result<Option<i64>> {
    let reference = &*Addresses::of(transaction)?.reference(reference);
    let (sql, value) = match reference.strip_prefix("sha256 ") {
        Some(sha256) => ("SELECT article_id FROM sources WHERE sha256 = ?1", sha256),
        None => ("SELECT id FROM articles WHERE key = ?1", reference),
    };
    transaction.prepare_cached(sql)?.query_row([value], |row| row.get(0)).optional()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_hang_together_are_the_one_that_no_arrow_leaves() {
        let check = |arrows: &[(&str, &str)], key: &str, expected: &str| {
            let mut reversed = arrows.to_vec();
            reversed.reverse();
            for arrows in [arrows, &reversed] {
                assert_eq!(roots(arrows).get(key).map(String::as_str), Some(expected), "{arrows:?}");
            }
        };
        check(&[("b", "a")], "b", "a");
        check(&[("b", "a")], "a", "a");
        check(&[("b", "a"), ("c", "b")], "c", "a");
        check(&[("b", "a"), ("d", "c"), ("c", "a")], "d", "a");
    }

    #[test]
    fn the_later_decision_holds_where_two_disagree() {
        let check = |arrows: &[(&str, &str)], expected: &str| assert_eq!(roots(arrows)["b"], expected, "{arrows:?}");
        check(&[("b", "a"), ("b", "c")], "c");
        check(&[("b", "c"), ("b", "a")], "a");
        check(&[("b", "a"), ("a", "b")], "b");
        check(&[("a", "b"), ("b", "a")], "a");
    }
}
