//! Chooses who said a quotation in other languages than English, by rules, and says whether it is one.
//!
//! A [`QuotationContext`] comes in, a [`Choice`] goes out. The order of trust is that of `ranking.rs`, with a place for
//! speech that goes on without a verb. Words between marks are a quote where a cue governs them, unless they are a title
//! or a term.
//!
//! Invariant: the choice depends on the context alone.

use crate::analyse::quotes::clauses::NodeKind;
use crate::analyse::quotes::cues::SourceKind;
use crate::analyse::quotes::cues::foreign::{ACCORDING, GOES_ON};
use crate::analyse::quotes::marks::Shown;
use crate::analyse::quotes::speakers::antecedents::AntecedentRanker;
use crate::analyse::quotes::speakers::candidates::{Candidate, Relation};
use crate::analyse::quotes::speakers::model::TrainedRanker;
use crate::analyse::quotes::speakers::quote_or_not::{is_nickname, is_signed, is_whole};
use crate::analyse::quotes::speakers::ranking::{Choice, QuotationContext, Ranker, trust};
use crate::analyse::text::tokens::TokenKind;
use crate::lexicon::function_words::WordRole;
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::speech_verbs::SpeechKind;

/// Ranks by rules; for pronouns it uses the trained trees.
pub struct ForeignRanker;

impl AntecedentRanker for ForeignRanker {
    fn choose_antecedent(&self, rows: &[u8]) -> usize {
        TrainedRanker.choose_antecedent(rows)
    }
}

impl Ranker for ForeignRanker {
    fn choose(&self, context: &QuotationContext<'_>) -> Choice {
        let mut best = (i32::MIN, context.candidates.len().saturating_sub(1));
        for (place, candidate) in context.candidates.iter().enumerate() {
            let score = score(context, candidate);
            if score > best.0 {
                best = (score, place);
            }
        }
        let chosen = context.candidates.get(best.1);
        let kept = chosen.is_some_and(|chosen| keeps(context, chosen));
        Choice { chosen: best.1, kept, confidence: chosen.map_or(0, |chosen| confidence(context, chosen)) }
    }
}

