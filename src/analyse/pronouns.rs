//! Which person of the article a pronoun stands for.
//!
//! A pronoun and the clauses before it come in, a place in the cast goes out. Everybody named in the sentences before is
//! weighed by where they stand: who those sentences are about, who spoke in them, how far back. Gender rules people
//! out. The weights were learned from pronouns whose gender alone decides (`examples/train_speakers.rs`).
//!
//! Invariant: only people named before the pronoun, outside quotations and in the same field, are found.

use crate::analyse::cast::{Cast, Gender};
use crate::analyse::clauses::{Clauses, NodeKind};
use crate::analyse::cues::Cue;
use crate::analyse::sources::{Source, SourceKind, subject_of_frame};
use crate::lexicon::function_words::WordRole;

/// Sentences that are looked back over.
const FRAMES: usize = 14;
/// Names that are looked at in one sentence.
const NAMES: usize = 12;
/// People that are weighed.
const PEOPLE: usize = 16;
/// How much less likely somebody of unknown gender is, on the scale of the weights.
const UNKNOWN: i32 = 600;

/// How many weights there are.
pub const WEIGHTS: usize = 56;

/// Weights set by hand: recency, and what a sentence is about. A thousand is a factor of e.
pub static BY_HAND: [i16; WEIGHTS] = {
    let mut weights = [0; WEIGHTS];
    let recency = [0, 0, -800, -1500, -2000, -2400, -2800, -3200, -3600];
    let mut at = 0;
    while at < recency.len() {
        weights[at] = recency[at];
        at += 1;
    }
    weights[SUBJECT] = 1200;
    weights[SPOKE] = 500;
    weights[LAST_SPEAKER] = 500;
    weights
};

/// The first weight of each group of indicators.
const PARAGRAPHS: usize = 9;
const SUBJECT: usize = 13;
const OWNER: usize = 14;
const IN_PHRASE: usize = 15;
const SPOKE: usize = 16;
const SUBJECT_BEFORE: usize = 17;
const SUBJECT_EARLIER: usize = 18;
const FRAMES_NAMED: usize = 19;
const LAST_SPEAKER: usize = 23;
const FIRST_OF_PARAGRAPH: usize = 24;
const ORDER: usize = 25;
const SIGHTINGS: usize = 29;
const FULL_NAME: usize = 33;
const BESIDE_QUOTATION: usize = 34;
const OPENS: usize = 43;
const SPOKE_BEFORE: usize = 52;

/// Somebody a pronoun may stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Antecedent {
    /// The place in the cast.
    pub person: usize,
    /// Which weights apply.
    pub active: Vec<usize>,
}

/// What each sentence is about, for one field.
pub struct Focus<'a> {
    clauses: &'a Clauses<'a>,
    cast: &'a Cast,
    weights: &'a [i16],
    /// The person who is the subject of each frame.
    subjects: Vec<Option<usize>>,
    /// The person who speaks in each frame, by name.
    speakers: Vec<Option<usize>>,
    /// The last person who spoke, by name, in or before each frame.
    last_speakers: Vec<Option<usize>>,
    /// Who signed the article, where one person did: the one who says "I" outside quotations.
    writer: Option<usize>,
}

#[derive(Clone, Copy)]
#[allow(clippy::struct_excessive_bools)] // features, each independent of the others
struct Seen {
    person: usize,
    back: usize,
    frame: usize,
    subject: bool,
    owner: bool,
    in_phrase: bool,
    full: bool,
    frames: usize,
    last_frame: usize,
}

impl<'a> Focus<'a> {
    /// Reads what each sentence of `clauses` is about.
    #[must_use]
    pub fn new(
        clauses: &'a Clauses<'a>,
        cues: &[Cue],
        cast: &'a Cast,
        weights: &'a [i16],
        writer: Option<usize>,
    ) -> Self {
        let frames = clauses.frames.len();
        let mut speakers = vec![None; frames];
        for cue in cues {
            if let Some(SourceKind::Person(person)) = cue.source.as_ref().map(|source| source.kind)
                && let Some(speaker) = speakers.get_mut(clauses.frame_of(cue.nodes.start))
            {
                *speaker = Some(person);
            }
        }
        let last_speakers = speakers
            .iter()
            .scan(None, |last, speaker| {
                *last = speaker.or(*last);
                Some(*last)
            })
            .collect();
        let mut focus =
            Self { clauses, cast, weights, subjects: Vec::with_capacity(frames), speakers, last_speakers, writer };
        for frame in &clauses.frames {
            let subject = subject_of_frame(clauses, &frame.nodes).and_then(|source| focus.person_of(&source));
            focus.subjects.push(subject);
        }
        focus
    }

    /// The person behind `source`.
    #[must_use]
    pub fn person_of(&self, source: &Source) -> Option<usize> {
        match source.kind {
            SourceKind::Person(person) => Some(person),
            SourceKind::Pronoun(WordRole::He) => self.resolve(source.nodes.start, Gender::Male),
            SourceKind::Pronoun(WordRole::She) => self.resolve(source.nodes.start, Gender::Female),
            SourceKind::Pronoun(WordRole::I) => self.writer,
            _ => None,
        }
    }

