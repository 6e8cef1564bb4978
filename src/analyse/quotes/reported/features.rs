//! What a trained model sees of the stretches a cue may govern: a row of bytes for each.
//!
//! A cue and its [`Proposal`]s come in, rows go out. Kinds are small codes, numbers are clamped to a byte.
//!
//! Invariant: rows have [`WIDTH`] features in a fixed order, which the weights in `models/speakers.bin` rely on.

use std::ops::Range;

use crate::analyse::quotes::cues::Cue;
use crate::analyse::quotes::feature_codes::{code_at, fill, form_code, source_code, yes};
use crate::analyse::quotes::reported::Proposal;
use crate::analyse::quotes::reported::shape::shape_of;
use crate::analyse::quotes::scene::Scene;
use crate::lexicon::cue_words;
use crate::lexicon::function_words::WordRole;
use crate::lexicon::speech_verbs::SpeechKind;

/// Features of the cue.
const ABOUT_CUE: usize = 21;
/// Features of one proposal.
const ABOUT_PROPOSAL: usize = 20;
/// Features of a row; the last is not used.
pub const WIDTH: usize = 42;

/// The feature that holds the rate of the verb.
#[cfg(feature = "training")]
pub const RATE: usize = 2;

/// The input of a ranker: one cue with what it may govern.
pub struct CueContext<'a> {
    /// The field.
    pub scene: &'a Scene<'a>,
    /// The place of the cue.
    pub cue: usize,
    /// What it may govern; nothing first.
    pub proposals: &'a [Proposal],
    /// Whether a quotation that is kept belongs to it.
    pub quotes: bool,
}

/// How often a verb governs reported speech, by its base form: sorted, 0 to 255.
pub type Rates = [(String, u8)];

/// The base form of the cue's verb.
#[must_use]
pub fn lemma<'s>(scene: &Scene<'s>, cue: usize) -> &'s str {
    scene.cues.get(cue).map_or("", |cue| cue.verb.map_or("according", |verb| verb.lemma))
}

/// The rows of all proposals, [`WIDTH`] bytes each.
#[must_use]
pub fn rows(context: &CueContext<'_>, rates: &Rates) -> Vec<u8> {
    let mut cells = vec![0_u8; WIDTH * context.proposals.len()];
    let Some(cue) = context.scene.cues.get(context.cue) else { return cells };
    let frame = context.scene.clauses.frame_of(cue.nodes.start);
    let sentence = Sentence { context, cue, frame, nodes: context.scene.frame(frame) };
    let about_cue = sentence.describe_cue(rates);
    for (proposal, row) in context.proposals.iter().zip(cells.chunks_exact_mut(WIDTH)) {
        fill(row, &[&about_cue, &sentence.describe_proposal(proposal)]);
    }
    cells
}

/// A cue with its sentence.
struct Sentence<'a> {
    context: &'a CueContext<'a>,
    cue: &'a Cue,
    frame: usize,
    nodes: Range<usize>,
}

impl Sentence<'_> {
    fn code(&self, at: Option<usize>) -> usize {
        code_at(self.context.scene.clauses, at, self.frame)
    }

    /// Features of the cue, the same for all its proposals.
    fn describe_cue(&self, rates: &Rates) -> [usize; ABOUT_CUE] {
        let Self { context, cue, .. } = *self;
        let clauses = context.scene.clauses;
        let start = cue.nodes.start;
        let source = cue.source.as_ref();
        let verb = lemma(context.scene, context.cue);
        let rate = rates.binary_search_by(|(known, _)| known.as_str().cmp(verb)).ok().and_then(|at| rates.get(at));
        let before = |nodes: usize| self.nodes.start.max(start.saturating_sub(nodes))..start;
        let is_auxiliary = |at: &usize| {
            matches!(clauses.role(*at), Some(WordRole::Auxiliary | WordRole::Be)) || clauses.word(*at) == "to"
        };
        let after = cue.end().max(cue.nodes.end);
        [
            cue.verb.map_or(1, |verb| match verb.kind {
                SpeechKind::Say => 2,
                SpeechKind::Call => 3,
                SpeechKind::Judge => 4,
            }),
            cue.verb.map_or(9, |verb| form_code(verb.form)),
            rate.map_or(60, |(_, rate)| usize::from(*rate)),
            yes(cue.verb.is_some_and(|verb| verb.noun)),
            source_code(source.map(|source| source.kind)),
            yes(source.is_some_and(|source| source.nodes.start > start)),
            source.map_or(40, |source| source.nodes.end.abs_diff(start).min(40)),
            self.code(start.checked_sub(1)),
            self.code(cue.start().checked_sub(1)),
            self.code(Some(after)),
            self.code(Some(after + 1)),
            yes(before(4).any(|at| is_negation(clauses.word(at)))),
            before(3).filter(is_auxiliary).count(),
            context.scene.cues_in(&(self.nodes.start..start)).len().min(6),
            yes(context.quotes),
            yes(self.nodes.clone().take(200).any(|at| clauses.is_quotation(at))),
            self.nodes.len().min(100),
            start.saturating_sub(self.nodes.start).min(60),
            yes(clauses.word(self.nodes.end.saturating_sub(1)) == "?"),
            yes(verb == "say"),
            yes(context.proposals.iter().any(|proposal| proposal.by_rules)),
        ]
    }

    /// Features of one proposal.
    fn describe_proposal(&self, proposal: &Proposal) -> [usize; ABOUT_PROPOSAL] {
        let scene = self.context.scene;
        let clauses = scene.clauses;
        let first = proposal.nodes.first().map_or(0, |nodes| nodes.start);
        let last = proposal.nodes.last().map_or(0, |nodes| nodes.end);
        let is_nothing = proposal.nodes.is_empty();
        let code = |at: Option<usize>| if is_nothing { 60 } else { self.code(at) };
        let inside = proposal.nodes.iter().flat_map(Clone::clone).take(100);
        let is_finite = |at: &usize| matches!(clauses.role(*at), Some(WordRole::Auxiliary | WordRole::Be));
        [
            usize::from(proposal.start),
            usize::from(proposal.end),
            yes(proposal.by_rules),
            proposal.nodes.iter().map(ExactSizeIterator::len).sum::<usize>().min(80),
            code(Some(first)),
            code(Some(first + 1)),
            code(Some(first + 2)),
            code(first.checked_sub(1)),
            code(last.checked_sub(1)),
            code(Some(last)),
            code(Some(last + 1)),
            inside.clone().filter(is_finite).count().min(6),
            inside.filter(|at| clauses.is_quotation(*at)).count().min(3),
            proposal.nodes.iter().map(|nodes| scene.cues_in(nodes).len()).sum::<usize>().min(5),
            if is_nothing { 41 } else { self.nodes.end.saturating_sub(last).min(40) },
            first.abs_diff(self.cue.nodes.end).min(40),
            yes(clauses.word(first).starts_with(char::is_uppercase)),
            proposal.nodes.len(),
            proposal.nodes.first().map_or(0, |nodes| 1 + shape_of(scene, nodes) as usize),
            yes(first >= self.cue.nodes.end),
        ]
    }
}

fn is_negation(word: &str) -> bool {
    cue_words::NEGATIONS.contains(word) || word.ends_with("n't") || word.ends_with("n’t")
}
