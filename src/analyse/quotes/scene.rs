//! One field as attribution sees it: its clauses, its cues and its quotations.
//!
//! Invariant: plain data, made once a field and never changed.

use std::ops::Range;

use crate::analyse::quotes::clauses::{Clauses, NodeKind};
use crate::analyse::quotes::cues::Cue;
use crate::analyse::quotes::marks::{Quotation, Shown};
use crate::analyse::text::tokens::TokenKind;
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::turn_words::ANSWERS;

/// A quotation in its sentence, before it is attributed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // features, each independent of the others
pub struct Setting {
    /// The node it is folded into.
    pub node: usize,
    /// The place of the sentence it is part of.
    pub frame: usize,
    /// Words inside the marks.
    pub words: usize,
    /// Whether a comma, question mark or the like ends it, or a comma follows.
    pub handed_on: bool,
    /// Whether its last sign ends a sentence.
    pub stopped: bool,
    /// Whether nothing else is in its sentence.
    pub alone: bool,
    /// Whether it begins its sentence.
    pub leads: bool,
}

/// A field with what attribution works on.
pub struct Scene<'a> {
    /// The clauses of the field.
    pub clauses: &'a Clauses<'a>,
    /// In the order of the text.
    pub cues: &'a [Cue],
    /// In the order of the text.
    pub quotations: &'a [Quotation],
}

impl Scene<'_> {
    /// What is known of the quotation at `place`.
    #[must_use]
    pub fn setting(&self, place: usize) -> Setting {
        let node = self.clauses.quotation_nodes.get(place).copied().unwrap_or_default();
        let frame = self.clauses.frame_of(node);
        let nodes = self.frame(frame);
        let words = self.quotations.get(place).map_or(0..0, |quotation| quotation.words.clone());
        let last = words.end.checked_sub(1).map_or("", |last| self.clauses.field.word(last));
        let inner = words.end.checked_sub(2).map_or("", |inner| self.clauses.field.word(inner));
        let last = if matches!(last, "'" | "’" | "\"" | "”") { inner } else { last };
        let count = words
            .clone()
            .filter(|at| {
                !self.clauses.field.word(*at).starts_with(|c: char| c.is_ascii_punctuation() && c != '$' && c != '#')
            })
            .count();
        Setting {
            node,
            frame,
            words: count,
            handed_on: matches!(last, "," | "?" | "!" | "—" | "–" | "--" | "-" | "…" | "..." | "....")
                || self.clauses.word(node + 1) == ",",
            stopped: matches!(last, "." | "?" | "!" | "…" | "..."),
            alone: nodes.len() <= 4 && nodes.clone().all(|at| at == node || !self.says(at)),
            leads: (nodes.start..node).all(|at| !self.says(at)),
        }
    }

    fn says(&self, at: usize) -> bool {
        self.clauses.word(at).starts_with(char::is_alphanumeric) || self.clauses.is_quotation(at)
    }

    /// The nodes of the frame at `place`.
    #[must_use]
    pub fn frame(&self, place: usize) -> Range<usize> {
        self.clauses.frames.get(place).map_or(0..0, |frame| frame.nodes.clone())
    }

    /// The paragraph of the frame at `place`.
    #[must_use]
    pub fn paragraph(&self, place: usize) -> Option<usize> {
        self.clauses.frames.get(place).map(|frame| frame.paragraph)
    }

    /// Whether the quotation after the one at `place` is the answer of somebody else: nothing stands between a question and
    /// it, or it begins with a word of answering.
    #[must_use]
    pub fn takes_turns(&self, place: usize) -> bool {
        let (Some(question), Some(answer)) = (self.quotations.get(place), self.quotations.get(place + 1)) else {
            return false;
        };
        let field = self.clauses.field;
        let asks = question.words.end.checked_sub(1).is_some_and(|last| field.word(last) == "?");
        let first = answer.words.start;
        let answers =
            || ANSWERS.contains(&lower_case(field.word(first))) && field.kind(first + 1) == Some(TokenKind::Sign);
        asks && (question.marked.end == answer.marked.start || answers())
    }

    /// Whether a dash, and no mark, opens the quotation at `place`.
    #[must_use]
    pub fn is_dashed(&self, place: usize) -> bool {
        self.quotations.get(place).is_some_and(|quotation| quotation.shown != Shown::Marks)
    }

    /// The tokens of `nodes`, quotations with all that is in them.
    #[must_use]
    pub fn whole_tokens(&self, nodes: &Range<usize>) -> Range<usize> {
        let tokens = self.clauses.tokens(nodes);
        let last = nodes.end.checked_sub(1).and_then(|last| self.clauses.nodes.get(last)).map(|node| node.kind);
        match last {
            Some(NodeKind::Quotation(place)) => {
                tokens.start..self.quotations.get(place).map_or(tokens.end, |quotation| quotation.marked.end)
            }
            _ => tokens,
        }
    }

    /// The places of the cues in `nodes`.
    #[must_use]
    pub fn cues_in(&self, nodes: &Range<usize>) -> Range<usize> {
        let first = self.cues.partition_point(|cue| cue.nodes.start < nodes.start);
        let end = self.cues.partition_point(|cue| cue.nodes.start < nodes.end);
        first..end
    }
}
