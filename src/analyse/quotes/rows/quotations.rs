//! The rows of quotations, and which cue each of them belongs to.
//!
//! Invariant: quotations of one cue, and those that go on with one another, share a group.

use std::ops::Range;

use super::turns;
use crate::analyse::quotes::attributed::AttributedQuotation;
use crate::analyse::quotes::cues::{Source, SourceKind};
use crate::analyse::quotes::marks::{Quotation, Shown};
use crate::analyse::quotes::rows::field::{AttributedField, CueUse, next};
use crate::analyse::quotes::scene::Scene;
use crate::analyse::quotes::speakers::candidates::{Candidate, Relation};
use crate::analyse::quotes::speakers::pronouns::Focus;
use crate::analyse::quotes::speakers::quote_or_not;
use crate::analyse::text::FieldText;
use crate::lexicon::speech_verbs::SpeechKind;
use crate::model::{Quote, QuoteKind};

/// The rows of the quotations that are kept, and how each cue of the field is used.
pub(super) fn rows(attributed: &AttributedField<'_>, groups: &mut usize) -> (Vec<Quote>, Vec<CueUse>) {
    let scene = attributed.scene;
    let mut rows = Vec::new();
    let mut cues = vec![CueUse::default(); scene.cues.len()];
    let mut numbers: Vec<Option<usize>> = Vec::with_capacity(attributed.quotations.len());
    for (place, (outcome, quotation)) in attributed.quotations.iter().zip(scene.quotations).enumerate() {
        let words = trimmed(scene.clauses.field, &quotation.words).filter(|_| outcome.kept);
        let embedded = find_embedded(scene, attributed.focus, outcome).filter(|_| outcome.kept);
        if let Some((cue, owner)) = &embedded
            && let Some(cue) = cues.get_mut(*cue)
        {
            cue.embeds.get_or_insert(owner.nodes.start..outcome.setting.node + 1);
        }
        let Some(words) = words else {
            numbers.push(None);
            continue;
        };
        let speaker = match embedded {
            Some((_, owner)) => Candidate {
                relation: Relation::Owner,
                person: attributed.focus.person_of(&owner),
                source: Some(owner),
                cue: None,
                ..outcome.speaker.clone()
            },
            None if is_heading(scene, quotation, outcome) => speaker_of_heading(attributed, place),
            None => outcome.speaker.clone(),
        };
        let utterance = speaker
            .like
            .filter(|_| speaker.relation != Relation::ParagraphBefore)
            .or_else(|| same_cue(attributed.quotations, place));
        let group = utterance.and_then(|other| numbers.get(other).copied().flatten()).unwrap_or_else(|| next(groups));
        numbers.push(Some(group));
        rows.push(row(attributed, &AttributedQuotation { speaker, ..outcome.clone() }, quotation, words, group));
    }
    for (outcome, group) in attributed.quotations.iter().zip(numbers) {
        let Candidate { relation, cue, .. } = outcome.speaker;
        if let (Some(cue), Some(group), Relation::Before | Relation::Closing) = (cue, group, relation)
            && let Some(cue) = cues.get_mut(cue)
        {
            cue.group = Some(cue.group.map_or(group, |first| first.min(group)));
        }
    }
    (rows, cues)
}

/// Words of the longest quotation that can be a heading.
const HEADING: usize = 12;
/// Quotations after a heading among which the one that it repeats is looked for.
const BELOW: usize = 8;

/// Whether the quotation is a heading: a paragraph of its own without a stop, and nothing in it says who speaks.
fn is_heading(scene: &Scene<'_>, quotation: &Quotation, outcome: &AttributedQuotation) -> bool {
    let setting = &outcome.setting;
    let paragraph = scene.paragraph(setting.frame);
    let alone = setting.frame.checked_sub(1).and_then(|before| scene.paragraph(before)) != paragraph
        && scene.paragraph(setting.frame + 1) != paragraph;
    let said = matches!(
        outcome.speaker.relation,
        Relation::After
            | Relation::Before
            | Relation::Closing
            | Relation::Signed
            | Relation::Continued
            | Relation::Colon
    );
    let open = scene.paragraph(setting.frame + 1).is_some() && setting.words <= HEADING;
    open && alone && setting.alone && !setting.stopped && !setting.handed_on && !said && quotation.closed
}

/// The speaker of the heading at `place`: whoever says the same words below it, or nobody.
fn speaker_of_heading(attributed: &AttributedField<'_>, place: usize) -> Candidate {
    let scene = attributed.scene;
    let words = |at: usize| {
        let quotation = scene.quotations.get(at)?;
        Some(scene.clauses.field.slice(&quotation.words).trim_end_matches(['.', ',']))
    };
    let text = words(place);
    let below = (place + 1..scene.quotations.len().min(place + 1 + BELOW))
        .find(|at| words(*at).zip(text).is_some_and(|(below, text)| below.contains(text)));
    let found = below.and_then(|at| attributed.quotations.get(at)).filter(|found| found.kept);
    found.map_or(Candidate::NOBODY, |found| Candidate {
        relation: Relation::Following,
        source: found.speaker.source.clone(),
        person: found.speaker.person,
        ..Candidate::NOBODY
    })
}

