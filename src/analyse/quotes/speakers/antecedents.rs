//! Who a pronoun may stand for, and what is known of each.
//!
//! The clauses before a pronoun come in, the people named in them go out, each with a row of bytes that says where they
//! stand: who the sentences are about, who spoke in them, how far back, and how the pronoun itself sits in its sentence.
//!
//! Invariant: rows have [`WIDTH`] features in a fixed order, which the weights in `models/speakers.bin` rely on.

use crate::analyse::people::cast::{Cast, Gender};
use crate::analyse::quotes::clauses::{Clauses, NodeKind};
use crate::analyse::quotes::feature_codes::code_at;
use crate::lexicon::function_words::WordRole;

/// Sentences that are looked back over.
const FRAMES: usize = 14;
/// Names that are looked at in one sentence.
const NAMES: usize = 12;
/// Nodes of what a pronoun says that are looked through for people it cannot mean. No sentence is as long; without a bound a
/// text of one endless sentence would be read through again for every pronoun.
const LONGEST_CLAUSE: usize = 400;
/// People that are weighed.
const PEOPLE: usize = 16;

/// Features of a row.
pub const WIDTH: usize = 32;

/// Where features stand that rules look at or trainers change.
pub(crate) const BACK: usize = 0;
pub(crate) const SUBJECT: usize = 5;
pub(crate) const SPOKE: usize = 8;
pub(crate) const LAST_SPEAKER: usize = 11;
/// Whether the gender of the person is not known.
pub const UNKNOWN: usize = 31;

/// Somebody a pronoun may stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Antecedent {
    /// The place in the cast.
    pub person: usize,
    /// What is known of them.
    pub row: [u8; WIDTH],
}

/// What the sentences of a field are about.
#[derive(Clone, Debug, Default)]
pub(crate) struct Topics {
    /// The person who is the subject of each frame.
    pub subjects: Vec<Option<usize>>,
    /// The person who speaks in each frame, by name.
    pub speakers: Vec<Option<usize>>,
    /// The last person who spoke, by name, in or before each frame.
    pub last_speakers: Vec<Option<usize>>,
}

/// Somebody named before the pronoun, where they were named last.
#[derive(Clone, Copy)]
struct Seen {
    person: usize,
    frame: usize,
    node: Option<usize>,
    end: usize,
    frames: usize,
    last_frame: usize,
}

/// Everybody named before node `pronoun` in the sentences near it, nearest first.
pub(crate) fn list(clauses: &Clauses<'_>, topics: &Topics, cast: &Cast, pronoun: usize) -> Vec<Antecedent> {
    let own = clauses.frame_of(pronoun);
    let mut seen: Vec<Seen> = Vec::new();
    for place in (0..=own).rev().take(FRAMES) {
        see(clauses, topics, place, pronoun, &mut seen);
    }
    let barred = barred(clauses, pronoun, own);
    let at = Position::new(clauses, topics, pronoun, own);
    let free = seen.iter().filter(|one| !barred.contains(&one.person)).enumerate();
    free.map(|(order, one)| at.describe(clauses, topics, cast, order, one)).collect()
}

/// The people a pronoun cannot mean because what it says names them: `he said Potter was late`, `Potter was late, he
/// said` (principle C of binding theory: Chomsky, Lectures on Government and Binding, 1981).
fn barred(clauses: &Clauses<'_>, pronoun: usize, own: usize) -> Vec<usize> {
    let frame = clauses.frames.get(own).map_or(0..0, |frame| frame.nodes.clone());
    let says = |at: usize| clauses.verbs.get(at).copied().flatten().is_some();
    let opens_adjunct =
        |at: usize| matches!(clauses.role(at), Some(WordRole::Subordinator | WordRole::Preposition | WordRole::Time));
    let auxiliary = |at: usize| matches!(clauses.role(at), Some(WordRole::Adverb | WordRole::Auxiliary));
    let verb = (pronoun + 1..frame.end.min(pronoun + 4)).find(|at| !auxiliary(*at)).filter(|at| says(*at));
    let Some(verb) = verb else { return Vec::new() };
    let before = pronoun.checked_sub(1).filter(|before| frame.contains(before));
    let behind_clause = before.is_some_and(|before| clauses.word(before) == ",") && !opens_adjunct(frame.start);
    let adjunct = before.is_some_and(opens_adjunct);
    let said = if behind_clause {
        frame.start..pronoun
    } else if adjunct {
        return Vec::new();
    } else {
        let stop = |at: &usize| matches!(clauses.word(*at), ";" | "and" | "but");
        let end = frame.end.min(verb + LONGEST_CLAUSE);
        verb..(verb..end).find(stop).unwrap_or(end)
    };
    let first = clauses.names.partition_point(|named| named.nodes.start < said.start);
    let inside = clauses.names.iter().skip(first).take(NAMES).take_while(|named| named.nodes.start < said.end);
    inside.filter_map(|named| named.person).collect()
}

