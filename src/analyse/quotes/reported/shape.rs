//! Whether a stretch of a sentence is a clause that can be reported, by the words that open it.
//!
//! Nodes come in, a [`Shape`] goes out. Nothing is parsed: a subject is read up to the first finite verb, and what ends it
//! before one is found (a comma, a second verb after "and", a pronoun in the middle) shows a mere noun phrase.
//!
//! Invariant: a bounded number of nodes is looked at.

use std::ops::Range;

use crate::analyse::quotes::clauses::NodeKind;
use crate::analyse::quotes::scene::Scene;
use crate::lexicon::cue_words;
use crate::lexicon::function_words::WordRole;
use crate::lexicon::past_forms::IRREGULAR_PASTS;

/// Nodes of the longest subject that is read.
const REACH: usize = 30;

/// What opens a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// No clause: an object, an apposition, an adjunct.
    Phrase,
    /// `to leave`.
    Infinitive,
    /// A subject and a verb that may be a participle: `the ship ordered …`.
    Likely,
    /// A subject and a finite verb.
    Finite,
    /// `that …`, `whether …`.
    Linked,
}

/// The shape of `nodes`.
#[must_use]
pub fn shape_of(scene: &Scene<'_>, nodes: &Range<usize>) -> Shape {
    let clauses = scene.clauses;
    let word = clauses.word(nodes.start);
    if cue_words::OPENERS.contains(word) {
        return Shape::Linked;
    }
    if word == "to" {
        return shape_after_to(scene, nodes.start + 1);
    }
    let read = nodes.start..nodes.end.min(nodes.start + REACH);
    let is_there = |at: usize| clauses.word(at).eq_ignore_ascii_case("there");
    let may_come_first = |at: usize| {
        matches!(clauses.role(at), Some(WordRole::Adverb | WordRole::Time | WordRole::Coordinator)) || is_there(at)
    };
    let first = read.clone().find(|at| !may_come_first(*at)).unwrap_or(read.end);
    match clauses.nodes.get(first).filter(|_| first < read.end).map(|node| node.kind) {
        None | Some(NodeKind::Word(WordRole::Subordinator)) => Shape::Phrase,
        Some(NodeKind::Word(WordRole::Auxiliary | WordRole::Be)) => {
            if first > read.start && is_there(first - 1) {
                Shape::Finite
            } else {
                Shape::Phrase
            }
        }
        Some(NodeKind::Word(WordRole::He | WordRole::She | WordRole::They | WordRole::I | WordRole::We)) => {
            Shape::Finite
        }
        Some(NodeKind::Word(WordRole::OtherPronoun)) if is_subject(clauses.word(first)) => Shape::Finite,
        Some(NodeKind::Word(WordRole::Preposition)) => {
            // `of losses`, `for a truce`: what a preposition governs is no clause, unless a comma and a subject follow.
            let comma = (first..read.end).find(|at| clauses.word(*at) == ",");
            let clause = comma.filter(|comma| clauses.role(comma + 1) != Some(WordRole::Coordinator));
            clause.map_or(Shape::Phrase, |comma| shape_of(scene, &(comma + 1..nodes.end)).min(Shape::Likely))
        }
        Some(NodeKind::Sign) if !stands_in_subject(clauses.word(first)) => Shape::Phrase,
        Some(kind) => shape_after_subject(scene, first..read.end, kind == NodeKind::Word(WordRole::Relative)),
    }
}

/// The shape of what `to` opens, the next word being at node `at`: `to a full hall` is no infinitive.
fn shape_after_to(scene: &Scene<'_>, at: usize) -> Shape {
    let may_be_verb = matches!(scene.clauses.role(at), Some(WordRole::Other | WordRole::Be | WordRole::Auxiliary));
    let is_lower = scene.clauses.word(at).starts_with(char::is_lowercase);
    if may_be_verb && is_lower { Shape::Infinitive } else { Shape::Phrase }
}

/// The shape of a stretch whose subject starts with the first of `nodes`: it is read up to the first verb, that of a
/// relative clause left out. `relative` says that the first node opens one.
fn shape_after_subject(scene: &Scene<'_>, nodes: Range<usize>, mut relative: bool) -> Shape {
    let clauses = scene.clauses;
    let first = nodes.start;
    for at in first + 1..nodes.end {
        let Some(node) = clauses.nodes.get(at) else { break };
        match node.kind {
            NodeKind::Word(WordRole::Auxiliary | WordRole::Be) if !std::mem::take(&mut relative) => {
                return Shape::Finite;
            }
            NodeKind::Word(WordRole::He | WordRole::She | WordRole::They | WordRole::I | WordRole::We) => {
                return Shape::Phrase;
            }
            NodeKind::Word(WordRole::Relative) => relative = true,
            NodeKind::Word(WordRole::Subordinator) => return Shape::Phrase,
            NodeKind::Word(WordRole::Coordinator) if is_verb(scene, at + 1) => return Shape::Phrase,
            NodeKind::Word(WordRole::Other)
                if (is_verb(scene, at) || is_present(scene, first, at)) && !std::mem::take(&mut relative) =>
            {
                return Shape::Likely;
            }
            NodeKind::Sign if !stands_in_subject(clauses.word(at)) => return Shape::Phrase,
            _ => {}
        }
    }
    Shape::Phrase
}

/// Whether a sign may be inside a noun phrase.
fn stands_in_subject(sign: &str) -> bool {
    matches!(sign, "-" | "$" | "%" | "&" | "#" | "." | "'" | "’" | "/")
}

/// Whether the word at node `at` stands where a verb in the present does: `Ann Lee wants`, `the plan costs the town`.
fn is_present(scene: &Scene<'_>, first: usize, at: usize) -> bool {
    let clauses = scene.clauses;
    let word = clauses.word(at);
    let person = clauses.name_at(at - 1).is_some_and(|named| named.person.is_some() && named.nodes.start == first);
    let single = cue_words::SINGULAR_DETERMINERS.contains(clauses.word(first));
    let governs = matches!(
        clauses.role(at + 1),
        Some(WordRole::Determiner | WordRole::He | WordRole::She | WordRole::They | WordRole::OtherPronoun)
    ) || matches!(clauses.word(at + 1), "to" | "that");
    let lower = word.starts_with(char::is_lowercase);
    lower && (person || single && at > first + 1 && word.ends_with('s') && !word.ends_with("ss") && governs)
}

/// Whether the pronoun can be a subject.
fn is_subject(word: &str) -> bool {
    ["it", "you", "nobody", "someone", "everyone", "everybody", "nothing", "something"]
        .iter()
        .any(|subject| word.eq_ignore_ascii_case(subject))
}

/// Whether the word at node `at` looks like a verb in the past or an auxiliary, and no adjective is there.
fn is_verb(scene: &Scene<'_>, at: usize) -> bool {
    let clauses = scene.clauses;
    let word = clauses.word(at);
    match clauses.role(at) {
        Some(WordRole::Auxiliary | WordRole::Be) => true,
        Some(WordRole::Adverb) => is_verb_form(clauses.word(at + 1)),
        Some(WordRole::Other) => {
            let modifies = at.checked_sub(1).and_then(|before| clauses.role(before)) == Some(WordRole::Determiner);
            is_verb_form(word) && !modifies
        }
        _ => false,
    }
}

fn is_verb_form(word: &str) -> bool {
    word.len() > 3 && word.ends_with("ed") && word.starts_with(char::is_lowercase) || IRREGULAR_PASTS.contains(word)
}
