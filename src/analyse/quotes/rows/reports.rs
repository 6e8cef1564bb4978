//! The rows of reported speech: what a cue governs without marks.
//!
//! Invariant: a row never holds a quotation that has a row of its own.

use std::ops::Range;

use super::turns;
use crate::analyse::quotes::clauses::NodeKind;
use crate::analyse::quotes::reported::features::CueContext;
use crate::analyse::quotes::reported::misread::{leads_to_quotation, reading_of};
use crate::analyse::quotes::reported::proposals;
use crate::analyse::quotes::reported::shape::{Shape, shape_of};
use crate::analyse::quotes::rows::field::{AttributedField, CueUse, next};
use crate::analyse::quotes::scene::Scene;
use crate::analyse::quotes::speakers::ranking::{REPORTS_ARE_RIGHT, Ranker};
use crate::lexicon::function_words::WordRole;
use crate::model::{Quote, QuoteKind};

/// What one cue governs: the stretches of nodes, how sure that is, and the group of its quotations.
struct Report {
    cue: usize,
    pieces: Vec<Range<usize>>,
    confidence: u16,
    group: Option<usize>,
}

/// The rows of every cue of the field, used as `cues` says.
pub(super) fn rows<R: Ranker>(
    ranker: &R,
    attributed: &AttributedField<'_>,
    cues: &[CueUse],
    groups: &mut usize,
) -> Vec<Quote> {
    let mut rows = Vec::new();
    for (place, (cue, used)) in attributed.scene.cues.iter().zip(cues).enumerate() {
        let report = match &used.embeds {
            Some(nodes) => {
                Report { cue: place, pieces: vec![nodes.clone()], confidence: REPORTS_ARE_RIGHT, group: None }
            }
            // What is reported inside a turn is part of the turn.
            None if turns::turn_at(attributed.turns, cue.nodes.start).is_some() => continue,
            None => read(ranker, attributed, place, used.group),
        };
        let mut group = report.group;
        for nodes in &report.pieces {
            let group = *group.get_or_insert_with(|| next(groups));
            rows.extend(row(attributed, &report, nodes, group));
        }
    }
    rows
}

/// What the cue at `place` governs; `group` is that of its quotes.
fn read<R: Ranker>(ranker: &R, attributed: &AttributedField<'_>, place: usize, group: Option<usize>) -> Report {
    let scene = attributed.scene;
    let mut report = Report { cue: place, pieces: Vec::new(), confidence: 0, group };
    // Where another source speaks inside, or the quotes belong to another cue, nothing is sure.
    let mut offered = proposals(scene, place);
    if group.is_none() {
        offered.retain(|proposal| !proposal.nodes.iter().flat_map(Clone::clone).any(|at| is_quoted(attributed, at)));
    }
    if offered.len() < 2 {
        return report;
    }
    let context = CueContext { scene, cue: place, proposals: &offered, quotes: group.is_some() };
    let (chosen, confidence) = ranker.choose_content(&context);
    report.confidence = confidence;
    for nodes in offered.get(chosen).map(|proposal| proposal.nodes.as_slice()).unwrap_or_default() {
        let mut start = nodes.start;
        for at in nodes.start..=nodes.end {
            if at == nodes.end || is_quoted(attributed, at) {
                report.pieces.push(start..at);
                start = at + 1;
            }
        }
    }
    if scene.clauses.grammar.is_none() {
        let cue = scene.cues.get(place).filter(|_| group.is_none());
        if let Some(cue) = cue {
            report.confidence = report.confidence.min(reading_of(scene, cue, &report.pieces).most_sure());
        }
        report.pieces.retain(|nodes| !leads_to_quotation(scene, nodes));
    }
    // What is between marks and is no quote does not make a clause of what is around it.
    let unquoted = |nodes: &Range<usize>| !nodes.clone().any(|at| scene.clauses.is_quotation(at));
    report.pieces.retain(|nodes| {
        says_something(scene, nodes) && (group.is_some() || unquoted(nodes) || shape_of(scene, nodes) > Shape::Phrase)
    });
    report
}

/// Whether node `at` is a quotation that is kept.
fn is_quoted(attributed: &AttributedField<'_>, at: usize) -> bool {
    match attributed.scene.clauses.nodes.get(at).map(|node| node.kind) {
        Some(NodeKind::Quotation(quotation)) => {
            attributed.quotations.get(quotation).is_some_and(|quotation| quotation.kept)
        }
        _ => false,
    }
}

/// The row that says that the cue of `report` governs `nodes`.
fn row(attributed: &AttributedField<'_>, report: &Report, nodes: &Range<usize>, group: usize) -> Option<Quote> {
    let scene = attributed.scene;
    let field = scene.clauses.field;
    let cue = scene.cues.get(report.cue)?;
    let source = cue.source.as_ref()?;
    let content = field.bytes(&scene.whole_tokens(nodes));
    let named = field.bytes(&scene.clauses.tokens(&source.nodes));
    let word = field.slice(&scene.clauses.tokens(&cue.nodes));
    (!content.is_empty() && !named.is_empty()).then(|| Quote {
        field: field.field,
        span: field.span(content.clone()),
        text: field.text[content].to_owned(),
        kind: QuoteKind::Indirect,
        speaker: attributed.focus.person_of(source),
        speaker_text: Some(field.text[named.clone()].to_owned()),
        speaker_span: Some(field.span(named)),
        cue: Some(word.to_owned()),
        group: Some(group),
        confidence: report.confidence,
        reason: format!("“{word}” governs the clause, which has no quotation marks"),
    })
}

/// Whether `nodes` say something: "her" or "and" alone beside a quotation is no reported speech.
fn says_something(scene: &Scene<'_>, nodes: &Range<usize>) -> bool {
    let mut spoken = nodes.clone().filter(|at| scene.clauses.word(*at).starts_with(char::is_alphanumeric));
    match (spoken.next(), spoken.next()) {
        (Some(only), None) => !holds_together(scene, only),
        (first, _) => first.is_some(),
    }
}

/// Whether the word at node `at` only joins others.
fn holds_together(scene: &Scene<'_>, at: usize) -> bool {
    matches!(
        scene.clauses.role(at),
        Some(
            WordRole::Determiner
                | WordRole::Preposition
                | WordRole::Coordinator
                | WordRole::Subordinator
                | WordRole::Auxiliary
                | WordRole::Be
                | WordRole::Relative
        )
    )
}
