//! Weighs what speaks for a piece being a person, a place or an organisation.
//!
//! A piece and its surroundings come in, a [`Weights`] goes out: what the words say, and what the context says, apart.
//! The weights were set by hand in November 2026 on sentences of our own and checked on the public parts of GMB and
//! GUM meant for training.
//!
//! Invariant: additive; no single clue but a form of address decides alone.

use std::ops::Range;

use crate::analyse::names::NameKind;
use crate::analyse::page::FieldText;
use crate::analyse::rule_tagger::runs::{Piece, Style, Title};
use crate::analyse::rule_tagger::words::{Glossary, is_organisation};
use crate::analyse::tokens::TokenKind;
use crate::lexicon::particles::is_particle;
use crate::lexicon::{place_cues, titles};

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
        .filter(|&at| field.kind(at) == Some(TokenKind::Word) && !is_particle(field.word(at)))
        .collect();
    let confidence = glossary.place_confidence(field.slice(&piece.tokens));
    // Every word is a village somewhere: only a name well known as a place says so by itself.
    weights.place += if confidence >= 0.8 { 3.0 } else { 1.8 } * confidence;
    if is_organisation(&phrase) {
        weights.organisation += 3.0;
    }
    let (Some(&first), Some(&last)) = (words.first(), words.last()) else { return weights };
    let (head, tail) = (glossary.facts(field, first), glossary.facts(field, last));
    if words.len() == 1 {
        if head.acronym && !head.suffix && style != Style::Capitals {
            let known_not =
                crate::lexicon::organisation_words::NOT_ORGANISATIONS.contains(phrase.trim_end_matches('.'));
            weights.organisation += if known_not {
                -3.0
            } else if confidence > 0.5 {
                0.0
            } else {
                1.6
            };
            weights.person -= 1.5;
            return weights;
        }
        if head.initial || head.suffix {
            weights.person -= 2.0;
            return weights;
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
        return weights;
    }
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
    if piece
        .tokens
        .clone()
        .any(|at| matches!(field.word(at), "bin" | "ibn" | "van" | "von" | "al" | "el" | "ben" | "de" | "da"))
    {
        person += 0.4;
    }
    let all_common = words.iter().all(|&at| {
        let facts = glossary.facts(field, at);
        facts.common && facts.given < 2
    });
    if all_common {
        person -= 1.5;
        weights.organisation += 0.2;
    }
    if words.len() > 4 {
        person -= 1.5;
    }
    if piece.weak_capital && style != Style::Running && (head.given == 0 || tail.common) {
        person -= 0.7;
    }
    if tail.closes_place {
        weights.place += 2.4;
        person -= 2.0;
    }
    if head.opens_place {
        weights.place += if head.given == 0 { 1.8 } else { 0.6 };
        person -= if matches!(
            field.word(first),
            "San" | "Santa" | "Saint" | "Los" | "Las" | "El" | "Port" | "Lake" | "Mount" | "Cape" | "Fort" | "New"
        ) {
            2.0
        } else {
            0.6
        };
    }
    if tail.kind_of_organisation && !tail.closes_place {
        weights.organisation += 2.4;
        person -= if head.given == 2 && tail.surname == 2 { 0.5 } else { 2.0 };
    }
    if confidence > 0.5 {
        person -= 1.0;
    }
    weights.person += person;
    weights
}

