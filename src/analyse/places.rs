//! Which place on the map a name means.
//!
//! Names of kind `Place` come in, places with all their mentions go out. The same name means the same place throughout
//! an article. Among the places of a name, population speaks first; then the region or country named right beside it
//! ("Paris, Texas"), the countries the article is about, by name or by demonym, and the places it names besides.
//!
//! Invariant: a pin is put down only where one place stands out; otherwise the place is listed without coordinates.

use std::collections::BTreeMap;

use crate::analyse::Geocoder;
use crate::analyse::names::{Name, NameKind};
use crate::analyse::page::{FieldText, Page};
use crate::lexicon::gazetteer::{self, Candidate, Form};
use crate::lexicon::{demonyms, place_words};
use crate::model::{Place, PlaceKind};

/// Candidates looked at for one name; the rest are hamlets.
const MOST_CANDIDATES: usize = 24;
/// Resolved places that a candidate is measured against.
const MOST_NEIGHBOURS: usize = 40;
/// Scores are decimal logarithms: the best candidate has to be this much ahead of any other that lies elsewhere.
const MARGIN: f64 = 0.12;
/// How far ahead a candidate is before context, to count as context for others.
const DOMINANT: f64 = 1.5;
/// A candidate in the region or country named right beside the name.
const INSIDE_CONTAINER: f64 = 4.0;
/// A candidate in the only country the article speaks of; less where it speaks of several.
const COUNTRY_SUPPORT: f64 = 1.5;
/// A candidate in a division the article names.
const DIVISION_SUPPORT: f64 = 0.6;
/// A candidate right beside another place of the article.
const NEARNESS: f64 = 0.8;
/// A candidate of the kind the words beside the name say: "the town of", "province".
const SAID_KIND: f64 = 2.0;

/// Puts places on the map with the gazetteer that is compiled in.
#[derive(Clone, Copy, Debug, Default)]
pub struct GazetteerGeocoder;

/// All mentions of one name.
struct Group<'a> {
    surface: &'a str,
    /// Places in the list of names.
    names: Vec<usize>,
    candidates: Vec<Scored>,
    /// What the words beside the name say it is.
    said: Option<PlaceKind>,
    /// Names right behind it that may say where it lies: "Paris, Texas".
    containers: Vec<Vec<Candidate>>,
    /// "northern Iraq": a part of what the gazetteer has.
    is_part: bool,
}

#[derive(Clone, Copy)]
struct Scored {
    candidate: Candidate,
    score: f64,
}

impl Geocoder for GazetteerGeocoder {
    fn locate(&self, page: &Page<'_>, names: &[Name]) -> Vec<Place> {
        let mut groups = gather(page, names);
        let support = Support::read(page, &groups);
        for group in &mut groups {
            group.weigh(&support);
        }
        let neighbours: Vec<Candidate> = groups
            .iter()
            .filter_map(|group| group.pick())
            .filter(|candidate| candidate.kind != PlaceKind::Country)
            .take(MOST_NEIGHBOURS)
            .collect();
        for group in &mut groups {
            group.weigh_nearness(&neighbours);
        }
        let mut places: Vec<Place> = Vec::new();
        let mut seen: BTreeMap<u32, usize> = BTreeMap::new();
        for group in &groups {
            let picked = group.pick().filter(|candidate| support.vouches_for(candidate, group));
            let mentions = group
                .names
                .iter()
                .filter_map(|&at| names.get(at))
                .map(|name| page.mention(name.field, &name.tokens, None));
            match picked.filter(|_| !group.is_part) {
                Some(candidate) => {
                    let at = *seen.entry(candidate.id).or_insert_with(|| {
                        places.push(located(&candidate, candidate.name));
                        places.len() - 1
                    });
                    if let Some(place) = places.get_mut(at) {
                        place.mentions.extend(mentions);
                    }
                }
                None => {
                    let mut place = match picked {
                        Some(whole) => {
                            Place { kind: Some(PlaceKind::Region), geonames_id: None, ..located(&whole, group.surface) }
                        }
                        None => group.unlocated(&support),
                    };
                    place.mentions.extend(mentions);
                    places.push(place);
                }
            }
        }
        for place in &mut places {
            place.mentions.sort();
        }
        places
    }
}

