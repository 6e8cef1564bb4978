//! The rows that say what was decided: one a quotation, one a stretch of reported speech without marks.
//!
//! A field and its decisions come in, quotes go out, each with its group, how sure it is and the reason in plain words.
//!
//! Invariant: a row's text is what stands at its span, and what nobody said has no row.

use std::ops::Range;

use crate::analyse::quotes::clauses::NodeKind;
use crate::analyse::quotes::cues::{Source, SourceKind};
use crate::analyse::quotes::decision::Decision;
use crate::analyse::quotes::reported::features::Reporting;
use crate::analyse::quotes::reported::proposals;
use crate::analyse::quotes::scene::Scene;
use crate::analyse::quotes::speakers::candidates::Relation;
use crate::analyse::quotes::speakers::pronouns::Focus;
use crate::analyse::quotes::speakers::quote_or_not;
use crate::analyse::quotes::speakers::ranking::{REPORTS_ARE_RIGHT, Ranker};
use crate::analyse::quotes::turns::paragraphs::Turn;
use crate::analyse::text::FieldText;
use crate::lexicon::function_words::WordRole;
use crate::lexicon::speech_verbs::SpeechKind;
use crate::model::{Quote, QuoteKind};

/// How sure turns of a transcript are, per mille. Set by hand: no corpus with enough of them was at hand to measure it.
const TURNS_ARE_RIGHT: u16 = 800;

/// Why the speaker was chosen, as half a sentence about "the words".
fn reason(relation: Relation, cue: Option<&str>) -> String {
    let cue = cue.map_or_else(|| "the cue".to_owned(), |cue| format!("“{cue}”"));
    match relation {
        Relation::Behind => format!("{cue} follows right behind the words and names who speaks"),
        Relation::Before => format!("{cue} comes before the words in their sentence and governs them"),
        Relation::Closing => format!("{cue} closes the sentence that the words stand in"),
        Relation::Colon => "a colon leads from whoever is named before it to the words".to_owned(),
        Relation::Continued => "the words go on with the quotation that the paragraph before left open".to_owned(),
        Relation::SameParagraph => "the quotation before the words in their paragraph has the same speaker".to_owned(),
        Relation::Following => "the quotation behind the words in their paragraph says who speaks".to_owned(),
        Relation::ParagraphBefore => {
            "the words follow on the last quotation of the paragraph before, and nobody else takes the turn".to_owned()
        }
        Relation::Signed => "the name of whoever said the words stands behind them, after a dash".to_owned(),
        Relation::Owner => "the words are said to be those of whoever is named right in front of them".to_owned(),
        Relation::Subject => "the sentence of the words is about whoever spoke".to_owned(),
        Relation::SubjectBefore => "the sentence before the words is about whoever spoke".to_owned(),
        Relation::Nearby => "whoever is likeliest of those named nearby was taken".to_owned(),
        Relation::Nobody => "nobody near the words is said to have spoken them".to_owned(),
    }
}

