//! Cues in languages other than English: a form of a verb of saying beside a quotation or a clause, and whoever is named
//! beside it.
//!
//! The clauses of a field come in, its cues go out. Nothing is parsed: a cue counts only where a name or a short noun
//! phrase stands right beside it, so that what is not understood is left alone.
//!
//! Invariant: cues are in the order of the text, and each looks at a bounded number of nodes.

use std::ops::Range;

use crate::analyse::quotes::clauses::{Clauses, NodeKind};
use crate::analyse::quotes::cues::{Cue, Source, SourceKind};
use crate::analyse::text::Page;
use crate::lexicon::foreign_speech::{
    ARTICLES, JAPANESE, PREPOSITIONS, PRONOUNS, find_foreign_verb, is_according, is_auxiliary, is_turkish,
};
use crate::lexicon::function_words::{WordRole, role_of};
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::speech_verbs::{SpeechKind, SpeechVerb, VerbForm, find_speech_verb};
use crate::model::Field;

/// Tokens that are looked at to tell whether a page without a language is English.
const LOOK: usize = 300;

/// Whether a page whose language could not be told is not in English: it has Japanese or Chinese letters, or a foreign
/// verb of saying and hardly an English function word.
#[must_use]
pub fn is_foreign(page: &Page<'_>) -> bool {
    let (mut words, mut english, mut foreign) = (0, 0, 0);
    let fields = page.fields.iter().filter(|text| matches!(text.field, Field::Body | Field::Headline));
    for (text, at) in fields.flat_map(|text| (0..text.tokens.len().min(LOOK)).map(move |at| (text, at))) {
        let word = text.word(at);
        if word.starts_with(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')) {
            return true;
        }
        let lower = lower_case(word);
        words += 1;
        english += usize::from(role_of(&lower) != WordRole::Other || find_speech_verb(&lower).is_some());
        foreign += usize::from(find_foreign_verb(&lower).is_some());
    }
    foreign > 0 && english * 5 <= words
}

/// The cues of `clauses`, in the order of the text.
#[must_use]
pub fn find_foreign_cues(clauses: &Clauses<'_>) -> Vec<Cue> {
    let mut cues = Vec::new();
    for frame in &clauses.frames {
        for at in frame.nodes.clone() {
            let finder = Beside { clauses, frame: &frame.nodes };
            cues.extend(match clauses.nodes.get(at).map(|node| node.kind) {
                Some(NodeKind::Word(_)) => finder.cue_at(at),
                Some(NodeKind::Quotation(_)) => finder.japanese_cue(at),
                _ => None,
            });
        }
    }
    cues.sort_by_key(|cue| cue.nodes.start);
    cues
}

struct Beside<'a, 'p> {
    clauses: &'a Clauses<'p>,
    frame: &'a Range<usize>,
}

/// What stands right before a verb.
#[derive(Clone, Copy, Default)]
struct Ahead {
    quotation: Option<usize>,
    comma: bool,
    /// A comma, a dash or the stop of the quotation parts the two.
    stopped: bool,
}

/// Nodes between a verb and the name that goes with it: `sagte die Ministerin für Verkehr, Ann Lee`.
const REACH: usize = 7;
/// A pronoun hung on a verb stands within so many nodes of it: `a-t-il`.
const HUNG: usize = 4;
/// Nodes of a noun phrase that names no one.
const PHRASE: usize = 3;

impl Beside<'_, '_> {
    fn cue_at(&self, at: usize) -> Option<Cue> {
        let form = find_foreign_verb(&lower_case(self.clauses.word(at)))?;
        let inverted = self.inverted_before(at);
        let before = inverted.map_or_else(|| self.auxiliaries_before(at), |(verb, _)| verb);
        let ahead = self.ahead_of(before);
        let turkish = is_turkish(form);
        // What is quoted without any stop is a title or a term: `"Stern" sagte Ann Lee`.
        let turned = ahead.quotation.is_some();
        let stopped = turkish || ahead.stopped;
        let pronoun = inverted.map(|(_, pronoun)| pronoun).or_else(|| self.inverted_behind(at + 1));
        let source = if let Some(pronoun) = pronoun {
            let nodes = pronoun..pronoun + 1;
            (turned && stopped).then_some(Source { nodes, kind: SourceKind::Nominal })
        } else if turkish {
            ahead.quotation.and_then(|quotation| self.left(quotation).or_else(|| self.right(at + 1, false)))
        } else if turned || ahead.comma {
            self.right(at + 1, turned && stopped).filter(|_| stopped)
        } else if is_according(form) {
            None
        } else {
            self.left(before).or_else(|| self.right(at + 1, false)).or_else(|| self.opening_phrase(before))
        };
        let verb = SpeechVerb { kind: SpeechKind::Say, form: VerbForm::Past, lemma: form, noun: false };
        source.map(|source| Cue { nodes: at..at + 1, verb: Some(verb), source: Some(source) })
    }

