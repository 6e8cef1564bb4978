//! The paragraphs of a field, as the detectors of turns read them, and the turn each of them yields.
//!
//! Invariant: paragraphs are ranges of the nodes of the field, in order.

use std::ops::Range;

use crate::analyse::quotes::scene::Scene;
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::tables::sections::Words;
use crate::lexicon::turn_words::{ME, YOU};

/// Somebody's own words, a paragraph of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The nodes of the words.
    pub nodes: Range<usize>,
    /// The nodes that name the speaker.
    pub source: Option<Range<usize>>,
    /// The place of the speaker in the cast.
    pub speaker: Option<usize>,
    /// Paragraphs of one utterance share a number.
    pub utterance: usize,
    /// What shows whose they are, as half a sentence.
    pub shown_by: &'static str,
}

/// The paragraphs of a field as ranges of nodes.
pub(crate) struct Paragraphs<'a> {
    pub(crate) scene: &'a Scene<'a>,
    pub(crate) nodes: Vec<Range<usize>>,
}

impl<'a> Paragraphs<'a> {
    pub(super) fn new(scene: &'a Scene<'a>) -> Self {
        let mut nodes: Vec<Range<usize>> = Vec::new();
        let mut last = None;
        for frame in &scene.clauses.frames {
            match nodes.last_mut().filter(|_| last == Some(frame.paragraph)) {
                Some(paragraph) => paragraph.end = frame.nodes.end,
                None => nodes.push(frame.nodes.clone()),
            }
            last = Some(frame.paragraph);
        }
        Self { scene, nodes }
    }

    pub(crate) fn word(&self, at: usize) -> &'a str {
        self.scene.clauses.word(at)
    }

    /// The text of `nodes`, quotations with all that is in them.
    pub(crate) fn text(&self, nodes: &Range<usize>) -> &'a str {
        self.scene.clauses.field.slice(&self.scene.whole_tokens(nodes))
    }

    /// The last character of `nodes` that is no bracket or mark.
    pub(crate) fn last_sign(&self, nodes: &Range<usize>) -> Option<char> {
        self.text(nodes).trim_end_matches([')', ']', '"', '”', '’', '\'', '»', '“', ' ']).chars().last()
    }

    /// Whether `nodes` end as a sentence does.
    pub(crate) fn is_sentence(&self, nodes: &Range<usize>) -> bool {
        matches!(self.last_sign(nodes), Some('.' | '?' | '!' | '…' | ':'))
    }

    /// Whether one of `words`, in lower case, is in `nodes` outside marks, alone or before an apostrophe.
    pub(crate) fn says(&self, nodes: &Range<usize>, words: &Words) -> bool {
        nodes.clone().any(|at| {
            let word = self.word(at);
            let head = word.split_once(['\'', '’']).map_or(word, |(head, _)| head);
            words.contains(&lower_case(head))
        })
    }

    /// Whether somebody talks to somebody in `nodes`: asks, or says "I" or "you".
    pub(super) fn talks(&self, nodes: &Range<usize>) -> bool {
        self.last_sign(nodes) == Some('?') || self.says(nodes, &ME) || self.says(nodes, &YOU)
    }

    /// The person whose name begins at node `at`, with the nodes of the name.
    pub(crate) fn person_at(&self, at: usize) -> Option<(usize, Range<usize>)> {
        let named = self.scene.clauses.name_at(at).filter(|named| named.nodes.start == at)?;
        named.person.map(|person| (person, named.nodes.clone()))
    }
}

/// Paragraphs without a label that one turn may go on for.
pub(super) const GOES_ON: usize = 5;

/// The paragraphs that go on with the turn in the paragraph at `place`: those before the next turn, where there is one.
pub(crate) fn goes_on(paragraphs: &Paragraphs<'_>, place: usize, turns: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let next = (place + 1..paragraphs.nodes.len().min(place + GOES_ON + 2)).find(|other| turns(*other));
    let rest = next.and_then(|next| paragraphs.nodes.get(place + 1..next)).unwrap_or_default();
    rest.iter().filter(|nodes| paragraphs.is_sentence(nodes)).cloned().collect()
}
