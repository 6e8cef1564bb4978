//! Who a pronoun may stand for, and what is known of each.
//!
//! The clauses before a pronoun come in, the people named in them go out, each with a row of bytes that says where they
//! stand: who the sentences are about, who spoke in them, how far back, and how the pronoun itself sits in its sentence.
//!
//! Invariant: rows have [`WIDTH`] features in a fixed order, which the weights in `models/speakers.bin` rely on.

use crate::analyse::people::cast::{Cast, Gender};
use crate::analyse::quotes::clauses::{Clauses, NodeKind};
use crate::analyse::quotes::feature_codes::{code_at, fill, yes};
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

/// Features of an antecedent.
const ABOUT_ANTECEDENT: usize = 23;
/// Features of the pronoun.
const ABOUT_PRONOUN: usize = 8;
/// Features of a row: those of the antecedent and of the pronoun, and whether the gender is known.
pub const WIDTH: usize = ABOUT_ANTECEDENT + ABOUT_PRONOUN + 1;

/// Places of the features that rules look at or trainers change.
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
    let position = Position::new(clauses, topics, cast, pronoun);
    let about_pronoun = position.describe_pronoun();
    let free = seen.iter().filter(|one| !barred.contains(&one.person)).enumerate();
    free.map(|(order, one)| {
        let features = position.describe(order, one);
        let mut row = [0; WIDTH];
        fill(&mut row, &[&features, &about_pronoun]);
        let known = cast.people.get(one.person);
        row[UNKNOWN] = u8::from(known.is_none_or(|known| known.gender == Gender::Unknown));
        Antecedent { person: one.person, row }
    })
    .collect()
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

/// A pronoun in its sentence and paragraph.
struct Position<'a> {
    clauses: &'a Clauses<'a>,
    topics: &'a Topics,
    cast: &'a Cast,
    pronoun: usize,
    /// Its sentence.
    own: usize,
    paragraph: usize,
    /// The person named first in the paragraph.
    opener: Option<usize>,
    /// The quotations of its sentence, or the last one before it.
    quotations: std::ops::Range<usize>,
}

impl<'a> Position<'a> {
    fn new(clauses: &'a Clauses<'a>, topics: &'a Topics, cast: &'a Cast, pronoun: usize) -> Self {
        let own = clauses.frame_of(pronoun);
        let sentence = clauses.frames.get(own).map_or(0..0, |frame| frame.nodes.clone());
        let paragraph = clauses.frames.get(own).map_or(0, |frame| frame.paragraph);
        let first = clauses.frames.partition_point(|frame| frame.paragraph < paragraph);
        let opening = clauses.frames.get(first).map_or(0, |frame| frame.nodes.start);
        let opener = clauses.names.get(clauses.names.partition_point(|named| named.nodes.start < opening));
        let opener = opener.filter(|named| named.nodes.start < pronoun).and_then(|named| named.person);
        let quotations = clauses.quotation_nodes.partition_point(|node| *node < sentence.start)
            ..clauses.quotation_nodes.partition_point(|node| *node < sentence.end);
        Self { clauses, topics, cast, pronoun, own, paragraph, opener, quotations }
    }

    /// Features of the pronoun itself, the same for all its antecedents.
    fn describe_pronoun(&self) -> [usize; ABOUT_PRONOUN] {
        let Self { clauses, pronoun, own, .. } = *self;
        let start = clauses.frames.get(own).map_or(0, |frame| frame.nodes.start);
        let first = clauses.frames.partition_point(|frame| frame.paragraph < self.paragraph);
        let quoted = |at: usize| clauses.is_quotation(at);
        [
            pronoun.saturating_sub(start).min(40),
            code_at(clauses, pronoun.checked_sub(1), own),
            code_at(clauses, pronoun.checked_sub(2), own),
            code_at(clauses, Some(pronoun + 1), own),
            yes((start.max(pronoun.saturating_sub(3))..pronoun + 4).any(quoted)),
            own.saturating_sub(first),
            yes((start..pronoun).any(quoted)),
            yes(self.speaker(Some(own)).is_some()),
        ]
    }

    /// Features of one antecedent, the `order`-th of its list.
    fn describe(&self, order: usize, one: &Seen) -> [usize; ABOUT_ANTECEDENT] {
        let (clauses, own, person) = (self.clauses, self.own, Some(one.person));
        let known = self.cast.people.get(one.person);
        let paragraph = clauses.frames.get(one.frame).map_or(0, |frame| frame.paragraph);
        let before = one.node.and_then(|node| node.checked_sub(1));
        let is_possessive = clauses.nodes.get(one.end).is_some_and(|node| node.kind == NodeKind::Possessive);
        let code = |at: Option<usize>| if one.node.is_some() { code_at(clauses, at, one.frame) } else { 60 };
        let last_speaker = self.back(1).and_then(|place| self.topics.last_speakers.get(place)).copied().flatten();
        let is_rival = |steps: &usize| self.subject(self.back(*steps)).is_some_and(|other| Some(other) != person);
        [
            own - one.frame,
            self.paragraph.abs_diff(paragraph).min(5),
            one.frames.min(8),
            order,
            known.map_or(0, |known| known.sightings.len().min(24)),
            yes(self.subject(Some(one.frame)) == person),
            yes(one.node.is_some() && is_possessive),
            yes(before.and_then(|before| clauses.role(before)) == Some(WordRole::Preposition)),
            yes(self.speaker(Some(one.frame)) == person && one.frame < own),
            yes(self.subject(self.back(1)) == person),
            yes(self.subject(self.back(2)) == person),
            yes(last_speaker == person),
            yes(self.opener == person),
            one.node.map_or(0, |node| one.end - node),
            yes(self.speaker(self.back(1)) == person),
            one.node.map_or(80, |node| self.pronoun.saturating_sub(node).min(79)),
            self.sentences_since(|place| self.subject(place) == person),
            self.sentences_since(|place| self.speaker(place) == person),
            one.person.min(12),
            code(before),
            code(Some(one.end)),
            (1..=own.saturating_sub(one.frame)).filter(is_rival).count(),
            yes(self.quotations.clone().any(|quotation| clauses.names_inside(quotation, one.person))),
        ]
    }

    /// The sentence `steps` before the pronoun's.
    fn back(&self, steps: usize) -> Option<usize> {
        self.own.checked_sub(steps)
    }

    /// The person who is the subject of a sentence.
    fn subject(&self, sentence: Option<usize>) -> Option<usize> {
        sentence.and_then(|place| self.topics.subjects.get(place)).copied().flatten()
    }

    /// The person who speaks in a sentence.
    fn speaker(&self, sentence: Option<usize>) -> Option<usize> {
        sentence.and_then(|place| self.topics.speakers.get(place)).copied().flatten()
    }

    /// How many sentences back the last one is of which `holds` is true.
    fn sentences_since(&self, holds: impl Fn(Option<usize>) -> bool) -> usize {
        (1..FRAMES).find(|steps| self.back(*steps).is_some() && holds(self.back(*steps))).unwrap_or(FRAMES)
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

/// Chooses whom a pronoun means.
pub trait AntecedentRanker: Sync {
    /// The place of the antecedent among `rows`, [`WIDTH`] bytes each.
    fn choose_antecedent(&self, rows: &[u8]) -> usize;
}

impl<R: AntecedentRanker> AntecedentRanker for &R {
    fn choose_antecedent(&self, rows: &[u8]) -> usize {
        (**self).choose_antecedent(rows)
    }
}
