//! Tells people from the places they share a name with: Washington and Denzel Washington, Chad and Chad Brisbane.
//!
//! The press names somebody in full before it calls them by the surname, so a lone name before that is a place's where a
//! place of note has it.

use rustc_hash::FxHashMap;

use crate::analyse::names::toponyms::edit::{is_capital, opens};
use crate::analyse::names::{Name, NameKind, prior};
use crate::analyse::text::tokens::TokenKind;
use crate::analyse::text::{FieldText, Page};
use crate::lexicon::grammar::common_words;
use crate::lexicon::people::{given_names, name_cues, titles};
use crate::lexicon::places::gazetteer;
use crate::lexicon::places::toponym_words::{Topic, is};
use crate::lexicon::places::{place_cues, place_words};
use crate::model::{Field, PlaceKind};

/// Tells people and places of one name apart.
pub(super) fn tell_apart(page: &Page<'_>, names: &mut [Name]) {
    full_names(page, names);
    surnames(page, names);
    given_names_alone(page, names);
}

/// `Georgia Whitcombe` is a person, whatever lies in Georgia.
fn full_names(page: &Page<'_>, names: &mut [Name]) {
    for name in names.iter_mut().filter(|name| name.kind == NameKind::Place && matches!(name.tokens.len(), 2 | 3)) {
        let Some(text) = page.fields.get(name.field) else { continue };
        let (first, last) = (text.word(name.tokens.start), text.word(name.tokens.end - 1));
        let given = given_names::find(&first.to_lowercase()).is_some();
        let all_capital = name.tokens.clone().all(|at| is_capital(text, at) && text.kind(at) == Some(TokenKind::Word));
        if !given || !all_capital || !last.chars().any(char::is_lowercase) {
            continue;
        }
        let lower = last.to_lowercase();
        let noun = place_words::kind_of_noun(last).is_some()
            || place_cues::CLOSERS.contains(&lower)
            || place_cues::OPENERS.contains(&first.to_lowercase())
            || common_words::contains(&lower);
        let known = !gazetteer::candidates(text.slice(&name.tokens)).is_empty();
        let before = name.tokens.start.checked_sub(1).map_or("", |at| text.word(at));
        let placed = is(Topic::BeforePlace, &before.to_lowercase()) || matches!(before, "the" | "The" | "of" | "to");
        if !noun && !known && !placed {
            (name.kind, name.confidence) = (NameKind::Person, prior::RULE);
        }
    }
}

/// The full names of the people of a page: where each word that closes (or opens) one occurs first.
fn bearers<'a>(page: &Page<'a>, names: &[Name], closing: bool) -> FxHashMap<&'a str, (usize, usize)> {
    let mut bearers = FxHashMap::default();
    for name in names.iter().filter(|name| name.kind == NameKind::Person && name.tokens.len() > 1) {
        let Some(text) = page.fields.get(name.field) else { continue };
        let word = text.word(if closing { name.tokens.end - 1 } else { name.tokens.start });
        bearers.entry(word).or_insert((name.field, name.tokens.start));
    }
    bearers
}

/// Whether a place of note has the name: a country, a part of one, a capital, a very large city.
fn is_of_note(word: &str) -> bool {
    gazetteer::candidates(word).first().is_some_and(|place| {
        place.kind == PlaceKind::Country
            || place.capital
            || place.kind == PlaceKind::Region && place.division == Some(place.id)
            || place.population >= 1_000_000
    })
}

/// What speaks for the place right next to a mention: `in Lincoln the schools`, `Washington's chief negotiator`.
fn beside_a_place(text: &FieldText<'_>, name: &Name) -> bool {
    let before = name.tokens.start.checked_sub(1).map_or("", |at| text.word(at));
    let owns = text.kind(name.tokens.end) == Some(TokenKind::Possessive);
    let governs = owns && is(Topic::Governments, &text.word(name.tokens.end + 1).to_lowercase());
    governs || !owns && is(Topic::BeforePlace, &before.to_lowercase())
}

fn surnames(page: &Page<'_>, names: &mut [Name]) {
    let bearers = bearers(page, names, true);
    let mut places: Vec<usize> = Vec::new();
    for (at, name) in
        names.iter().enumerate().filter(|(_, name)| name.kind == NameKind::Person && name.tokens.len() == 1)
    {
        let Some(text) = page.fields.get(name.field) else { continue };
        if matches!(text.field, Field::Byline | Field::Credit(_)) {
            continue;
        }
        let word = text.word(name.tokens.start);
        let Some((field, first)) = bearers.get(word) else { continue };
        let beside = beside_a_place(text, name);
        let note = is_of_note(word);
        let early = note && name.field == *field && text.field == Field::Body && name.tokens.start < *first;
        let is_a_place = || {
            names.iter().any(|other| {
                let surface = page.fields.get(other.field).map_or("", |text| text.slice(&other.tokens));
                other.kind == NameKind::Place && surface == word
            })
        };
        if early && !is_addressed(text, name) || beside && (note || is_a_place()) {
            places.push(at);
        }
    }
    for at in places {
        names.get_mut(at).into_iter().for_each(|name| name.kind = NameKind::Place);
    }
}

/// Whether a title of a person stands right before the name: `Mr Washington`.
fn is_addressed(text: &FieldText<'_>, name: &Name) -> bool {
    let before = name.tokens.start.checked_sub(1).map_or("", |at| text.word(at));
    titles::HONORIFICS.contains(before.to_lowercase().trim_end_matches('.'))
}

/// `Chad always picks too early`, of Chad Brisbane, where nothing speaks of the country.
fn given_names_alone(page: &Page<'_>, names: &mut [Name]) {
    let bearers = bearers(page, names, false);
    let lone = |name: &Name| name.kind == NameKind::Place && name.tokens.len() == 1;
    // Who speaks for the place once speaks for it on the whole page.
    let mut placed: Vec<&str> = Vec::new();
    for name in names.iter().filter(|name| lone(name)) {
        let Some(text) = page.fields.get(name.field) else { continue };
        let word = text.word(name.tokens.start);
        let before = name.tokens.start.checked_sub(1).map_or("", |at| text.word(at));
        let said = name_cues::SAYING.contains(text.word(name.tokens.end));
        let early = bearers.get(word).is_some_and(|(field, first)| *field == name.field && name.tokens.start < *first);
        let inside = !opens(text, name.tokens.start) && matches!(before, "of" | "to" | "from" | "the");
        if beside_a_place(text, name) || early && !said || inside {
            placed.push(word);
        }
    }
    for name in names.iter_mut().filter(|name| lone(name)) {
        let Some(text) = page.fields.get(name.field) else { continue };
        let word = text.word(name.tokens.start);
        let given = given_names::find(&word.to_lowercase()).is_some();
        if given && bearers.contains_key(word) && !placed.contains(&word) {
            name.kind = NameKind::Person;
        }
    }
}
