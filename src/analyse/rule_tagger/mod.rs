//! Finds names by rules: lists of names, titles and cues, weighed with the context and the rest of the article.
//!
//! A page comes in, names go out. Capitalised stretches are cut into pieces ([`runs`]), each piece is weighed by its
//! words and its context ([`evidence`]); then the article has its say: a full name lends its kind to its short forms,
//! and every mention of the same words lends its context to the others.
//!
//! Invariant: as [`Tagger`] demands; a token joined of two by a hyphen (`Russia-backed`) is never a name.

mod evidence;
mod runs;
pub(crate) mod words;

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::analyse::names::{Name, NameKind, Tagger};
use crate::analyse::page::{FieldText, Page};
use crate::analyse::rule_tagger::evidence::{Weights, lower_phrase, of_context, of_words};
use crate::analyse::rule_tagger::runs::{Cutter, Piece, Style, Title};
use crate::analyse::rule_tagger::words::Glossary;
use crate::analyse::tokens::TokenKind;
use crate::lexicon::particles::strip_article;
use crate::model::Field;

/// The tagger by rules.
#[derive(Clone, Copy, Debug, Default)]
pub struct RuleTagger;

/// A piece with what is known about it so far.
struct Candidate {
    field: usize,
    piece: Piece,
    key: String,
    words: Weights,
    context: Weights,
}

impl Tagger for RuleTagger {
    fn tag(&self, page: &Page<'_>) -> Vec<Name> {
        let mut glossary = Glossary::new(page);
        let mut candidates = Vec::new();
        for (place, field) in page.fields.iter().enumerate() {
            match field.field {
                Field::Byline | Field::Credit(_) => signatures(page, place, field, &mut glossary, &mut candidates),
                _ => gather(place, field, &mut glossary, &mut candidates),
            }
        }
        decide(page, &candidates)
    }
}

/// The candidates of a field of prose.
fn gather<'a>(place: usize, field: &FieldText<'a>, glossary: &mut Glossary<'a>, candidates: &mut Vec<Candidate>) {
    for sentence in &field.sentences {
        let style = style(field, sentence, glossary);
        let pieces = Cutter { field, glossary, sentence: sentence.clone(), style }.pieces();
        for piece in pieces {
            let words = of_words(field, glossary, &piece, style);
            let context = of_context(field, glossary, &piece, sentence);
            let key = lower_phrase(field, piece.tokens.clone());
            candidates.push(Candidate { field: place, piece, key, words, context });
        }
    }
}

/// The people of a byline or credit: what normalise found there, else nothing but what is known as an agency.
fn signatures<'a>(
    page: &Page<'a>,
    place: usize,
    field: &FieldText<'a>,
    glossary: &mut Glossary<'a>,
    candidates: &mut Vec<Candidate>,
) {
    let start = candidates.len();
    gather(place, field, glossary, candidates);
    let signed: Vec<Range<usize>> = page
        .signatures
        .iter()
        .filter(|(signed, _)| *signed == field.field)
        .filter_map(|(_, name)| find_tokens(field, name))
        .collect();
    // What is signed is a person whatever it looks like; nothing else in the line is one.
    let mut kept: Vec<Candidate> = candidates
        .drain(start..)
        .filter(|candidate| !signed.iter().any(|range| overlap(range, &candidate.piece.tokens)))
        .collect();
    for candidate in &mut kept {
        candidate.words.person = f32::MIN;
    }
    for tokens in signed {
        let key = lower_phrase(field, tokens.clone());
        let piece = Piece { tokens, settled: Some(NameKind::Person), title: Title::None, weak_capital: false };
        let words = Weights { person: 9.0, ..Weights::default() };
        kept.push(Candidate { field: place, piece, key, words, context: Weights::default() });
    }
    kept.sort_by_key(|candidate| candidate.piece.tokens.start);
    let mut end = 0;
    kept.retain(|candidate| {
        let free = candidate.piece.tokens.start >= end;
        end = end.max(candidate.piece.tokens.end);
        free
    });
    candidates.append(&mut kept);
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// The tokens of the first place where `name` stands in `field`, whole tokens only.
fn find_tokens(field: &FieldText<'_>, name: &str) -> Option<Range<usize>> {
    let name = name.trim();
    let byte = if name.is_empty() { None } else { field.text.find(name) }?;
    let start = field.tokens.partition_point(|token| token.range().start < byte);
    let end = field.tokens.partition_point(|token| token.range().end <= byte + name.len());
    (start < end && field.bytes(&(start..end)) == (byte..byte + name.len())).then_some(start..end)
}

/// How a sentence uses capitals. Only what looks like a heading can be anything but running text.
fn style<'a>(field: &FieldText<'a>, sentence: &Range<usize>, glossary: &mut Glossary<'a>) -> Style {
    let (mut words, mut capitals, mut upper, mut small_common) = (0, 0, 0, 0);
    for at in sentence.clone().filter(|&at| field.kind(at) == Some(TokenKind::Word)) {
        let word = field.word(at);
        if word.chars().filter(|c| c.is_alphabetic()).count() < 4 && word.chars().any(char::is_lowercase) {
            continue;
        }
        words += 1;
        capitals += usize::from(word.starts_with(char::is_uppercase));
        upper += usize::from(word.chars().all(|c| !c.is_lowercase()));
        small_common += usize::from(word.starts_with(char::is_lowercase));
    }
    if words >= 3 && upper * 10 >= words * 8 {
        return Style::Capitals;
    }
    let common_capitals = sentence
        .clone()
        .skip(1)
        .filter(|&at| {
            field.kind(at) == Some(TokenKind::Word) && field.word(at).starts_with(char::is_uppercase) && {
                let facts = glossary.facts(field, at);
                facts.common && facts.given == 0 && !facts.role && !facts.kind_of_organisation
            }
        })
        .count();
    if words >= 4 && capitals * 10 >= words * 8 && common_capitals >= 2 && small_common * 5 <= words {
        return Style::Headline;
    }
    Style::Running
}