/// The lemma of the candidate's cue.
fn lemma(context: &QuotationContext<'_>, candidate: &Candidate) -> &'static str {
    let cue = candidate.cue.and_then(|place| context.scene.cues.get(place));
    cue.and_then(|cue| cue.verb).map_or("", |verb| verb.lemma)
}

/// How far the candidate is trusted.
fn score(context: &QuotationContext<'_>, candidate: &Candidate) -> i32 {
    let setting = context.setting;
    if shown(context) == Shown::Neighbour {
        return score_beside(context, candidate);
    }
    match candidate.relation {
        // What goes on without a verb of its own gives way to whoever has just been quoted.
        Relation::Before if lemma(context, candidate) == GOES_ON => 630,
        Relation::Subject if !setting.alone && !setting.stopped && !setting.handed_on => -1,
        _ => trust(context, candidate),
    }
}

fn shown(context: &QuotationContext<'_>) -> Shown {
    context.scene.quotations.get(context.place).map_or(Shown::Marks, |quotation| quotation.shown)
}

/// How far the candidate is trusted for words that a dash opens and no verb of saying stands by: whoever spoke in the
/// paragraph before goes on, in the papers that put a dash before each paragraph of one speaker, unless one of the two asks.
fn score_beside(context: &QuotationContext<'_>, candidate: &Candidate) -> i32 {
    let goes_on = context.scene.clauses.grammar.is_some_and(|grammar| grammar.has_trait("dashed"));
    let asks = |place: usize| {
        let quotation = context.scene.quotations.get(place);
        let last = quotation.and_then(|quotation| quotation.words.end.checked_sub(1));
        last.is_some_and(|last| context.scene.clauses.field.word(last) == "?")
    };
    let asked = asks(context.place) || candidate.like.is_some_and(asks);
    match candidate.relation {
        Relation::ParagraphBefore if goes_on && !asked => 500,
        Relation::Nobody => 400,
        _ => -1,
    }
}

/// How sure words are whose dash alone says that somebody speaks, per mille. Set by hand, below the bar of the archive.
const BESIDE: u16 = 500;

/// How often the rules are right, per mille, by how the speaker was found.
fn confidence(context: &QuotationContext<'_>, chosen: &Candidate) -> u16 {
    let named = chosen.source.as_ref().is_some_and(|source| matches!(source.kind, SourceKind::Person(_)));
    if shown(context) == Shown::Neighbour {
        return BESIDE;
    }
    let goes_on = lemma(context, chosen) == GOES_ON;
    let found: u16 = match chosen.relation {
        Relation::After | Relation::Before if lemma(context, chosen) == ACCORDING => 850,
        Relation::After | Relation::Signed if named => 950,
        Relation::After | Relation::Signed => 900,
        Relation::Before if goes_on => 700,
        Relation::Before | Relation::Colon if named => 900,
        Relation::Before | Relation::Colon | Relation::Closing | Relation::SameParagraph | Relation::Continued => 800,
        _ => 600,
    };
    if !is_fragment(context, chosen) {
        found
    } else if goes_on {
        FRAGMENT_GOES_ON
    } else {
        found.saturating_sub(FRAGMENT)
    }
}

/// By how much a fragment woven into a sentence is less sure than a clause, per mille: it may be a term, or somebody
/// else's words. Set by hand in round figures, like the next.
const FRAGMENT: u16 = 100;
/// How sure a fragment is whose sentence only goes on with whoever spoke before.
const FRAGMENT_GOES_ON: u16 = 550;

/// Whether the quotation is a fragment of the reporter's sentence.
fn is_fragment(context: &QuotationContext<'_>, chosen: &Candidate) -> bool {
    let field = context.scene.clauses.field;
    let quotation = context.scene.quotations.get(context.place);
    quotation.is_some_and(|quotation| {
        // Scripts without capitals do not show where a clause begins.
        let cased = field.word(quotation.words.start).starts_with(|c: char| c.is_lowercase() || c.is_uppercase());
        cased && quotation.shown == Shown::Marks && !is_whole(field, quotation, context.setting, chosen.relation)
    })
}

/// Whether the quotation is somebody's words, `chosen` having said it.
fn keeps(context: &QuotationContext<'_>, chosen: &Candidate) -> bool {
    let (scene, setting) = (context.scene, context.setting);
    let Some(quotation) = scene.quotations.get(context.place) else { return false };
    let carried = chosen.like.and_then(|like| context.earlier.get(like)).is_some_and(|before| before.kept);
    let clause = setting.stopped || setting.handed_on;
    if is_nickname(scene.clauses, setting, quotation) {
        return false;
    }
    if setting.leads && setting.handed_on && setting.words >= 3 {
        return true;
    }
    let field = scene.clauses.field;
    let dotted = |at: usize| field.word(at).trim_matches('.').contains('.') && quotation.words.len() == 1;
    let address = quotation.words.clone().any(|at| field.kind(at) == Some(TokenKind::Address) || dotted(at));
    if !clause && (address && setting.words <= 3 || in_brackets(context) && setting.words <= 4) {
        return false;
    }
    if is_called(context) {
        return true;
    }
    let named = chosen.like.is_some()
        || chosen
            .source
            .as_ref()
            .is_some_and(|source| matches!(source.kind, SourceKind::Person(_) | SourceKind::Pronoun(_)));
    match chosen.relation {
        Relation::Signed => is_signed(scene, context.place, setting),
        Relation::Colon => (clause || setting.words >= 3) && !names_something(context),
        Relation::After if clause || setting.leads => true,
        Relation::After | Relation::Before | Relation::Closing => !is_title(context, chosen),
        Relation::Continued => carried || setting.words > 3,
        _ if setting.alone => setting.words > 3 || clause && setting.words > 1,
        Relation::Owner => !is_title(context, chosen) && setting.words <= 12,
        Relation::Nobody | Relation::Nearby => setting.stopped && setting.words >= 8,
        _ => (setting.stopped || clause && named) && setting.words >= 5,
    }
}

/// Whether the colon only says what something is called: `(Motto: „…“)`, `das Buch ist ihr Erstwerk: „…“`.
fn names_something(context: &QuotationContext<'_>) -> bool {
    let work = context.setting.node.checked_sub(2).is_some_and(|before| is_work(context, before));
    in_brackets(context) || work
}

/// Whether the quotation is in brackets.
fn in_brackets(context: &QuotationContext<'_>) -> bool {
    let (clauses, setting) = (context.scene.clauses, context.setting);
    let floor = context.scene.frame(setting.frame).start.max(setting.node.saturating_sub(12));
    let bracket = (floor..setting.node).rev().find(|at| matches!(clauses.word(*at), "(" | ")"));
    bracket.is_some_and(|at| clauses.word(at) == "(")
}

/// Whether something is called what is between the marks: `wurde als „…“ bezeichnet`.
fn is_called(context: &QuotationContext<'_>) -> bool {
    let (clauses, setting) = (context.scene.clauses, context.setting);
    let frame = context.scene.frame(setting.frame);
    let named_as = (1..=2)
        .filter_map(|step| setting.node.checked_sub(step))
        .filter(|at| frame.contains(at))
        .any(|at| clauses.grammar.is_some_and(|grammar| grammar.lists("as", &lower_case(clauses.word(at)))));
    let mut near = frame.start.max(setting.node.saturating_sub(20))..frame.end.min(setting.node + 12);
    let calls = |at: usize| clauses.verbs.get(at).copied().flatten().is_some_and(|verb| verb.kind == SpeechKind::Call);
    named_as && near.any(calls)
}

fn is_work(context: &QuotationContext<'_>, at: usize) -> bool {
    let word = lower_case(context.scene.clauses.word(at));
    let Some(grammar) = context.scene.clauses.grammar else { return false };
    let compound = |tail: &str| grammar.lists("work", tail);
    compound(&word)
        || matches!(grammar.language, "de" | "nl" | "sv" | "no" | "da")
            && word
                .char_indices()
                .skip(1)
                .take(24)
                .filter_map(|(at, _)| word.get(at..))
                .any(|tail| tail.len() > 3 && compound(tail))
}

/// Whether what is between the marks is a title, a name or a term rather than words somebody said.
fn is_title(context: &QuotationContext<'_>, chosen: &Candidate) -> bool {
    let (scene, setting) = (context.scene, context.setting);
    let (clauses, field) = (scene.clauses, scene.clauses.field);
    let Some(quotation) = scene.quotations.get(context.place) else { return true };
    if setting.stopped && setting.words > 3 {
        return false;
    }
    let words = quotation.words.clone().take(40);
    let letters: Vec<&str> =
        words.map(|at| field.word(at)).filter(|word| word.starts_with(char::is_alphanumeric)).collect();
    // Scripts without capitals say nothing of titles by their letters.
    let capital = |word: &&str| word.starts_with(|letter: char| letter.is_uppercase() || letter.is_numeric());
    let opens = letters.first().is_some_and(capital);
    let Some(before) = setting.node.checked_sub(1).filter(|before| scene.frame(setting.frame).contains(before)) else {
        // At the beginning of its sentence: a subject in marks is a name, unless a verb of saying comes right after.
        return opens && chosen.relation != Relation::After && setting.words <= 4;
    };
    if is_work(context, before) && opens {
        return true;
    }
    let nouns = clauses.grammar.is_some_and(|grammar| grammar.has_trait("nouns"));
    let all = letters.iter().all(capital);
    let noun = matches!(clauses.nodes.get(before).map(|node| node.kind), Some(NodeKind::Name(_)))
        || clauses.role(before) == Some(WordRole::Other)
            && clauses.verbs.get(before).copied().flatten().is_none()
            && (!nouns || clauses.word(before).starts_with(char::is_uppercase));
    let cue = chosen.cue.and_then(|place| scene.cues.get(place));
    let beside = cue.is_some_and(|cue| cue.nodes.end == setting.node);
    let called = cue.and_then(|cue| cue.verb).is_some_and(|verb| verb.kind == SpeechKind::Call);
    // `sagte Ann Lee der „Muster“`: the words came before, and the paper is whom they were said to.
    let is_addressee = cue.is_some_and(|cue| {
        let frame = scene.frame(setting.frame);
        let first = clauses.quotation_nodes.partition_point(|node| *node < frame.start);
        cue.nodes.start < setting.node && clauses.quotation_nodes.get(first).is_some_and(|node| *node < cue.nodes.start)
    });
    if is_addressee && opens && letters.len() <= 3 {
        return true;
    }
    let said = clauses.grammar.is_some_and(|grammar| grammar.lists("words", &lower_case(clauses.word(before))));
    // `Ayşe Demir, "Yarın gidiyoruz" dedi.`: the verb closes the sentence, and the comma parts the words from who said them.
    let closed = cue.is_some_and(|cue| cue.nodes.start == setting.node + 1) && clauses.word(before) == ",";
    if beside || said || closed || clauses.word(before) == ":" {
        return false;
    }
    if nouns {
        // `Der Sender „Muster“ berichtete`: a noun beside a noun. Two capitals and no small word make a name.
        let named = noun || matches!(clauses.role(before), Some(WordRole::Determiner | WordRole::Preposition));
        return opens && noun && letters.len() <= 6 || all && named && letters.len() >= 2 && !called;
    }
    opens && (noun || letters.len() <= 6) && !called
}