/// Adds who is named in the frame at `place` before node `pronoun`.
fn see(clauses: &Clauses<'_>, topics: &Topics, place: usize, pronoun: usize, seen: &mut Vec<Seen>) {
    let Some(frame) = clauses.frames.get(place) else { return };
    let mut offer = |person: usize, node: Option<usize>, end: usize| {
        if let Some(known) = seen.iter_mut().find(|known| known.person == person) {
            if known.frame == place && known.node.is_none() {
                (known.node, known.end) = (node, end);
            }
            if known.last_frame != place {
                known.frames += 1;
                known.last_frame = place;
            }
        } else if seen.len() < PEOPLE {
            seen.push(Seen { person, frame: place, node, end, frames: 1, last_frame: place });
        }
    };
    if let Some(person) = topics.subjects.get(place).copied().flatten() {
        offer(person, None, 0);
    }
    let end = frame.nodes.end.min(pronoun);
    let first = clauses.names.partition_point(|named| named.nodes.start < frame.nodes.start);
    for named in clauses.names.iter().skip(first).take(NAMES).take_while(|named| named.nodes.start < end) {
        if let Some(person) = named.person {
            offer(person, Some(named.nodes.start), named.nodes.end);
        }
    }
}

/// How a pronoun sits in its sentence and paragraph.
struct Position {
    pronoun: usize,
    own: usize,
    paragraph: usize,
    /// The person named first in the paragraph.
    opener: Option<usize>,
    about: [usize; 8],
    /// The quotations of its sentence, or the last one before it.
    quotations: std::ops::Range<usize>,
}

impl Position {
    fn new(clauses: &Clauses<'_>, topics: &Topics, pronoun: usize, own: usize) -> Self {
        let paragraph = clauses.frames.get(own).map_or(0, |frame| frame.paragraph);
        let first = clauses.frames.partition_point(|frame| frame.paragraph < paragraph);
        let opening = clauses.frames.get(first).map_or(0, |frame| frame.nodes.start);
        let start = clauses.frames.get(own).map_or(0, |frame| frame.nodes.start);
        let opener = clauses.names.get(clauses.names.partition_point(|named| named.nodes.start < opening));
        let opener = opener.filter(|named| named.nodes.start < pronoun).and_then(|named| named.person);
        let before = |steps: usize| code_at(clauses, pronoun.checked_sub(steps), own);
        let quotation = |at: usize| clauses.is_quotation(at);
        let beside = (start.max(pronoun.saturating_sub(3))..pronoun + 4).any(quotation);
        let speaks = topics.speakers.get(own).copied().flatten().is_some();
        let about = [
            (pronoun - start.min(pronoun)).min(40),
            before(1),
            before(2),
            code_at(clauses, Some(pronoun + 1), own),
            usize::from(beside),
            own - first.min(own),
            usize::from((start..pronoun).any(quotation)),
            usize::from(speaks),
        ];
        let end = clauses.frames.get(own).map_or(0, |frame| frame.nodes.end);
        let quotations = clauses.quotation_nodes.partition_point(|node| *node < start)
            ..clauses.quotation_nodes.partition_point(|node| *node < end);
        Self { pronoun, own, paragraph, opener, about, quotations }
    }

