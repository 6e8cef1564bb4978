//! Whether what a cue was thought to govern is after all hardly what somebody said: the object of a verb, what is denied, what nobody
//! has said yet.
//!
//! A cue and stretches without marks come in, a [`Reading`] goes out. In half of PolNeAR's training part (November 2026) three in ten of
//! those that are objects were marked as reports, .64 of those that are denied and .84 of the others. Left out they would cost more
//! reports than false ones; they are kept and doubtful.
//!
//! Invariant: English only, as the words are; a bounded number of nodes is looked at.

use std::ops::Range;

use crate::analyse::quotes::cues::Cue;
use crate::analyse::quotes::reported::shape::{Shape, shape_of};
use crate::analyse::quotes::scene::Scene;
use crate::lexicon::cue_words;
use crate::lexicon::function_words::WordRole;
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::speech_verbs::SpeechKind;
use crate::lexicon::tables::sections::Words;

/// Nodes before a verb among which an auxiliary or a negation of it may stand.
const BEFORE: usize = 4;

/// Nodes between a cue and what is said among which a word that measures is looked for.
const BETWEEN: usize = 12;

/// What is made of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Somebody said so.
    Said,
    /// Somebody is said not to have said so, or to have said it is not so.
    Denied,
    /// The object of the verb, or what somebody might say or wants of another.
    Object,
}

impl Reading {
    /// How sure the report can be, per mille.
    #[must_use]
    pub fn most_sure(self) -> u16 {
        match self {
            Self::Said => 1000,
            Self::Denied => 600,
            Self::Object => 300,
        }
    }
}

/// What `pieces`, which stand without a quotation, are to the cue.
#[must_use]
pub fn reading_of(scene: &Scene<'_>, cue: &Cue, pieces: &[Range<usize>]) -> Reading {
    let Some(verb) = cue.verb.filter(|verb| !verb.noun && verb.kind == SpeechKind::Say) else { return Reading::Said };
    let Some(first) = pieces.first() else { return Reading::Said };
    let comes_after = first.start >= cue.nodes.end;
    let is_object = match shape_of(scene, first) {
        // What verbs that hardly ever have an object govern is believed where its own verb is not recognised.
        Shape::Phrase => !cue_words::BELIEVED.contains(verb.lemma),
        // `asked the council to leave`: what somebody wants of another is no report of words.
        Shape::Infinitive => !cue_words::COMMISSIVE.contains(verb.lemma),
        // `he said when she asked`: the clause says when he spoke.
        Shape::Linked => lower_case(scene.clauses.word(first.start)) == "when",
        Shape::Likely | Shape::Finite => false,
    };
    let is_among = |words: &Words| words_before(scene, cue).any(|word| words.contains(&word));
    // `having said that, …`: the word points back, and what follows is the writer's.
    let points_back = scene.clauses.word(first.start) == "that" && scene.clauses.word(first.start + 1) == ",";
    let is_asked = words_before(scene, cue).last().is_some_and(|before| before == "when");
    let of_something_else = points_back || goes_on_about_a_noun(scene, cue, verb.lemma, first.start);
    if comes_after && (is_object || of_something_else) || is_asked || is_among(&cue_words::MODALS) {
        Reading::Object
    } else if is_among(&cue_words::NEGATIONS)
        || is_among(&cue_words::FAILING)
        || cue_words::DENYING.contains(verb.lemma)
    {
        Reading::Denied
    } else {
        Reading::Said
    }
}

/// Whether what starts at node `start`, behind the cue, says more of a noun between the two than of what was said: `described the
/// unrest that has followed`, `told so many lies that …`, `says something about the town`.
fn goes_on_about_a_noun(scene: &Scene<'_>, cue: &Cue, lemma: &str, start: usize) -> bool {
    let clauses = scene.clauses;
    let after = |at: usize| clauses.role(at);
    let is_that = clauses.word(start) == "that";
    let lacks_subject = matches!(after(start + 1), Some(WordRole::Auxiliary | WordRole::Be));
    let is_relative = start > cue.nodes.end && lacks_subject && !cue_words::TAKE_HEARERS.contains(lemma);
    let measured = (cue.nodes.end..start).take(BETWEEN).any(|at| matches!(clauses.word(at), "so" | "such"));
    let is_vague =
        cue_words::VAGUE_OBJECTS.contains(clauses.word(start)) && after(start + 1) == Some(WordRole::Preposition);
    is_that && (is_relative || measured) || is_vague
}

/// The words right before the verb, behind its subject.
fn words_before<'s>(scene: &'s Scene<'_>, cue: &Cue) -> impl Iterator<Item = String> + 's {
    let source = cue.source.as_ref().filter(|source| source.nodes.end <= cue.nodes.start);
    let floor = source.map_or(0, |source| source.nodes.end).max(cue.nodes.start.saturating_sub(BEFORE));
    (floor..cue.nodes.start).map(|at| lower_case(scene.clauses.word(at)).into_owned())
}

/// Whether the piece `nodes` of what a cue governs together with a quotation only leads to the quotation: `on Monday, “…”`,
/// `told reporters in Leeds: “…”`.
#[must_use]
pub fn leads_to_quotation(scene: &Scene<'_>, nodes: &Range<usize>) -> bool {
    let closes = nodes.end.checked_sub(1).is_some_and(|last| matches!(scene.clauses.word(last), "," | ":"));
    closes && scene.clauses.is_quotation(nodes.end) && shape_of(scene, nodes) == Shape::Phrase
}
