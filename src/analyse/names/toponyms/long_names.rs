//! The longer names of countries, taken whole: `the People's Republic of China` is no Republic of China.

use std::ops::Range;

use crate::analyse::names::Name;
use crate::analyse::names::toponyms::edit::{is_capital, put_place};
use crate::analyse::text::{FieldText, Page};
use crate::lexicon::gazetteer;
use crate::lexicon::places::territories;
use crate::model::PlaceKind;

/// Words that a longer name of a country is built around.
const ANCHORS: [&str; 4] = ["Republic", "Republics", "Kingdom", "Federation"];
/// How far such a name reaches to the left and right of that word, in tokens.
const REACH: usize = 5;

/// Takes longer names of countries whole.
pub(super) fn take_whole(page: &Page<'_>, names: &mut Vec<Name>) {
    for (field, text) in page.fields.iter().enumerate() {
        let mut end = 0;
        for at in 0..text.tokens.len() {
            if at < end || !ANCHORS.contains(&text.word(at)) {
                continue;
            }
            if let Some(tokens) = known(text, at).or_else(|| of_a_country(text, at)) {
                end = tokens.end;
                put_place(names, field, tokens);
            }
        }
    }
}

/// The longest known name around the word at `at`.
fn known(text: &FieldText<'_>, at: usize) -> Option<Range<usize>> {
    let starts = (at.saturating_sub(REACH)..=at).filter(|start| is_capital(text, *start) && text.word(*start) != "The");
    for start in starts {
        let ends = (at + 1..=(at + REACH).min(text.tokens.len())).rev();
        for end in ends.filter(|end| end - start > 1 && is_capital(text, end - 1)) {
            let country = territories::find(text.slice(&(start..end)), "en");
            if country.is_some_and(|country| country.kind == PlaceKind::Country) {
                return Some(start..end);
            }
        }
    }
    None
}

/// `Republic of Orania`, where the country's name is known, with an adjective in front.
fn of_a_country(text: &FieldText<'_>, at: usize) -> Option<Range<usize>> {
    if text.word(at + 1) != "of" {
        return None;
    }
    let first = at + 2 + usize::from(text.word(at + 2) == "the");
    let longest = (1..=3).rev().map(|len| first..first + len).find(|tokens| {
        let place = gazetteer::candidates(text.slice(tokens));
        tokens.end <= text.tokens.len() && place.first().is_some_and(|place| place.kind == PlaceKind::Country)
    })?;
    let adjective =
        |at: usize| matches!(text.word(at), "Federal" | "Democratic" | "Islamic" | "Socialist" | "United" | "Arab");
    let mut start = at;
    while start.checked_sub(1).is_some_and(adjective) {
        start -= 1;
    }
    Some(start..longest.end)
}