    fn resolve(&self, pronoun: usize, gender: Gender) -> Option<usize> {
        let mut best: Option<(i32, usize)> = None;
        for antecedent in self.antecedents(pronoun, Some(gender)) {
            let known = self.cast.people.get(antecedent.person).map_or(Gender::Unknown, |person| person.gender);
            let weight = |at: &usize| self.weights.get(*at).copied().map_or(0, i32::from);
            let score: i32 = antecedent.active.iter().map(weight).sum();
            let score = if known == Gender::Unknown { score - UNKNOWN } else { score };
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, antecedent.person));
            }
        }
        best.map(|(_, person)| person)
    }

    /// Everybody named before node `pronoun` whose gender does not exclude `gender`, nearest first.
    #[must_use]
    pub fn antecedents(&self, pronoun: usize, gender: Option<Gender>) -> Vec<Antecedent> {
        let own = self.clauses.frame_of(pronoun);
        let mut seen: Vec<Seen> = Vec::new();
        for back in 0..FRAMES {
            let Some(place) = own.checked_sub(back) else { break };
            self.see(place, back, pronoun, gender, &mut seen);
        }
        let paragraph = |place: usize| self.clauses.frames.get(place).map_or(0, |frame| frame.paragraph);
        let here = paragraph(own);
        let first = self.clauses.frames.partition_point(|frame| frame.paragraph < here);
        let opening = self.clauses.frames.get(first).map_or(0, |frame| frame.nodes.start);
        let opener = self.clauses.names.get(self.clauses.names.partition_point(|named| named.nodes.start < opening));
        let opener = opener.filter(|named| named.nodes.start < pronoun).and_then(|named| named.person);
        let last = own.checked_sub(1).and_then(|before| self.last_speakers.get(before)).copied().flatten();
        let beside = self.clauses.frames.get(own).is_some_and(|frame| {
            let near = frame.nodes.start.max(pronoun.saturating_sub(3))..frame.nodes.end.min(pronoun + 4);
            near.clone().any(|at| self.clauses.is_quotation(at))
        });
        let opens = first == own;
        let subject = |back: usize| own.checked_sub(back).and_then(|place| self.subjects.get(place)).copied().flatten();
        let spoke = |place: usize| self.speakers.get(place).copied().flatten();
        seen.iter()
            .enumerate()
            .map(|(order, one)| {
                let distance = match one.back {
                    0..=5 => one.back,
                    6 | 7 => 6,
                    8..=10 => 7,
                    _ => 8,
                };
                let person = Some(one.person);
                let sightings = self.cast.people.get(one.person).map_or(0, |known| known.sightings.len());
                let mut active = vec![
                    distance,
                    PARAGRAPHS + here.abs_diff(paragraph(one.frame)).min(3),
                    FRAMES_NAMED + (one.frames - 1).min(3),
                    ORDER + order.min(3),
                    SIGHTINGS
                        + match sightings {
                            0 | 1 => 0,
                            2 | 3 => 1,
                            4..=7 => 2,
                            _ => 3,
                        },
                ];
                let mut add = |yes: bool, weight: usize| {
                    if yes {
                        active.push(weight);
                    }
                };
                add(one.subject, SUBJECT);
                add(one.owner, OWNER);
                add(one.in_phrase, IN_PHRASE);
                add(spoke(one.frame) == person && one.back > 0, SPOKE);
                add(subject(1) == person, SUBJECT_BEFORE);
                add(subject(2) == person, SUBJECT_EARLIER);
                add(last == person, LAST_SPEAKER);
                add(opener == person, FIRST_OF_PARAGRAPH);
                add(one.full, FULL_NAME);
                add(beside, BESIDE_QUOTATION + distance);
                add(opens, OPENS + distance);
                add(own.checked_sub(1).and_then(spoke) == person, SPOKE_BEFORE);
                add(beside && last == person, SPOKE_BEFORE + 1);
                add(beside && subject(1) == person, SPOKE_BEFORE + 2);
                add(opens && subject(1) == person, SPOKE_BEFORE + 3);
                Antecedent { person: one.person, active }
            })
            .collect()
    }

    /// Adds who is named in the frame at `place`.
    fn see(&self, place: usize, back: usize, pronoun: usize, gender: Option<Gender>, seen: &mut Vec<Seen>) {
        let Some(frame) = self.clauses.frames.get(place) else { return };
        let subject = self.subjects.get(place).copied().flatten();
        let mut offer = |person: usize, owner: bool, in_phrase: bool, full: bool| {
            let found = self.cast.people.get(person).map_or(Gender::Unknown, |known| known.gender);
            if gender.is_some_and(|gender| found != gender && found != Gender::Unknown) {
                return;
            }
            if let Some(known) = seen.iter_mut().find(|known| known.person == person) {
                if known.last_frame != place {
                    known.frames += 1;
                    known.last_frame = place;
                }
            } else if seen.len() < PEOPLE {
                let subject = subject == Some(person);
                seen.push(Seen {
                    person,
                    back,
                    frame: place,
                    subject,
                    owner,
                    in_phrase,
                    full,
                    frames: 1,
                    last_frame: place,
                });
            }
        };
        if let Some(person) = subject {
            offer(person, false, false, false);
        }
        let end = if back == 0 { pronoun } else { frame.nodes.end };
        let first = self.clauses.names.partition_point(|named| named.nodes.start < frame.nodes.start);
        for named in self.clauses.names.iter().skip(first).take(NAMES) {
            if named.nodes.start >= end {
                break;
            }
            if let Some(person) = named.person {
                let owner =
                    matches!(self.clauses.nodes.get(named.nodes.end).map(|node| node.kind), Some(NodeKind::Possessive));
                let before = named.nodes.start.checked_sub(1).and_then(|before| self.clauses.role(before));
                offer(person, owner, before == Some(WordRole::Preposition), named.nodes.len() > 1);
            }
        }
    }
}