    fn describe(&self, clauses: &Clauses<'_>, topics: &Topics, cast: &Cast, order: usize, one: &Seen) -> Antecedent {
        let own = self.own;
        let person = Some(one.person);
        let known = cast.people.get(one.person);
        let paragraph = clauses.frames.get(one.frame).map_or(0, |frame| frame.paragraph);
        let subject = |place: Option<usize>| place.and_then(|place| topics.subjects.get(place)).copied().flatten();
        let spoke = |place: Option<usize>| place.and_then(|place| topics.speakers.get(place)).copied().flatten();
        let back = |steps: usize| own.checked_sub(steps);
        let since = |is: &dyn Fn(Option<usize>) -> Option<usize>| {
            (1..FRAMES).find(|steps| back(*steps).is_some() && is(back(*steps)) == person).unwrap_or(FRAMES)
        };
        let last = back(1).and_then(|place| topics.last_speakers.get(place)).copied().flatten();
        let yes = usize::from;
        let preposition = one.node.and_then(|node| node.checked_sub(1)).and_then(|before| clauses.role(before));
        let possessor = one.node.is_some()
            && matches!(clauses.nodes.get(one.end).map(|node| node.kind), Some(NodeKind::Possessive));
        let code = |at: Option<usize>| if one.node.is_some() { code_at(clauses, at, one.frame) } else { 60 };
        let rivals = (1..=own - one.frame.min(own))
            .filter(|steps| subject(back(*steps)).is_some_and(|other| Some(other) != person))
            .count();
        let cells = [
            own - one.frame,
            self.paragraph.abs_diff(paragraph).min(5),
            one.frames.min(8),
            order,
            known.map_or(0, |known| known.sightings.len().min(24)),
            yes(subject(Some(one.frame)) == person),
            yes(possessor),
            yes(preposition == Some(WordRole::Preposition)),
            yes(spoke(Some(one.frame)) == person && one.frame < own),
            yes(subject(back(1)) == person),
            yes(subject(back(2)) == person),
            yes(last == person),
            yes(self.opener == person),
            one.node.map_or(0, |node| one.end - node),
            yes(spoke(back(1)) == person),
            one.node.map_or(80, |node| self.pronoun.saturating_sub(node).min(79)),
            since(&subject),
            since(&spoke),
            one.person.min(12),
            code(one.node.and_then(|node| node.checked_sub(1))),
            code(Some(one.end)),
            rivals,
            yes(self.quotations.clone().any(|quotation| clauses.names_inside(quotation, one.person))),
        ];
        let mut row = [0; WIDTH];
        for (cell, value) in row.iter_mut().zip(cells.iter().chain(&self.about)) {
            *cell = u8::try_from(*value).unwrap_or(u8::MAX);
        }
        row[UNKNOWN] = u8::from(known.is_none_or(|known| known.gender == Gender::Unknown));
        Antecedent { person: one.person, row }
    }
}

/// How likely an antecedent is by hand: recency, and what a sentence is about. A thousand is a factor of e.
#[must_use]
pub fn weigh_by_hand(row: &[u8]) -> i32 {
    let cell = |at: usize| row.get(at).copied().map_or(0, i32::from);
    let recency = match cell(BACK) {
        0 | 1 => 0,
        2 => -800,
        3 => -1500,
        4 => -2000,
        5 => -2400,
        6 | 7 => -2800,
        8..=10 => -3200,
        _ => -3600,
    };
    recency + cell(SUBJECT) * 1200 + (cell(SPOKE) + cell(LAST_SPEAKER)) * 500 - cell(UNKNOWN) * 600
}

/// The place of the row, of [`WIDTH`] bytes each, that `weigh` gives most; the first of equals.
#[must_use]
pub fn heaviest(cells: &[u8], weigh: impl Fn(&[u8]) -> i32) -> usize {
    let weights = cells.chunks_exact(WIDTH).map(weigh).enumerate();
    weights.max_by_key(|(place, weight)| (*weight, std::cmp::Reverse(*place))).map_or(0, |(place, _)| place)
}
