//! Who is meant by an office in English: `the senator`, `the Russian president`.
//!
//! The clauses of a field and its cast come in; a noun phrase leads to the one person to whom the page gives that office
//! and whom the field has named before.
//!
//! Invariant: of two who may be meant only one who alone is named right before is; every other word of the phrase is said
//! of that person too.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::analyse::people::cast::Cast;
use crate::analyse::quotes::clauses::{Clauses, NodeKind};
use crate::lexicon::function_words::WordRole;
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::titles::{LINKS, OTHER_HOLDERS, ROLES, SHORT_FORMS};

/// Sentences before the phrase in which only one who may be meant must be named, where the page has several.
const FRAMES: usize = 2;
/// Names of one sentence that are looked at.
const NAMES: usize = 12;

/// An office of somebody: the words before its head, and all words that are said with it.
struct Office {
    person: usize,
    before: Option<String>,
    words: FxHashSet<String>,
}

/// The offices of everybody in a field.
pub(crate) struct Offices {
    /// By their head.
    held: FxHashMap<String, Vec<Office>>,
    /// The first node at which each person of the cast is named.
    first_named: Vec<Option<usize>>,
}

impl Offices {
    /// Reads the offices that the page gives the people of `cast`.
    pub(crate) fn read(clauses: &Clauses<'_>, cast: &Cast) -> Self {
        let mut found = Self { held: FxHashMap::default(), first_named: vec![None; cast.people.len()] };
        let mut roles: FxHashSet<(usize, &str)> = FxHashSet::default();
        for (person, individual) in cast.people.iter().enumerate() {
            roles.extend(individual.sightings.iter().filter_map(|sighting| Some((person, sighting.role.as_deref()?))));
        }
        let mut roles: Vec<(usize, &str)> = roles.into_iter().collect();
        roles.sort_unstable();
        for (person, role) in roles {
            found.note(person, role);
        }
        for named in &clauses.names {
            let Some(person) = named.person else { continue };
            if let Some(first) = found.first_named.get_mut(person) {
                first.get_or_insert(named.nodes.start);
            }
            let before = named.nodes.start.checked_sub(1).map_or("", |at| clauses.word(at));
            if let Some(role) = before.strip_suffix('.').and_then(|title| SHORT_FORMS.find(&lower_case(title))) {
                found.note(person, role);
            }
        }
        found
    }

    /// Notes that somebody is called `role`.
    fn note(&mut self, person: usize, role: &str) {
        let words: Vec<String> = role.split_whitespace().map(|word| lower_case(word).into_owned()).collect();
        let end = words.iter().position(|word| LINKS.contains(word)).unwrap_or(words.len());
        let Some((head, before)) = words.get(..end).and_then(<[String]>::split_last) else { return };
        if !ROLES.contains(head) {
            return;
        }
        let offices = self.held.entry(head.clone()).or_default();
        let before = before.last().cloned();
        match offices.iter_mut().find(|office| office.person == person && office.before == before) {
            Some(office) => office.words.extend(words),
            None => offices.push(Office { person, before, words: words.into_iter().collect() }),
        }
    }

    /// The one person the noun phrase `nodes` means.
    pub(crate) fn holder(&self, clauses: &Clauses<'_>, nodes: &Range<usize>) -> Option<usize> {
        let head = nodes.end.checked_sub(1).filter(|head| *head > nodes.start)?;
        let plain =
            |at: usize| matches!(clauses.nodes.get(at).map(|node| node.kind), Some(NodeKind::Word(WordRole::Other)));
        // `the president of the club`: the office of somebody else.
        let complement = clauses.role(nodes.end) == Some(WordRole::Preposition)
            && matches!(clauses.word(nodes.end), "of" | "for" | "from" | "at");
        let definite = clauses.word(nodes.start).eq_ignore_ascii_case("the");
        if !definite || complement || !(nodes.start + 1..nodes.end).all(plain) {
            return None;
        }
        let said: Vec<_> = (nodes.start + 1..head).map(|at| lower_case(clauses.word(at))).collect();
        let fits = |office: &&Office| {
            let other = office.before.as_deref().is_some_and(|before| OTHER_HOLDERS.contains(before));
            let same = !other || said.iter().any(|word| Some(word.as_ref()) == office.before.as_deref());
            let named = self.first_named.get(office.person).copied().flatten();
            same && named.is_some_and(|named| named < nodes.start)
                && said.iter().all(|word| office.words.contains(word.as_ref()))
        };
        let offices = self.held.get(lower_case(clauses.word(head)).as_ref())?;
        let holders: FxHashSet<usize> = offices.iter().filter(fits).map(|office| office.person).collect();
        if holders.len() > 1 { only_one_near(clauses, nodes.start, &holders) } else { holders.into_iter().next() }
    }
}

/// Of `people` the only one who is named before node `node` in its sentence and the one before that.
fn only_one_near(clauses: &Clauses<'_>, node: usize, people: &FxHashSet<usize>) -> Option<usize> {
    let own = clauses.frame_of(node);
    let start = clauses.frames.get((own + 1).saturating_sub(FRAMES)).map_or(0, |frame| frame.nodes.start);
    let end = clauses.names.partition_point(|named| named.nodes.start < node);
    let near = clauses.names.get(..end)?.iter().rev().take(NAMES).take_while(|named| named.nodes.start >= start);
    let near: FxHashSet<usize> = near.filter_map(|named| named.person).filter(|one| people.contains(one)).collect();
    near.iter().next().copied().filter(|_| near.len() == 1)
}
