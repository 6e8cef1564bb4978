//! Weighs what comes before and after a piece: prepositions, verbs of saying, ages, roles, what is owned.
//!
//! A piece in its sentence comes in, [`Weights`] go out.
//!
//! Invariant: looks at a handful of words on either side and never past the sentence.

use std::ops::Range;

use crate::analyse::names::rules::evidence::Weights;
use crate::analyse::names::rules::glossary::{Glossary, place_confidence};
use crate::analyse::names::rules::pieces::{Piece, Title};
use crate::analyse::text::FieldText;
use crate::analyse::text::tokens::TokenKind;
use crate::lexicon::{name_cues, place_cues, titles};

/// The words around a piece.
struct Around<'c, 'a> {
    field: &'c FieldText<'a>,
    piece: &'c Piece,
    sentence: &'c Range<usize>,
}

impl<'a> Around<'_, 'a> {
    /// The word `back` tokens before the piece; empty past the sentence.
    fn before(&self, back: usize) -> &'a str {
        let at = self.piece.tokens.start.checked_sub(back).filter(|at| *at >= self.sentence.start);
        at.map_or("", |at| self.field.word(at))
    }

    /// The word `on` tokens after the piece, 0 being the next; empty past the sentence.
    fn after(&self, on: usize) -> &'a str {
        let at = self.piece.tokens.end + on;
        if at < self.sentence.end { self.field.word(at) } else { "" }
    }
}

/// What stands around the piece.
pub(super) fn of_context<'a>(
    field: &FieldText<'a>,
    glossary: &mut Glossary<'a>,
    piece: &Piece,
    sentence: &Range<usize>,
) -> Weights {
    let around = Around { field, piece, sentence };
    let mut weights = before(&around);
    weights.add(behind(&around), 1.0);
    // `Denver, Colorado`: a place after a comma makes what comes before it one.
    let next = around.after(1);
    if around.after(0) == "," && next.starts_with(char::is_uppercase) && place_confidence(next) > 0.9 {
        weights.place += 0.9;
    }
    if around.before(1) == "," && place_confidence(around.before(2)) > 0.9 {
        weights.place += 0.4;
    }
    let left = piece.tokens.start.checked_sub(1).filter(|at| *at >= sentence.start);
    if piece.title == Title::None && left.is_some_and(|left| glossary.facts(field, left).role) {
        weights.person += 1.0;
    }
    weights
}

fn before(around: &Around<'_, '_>) -> Weights {
    let word = around.before(1).to_lowercase();
    let (person, place, organisation) = match word.as_str() {
        "in" => (-0.8, 1.5, -0.2),
        "near" | "across" | "throughout" | "around" | "outside" | "inside" | "within" | "into" | "toward"
        | "towards" => (-0.3, 0.9, 0.0),
        "at" | "from" | "to" => (-0.1, 0.5, 0.0),
        "by" | "with" => (0.3, 0.0, 0.0),
        "the" => (-1.2, 0.0, 0.3),
        "a" | "an" | "this" | "every" | "each" => (-1.2, -1.0, 0.0),
        "named" | "called" => (0.5, 0.0, 0.0),
        "of" if place_cues::BEFORE_OF.contains(&around.before(2).to_lowercase()) => (-0.8, 2.0, 0.0),
        "of" if name_cues::OF_A_PERSON.contains(around.before(2)) => (0.8, 0.0, 0.0),
        verb if name_cues::DONE_TO_PEOPLE.contains(verb) => (0.8, 0.0, 0.0),
        _ => (0.0, 0.0, 0.0),
    };
    Weights { person, place, organisation }
}

fn behind(around: &Around<'_, '_>) -> Weights {
    let mut weights = Weights::default();
    let (first, second) = (around.after(0), around.after(1));
    let verb = if name_cues::BEFORE_VERBS.contains(first) { second } else { first };
    if name_cues::SAYING.contains(verb) {
        weights.person += 1.2;
        weights.place += 0.2;
        weights.organisation += 0.4;
    } else if name_cues::DONE_BY_PEOPLE.contains(verb) {
        weights.person += 0.8;
    } else if verb.len() > 4 && verb.ends_with("ed") {
        weights.person += 0.5;
    }
    if first == "," {
        weights.person += apposition(around);
    }
    let end = around.piece.tokens.end;
    if end < around.sentence.end && around.field.kind(end) == Some(TokenKind::Possessive) {
        if name_cues::OF_A_PERSON.contains(second) {
            weights.person += 0.8;
        }
        if name_cues::OF_A_PLACE.contains(second) {
            weights.place += 0.9;
        }
    }
    if name_cues::OF_AN_ORGANISATION.contains(first) {
        weights.organisation += 0.7;
        weights.person -= 0.3;
    }
    weights
}

/// What a comma after the piece introduces: an age, `who`, a role.
fn apposition(around: &Around<'_, '_>) -> f32 {
    let (first, second) = (around.after(1), around.after(2));
    let mut person = 0.0;
    let two_digits = first.len() == 2 && first.bytes().all(|byte| byte.is_ascii_digit());
    if two_digits && matches!(second, "," | "." | "and") {
        person += 2.0;
    }
    if first == "who" || titles::ROLES.contains(first) {
        person += 0.9;
    }
    if name_cues::OPEN_ROLES.contains(first) {
        let from = around.piece.tokens.end + 2;
        let role = (from..(from + 6).min(around.sentence.end))
            .map(|at| around.field.word(at))
            .take_while(|word| *word != ",")
            .any(|word| titles::ROLES.contains(word));
        if role {
            person += 0.9;
        }
    }
    person
}