fn located(candidate: &Candidate, name: &str) -> Place {
    Place {
        name: name.to_owned(),
        kind: Some(candidate.kind),
        country_code: candidate.country_code.map(str::to_owned),
        latitude: Some(candidate.latitude),
        longitude: Some(candidate.longitude),
        geonames_id: candidate.geonames_id,
        mentions: Vec::new(),
    }
}

/// Gathers the mentions of the same name, in the order of the first ones.
fn gather<'a>(page: &Page<'a>, names: &[Name]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut by_key: BTreeMap<String, usize> = BTreeMap::new();
    for (at, name) in names.iter().enumerate().filter(|(_, name)| name.kind == NameKind::Place) {
        let Some(text) = page.fields.get(name.field) else { continue };
        let surface = text.slice(&name.tokens);
        if surface.is_empty() {
            continue;
        }
        let place = *by_key.entry(gazetteer::key(surface)).or_insert_with(|| {
            let (candidates, is_part) = candidates_of(surface);
            let candidates =
                candidates.into_iter().map(|candidate| Scored { score: candidate.weight().log10(), candidate });
            groups.push(Group {
                surface,
                names: Vec::new(),
                candidates: candidates.collect(),
                said: place_words::kind_in_name(surface),
                containers: Vec::new(),
                is_part,
            });
            groups.len() - 1
        });
        let Some(group) = groups.get_mut(place) else { continue };
        group.names.push(at);
        group.said = group.said.or_else(|| said_beside(text, name));
        if group.containers.len() < 4 {
            group.containers.extend(container_behind(text, name.tokens.end));
        }
    }
    groups
}

/// What `surface` can name, and whether only as a part of it.
fn candidates_of(surface: &str) -> (Vec<Candidate>, bool) {
    let mut found = gazetteer::candidates(surface);
    let mut is_part = false;
    if found.is_empty() {
        if let Some((first, _)) = surface.split_once(',') {
            found = gazetteer::candidates(first);
        } else if let Some(rest) = place_words::strip_direction(surface) {
            found = gazetteer::candidates(rest);
            is_part = !found.is_empty();
        }
    }
    found.truncate(MOST_CANDIDATES);
    (found, is_part)
}

/// The kind the words around a mention give it.
fn said_beside(text: &FieldText<'_>, name: &Name) -> Option<PlaceKind> {
    let behind = text.word(name.tokens.end);
    let before = |back: usize| name.tokens.start.checked_sub(back).map_or("", |at| text.word(at));
    if before(1).eq_ignore_ascii_case("of") {
        return place_words::kind_of_noun(before(2));
    }
    place_words::kind_of_noun(behind)
        .or_else(|| place_words::kind_of_noun(before(1)).filter(|kind| *kind == PlaceKind::City))
}

/// The regions and countries that the words behind a mention name: `, Texas`, `, Ill.`, `(Syria`.
fn container_behind(text: &FieldText<'_>, end: usize) -> Option<Vec<Candidate>> {
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

/// What the article says about where it plays.
struct Support {
    countries: BTreeMap<&'static str, f64>,
    total: f64,
    divisions: Vec<u32>,
}

impl Support {
    fn read(page: &Page<'_>, groups: &[Group<'_>]) -> Self {
        let mut support = Self { countries: BTreeMap::new(), total: 0.0, divisions: Vec::new() };
        for group in groups {
            let Some(first) = group.candidates.first() else { continue };
            let elsewhere =
                group.candidates.iter().find(|other| other.candidate.country_code != first.candidate.country_code);
            if elsewhere.is_some_and(|other| first.score - other.score < DOMINANT) {
                continue;
            }
            let (worth, most) = match first.candidate.kind {
                PlaceKind::Country => (1.0, 5),
                _ if first.candidate.population < 50_000 => continue,
                _ => (0.7, 3),
            };
            support.add(first.candidate.country_code, worth * group.names.len().min(most) as f64);
            if first.candidate.kind == PlaceKind::Region {
                support.divisions.push(first.candidate.id);
            }
        }
        let mut demonyms_seen: BTreeMap<&'static str, usize> = BTreeMap::new();
        for text in &page.fields {
            for at in 0..text.tokens.len() {
                let word = text.word(at);
                if word.starts_with(char::is_uppercase)
                    && let Some(country) = demonyms::country_of(word)
                {
                    *demonyms_seen.entry(country).or_default() += 1;
                }
            }
        }
        for (country, count) in demonyms_seen {
            support.add(Some(country), count.min(5) as f64);
        }
        support
    }

    fn add(&mut self, country: Option<&'static str>, worth: f64) {
        if let Some(country) = country {
            *self.countries.entry(country).or_default() += worth;
            self.total += worth;
        }
    }

    fn share(&self, country: Option<&str>) -> f64 {
        let own = country.and_then(|country| self.countries.get(country)).copied().unwrap_or(0.0);
        if self.total > 0.0 { own / self.total } else { 0.0 }
    }

    /// A small place in a country the article never mentions is more likely a namesake of one the gazetteer lacks.
    fn vouches_for(&self, candidate: &Candidate, group: &Group<'_>) -> bool {
        let small = match candidate.form {
            Form::Name => 15_000,
            Form::Alternate | Form::Code => 100_000,
        };
        candidate.kind != PlaceKind::City
            || candidate.population >= small
            || self.share(candidate.country_code) > 0.0
            || group.containers.iter().flatten().any(|container| contains(container, candidate))
    }
}