/// The rows of one field.
pub(super) fn write_rows<R: Ranker>(
    ranker: &R,
    scene: &Scene<'_>,
    decided: &[Decision],
    focus: &Focus<'_>,
    turns: &[Turn],
    groups: &mut usize,
) -> Vec<Quote> {
    let field = scene.clauses.field;
    let mut numbers: Vec<Option<usize>> = Vec::with_capacity(decided.len());
    let mut rows = Vec::new();
    let mut embedded: Vec<(usize, Range<usize>)> = Vec::new();
    for (place, (decision, quotation)) in decided.iter().zip(scene.quotations).enumerate() {
        let inner = find_embedded(scene, focus, decision);
        let owned;
        let decision = match &inner {
            Some((cue, holder)) if decision.kept => {
                embedded.push((*cue, holder.nodes.start..decision.setting.node + 1));
                owned = Decision {
                    relation: Relation::Owner,
                    source: Some(holder.clone()),
                    speaker: focus.person_of(holder),
                    cue: None,
                    ..decision.clone()
                };
                &owned
            }
            _ => decision,
        };
        if !decision.kept {
            numbers.push(None);
            continue;
        }
        let Some(words) = trimmed(field, &quotation.words) else {
            numbers.push(None);
            continue;
        };
        let shared = decision
            .like
            .filter(|_| decision.relation != Relation::ParagraphBefore)
            .or_else(|| same_cue(decided, place))
            .and_then(|like| numbers.get(like).copied().flatten());
        let group = shared.unwrap_or_else(|| {
            *groups += 1;
            *groups
        });
        numbers.push(Some(group));
        let source = decision.source.as_ref().map(|source| field.bytes(&scene.clauses.tokens(&source.nodes)));
        let source = source.filter(|bytes| !bytes.is_empty());
        let cue = decision
            .cue
            .and_then(|cue| scene.cues.get(cue))
            .map(|cue| field.slice(&scene.clauses.tokens(&cue.nodes)).to_owned());
        rows.push(Quote {
            field: field.field,
            span: field.span(words.clone()),
            text: field.text[words].to_owned(),
            kind: if quote_or_not::is_whole(field, quotation, &decision.setting, decision.relation) {
                QuoteKind::Direct
            } else {
                QuoteKind::Mixed
            },
            speaker: match decision.source.as_ref().and_then(|source| turned(turns, source)) {
                Some(turn) => turn.speaker,
                None => decision.speaker.filter(|_| source.is_some()),
            },
            speaker_text: source.clone().map(|bytes| field.text[bytes].to_owned()),
            speaker_span: source.map(|bytes| field.span(bytes)),
            cue: cue.clone(),
            group: Some(group),
            confidence: decision.confidence,
            reason: reason(decision.relation, cue.as_deref()),
        });
    }
    let mut governors: Vec<(usize, usize)> = Vec::new();
    for (decision, group) in decided.iter().zip(&numbers) {
        if let (Some(cue), Some(group), Relation::Before | Relation::Closing) = (decision.cue, group, decision.relation)
        {
            governors.push((cue, *group));
        }
    }
    governors.sort_unstable();
    governors.dedup_by_key(|(cue, _)| *cue);
    for place in 0..scene.cues.len() {
        if let Some((_, nodes)) = embedded.iter().find(|(cue, _)| *cue == place) {
            *groups += 1;
            rows.extend(report_row(scene, focus, place, nodes, REPORTS_ARE_RIGHT, *groups));
            continue;
        }
        let group = governors.binary_search_by_key(&place, |(cue, _)| *cue).ok().and_then(|at| governors.get(at));
        let group = group.map(|(_, group)| *group);
        // What is reported inside a turn is part of the turn.
        let inside = scene.cues.get(place).map_or(0, |cue| cue.nodes.start);
        if turn_at(turns, inside).is_some() {
            continue;
        }
        rows.extend(report_rows(ranker, scene, decided, focus, place, group, groups));
    }
    rows.extend(turn_rows(scene, turns, groups));
    rows
}

/// The cue and the owner where a quotation has an inner and an outer speaker: in `what Ann called Lee's "…"` the words are
/// Lee's, and the whole of it is Ann's.
fn find_embedded(scene: &Scene<'_>, focus: &Focus<'_>, decision: &Decision) -> Option<(usize, Source)> {
    let owner = scene.owner(decision.setting.node)?;
    let place = scene.cues.partition_point(|cue| cue.nodes.end <= owner.nodes.start).checked_sub(1)?;
    let cue = scene.cues.get(place).filter(|cue| cue.nodes.end == owner.nodes.start && !cue.is_noun())?;
    let outer = cue.source.as_ref().filter(|outer| outer.nodes.end <= cue.nodes.start)?;
    let person = focus.person_of(&owner)?;
    (cue.verb.is_some_and(|verb| verb.kind == SpeechKind::Call) && focus.person_of(outer) != Some(person))
        .then_some((place, owner))
}

/// The turn that node `at` is in.
fn turn_at(turns: &[Turn], at: usize) -> Option<&Turn> {
    turns.get(turns.partition_point(|turn| turn.nodes.end <= at)).filter(|turn| turn.nodes.contains(&at))
}

/// The turn whose speaker `source` stands for: in a turn, "I" is whoever has it.
fn turned<'t>(turns: &'t [Turn], source: &Source) -> Option<&'t Turn> {
    turn_at(turns, source.nodes.start).filter(|_| source.kind == SourceKind::Pronoun(WordRole::I))
}