/// What stands around the piece.
pub(super) fn of_context<'a>(
    field: &FieldText<'a>,
    glossary: &mut Glossary<'a>,
    piece: &Piece,
    sentence: &Range<usize>,
) -> Weights {
    let mut weights = Weights::default();
    let Range { start, end } = piece.tokens;
    let before =
        |back: usize| start.checked_sub(back).filter(|at| *at >= sentence.start).map_or("", |at| field.word(at));
    let after = |on: usize| if end + on < sentence.end { field.word(end + on) } else { "" };
    match before(1).to_lowercase().as_str() {
        "in" => {
            weights.place += 1.5;
            weights.person -= 0.8;
            weights.organisation -= 0.2;
        }
        "near" | "across" | "throughout" | "around" | "outside" | "inside" | "within" | "into" | "toward"
        | "towards" => {
            weights.place += 0.9;
            weights.person -= 0.3;
        }
        "at" | "from" | "to" => {
            weights.place += 0.5;
            weights.person -= 0.1;
        }
        "told" | "asked" | "says" | "said" | "met" | "added" | "wrote" | "married" | "replaced" | "succeeded"
        | "beat" | "defeated" | "urged" | "thanked" | "accused" => {
            weights.person += 0.8;
        }
        "by" | "with" => {
            weights.person += 0.3;
        }
        "the" => {
            weights.person -= 1.2;
            weights.organisation += 0.3;
        }
        "a" | "an" | "this" | "every" | "each" => {
            weights.person -= 1.2;
            weights.place -= 1.0;
        }
        "of" => {
            if place_cues::BEFORE_OF.contains(&before(2).to_lowercase()) {
                weights.place += 2.0;
                weights.person -= 0.8;
            }
            if matches!(before(2), "son" | "daughter" | "wife" | "death" | "trial" | "murder" | "killing" | "arrest") {
                weights.person += 0.8;
            }
        }
        "named" | "called" => {
            weights.person += 0.5;
        }
        _ => {}
    }
    // `Denver, Colorado`: a place behind a comma makes what stands before it one.
    if after(0) == "," && end + 1 < sentence.end && glossary.place_confidence(after(1)) > 0.9 && is_capital(after(1)) {
        weights.place += 0.9;
    }
    if before(1) == "," && glossary.place_confidence(before(2)) > 0.9 {
        weights.place += 0.4;
    }
    let mut on = 0;
    if after(0) == "also" || after(0) == "has" || after(0) == "had" {
        on = 1;
    }
    if is_speech(after(on)) {
        weights.person += 1.2;
        weights.place += 0.2;
        weights.organisation += 0.4;
    } else if is_personal(after(on)) {
        weights.person += 0.8;
    } else if after(on).len() > 4 && after(on).ends_with("ed") {
        weights.person += 0.5;
    }
    if after(0) == "," {
        let age = after(1).len() == 2
            && after(1).bytes().all(|byte| byte.is_ascii_digit())
            && matches!(after(2), "," | "." | "and");
        if age {
            weights.person += 2.0;
        }
        if after(1) == "who" {
            weights.person += 0.9;
        }
        if matches!(after(1), "a" | "an" | "the" | "his" | "her" | "its" | "former") {
            let role = (end + 2..(end + 8).min(sentence.end))
                .take_while(|&at| field.word(at) != ",")
                .any(|at| titles::ROLES.contains(field.word(at)));
            if role {
                weights.person += 0.9;
            }
        }
        // `Pat Lee, president of`
        if titles::ROLES.contains(after(1)) {
            weights.person += 0.9;
        }
    }
    if field.kind(end) == Some(TokenKind::Possessive)
        && end < sentence.end
        && matches!(
            after(1),
            "wife"
                | "husband"
                | "son"
                | "daughter"
                | "father"
                | "mother"
                | "brother"
                | "sister"
                | "lawyer"
                | "lawyers"
                | "family"
                | "death"
                | "father-in-law"
                | "comments"
                | "remarks"
                | "resignation"
                | "speech"
        )
    {
        weights.person += 0.8;
    }
    if field.kind(end) == Some(TokenKind::Possessive)
        && end < sentence.end
        && matches!(
            after(1),
            "capital"
                | "north"
                | "south"
                | "east"
                | "west"
                | "border"
                | "parliament"
                | "army"
                | "population"
                | "economy"
                | "coast"
                | "government"
                | "president"
                | "military"
        )
    {
        weights.place += 0.9;
    }
    if matches!(after(0), "shares" | "stock" | "employees" | "executives" | "spokesman" | "spokeswoman") {
        weights.organisation += 0.7;
        weights.person -= 0.3;
    }
    // A surname that heads the compound: `Assad regime`.
    if matches!(after(0), "regime" | "administration" | "campaign" | "government" | "family") {
        weights.person += 0.1;
    }
    let left = start.checked_sub(1).filter(|at| *at >= sentence.start);
    if let Some(left) = left
        && glossary.facts(field, left).role
        && piece.title == Title::None
    {
        weights.person += 1.0;
    }
    weights
}

/// The tokens of `range` in lower case, a space apart.
pub(super) fn lower_phrase(field: &FieldText<'_>, range: Range<usize>) -> String {
    let mut phrase = String::new();
    for at in range {
        if !phrase.is_empty() {
            phrase.push(' ');
        }
        phrase.extend(field.word(at).chars().flat_map(char::to_lowercase));
    }
    phrase
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn is_speech(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "says"
            | "told"
            | "added"
            | "adds"
            | "insisted"
            | "warned"
            | "argued"
            | "admitted"
            | "explained"
            | "replied"
            | "asked"
            | "recalled"
            | "joked"
            | "wrote"
            | "tweeted"
            | "acknowledged"
            | "conceded"
            | "testified"
            | "complained"
            | "noted"
            | "commented"
            | "stressed"
            | "remarked"
            | "vowed"
            | "claimed"
            | "denied"
            | "confirmed"
            | "stated"
            | "declared"
            | "thinks"
            | "believes"
            | "recalls"
            | "explains"
            | "insists"
    )
}

fn is_personal(word: &str) -> bool {
    matches!(
        word,
        "who"
            | "himself"
            | "herself"
            | "resigned"
            | "smiled"
            | "nodded"
            | "laughed"
            | "shrugged"
            | "sighed"
            | "married"
            | "died"
            | "retired"
            | "scored"
            | "flew"
            | "arrived"
            | "walked"
            | "looked"
            | "felt"
            | "knew"
            | "thought"
            | "wanted"
            | "met"
            | "meets"
            | "visited"
            | "speaks"
            | "spoke"
            | "wore"
            | "tells"
            | "plays"
            | "played"
            | "became"
            | "was"
            | "hailed"
    )
}
