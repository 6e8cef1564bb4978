//! Names that the words right behind them say are places: `Gary, Ind.`, `Clinton, Iowa`; and the states abbreviated there.

use std::ops::Range;

use crate::analyse::names::toponyms::edit::{is_capital, meeting, put_place};
use crate::analyse::names::{Name, NameKind};
use crate::analyse::text::{FieldText, Page};
use crate::lexicon::gazetteer::{self, Candidate, Form};
use crate::model::PlaceKind;

/// Words of a town's name, at most.
const LONGEST: usize = 4;

/// Takes abbreviated states with their stop, and makes places of what is said to lie in one.
pub(super) fn settle(page: &Page<'_>, names: &mut Vec<Name>) {
    for (field, text) in page.fields.iter().enumerate() {
        for comma in 1..text.tokens.len() {
            if text.word(comma) == "," && is_capital(text, comma + 1) && is_capital(text, comma - 1) {
                behind_comma(text, field, comma, names);
            }
        }
        alone(text, field, names);
    }
}

/// The state that an abbreviation stands for, and the tokens it takes: the stop is its own.
fn abbreviated(text: &FieldText<'_>, at: usize) -> Option<(Candidate, Range<usize>)> {
    let word = text.word(at);
    if word.len() > 6 || !word.is_ascii() {
        return None;
    }
    let state = |name: &str| {
        gazetteer::candidates(name).into_iter().find(|found| {
            found.form == Form::Code && found.kind == PlaceKind::Region && found.country_code == Some("US")
        })
    };
    if word.ends_with('.') {
        return state(word).map(|found| (found, at..at + 1));
    }
    let dotted = text.word(at + 1) == "." && text.bytes(&(at..at + 2)).len() == word.len() + 1;
    dotted.then(|| state(&format!("{word}."))).flatten().map(|found| (found, at..at + 2))
}

/// `Town, Ky.` and `Town, Kentucky`.
fn behind_comma(text: &FieldText<'_>, field: usize, comma: usize, names: &mut Vec<Name>) {
    let state = abbreviated(text, comma + 1);
    let containers = state.as_ref().map_or_else(|| whole_containers(text, comma + 1), |(found, _)| vec![*found]);
    if containers.is_empty() {
        return;
    }
    let lies_there = |tokens: &Range<usize>| {
        let name = text.slice(tokens);
        let written = name.chars().any(char::is_lowercase) || tokens.len() > 1 || state.is_some();
        written && gazetteer::candidates(name).iter().any(|town| within(town, &containers))
    };
    let before = meeting(names, field, &(comma - 1..comma));
    let town = match names.get(before.start).filter(|_| !before.is_empty()) {
        Some(name) if name.kind == NameKind::Place => Some(name.tokens.clone()).filter(|tokens| tokens.end == comma),
        // `Mike Braun, Ind.` is from there and no town.
        Some(name) => Some(name.tokens.clone()).filter(|tokens| tokens.end == comma && lies_there(tokens)),
        None => (1..=LONGEST)
            .rev()
            .filter_map(|len| comma.checked_sub(len))
            .map(|start| start..comma)
            .find(|tokens| tokens.clone().all(|at| is_capital(text, at)) && lies_there(tokens)),
    };
    let Some(town) = town else { return };
    put_place(names, field, town);
    if let Some((_, tokens)) = state {
        put_place(names, field, tokens);
    }
}

/// Countries and regions named in full from `start` on.
fn whole_containers(text: &FieldText<'_>, start: usize) -> Vec<Candidate> {
    let longest = (1..=3).rev().map(|len| gazetteer::candidates(text.slice(&(start..start + len))));
    let mut found = longest.into_iter().find(|found| !found.is_empty()).unwrap_or_default();
    found.retain(|place| {
        place.form != Form::Alternate
            && (place.kind == PlaceKind::Country || place.kind == PlaceKind::Region && place.division == Some(place.id))
    });
    found
}

fn within(town: &Candidate, containers: &[Candidate]) -> bool {
    town.kind == PlaceKind::City
        && town.form == Form::Name
        && containers.iter().any(|container| match container.kind {
            PlaceKind::Country => town.country_code == container.country_code && town.population > 50_000,
            _ => town.division == Some(container.id),
        })
}

/// `Calif. Gov. Lee`: an abbreviation of a state that is a place already takes its stop.
fn alone(text: &FieldText<'_>, field: usize, names: &mut [Name]) {
    let own =
        names.iter_mut().filter(|name| name.field == field && name.kind == NameKind::Place && name.tokens.len() == 1);
    for name in own {
        if let Some((_, tokens)) = abbreviated(text, name.tokens.start) {
            name.tokens = tokens;
        }
    }
}