/// Lets the article have its say and decides each candidate.
fn decide(page: &Page<'_>, candidates: &[Candidate]) -> Vec<Name> {
    let mut contexts: FxHashMap<&str, (Weights, f32)> = FxHashMap::default();
    for candidate in candidates {
        let (sum, count) = contexts.entry(&candidate.key).or_default();
        sum.add(candidate.context, 1.0);
        if candidate.piece.title != Title::None {
            sum.person += 1.5;
        }
        *count += 1.0;
    }
    let pooled = |candidate: &Candidate| {
        let mut weights = candidate.words;
        let title = if candidate.piece.title == Title::None { 0.0 } else { 1.5 };
        weights.add(candidate.context, 1.0);
        if let Some((sum, count)) = contexts.get(candidate.key.as_str())
            && *count > 1.5
        {
            let mut others = *sum;
            others.add(candidate.context, -1.0);
            others.person -= title;
            // Many mentions do not add up to certainty: their mean counts, a little more where they are many.
            weights.add(others, (1.0 / (count - 1.0)).max(0.35).min(1.0) * 0.7);
        }
        weights
    };
    let first: Vec<Option<NameKind>> = candidates.iter().map(|candidate| pooled(candidate).decide()).collect();
    let parts = parts_of_full_names(page, candidates, &first);
    let mut names = Vec::new();
    for candidate in candidates {
        let mut weights = pooled(candidate);
        let tokens = &candidate.piece.tokens;
        if tokens.len() == 1
            && candidate.piece.settled.is_none()
            && let Some(lent) = parts.get(strip_article(&candidate.key))
        {
            weights.add(*lent, 1.0);
        }
        if let Some(kind) = weights.decide() {
            names.push(Name { field: candidate.field, tokens: tokens.clone(), kind });
        }
    }
    names
}

/// What the full names of the article say about their single words.
fn parts_of_full_names(
    page: &Page<'_>,
    candidates: &[Candidate],
    kinds: &[Option<NameKind>],
) -> FxHashMap<String, Weights> {
    let mut parts: FxHashMap<String, Weights> = FxHashMap::default();
    for (candidate, kind) in candidates.iter().zip(kinds) {
        let Some(field) = page.fields.get(candidate.field) else { continue };
        let tokens = candidate.piece.tokens.clone();
        if tokens.len() < 2 || *kind != Some(NameKind::Person) {
            continue;
        }
        let last = tokens.end - 1;
        for at in tokens {
            let word = field.word(at).to_lowercase();
            if word.chars().count() < 3 {
                continue;
            }
            let lent = parts.entry(strip_article(&word).to_owned()).or_default();
            lent.person = lent.person.max(if at == last { 2.6 } else { 1.3 });
        }
    }
    parts
}