/// The rows of the turns of a field.
fn turn_rows(scene: &Scene<'_>, turns: &[Turn], groups: &mut usize) -> Vec<Quote> {
    let field = scene.clauses.field;
    let mut rows = Vec::new();
    let mut utterance = None;
    for turn in turns {
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

/// The rows of what the cue at `place` governs without marks; `group` is that of its quotes.
#[allow(clippy::too_many_arguments)] // one call
fn report_rows<R: Ranker>(
    ranker: &R,
    scene: &Scene<'_>,
    decided: &[Decision],
    focus: &Focus<'_>,
    place: usize,
    group: Option<usize>,
    groups: &mut usize,
) -> Vec<Quote> {
    let quoted = |at: usize| match scene.clauses.nodes.get(at).map(|node| node.kind) {
        Some(NodeKind::Quotation(quotation)) => decided.get(quotation).filter(|decision| decision.kept),
        _ => None,
    };
    // Where another source speaks inside, or the quotes belong to another cue, nothing is sure.
    let mut offered = proposals(scene, place);
    if group.is_none() {
        offered.retain(|proposal| !proposal.nodes.iter().flat_map(Clone::clone).any(|at| quoted(at).is_some()));
    }
    if offered.len() < 2 {
        return Vec::new();
    }
    let reporting = Reporting { scene, cue: place, proposals: &offered, quotes: group.is_some() };
    let (chosen, confidence) = ranker.report(&reporting);
    let chosen = offered.get(chosen).map(|proposal| proposal.nodes.as_slice()).unwrap_or_default();
    let mut rows = Vec::new();
    let mut number = group;
    let mut pieces: Vec<Range<usize>> = Vec::new();
    for nodes in chosen {
        let mut start = nodes.start;
        for at in nodes.start..=nodes.end {
            if at == nodes.end || quoted(at).is_some() {
                pieces.push(start..at);
                start = at + 1;
            }
        }
    }
    for words in pieces {
        let mut spoken = words.clone().filter(|at| scene.clauses.word(*at).starts_with(char::is_alphanumeric));
        let says = match (spoken.next(), spoken.next()) {
            (Some(only), None) => says_something(scene, only),
            (first, _) => first.is_some(),
        };
        if !says {
            continue;
        }
        let group = *number.get_or_insert_with(|| {
            *groups += 1;
            *groups
        });
        rows.extend(report_row(scene, focus, place, &words, confidence, group));
    }
    rows
}

/// The row that says that the cue at `place` governs `nodes`.
fn report_row(
    scene: &Scene<'_>,
    focus: &Focus<'_>,
    place: usize,
    nodes: &Range<usize>,
    confidence: u16,
    group: usize,
) -> Option<Quote> {
    let field = scene.clauses.field;
    let cue = scene.cues.get(place)?;
    let source = cue.source.as_ref()?;
    let content = field.bytes(&scene.whole_tokens(nodes));
    let named = field.bytes(&scene.clauses.tokens(&source.nodes));
    let word = field.slice(&scene.clauses.tokens(&cue.nodes));
    (!content.is_empty() && !named.is_empty()).then(|| Quote {
        field: field.field,
        span: field.span(content.clone()),
        text: field.text[content].to_owned(),
        kind: QuoteKind::Indirect,
        speaker: focus.person_of(source),
        speaker_text: Some(field.text[named.clone()].to_owned()),
        speaker_span: Some(field.span(named)),
        cue: Some(word.to_owned()),
        group: Some(group),
        confidence,
        reason: format!("“{word}” governs the clause, which has no quotation marks"),
    })
}

/// Whether the word at node `at` says something alone: "her" or "and" beside a quotation is no reported speech.
fn says_something(scene: &Scene<'_>, at: usize) -> bool {
    let holds_together = matches!(
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
    );
    !holds_together
}

/// The quotation before the one at `place` that hangs on the same cue.
fn same_cue(decided: &[Decision], place: usize) -> Option<usize> {
    let own = decided.get(place)?.cue?;
    let before = place.checked_sub(1)?;
    decided.get(before).filter(|decision| decision.kept && decision.cue == Some(own)).map(|_| before)
}

/// The bytes of `words`, white space at the edges left out; `None` where nothing is left.
fn trimmed(field: &FieldText<'_>, words: &Range<usize>) -> Option<Range<usize>> {
    let bytes = field.bytes(words);
    (!bytes.is_empty()).then_some(bytes)
}