impl Group<'_> {
    fn weigh(&mut self, support: &Support) {
        for Scored { candidate, score } in &mut self.candidates {
            *score += COUNTRY_SUPPORT * support.share(candidate.country_code).sqrt();
            if self.containers.iter().flatten().any(|container| contains(container, candidate)) {
                *score += INSIDE_CONTAINER;
            }
            if candidate
                .division
                .is_some_and(|division| support.divisions.contains(&division) && division != candidate.id)
            {
                *score += DIVISION_SUPPORT;
            }
            if self.said == Some(candidate.kind) {
                *score += SAID_KIND;
            }
        }
        self.sort();
    }

    fn weigh_nearness(&mut self, neighbours: &[Candidate]) {
        for Scored { candidate, score } in &mut self.candidates {
            let nearest = neighbours
                .iter()
                .filter(|other| gazetteer::key(other.name) != gazetteer::key(candidate.name))
                .map(|other| kilometres(candidate, other))
                .fold(f64::INFINITY, f64::min);
            *score += NEARNESS * (-nearest / 400.0).exp();
        }
        self.sort();
    }

    fn sort(&mut self) {
        self.candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.candidate.id.cmp(&b.candidate.id)));
    }

    /// The candidate that stands out. Others close by do not count against it: a city and its province, say.
    fn pick(&self) -> Option<Candidate> {
        let first = self.candidates.first()?;
        let rival = self.candidates.iter().skip(1).find(|other| kilometres(&first.candidate, &other.candidate) > 100.0);
        rival.is_none_or(|rival| first.score - rival.score >= MARGIN).then_some(first.candidate)
    }

    /// The place as printed, with what is sure about it.
    fn unlocated(&self, support: &Support) -> Place {
        let kinds_agree = |kind: PlaceKind| self.candidates.iter().all(|other| other.candidate.kind == kind);
        let first = self.candidates.first().map(|scored| scored.candidate);
        let kind = self.said.or_else(|| first.map(|candidate| candidate.kind).filter(|kind| kinds_agree(*kind)));
        let country = first.and_then(|candidate| candidate.country_code).filter(|country| {
            support.share(Some(country)) > 0.0
                && self.candidates.iter().all(|other| other.candidate.country_code == Some(country))
        });
        Place {
            name: self.surface.to_owned(),
            kind,
            country_code: country.map(str::to_owned),
            latitude: None,
            longitude: None,
            geonames_id: None,
            mentions: Vec::new(),
        }
    }
}

/// Whether `place` lies in `container`.
fn contains(container: &Candidate, place: &Candidate) -> bool {
    if container.id == place.id || container.country_code != place.country_code {
        return false;
    }
    match container.kind {
        PlaceKind::Country => true,
        _ => place.division == Some(container.id) || kilometres(container, place) < 120.0,
    }
}

/// Distance along the great circle.
fn kilometres(a: &Candidate, b: &Candidate) -> f64 {
    let half = |from: f64, to: f64| ((to - from).to_radians() / 2.0).sin().powi(2);
    let chord = half(a.latitude, b.latitude)
        + a.latitude.to_radians().cos() * b.latitude.to_radians().cos() * half(a.longitude, b.longitude);
    2.0 * 6371.0 * chord.clamp(0.0, 1.0).sqrt().asin()
}
