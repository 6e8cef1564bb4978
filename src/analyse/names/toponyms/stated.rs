//! Names that the words right after them say are places: `Gary, Ind.`, `Clinton, Iowa`; and the states abbreviated there.

use std::ops::Range;

use crate::analyse::names::toponyms::edit::{is_capital, meeting, put_place};
use crate::analyse::names::{Name, NameKind};
use crate::analyse::text::{FieldText, Page};
use crate::lexicon::places::gazetteer::{self, Candidate, Form};
use crate::model::PlaceKind;

/// Words of a town's name, at most.
const LONGEST: usize = 4;

/// Makes places of what is said to lie in a state or country, and of the states abbreviated there.
pub(super) fn settle(page: &Page<'_>, names: &mut Vec<Name>) {
    for (field, text) in page.fields.iter().enumerate() {
        for comma in 1..text.tokens.len() {
            if text.word(comma) == "," && is_capital(text, comma + 1) && is_capital(text, comma - 1) {
                behind_comma(text, field, comma, names);
            }
        }
    }
}

/// The state that an abbreviation stands for, and the tokens it takes without its last stop: `Ky`, `W.Va`.
fn abbreviated(text: &FieldText<'_>, at: usize) -> Option<(Candidate, Range<usize>)> {
    (1..=2).find_map(|len| {
        let tokens = at..at + len;
        let name = text.slice(&tokens);
        let stop = name.ends_with('.') || text.word(tokens.end) == ".";
        let fits = tokens.end <= text.tokens.len() && name.len() <= 6 && stop && !name.contains(' ');
        let state = fits.then(|| gazetteer::abbreviated_state(name)).flatten()?;
        Some((state, tokens))
    })
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