/// The row of one quotation, whose words are the bytes `words` of the field.
fn row(
    attributed: &AttributedField<'_>,
    outcome: &AttributedQuotation,
    quotation: &Quotation,
    words: Range<usize>,
    group: usize,
) -> Quote {
    let scene = attributed.scene;
    let field = scene.clauses.field;
    let speaker = &outcome.speaker;
    let named = speaker.source.as_ref().and_then(|source| {
        let bytes = field.bytes(&scene.clauses.tokens(&source.nodes));
        (!bytes.is_empty()).then(|| without_verb(field, source, bytes))
    });
    let cue = cue_text(scene, speaker);
    let kind = match quotation.shown {
        Shown::Marks if quote_or_not::is_whole(field, quotation, &outcome.setting, speaker.relation) => {
            QuoteKind::Direct
        }
        Shown::Marks => QuoteKind::Mixed,
        // Nothing closes a dash: where the words end is read off the sentence, as in a report, and a row claims no more than that.
        Shown::Dash | Shown::Neighbour => QuoteKind::Indirect,
    };
    Quote {
        field: field.field,
        span: field.span(words.clone()),
        text: field.text[words].to_owned(),
        kind,
        speaker: match speaker.source.as_ref().and_then(|source| turns::turned(attributed.turns, source)) {
            Some(turn) => turn.speaker,
            None => speaker.person.filter(|_| named.is_some()),
        },
        speaker_text: named.clone().map(|bytes| field.text[bytes].to_owned()),
        speaker_span: named.map(|bytes| field.span(bytes)),
        reason: reason(speaker.relation, cue.as_deref()),
        cue,
        group: Some(group),
        confidence: outcome.confidence,
    }
}

/// The cue as the text has it; of `dit-il` the verb alone.
fn cue_text(scene: &Scene<'_>, speaker: &Candidate) -> Option<String> {
    let cue = scene.cues.get(speaker.cue?)?;
    let word = scene.clauses.field.slice(&scene.clauses.tokens(&cue.nodes));
    let is_joined = speaker.source.as_ref().is_some_and(|source| source.nodes == cue.nodes);
    Some(word.split_once('-').filter(|_| is_joined).map_or(word, |(verb, _)| verb).to_owned())
}

/// The bytes of `source`; of a pronoun that is joined to its verb (`dit-elle`) the pronoun alone.
fn without_verb(field: &FieldText<'_>, source: &Source, bytes: Range<usize>) -> Range<usize> {
    let is_pronoun = matches!(source.kind, SourceKind::Pronoun(_));
    let hyphen = field.text.get(bytes.clone()).and_then(|word| word.rfind('-')).filter(|_| is_pronoun);
    hyphen.map_or(bytes.clone(), |hyphen| bytes.start + hyphen + 1..bytes.end)
}

/// Why the speaker was chosen, as half a sentence about "the words".
fn reason(relation: Relation, cue: Option<&str>) -> String {
    let cue = cue.map_or_else(|| "the cue".to_owned(), |cue| format!("“{cue}”"));
    match relation {
        Relation::After => format!("{cue} follows right behind the words and names who speaks"),
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
fn find_embedded(scene: &Scene<'_>, focus: &Focus<'_>, outcome: &AttributedQuotation) -> Option<(usize, Source)> {
    let owner = scene.owner(outcome.setting.node)?;
    let place = scene.cues.partition_point(|cue| cue.nodes.end <= owner.nodes.start).checked_sub(1)?;
    let cue = scene.cues.get(place).filter(|cue| cue.nodes.end == owner.nodes.start && !cue.is_noun())?;
    let outer = cue.source.as_ref().filter(|outer| outer.nodes.end <= cue.nodes.start)?;
    let person = focus.person_of(&owner)?;
    (cue.verb.is_some_and(|verb| verb.kind == SpeechKind::Call) && focus.person_of(outer) != Some(person))
        .then_some((place, owner))
}

/// The quotation before the one at `place`, where both have the same cue.
fn same_cue(quotations: &[AttributedQuotation], place: usize) -> Option<usize> {
    let cue = quotations.get(place)?.speaker.cue?;
    let before = place.checked_sub(1)?;
    quotations.get(before).filter(|other| other.kept && other.speaker.cue == Some(cue)).map(|_| before)
}

/// The bytes of `words`, white space at the edges left out; `None` where nothing is left.
fn trimmed(field: &FieldText<'_>, words: &Range<usize>) -> Option<Range<usize>> {
    let bytes = field.bytes(words);
    (!bytes.is_empty()).then_some(bytes)
}
