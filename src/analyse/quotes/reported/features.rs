//! What a trained model sees of the stretches a cue may govern: a row of bytes for each.
//!
//! A cue and its [`Proposal`]s come in, rows go out. Kinds are small codes, numbers are clamped to a byte.
//!
//! Invariant: rows have [`WIDTH`] features in a fixed order, which the weights in `models/speakers.bin` rely on.

use crate::analyse::quotes::clauses::NodeKind;
use crate::analyse::quotes::feature_codes::{code_at, form_code, source_code};
use crate::analyse::quotes::reported::Proposal;
use crate::analyse::quotes::scene::Scene;
use crate::lexicon::cue_words;
use crate::lexicon::function_words::WordRole;
use crate::lexicon::speech_verbs::SpeechKind;

/// Features of a row.
pub const WIDTH: usize = 40;

/// The feature that holds the rate of the verb.
#[cfg(feature = "training")]
pub const RATE: usize = 2;

/// What is to be decided about one cue.
pub struct Reporting<'a> {
    /// The field.
    pub scene: &'a Scene<'a>,
    /// The place of the cue.
    pub cue: usize,
    /// What it may govern; nothing first.
    pub proposals: &'a [Proposal],
    /// Whether it governs a quote.
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
pub fn rows(reporting: &Reporting<'_>, rates: &Rates) -> Vec<u8> {
    let mut cells = vec![0_u8; WIDTH * reporting.proposals.len()];
    let Some(cue) = reporting.scene.cues.get(reporting.cue) else { return cells };
    let scene = reporting.scene;
    let clauses = scene.clauses;
    let frame_at = clauses.frame_of(cue.nodes.start);
    let frame = scene.frame(frame_at);
    let code = |at: Option<usize>| code_at(clauses, at, frame_at);
    let verb = lemma(scene, reporting.cue);
    let rate = rates.binary_search_by(|(known, _)| known.as_str().cmp(verb)).ok().and_then(|at| rates.get(at));
    let source = cue.source.as_ref();
    let negated = (frame.start.max(cue.nodes.start.saturating_sub(4))..cue.nodes.start).any(|at| {
        cue_words::NEGATIONS.contains(clauses.word(at))
            || clauses.word(at).ends_with("n't")
            || clauses.word(at).ends_with("n’t")
    });
    let helped = (frame.start.max(cue.nodes.start.saturating_sub(3))..cue.nodes.start)
        .filter(|at| matches!(clauses.role(*at), Some(WordRole::Auxiliary | WordRole::Be)) || clauses.word(*at) == "to")
        .count();
    let earlier = scene.cues_in(&(frame.start..cue.nodes.start)).len();
    let about = [
        cue.verb.map_or(1, |verb| match verb.kind {
            SpeechKind::Say => 2,
            SpeechKind::Call => 3,
            SpeechKind::Judge => 4,
        }),
        cue.verb.map_or(9, |verb| form_code(verb.form)),
        rate.map_or(60, |(_, rate)| usize::from(*rate)),
        usize::from(cue.verb.is_some_and(|verb| verb.noun)),
        source_code(source.map(|source| source.kind)),
        usize::from(source.is_some_and(|source| source.nodes.start > cue.nodes.start)),
        source.map_or(40, |source| source.nodes.end.abs_diff(cue.nodes.start).min(40)),
        code(cue.nodes.start.checked_sub(1)),
        code(cue.start().checked_sub(1)),
        code(Some(cue.end().max(cue.nodes.end))),
        code(Some(cue.end().max(cue.nodes.end) + 1)),
        usize::from(negated),
        helped,
        earlier.min(6),
        usize::from(reporting.quotes),
        usize::from(frame.clone().take(200).any(|at| clauses.is_quotation(at))),
        frame.len().min(100),
        (cue.nodes.start - frame.start.min(cue.nodes.start)).min(60),
        usize::from(clauses.word(frame.end.saturating_sub(1)) == "?"),
        usize::from(verb == "say"),
        usize::from(reporting.proposals.iter().any(|proposal| proposal.by_rules)),
    ];
    for (proposal, row) in reporting.proposals.iter().zip(cells.chunks_exact_mut(WIDTH)) {
        let first = proposal.nodes.first().map_or(0, |nodes| nodes.start);
        let last = proposal.nodes.last().map_or(0, |nodes| nodes.end);
        let within = proposal.nodes.iter().flat_map(Clone::clone).take(100);
        let mut finite = 0;
        let mut quotations = 0;
        for at in within {
            finite += usize::from(matches!(clauses.role(at), Some(WordRole::Auxiliary | WordRole::Be)));
            quotations +=
                usize::from(matches!(clauses.nodes.get(at).map(|node| node.kind), Some(NodeKind::Quotation(_))));
        }
        let inside = proposal.nodes.iter().map(|nodes| scene.cues_in(nodes).len()).sum::<usize>();
        let some = !proposal.nodes.is_empty();
        let shown = |at: Option<usize>| if some { code(at) } else { 60 };
        let own = [
            usize::from(proposal.start),
            usize::from(proposal.end),
            usize::from(proposal.by_rules),
            proposal.nodes.iter().map(ExactSizeIterator::len).sum::<usize>().min(80),
            shown(Some(first)),
            shown(Some(first + 1)),
            shown(Some(first + 2)),
            shown(first.checked_sub(1)),
            shown(last.checked_sub(1)),
            shown(Some(last)),
            shown(Some(last + 1)),
            finite.min(6),
            quotations.min(3),
            inside.min(5),
            if some { frame.end.saturating_sub(last).min(40) } else { 41 },
            first.abs_diff(cue.nodes.end).min(40),
            usize::from(clauses.word(first).starts_with(char::is_uppercase)),
            proposal.nodes.len(),
        ];
        for (cell, value) in row.iter_mut().zip(about.iter().chain(&own)) {
            *cell = u8::try_from(*value).unwrap_or(u8::MAX);
        }
    }
    cells
}
