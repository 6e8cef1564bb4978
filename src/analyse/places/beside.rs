//! What the words right next to a mention say of the place: its kind, and what it lies in.
//!
//! Invariant: reads a few tokens on either side, never further.

use crate::analyse::names::Name;
use crate::analyse::text::FieldText;
use crate::lexicon::gazetteer::{self, Candidate};
use crate::lexicon::place_words;
use crate::model::PlaceKind;

/// The kind the words around a mention give it.
pub(super) fn kind(text: &FieldText<'_>, name: &Name) -> Option<PlaceKind> {
    // Of two nouns the last one says it: "the Karov state residence".
    let noun = |at: usize| place_words::kind_of_noun(text.word(at));
    let end = name.tokens.end;
    let behind = noun(end).and_then(|kind| noun(end + 1).or(Some(kind)));
    let before = |back: usize| name.tokens.start.checked_sub(back).map_or("", |at| text.word(at));
    if before(1).eq_ignore_ascii_case("of") {
        return place_words::kind_of_noun(before(2));
    }
    behind.or_else(|| place_words::kind_of_noun(before(1)).filter(|kind| *kind == PlaceKind::City))
}

/// The regions and countries that the words after a mention name: `, Texas`, `, Ill.`, `(Syria`.
pub(super) fn containers(text: &FieldText<'_>, end: usize) -> Option<Vec<Candidate>> {
    if !matches!(text.word(end), "," | "(") {
        return None;
    }
    let start = end + 1;
    if !text.word(start).starts_with(char::is_uppercase) {
        return None;
    }
    for len in (1..=4).rev() {
        let words = text.slice(&(start..start + len));
        let inner = text
            .tokens
            .get(start..start + len)
            .is_none_or(|tokens| tokens.iter().any(|token| text.text[token.range()].starts_with(',')));
        if words.is_empty() || inner {
            continue;
        }
        let mut found = gazetteer::candidates(words);
        found.retain(|candidate| matches!(candidate.kind, PlaceKind::Country | PlaceKind::Region));
        found.truncate(4);
        if !found.is_empty() {
            return Some(found);
        }
    }
    None
}

/// The places that the words before a mention name, where only a comma is between: Atlanta, before `, Georgia`.
pub(super) fn held(text: &FieldText<'_>, start: usize) -> Vec<Candidate> {
    let Some(comma) = start.checked_sub(1).filter(|at| text.word(*at) == ",") else { return Vec::new() };
    let longest = (1..=3).rev().filter_map(|len| comma.checked_sub(len)).find_map(|first| {
        let words = text.slice(&(first..comma));
        let name = words.starts_with(char::is_uppercase) && !words.contains(',');
        let found = if name { gazetteer::candidates(words) } else { Vec::new() };
        (!found.is_empty()).then_some(found)
    });
    let mut found = longest.unwrap_or_default();
    found.retain(|candidate| candidate.kind == PlaceKind::City);
    found.truncate(4);
    found
}

/// Nouns between a place and the "in" that says where it lies: "the Karov state residence in".
const MOST_NOUNS: usize = 2;

/// The country of the place a mention is said to be in, a noun or two later.
pub(super) fn country(text: &FieldText<'_>, end: usize) -> Option<&'static str> {
    let at = (end..=end + MOST_NOUNS).find(|at| text.word(*at) == "in")?;
    if (end..at).any(|noun| !text.word(noun).starts_with(char::is_lowercase)) {
        return None;
    }
    let place = (1..=3).rev().find_map(|len| {
        let words = text.slice(&(at + 1..at + 1 + len));
        words
            .starts_with(char::is_uppercase)
            .then(|| gazetteer::candidates(words))
            .and_then(|found| found.first().copied())
    })?;
    place.country_code
}

/// The places a name stands for together with the small noun after it: "the Niger delta", "the Baltic sea".
///
/// `None` where the noun changes nothing. An empty list where it makes something else of a country that the gazetteer
/// lacks: a delta of the Niger is not Niger.
pub(super) fn feature(text: &FieldText<'_>, name: &Name, alone: &[Candidate]) -> Option<Vec<Candidate>> {
    let noun = text.word(name.tokens.end);
    if place_words::kind_of_noun(noun) != Some(PlaceKind::Feature) || noun == "coast" {
        return None;
    }
    let whole = gazetteer::candidates(text.slice(&(name.tokens.start..name.tokens.end + 1)));
    if whole.iter().any(|candidate| candidate.kind == PlaceKind::Feature) {
        return Some(whole);
    }
    alone.first().is_some_and(|first| first.kind == PlaceKind::Country).then(Vec::new)
}
