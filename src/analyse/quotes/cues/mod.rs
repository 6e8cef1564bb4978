//! Cues: the words that say somebody speaks, and the source each of them has.
//!
//! [`english`] and [`foreign`] find the verbs, nouns and phrases of saying; [`sources`] reads who is their subject, and
//! [`signer`] the name after a dash.
//!
//! Invariant: a cue points at tokens of the page; nothing is attributed here.

pub mod english;
pub mod foreign;
pub mod signer;
pub mod sources;

use std::ops::Range;

use crate::analyse::quotes::clauses::Named;
use crate::lexicon::function_words::WordRole;
use crate::lexicon::speech_verbs::{SpeechKind, SpeechVerb, VerbForm};

/// Words that say that somebody speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The verb, noun or phrase, without the source.
    pub nodes: Range<usize>,
    /// The verb; `None` for `according to`.
    pub verb: Option<SpeechVerb>,
    /// Who speaks.
    pub source: Option<Source>,
}

/// Words that name who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The name, pronoun or noun phrase.
    pub nodes: Range<usize>,
    /// What sort of words they are.
    pub kind: SourceKind,
}

impl Source {
    /// The source that is a name.
    #[must_use]
    pub fn of(named: &Named) -> Self {
        Self { nodes: named.nodes.clone(), kind: named.person.map_or(SourceKind::Name, SourceKind::Person) }
    }

    /// Whether the two share a node.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.nodes.start < other.nodes.end && other.nodes.start < self.nodes.end
    }
}

/// How a source is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SourceKind {
    /// By the name of the person at this place of the cast.
    Person(usize),
    /// By the name of something else.
    Name,
    /// By a pronoun.
    Pronoun(WordRole),
    /// By a common noun.
    Nominal,
}

/// A verb of saying that is not to be looked up.
pub(super) fn says(lemma: &'static str) -> SpeechVerb {
    SpeechVerb { kind: SpeechKind::Say, form: VerbForm::Past, lemma, noun: false }
}
