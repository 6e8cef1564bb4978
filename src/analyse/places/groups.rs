//! Toponyms of a page that share a name, with the places each may be.
//!
//! The names of a page come in, groups with scored candidates go out.
//!
//! Invariant: every mention of a place is in exactly one group.

use std::collections::{BTreeMap, BTreeSet};

use crate::analyse::names::{Name, NameKind};
use crate::analyse::places::beside;
use crate::analyse::text::{FieldText, Page};
use crate::lexicon::gazetteer::{self, Candidate};
use crate::lexicon::places::{inflections, place_words, territories, toponym_words};
use crate::model::PlaceKind;

/// Candidates looked at for one name; the rest are hamlets.
pub(super) const MOST_CANDIDATES: usize = 24;

/// A candidate that another name of the article stands for already.
pub(super) const SAME_PLACE: f64 = 1.0;

/// All mentions of one name.
pub(super) struct Group<'a> {
    pub(super) surface: &'a str,
    /// Places in the list of names.
    pub(super) names: Vec<usize>,
    pub(super) candidates: Vec<Scored>,
    /// What the words next to the name say it is.
    pub(super) said: Option<PlaceKind>,
    /// Names right after it that may say where it lies: "Paris, Texas".
    pub(super) containers: Vec<Vec<Candidate>>,
    /// Names right before it that it may say where they lie: "Atlanta, Georgia".
    pub(super) held: Vec<Candidate>,
    /// The country of the place it is said to be in: "the Karov residence in Sochi".
    pub(super) within: Option<&'static str>,
    /// "northern Iraq": a part of what the gazetteer has.
    pub(super) of_a_name: bool,
    /// Said to be a part of a country where a country has the name too: the state of Georgia.
    pub(super) is_apart: bool,
    /// The page's language has a name of its own for it.
    pub(super) is_listed: bool,
}

#[derive(Clone, Copy)]
pub(super) struct Scored {
    pub(super) candidate: Candidate,
    pub(super) score: f64,
}

/// Gathers the mentions of the same name, in the order of the first ones.
pub(super) fn gather<'a>(page: &Page<'a>, names: &[Name]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut by_key: BTreeMap<String, usize> = BTreeMap::new();
    let mut keys = Keys::default();
    for (at, name) in names.iter().enumerate().filter(|(_, name)| name.kind == NameKind::Place) {
        let Some(text) = page.fields.get(name.field) else { continue };
        let surface = text.slice(&name.tokens);
        if surface.is_empty() {
            continue;
        }
        let mention = Mention::read(text, name);
        let key = keys.key_of(surface, &mention);
        let place = *by_key.entry(key).or_insert_with(|| {
            groups.push(Group {
                held: mention.held.clone(),
                is_apart: mention.is_apart,
                ..Group::new(page, text, name)
            });
            groups.len() - 1
        });
        let Some(group) = groups.get_mut(place) else { continue };
        group.names.push(at);
        group.said = group.said.or(mention.said);
        if group.containers.len() < 4 {
            group.containers.extend(mention.containers);
        }
        group.within = group.within.or_else(|| beside::country(text, name.tokens.end));
    }
    groups
}

/// What the words next to one mention of a place say.
struct Mention {
    said: Option<PlaceKind>,
    containers: Option<Vec<Candidate>>,
    held: Vec<Candidate>,
    is_apart: bool,
}

impl Mention {
    fn read(text: &FieldText<'_>, name: &Name) -> Self {
        let said = beside::kind(text, name);
        Self {
            said,
            containers: beside::containers(text, name.tokens.end),
            held: beside::held(text, name.tokens.start),
            is_apart: said == Some(PlaceKind::Region) && may_be_a_country(text.slice(&name.tokens)),
        }
    }
}

/// The keys under which mentions are gathered. Paris may mean one place in an article, "Paris, Texas" another and "Paris,
/// Ontario" a third; a Paris without more is the one that was named last. A state of Georgia is not the country.
#[derive(Default)]
struct Keys {
    known: BTreeSet<String>,
    /// By name, the key of the mention that said last where the place lies.
    last_said: BTreeMap<String, String>,
}

impl Keys {
    fn key_of(&mut self, surface: &str, mention: &Mention) -> String {
        let plain = gazetteer::key(surface);
        let key = if let Some(within) = mention.containers.as_ref().and_then(|found| found.first()) {
            format!("{plain},{}", within.id)
        } else if !mention.held.is_empty() || mention.is_apart {
            format!("{plain};")
        } else if let Some(last) = self.last_said.get(&plain) {
            last.clone()
        } else {
            plain.clone()
        };
        if key != plain && !self.known.contains(&plain) || key.contains(',') {
            self.last_said.insert(plain, key.clone());
        }
        self.known.insert(key.clone());
        key
    }
}

