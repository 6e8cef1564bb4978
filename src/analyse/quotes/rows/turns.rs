//! The rows of turns: paragraphs of transcripts, interviews and letters.
//!
//! Invariant: paragraphs of one utterance share a group.

use crate::analyse::quotes::cues::{Source, SourceKind};
use crate::analyse::quotes::rows::field::AttributedField;
use crate::analyse::quotes::turns::paragraphs::Turn;
use crate::lexicon::function_words::WordRole;
use crate::model::{Quote, QuoteKind};

/// How sure turns of a transcript are, per mille. Set by hand: no corpus with enough of them was at hand to measure it.
const TURNS_ARE_RIGHT: u16 = 800;

/// The rows of the turns of a field.
pub(super) fn rows(attributed: &AttributedField<'_>, groups: &mut usize) -> Vec<Quote> {
    let scene = attributed.scene;
    let field = scene.clauses.field;
    let mut rows = Vec::new();
    let mut utterance = None;
    for turn in attributed.turns {
        let content = field.bytes(&scene.whole_tokens(&turn.nodes));
        let named = turn.source.as_ref().map(|nodes| field.bytes(&scene.clauses.tokens(nodes)));
        let named = named.filter(|bytes| !bytes.is_empty());
        if content.is_empty() {
            continue;
        }
        if utterance.replace(turn.utterance) != Some(turn.utterance) {
            *groups += 1;
        }
        rows.push(Quote {
            field: field.field,
            span: field.span(content.clone()),
            text: field.text[content].to_owned(),
            kind: QuoteKind::Indirect,
            speaker: turn.speaker,
            speaker_text: named.clone().map(|bytes| field.text[bytes].to_owned()),
            speaker_span: named.map(|bytes| field.span(bytes)),
            cue: None,
            group: Some(*groups),
            confidence: TURNS_ARE_RIGHT,
            reason: turn.shown_by.to_owned(),
        });
    }
    rows
}

/// The turn that node `at` is in.
pub(super) fn turn_at(turns: &[Turn], at: usize) -> Option<&Turn> {
    turns.get(turns.partition_point(|turn| turn.nodes.end <= at)).filter(|turn| turn.nodes.contains(&at))
}

/// The turn whose speaker `source` stands for: in a turn, "I" is whoever has it.
pub(super) fn turned<'t>(turns: &'t [Turn], source: &Source) -> Option<&'t Turn> {
    turn_at(turns, source.nodes.start).filter(|_| source.kind == SourceKind::Pronoun(WordRole::I))
}