    /// What stands right before node `before`: a quotation, a comma, a dash.
    fn ahead_of(&self, before: usize) -> Ahead {
        let earlier = |at: usize| at.checked_sub(1).filter(|last| *last >= self.frame.start);
        let Some(last) = earlier(before) else { return Ahead::default() };
        // `«…», — сказала Беляева`: a dash parts the two.
        let dash = matches!(self.clauses.word(last), "-" | "–" | "—");
        let parted =
            earlier(last).filter(|at| dash && (self.clauses.is_quotation(*at) || self.clauses.word(*at) == ","));
        let last = parted.unwrap_or(last);
        let comma = self.clauses.word(last) == ",";
        let closed = if comma { last.saturating_sub(1) } else { last };
        let quotation = Some(closed).filter(|closed| self.clauses.is_quotation(*closed));
        Ahead { quotation, comma, stopped: comma || parted.is_some() || self.is_stopped(closed) }
    }

    /// Where the verb at node `at` begins with its auxiliaries: `a déclaré`.
    fn auxiliaries_before(&self, at: usize) -> usize {
        let auxiliary =
            |before: &usize| *before >= self.frame.start && is_auxiliary(&lower_case(self.clauses.word(*before)));
        (at.saturating_sub(2)..at).rev().take_while(auxiliary).last().unwrap_or(at)
    }

    /// The auxiliary verb before node `at` and the pronoun hung on it: `a-t-il` of `a-t-il ajouté`.
    fn inverted_before(&self, at: usize) -> Option<(usize, usize)> {
        let pronoun = at.checked_sub(1).filter(|pronoun| *pronoun >= self.frame.start && self.is_pronoun(*pronoun))?;
        let near = pronoun.saturating_sub(HUNG).max(self.frame.start);
        let verb = (near..pronoun).rev().find(|at| !matches!(self.clauses.word(*at), "-" | "t"))?;
        let hung = verb + 1 < pronoun && is_auxiliary(&lower_case(self.clauses.word(verb)));
        hung.then_some((verb, pronoun))
    }

    /// The pronoun hung on the verb before node `from`: `il` of `dit-il` and `ajoute-t-il`.
    fn inverted_behind(&self, from: usize) -> Option<usize> {
        let pronoun =
            (from..self.frame.end.min(from + HUNG)).find(|at| !matches!(self.clauses.word(*at), "-" | "t"))?;
        (pronoun > from && self.is_pronoun(pronoun)).then_some(pronoun)
    }

    fn is_pronoun(&self, at: usize) -> bool {
        PRONOUNS.contains(&lower_case(self.clauses.word(at)))
    }

    /// The person named within reach of node `from`; behind a quotation a noun phrase will do.
    fn right(&self, from: usize, phrase: bool) -> Option<Source> {
        let stops = |at: usize| {
            at >= self.frame.end
                || matches!(
                    self.clauses.nodes.get(at).map(|node| node.kind),
                    Some(NodeKind::Sign | NodeKind::Quotation(_))
                )
        };
        let end = (from..from + REACH).find(|at| stops(*at)).unwrap_or(from + REACH);
        if let Some(found) = (from..end).find_map(|at| self.person_at(at)) {
            return Some(found);
        }
        // `dijo la directora, Ann Lee`.
        if self.clauses.word(end) == ","
            && end - from <= PHRASE
            && let Some(found) = self.person_at(end + 1)
        {
            return Some(found);
        }
        let pronoun = self.is_pronoun(from);
        let end = if pronoun { from + 1 } else { end };
        let cut = !pronoun && matches!(self.clauses.word(end), "-" | "/" | "&");
        let short = end > from && end - from <= PHRASE && phrase && !cut;
        short.then_some(Source { nodes: from..end, kind: SourceKind::Nominal })
    }

