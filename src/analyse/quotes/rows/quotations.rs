//! The rows of quotations, and which cue each of them belongs to.
//!
//! Invariant: quotations of one cue, and those that go on with one another, share a group.

use std::ops::Range;

use super::turns;
use crate::analyse::quotes::cues::{Source, SourceKind};
use crate::analyse::quotes::decision::Decision;
use crate::analyse::quotes::marks::Quotation;
use crate::analyse::quotes::rows::decided::{CueUse, Decided, next};
use crate::analyse::quotes::scene::Scene;
use crate::analyse::quotes::speakers::candidates::Relation;
use crate::analyse::quotes::speakers::pronouns::Focus;
use crate::analyse::quotes::speakers::quote_or_not;
use crate::analyse::text::FieldText;
use crate::lexicon::speech_verbs::SpeechKind;
use crate::model::{Quote, QuoteKind};

/// The rows of the quotations that are kept, and how each cue of the field is used.
pub(super) fn rows(decided: &Decided<'_>, groups: &mut usize) -> (Vec<Quote>, Vec<CueUse>) {
    let scene = decided.scene;
    let mut rows = Vec::new();
    let mut cues = vec![CueUse::default(); scene.cues.len()];
    let mut numbers: Vec<Option<usize>> = Vec::with_capacity(decided.decisions.len());
    for (place, (decision, quotation)) in decided.decisions.iter().zip(scene.quotations).enumerate() {
        let words = trimmed(scene.clauses.field, &quotation.words).filter(|_| decision.kept);
        let embedded = find_embedded(scene, decided.focus, decision).filter(|_| decision.kept);
        if let Some((cue, holder)) = &embedded
            && let Some(cue) = cues.get_mut(*cue)
        {
            cue.embeds.get_or_insert(holder.nodes.start..decision.setting.node + 1);
        }
        let Some(words) = words else {
            numbers.push(None);
            continue;
        };
        let heading = is_heading(scene, quotation, decision);
        let decision = embedded.map_or_else(
            || if heading { as_heading(decided, place, decision) } else { decision.clone() },
            |(_, holder)| Decision {
                relation: Relation::Owner,
                speaker: decided.focus.person_of(&holder),
                source: Some(holder),
                cue: None,
                ..decision.clone()
            },
        );
        let shared = decision
            .like
            .filter(|_| decision.relation != Relation::ParagraphBefore)
            .or_else(|| same_cue(decided.decisions, place))
            .and_then(|like| numbers.get(like).copied().flatten());
        let group = shared.unwrap_or_else(|| next(groups));
        numbers.push(Some(group));
        rows.push(row(decided, &decision, quotation, words, group));
    }
    for (decision, group) in decided.decisions.iter().zip(numbers) {
        if let (Some(cue), Some(group), Relation::Before | Relation::Closing) = (decision.cue, group, decision.relation)
            && let Some(cue) = cues.get_mut(cue)
        {
            cue.group = Some(cue.group.map_or(group, |first| first.min(group)));
        }
    }
    (rows, cues)
}

/// Words of the longest quotation that can be a heading.
const HEADING: usize = 12;
/// Quotations behind a heading among which the one that it repeats is looked for.
const BELOW: usize = 8;

/// Whether the quotation is a heading: a paragraph of its own without a stop, and nothing in it says who speaks.
fn is_heading(scene: &Scene<'_>, quotation: &Quotation, decision: &Decision) -> bool {
    let setting = &decision.setting;
    let paragraph = scene.paragraph(setting.frame);
    let alone = setting.frame.checked_sub(1).and_then(|before| scene.paragraph(before)) != paragraph
        && scene.paragraph(setting.frame + 1) != paragraph;
    let said = matches!(
        decision.relation,
        Relation::Behind
            | Relation::Before
            | Relation::Closing
            | Relation::Signed
            | Relation::Continued
            | Relation::Colon
    );
    let open = scene.paragraph(setting.frame + 1).is_some() && setting.words <= HEADING;
    open && alone && setting.alone && !setting.stopped && !setting.handed_on && !said && quotation.closed
}

/// What is known of a heading: whose the same words are below it, or nobody's.
fn as_heading(decided: &Decided<'_>, place: usize, own: &Decision) -> Decision {
    let scene = decided.scene;
    let words = |at: usize| {
        let quotation = scene.quotations.get(at)?;
        Some(scene.clauses.field.slice(&quotation.words).trim_end_matches(['.', ',']))
    };
    let text = words(place);
    let below = (place + 1..scene.quotations.len().min(place + 1 + BELOW))
        .find(|at| words(*at).zip(text).is_some_and(|(below, text)| below.contains(text)));
    let found = below.and_then(|at| decided.decisions.get(at)).filter(|found| found.kept);
    Decision {
        relation: found.map_or(Relation::Nobody, |_| Relation::Following),
        source: found.and_then(|found| found.source.clone()),
        speaker: found.and_then(|found| found.speaker),
        cue: None,
        like: None,
        ..own.clone()
    }
}

/// The row of one quotation, whose words are the bytes `words` of the field.
fn row(decided: &Decided<'_>, decision: &Decision, quotation: &Quotation, words: Range<usize>, group: usize) -> Quote {
    let scene = decided.scene;
    let field = scene.clauses.field;
    let source = decision.source.as_ref().map(|source| field.bytes(&scene.clauses.tokens(&source.nodes)));
    let source = source.filter(|bytes| !bytes.is_empty()).map(|bytes| apart(field, decision, bytes));
    let cue = decision.cue.and_then(|cue| scene.cues.get(cue));
    let cue = cue.map(|cue| {
        let word = field.slice(&scene.clauses.tokens(&cue.nodes));
        // `dit-il`: the verb alone.
        let hung = decision.source.as_ref().is_some_and(|source| source.nodes == cue.nodes);
        word.split_once('-').filter(|_| hung).map_or(word, |(verb, _)| verb).to_owned()
    });
    let is_whole = quote_or_not::is_whole(field, quotation, &decision.setting, decision.relation);
    Quote {
        field: field.field,
        span: field.span(words.clone()),
        text: field.text[words].to_owned(),
        kind: if is_whole { QuoteKind::Direct } else { QuoteKind::Mixed },
        speaker: match decision.source.as_ref().and_then(|source| turns::turned(decided.turns, source)) {
            Some(turn) => turn.speaker,
            None => decision.speaker.filter(|_| source.is_some()),
        },
        speaker_text: source.clone().map(|bytes| field.text[bytes].to_owned()),
        speaker_span: source.map(|bytes| field.span(bytes)),
        reason: reason(decision.relation, cue.as_deref()),
        cue,
        group: Some(group),
        confidence: decision.confidence,
    }
}

/// The bytes of the pronoun that is hung on its verb (`dit-elle`); of anything else, `bytes`.
fn apart(field: &FieldText<'_>, decision: &Decision, bytes: Range<usize>) -> Range<usize> {
    let pronoun = decision.source.as_ref().is_some_and(|source| matches!(source.kind, SourceKind::Pronoun(_)));
    let hyphen = field.text.get(bytes.clone()).and_then(|word| word.rfind('-')).filter(|_| pronoun);
    hyphen.map_or(bytes.clone(), |hyphen| bytes.start + hyphen + 1..bytes.end)
}

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