impl<'a> Group<'a> {
    /// The group of which `name` is the first mention.
    fn new(page: &Page<'a>, text: &FieldText<'a>, name: &Name) -> Self {
        let surface = text.slice(&name.tokens);
        let (mut candidates, of_a_name) = candidates_of(surface, page.language);
        let stop = || text.word(name.tokens.end) == ".";
        if let Some(state) = gazetteer::abbreviated_state(surface).filter(|_| surface.ends_with('.') || stop()) {
            candidates = vec![state];
        }
        if let Some(feature) = beside::feature(text, name, &candidates) {
            candidates = feature;
        }
        let scored = |candidate: Candidate| Scored { score: candidate.weight().log10(), candidate };
        Group {
            surface,
            names: Vec::new(),
            candidates: candidates.into_iter().map(scored).collect(),
            said: place_words::kind_in_name(surface),
            containers: Vec::new(),
            held: Vec::new(),
            within: None,
            of_a_name,
            is_apart: false,
            is_listed: page.language.is_some_and(|language| territories::find(surface, language).is_some()),
        }
    }
}

/// Whether a country has the name, beside a part of another one: Georgia.
fn may_be_a_country(surface: &str) -> bool {
    gazetteer::candidates(surface).first().is_some_and(|first| first.kind == PlaceKind::Country)
}

/// What `surface` can name in the page's language, and whether only as a part of it.
pub(super) fn candidates_of(surface: &str, language: Option<&str>) -> (Vec<Candidate>, bool) {
    let mut found = in_language(surface, language);
    let mut of_a_name = false;
    if found.is_empty() {
        if let Some((first, _)) = surface.split_once(',') {
            found = gazetteer::candidates(first);
        } else if let Some(rest) = place_words::strip_direction(surface) {
            found = gazetteer::candidates(rest);
            of_a_name = !found.is_empty();
        }
    }
    // Who writes of Gaza means the strip; the city is called Gaza City.
    let city = found.first().filter(|city| city.kind == PlaceKind::City && !surface.contains([' ', '-']));
    if let Some(whole) = city.and_then(|city| toponym_words::means_more(&city.name.to_lowercase())) {
        found = gazetteer::candidates(whole);
    }
    found.truncate(MOST_CANDIDATES);
    (found, of_a_name)
}

/// The places of a name: what the page's language calls so, then what English does, then the name without its ending.
fn in_language(surface: &str, language: Option<&str>) -> Vec<Candidate> {
    let language = language.unwrap_or("en");
    let mut found = gazetteer::candidates(surface);
    // The gazetteer is English; there the table only knows more names.
    let own = if language == "en" && !found.is_empty() { None } else { territories::find(surface, language) };
    // The north is no department of Haiti.
    if toponym_words::is_compass_point(surface) {
        found.retain(|place| place.latitude.is_none());
        return found;
    }
    match own {
        // A country means itself, whatever towns are called so; a city is the first among its namesakes.
        Some(own) if own.kind == PlaceKind::Country => found = vec![own],
        Some(own) => {
            found.retain(|other| other.id != own.id);
            found.insert(0, own);
        }
        None if found.is_empty() => {
            let bases = inflections::bases(surface, &gazetteer::key(surface), language);
            found = bases
                .iter()
                .map(|base| gazetteer::candidates(base))
                .find(|found| !found.is_empty())
                .unwrap_or_default();
        }
        None => {}
    }
    found
}

/// Whether `place` lies in `container`.
pub(super) fn contains(container: &Candidate, place: &Candidate) -> bool {
    if container.id == place.id || container.country_code != place.country_code {
        return false;
    }
    match container.kind {
        PlaceKind::Country => true,
        _ => place.division == Some(container.id) || kilometres(container, place) < 120.0,
    }
}

/// Distance along the great circle; without end from a place that lies nowhere in particular.
pub(super) fn kilometres(a: &Candidate, b: &Candidate) -> f64 {
    let (Some(south), Some(west), Some(north), Some(east)) = (a.latitude, a.longitude, b.latitude, b.longitude) else {
        return f64::INFINITY;
    };
    let half = |from: f64, to: f64| ((to - from).to_radians() / 2.0).sin().powi(2);
    let chord = half(south, north) + south.to_radians().cos() * north.to_radians().cos() * half(west, east);
    2.0 * 6371.0 * chord.clamp(0.0, 1.0).sqrt().asin()
}
