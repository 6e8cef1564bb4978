//! Which person of the article a pronoun stands for.
//!
//! A pronoun and the clauses before it come in, a place in the cast goes out. What the sentence before is about comes
//! before who was named last; whoever spoke last has an edge; gender rules people out.
//!
//! Invariant: only people named before the pronoun, outside quotations and in the same field, are found.

use crate::analyse::cast::{Cast, Gender};
use crate::analyse::clauses::{Clauses, NodeKind};
use crate::analyse::sources::{Source, SourceKind, subject_of_frame};
use crate::lexicon::function_words::WordRole;

/// Sentences that are looked back over.
const FRAMES: usize = 14;
/// Names that are looked at in one sentence.
const NAMES: usize = 12;

/// Who each sentence is about, for one field.
pub struct Focus<'a> {
    clauses: &'a Clauses<'a>,
    cast: &'a Cast,
    /// The person who is the subject of each frame.
    subjects: Vec<Option<usize>>,
}

impl<'a> Focus<'a> {
    /// Reads who each sentence of `clauses` is about.
    #[must_use]
    pub fn new(clauses: &'a Clauses<'a>, cast: &'a Cast) -> Self {
        let mut focus = Self { clauses, cast, subjects: Vec::with_capacity(clauses.frames.len()) };
        for frame in &clauses.frames {
            let subject = subject_of_frame(clauses, &frame.nodes).and_then(|source| focus.person_of(&source, None));
            focus.subjects.push(subject);
        }
        focus
    }

    /// The person behind `source`; `last_speaker` spoke most recently.
    #[must_use]
    pub fn person_of(&self, source: &Source, last_speaker: Option<usize>) -> Option<usize> {
        match source.kind {
            SourceKind::Person(person) => Some(person),
            SourceKind::Pronoun(WordRole::He) => self.resolve(source.nodes.start, Gender::Male, last_speaker),
            SourceKind::Pronoun(WordRole::She) => self.resolve(source.nodes.start, Gender::Female, last_speaker),
            _ => None,
        }
    }

    /// The person the frame at `place` is about.
    #[must_use]
    pub fn subject(&self, place: usize) -> Option<usize> {
        self.subjects.get(place).copied().flatten()
    }

    fn resolve(&self, pronoun: usize, gender: Gender, last_speaker: Option<usize>) -> Option<usize> {
        let own = self.clauses.frame_of(pronoun);
        let mut best: Option<(i32, usize)> = None;
        for back in 0..FRAMES {
            let Some(place) = own.checked_sub(back) else { break };
            let Some(frame) = self.clauses.frames.get(place) else { continue };
            let distance = i32::try_from(back).unwrap_or(i32::MAX).saturating_mul(10);
            // What lies further back can no longer win.
            if best.is_some_and(|(score, _)| score >= 40 - distance) {
                break;
            }
            let mut offer = |person: usize, bonus: i32| {
                let known = match self.cast.people.get(person).map(|individual| individual.gender) {
                    Some(found) if found == gender => 12,
                    Some(Gender::Unknown) => 0,
                    _ => return,
                };
                let spoke = if last_speaker == Some(person) { 8 } else { 0 };
                let score = bonus + known + spoke - distance;
                if best.is_none_or(|(most, _)| score > most) {
                    best = Some((score, person));
                }
            };
            if let Some(person) = self.subject(place) {
                offer(person, 16);
            }
            let end = if back == 0 { pronoun } else { frame.nodes.end };
            let first = self.clauses.names.partition_point(|named| named.nodes.start < frame.nodes.start);
            for named in self.clauses.names.iter().skip(first).take(NAMES) {
                if named.nodes.start >= end {
                    break;
                }
                let owner =
                    self.clauses.nodes.get(named.nodes.end).is_some_and(|node| node.kind == NodeKind::Possessive);
                if let Some(person) = named.person {
                    offer(person, if owner { 2 } else { 5 });
                }
            }
        }
        best.map(|(_, person)| person)
    }
}