    /// Whether the quotation at node `at` ends with a stop.
    fn is_stopped(&self, at: usize) -> bool {
        let Some(NodeKind::Quotation(_)) = self.clauses.nodes.get(at).map(|node| node.kind) else { return false };
        let next = self.clauses.nodes.get(at + 1).map_or(0, |next| next.token);
        let inner = next.checked_sub(2).map_or("", |last| self.clauses.field.word(last));
        matches!(inner, "." | "?" | "!" | "…" | "..." | ",")
    }

    /// The person named right before node `before`, else the only one in the sentence so far.
    fn left(&self, before: usize) -> Option<Source> {
        let last = before.checked_sub(1).filter(|last| *last >= self.frame.start)?;
        if let Some(named) = self.clauses.name_at(last) {
            return self.person_at(named.nodes.start).filter(|source| !self.is_complement(source.nodes.start));
        }
        let mut people = (self.frame.start.max(before.saturating_sub(4 * REACH))..before)
            .filter(|at| self.clauses.name_at(*at).is_some_and(|named| named.nodes.start == *at))
            .filter(|at| !self.is_complement(*at))
            .filter_map(|at| self.person_at(at));
        people.next().filter(|_| people.next().is_none())
    }

    /// `La mairie de Lyon assure`: the phrase that opens the sentence, all there is before the verb.
    fn opening_phrase(&self, before: usize) -> Option<Source> {
        let nodes = self.frame.start..before;
        let plain = |at: usize| {
            let kind = self.clauses.nodes.get(at).map(|node| node.kind);
            !matches!(kind, None | Some(NodeKind::Sign | NodeKind::Quotation(_)))
        };
        let opens = ARTICLES.contains(&lower_case(self.clauses.word(nodes.start)));
        ((2..=2 * PHRASE).contains(&nodes.len()) && opens && nodes.clone().all(plain))
            .then_some(Source { nodes, kind: SourceKind::Nominal })
    }

    /// Whether the name at node `at` belongs to a noun: `die Sprecherin von Ann Lee`.
    fn is_complement(&self, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|before| *before >= self.frame.start);
        before.is_some_and(|before| PREPOSITIONS.contains(&lower_case(self.clauses.word(before))))
    }

    fn person_at(&self, at: usize) -> Option<Source> {
        let named = self.clauses.name_at(at)?;
        named.person.map(|person| Source { nodes: named.nodes.clone(), kind: SourceKind::Person(person) })
    }

    /// `首相は「…」と述べた`: the particle behind the quotation, a verb, and the topic of the sentence.
    fn japanese_cue(&self, quotation: usize) -> Option<Cue> {
        let particle = quotation + 1;
        if self.clauses.word(particle) != "と" || !self.frame.contains(&particle) {
            return None;
        }
        let end = self.frame.end.min(particle + 4 * REACH);
        let (verb, len) = (particle + 1..end).find_map(|at| {
            let stem = JAPANESE.iter().find(|stem| self.reads(at, stem))?;
            Some((at, stem.chars().count()))
        })?;
        let mut close = verb + len;
        close += usize::from(matches!(self.clauses.word(close), "た" | "だ" | "る"));
        let topic = |range: Range<usize>| range.rev().find(|at| matches!(self.clauses.word(*at), "は" | "が" | "も"));
        let (floor, mark) = match topic(self.frame.start..quotation) {
            Some(mark) => (self.frame.start, mark),
            None => (particle + 1, topic(particle + 1..verb)?),
        };
        let start =
            (floor..mark).rev().find(|at| matches!(self.clauses.word(*at), "、" | "。")).map_or(floor, |at| at + 1);
        let short = mark > start && mark - start <= 4 * REACH;
        let source = Source { nodes: start..mark, kind: SourceKind::Nominal };
        let lemma = "と";
        let says = SpeechVerb { kind: SpeechKind::Say, form: VerbForm::Past, lemma, noun: false };
        // The cue is the verb with its particle where nothing stands between them.
        let nodes = if verb == particle + 1 { particle..close } else { verb..close };
        short.then_some(Cue { nodes, verb: Some(says), source: Some(source) })
    }

    /// Whether the one-letter nodes from `at` on spell `stem`.
    fn reads(&self, at: usize, stem: &str) -> bool {
        let mut letter = [0; 4];
        stem.chars().zip(at..).all(|(c, at)| self.clauses.word(at) == c.encode_utf8(&mut letter))
    }
}
