//! Reads a credit: who took the picture, whose it is, and whether a text is nothing but names of those.
//!
//! Invariant: a photographer is a person's name; everything else is an agency or nobody.

use crate::lexicon::agencies::agency;
use crate::lexicon::credit_words::{NOT_PEOPLE, OPENERS};
use crate::lexicon::lower_case::lower_case;
use crate::normalise::fields::credits::openers::{LONGEST_CREDIT, after_opener, opens_credit};
use crate::normalise::fields::person_names::person;
use crate::normalise::text::parts::parts;
use crate::steps::took;

/// Photographer and agency of a credit line.
#[must_use]
pub fn read_credit(credit: &str) -> (Option<String>, Option<String>) {
    took(credit.len());
    let mut photographer = None;
    let mut found_agency = None;
    let pieces = credit.split(['/', ',', ';', '|', '(', ')', '[', ']', '©', ':', '•', '·', '–', '—']);
    for piece in pieces.flat_map(|piece| parts(piece, " - ")).flat_map(|piece| parts(piece, " via ")) {
        let piece = piece.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '-' | '"' | '\''));
        if piece.is_empty() {
            continue;
        }
        if let Some(name) = agency(piece) {
            let name = if let "AP Photo" | "AFP Photo" | "Reuters Photo" = name {
                name.split(' ').next().unwrap_or(name)
            } else {
                name
            };
            found_agency.get_or_insert_with(|| name.to_owned());
            continue;
        }
        let lower = piece.to_lowercase();
        if NOT_PEOPLE.contains(&lower) || OPENERS.contains(&lower.as_str()) || photographer.is_some() {
            continue;
        }
        photographer = person(after_opener(piece)).or_else(|| {
            let piece = after_opener(piece);
            let (left, right) =
                piece.split_once(" for ").or_else(|| piece.split_once(" by ")).or_else(|| piece.split_once(" von "))?;
            person(left).or_else(|| person(right))
        });
    }
    (photographer, found_agency)
}

/// Whether a credit names who took the picture or says that it is one. The bare name of an agency may be part of a title.
pub(in crate::normalise) fn is_sure_credit(credit: &str) -> bool {
    opens_credit(credit) || read_credit(credit).0.is_some()
}

/// Whether a text without an opener is a credit: an agency, or people beside an agency, and nothing else.
pub(super) fn names_only(text: &str) -> bool {
    if text.is_empty() || text.len() > LONGEST_CREDIT || memchr::memchr_iter(b' ', text.as_bytes()).count() >= 12 {
        return false;
    }
    let mut agencies = 0;
    let mut others = 0;
    let pieces = text.split(['/', ',', ';', '|', '(', ')', '©', '•', '·', '–', '—']);
    for piece in pieces
        .flat_map(|piece| parts(piece, " - "))
        .flat_map(|piece| parts(piece, " via "))
        .flat_map(|piece| parts(piece, " for "))
    {
        let piece = piece.trim().trim_end_matches('.');
        if piece.is_empty() {
            continue;
        }
        if agency(piece).is_some() {
            agencies += 1;
        } else if person(piece).is_some() || is_mark_of_house(piece) || NOT_PEOPLE.contains(&lower_case(piece)) {
            others += 1;
        } else {
            return false;
        }
    }
    agencies > 0 && others <= 3
}

/// One or two capitalised words next to an agency: a service, a client, a short name of a photographer.
fn is_mark_of_house(piece: &str) -> bool {
    let mut words = piece.split_whitespace();
    words.by_ref().take(3).all(|word| word.starts_with(char::is_uppercase)) && words.next().is_none()
}

/// Whether a text is a few names: words with capitals, parted by slashes and commas.
pub(super) fn is_list_of_names(text: &str) -> bool {
    let mut words = text.split([' ', '/']).filter(|word| !word.is_empty());
    text.split(' ').count() <= MOST_WORDS_GIVEN
        && words.clone().next().is_some()
        && words.all(|word| word.starts_with(char::is_uppercase))
}

/// Whoever passed a picture on to an agency is named in at most this many words.
const MOST_WORDS_GIVEN: usize = 7;
