//! Which place on the map a name means.
//!
//! Names of kind `Place` come in, places with all their mentions go out. The same name means the same place throughout
//! an article. Among the places of a name, population speaks first; then the region or country named right next to it
//! ("Paris, Texas"), the countries the article is about, by name or by demonym, and the other places it names.
//!
//! `groups` gathers the mentions of a name with its candidates, `beside` reads the words next to a mention, `support`
//! counts what the article says about where it takes place, and `rivals` compares the best candidate with the others.
//!
//! Invariant: a place gets coordinates only where one candidate stands out; otherwise it is listed without.

mod beside;
pub mod groups;
mod rivals;
mod support;

use std::collections::BTreeMap;

use crate::analyse::names::Name;
use crate::analyse::places::groups::{Group, SAME_PLACE, Scored, contains, gather, kilometres};
use crate::analyse::places::support::Support;
use crate::analyse::text::Page;
use crate::lexicon::gazetteer::{Candidate, Form};
use crate::model::{Place, PlaceKind};

/// Puts the places among the names of a page on the map.
pub trait Geocoder: Sync {
    /// The places that `names` name, each with all its mentions, in the order of their first mention.
    fn locate(&self, page: &Page<'_>, names: &[Name]) -> Vec<Place>;
}

/// Resolved places that a candidate is measured against.
const MOST_NEIGHBOURS: usize = 40;
/// Scores are decimal logarithms: the best candidate has to be this much ahead of any other that lies elsewhere.
const MARGIN: f64 = 0.12;
/// A candidate in the region or country named right next to the name.
const INSIDE_CONTAINER: f64 = 4.0;
/// A candidate in the only country the article speaks of; less where it speaks of several.
const COUNTRY_SUPPORT: f64 = 1.5;
/// A candidate in a division the article names.
const DIVISION_SUPPORT: f64 = 0.6;
/// A candidate right next to another place of the article.
const NEARNESS: f64 = 0.8;
/// A candidate of the kind the words next to the name say: "the town of", "province".
const SAID_KIND: f64 = 2.0;

/// Places of one country, and their share among all that are on the map, from which those that are not on it lie there too. Set by
/// judgement; on geovirus, November 2026, the share of countries that are right did not fall.
const AROUND: usize = 3;
const NEARLY_ALL: f64 = 0.75;
/// The same where other places are called so, elsewhere. Set by judgement.
const MANY: usize = 8;
const HARDLY_ANY_ELSEWHERE: f64 = 0.95;

/// A candidate spelt as the article spells it: St. Louis, rather than Saint-Louis.
const SAME_SPELLING: f64 = 0.2;

/// Puts places on the map with the gazetteer that is compiled in.
#[derive(Clone, Copy, Debug, Default)]
pub struct GazetteerGeocoder;

impl Geocoder for GazetteerGeocoder {
    fn locate(&self, page: &Page<'_>, names: &[Name]) -> Vec<Place> {
        let mut groups = gather(page, names);
        let support = Support::read(page, &groups);
        for group in &mut groups {
            group.weigh(&support);
        }
        let neighbours: Vec<(usize, Candidate)> = groups
            .iter()
            .enumerate()
            .filter_map(|(at, group)| Some((at, group.pick()?)))
            .filter(|(at, candidate)| {
                candidate.kind != PlaceKind::Country && groups.get(*at).is_none_or(|group| !group.is_apart)
            })
            .take(MOST_NEIGHBOURS)
            .collect();
        for (at, group) in groups.iter_mut().enumerate() {
            group.weigh_nearness(at, &neighbours);
        }
        let around = around(&groups, &support);
        let mut places: Vec<Place> = Vec::new();
        let mut seen: BTreeMap<u32, usize> = BTreeMap::new();
        for group in &groups {
            let picked = group.pick().filter(|candidate| support.vouches_for(candidate, group));
            let clear = group.clearness(picked.is_some());
            let mentions = group
                .names
                .iter()
                .filter_map(|&at| names.get(at))
                .map(|name| page.mention(name.field, &name.tokens, share(name.confidence, clear)));
            let margin = rivals::margin(&group.candidates);
            let runners_up = || rivals::runners_up(&group.candidates, picked.is_some());
            if let Some(candidate) = picked.filter(|_| !group.of_a_name) {
                let at = *seen.entry(candidate.id).or_insert_with(|| {
                    let place = located(&candidate, candidate.name);
                    places.push(Place { margin, candidates: runners_up(), ..place });
                    places.len() - 1
                });
                if let Some(place) = places.get_mut(at) {
                    place.mentions.extend(mentions);
                }
                continue;
            }
            let mut place = match picked {
                Some(whole) => {
                    Place { kind: Some(PlaceKind::Region), geonames_id: None, ..located(&whole, group.surface) }
                }
                None => group.unlocated(&support, around),
            };
            (place.margin, place.candidates) = (margin, runners_up());
            place.mentions.extend(mentions);
            places.push(place);
        }
        for place in &mut places {
            place.mentions.sort();
        }
        places
    }
}

/// The country in which lies what a page puts on the map.
#[derive(Clone, Copy)]
struct Around {
    country: &'static str,
    /// Nearly all lies there, and it is enough: what the page names beside has no other country.
    nearly_all: bool,
    /// It is so much that namesakes elsewhere do not count.
    whatever: bool,
    /// Nothing lies elsewhere.
    all: bool,
}

/// The country in which most lies that a page puts on the map.
fn around(groups: &[Group<'_>], support: &Support) -> Option<Around> {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut all = 0;
    for group in groups {
        let picked = group.pick().filter(|candidate| support.vouches_for(candidate, group));
        let Some(picked) = picked.filter(|candidate| candidate.kind != PlaceKind::Country) else { continue };
        all += 1;
        if let Some(country) = picked.country_code {
            *counts.entry(country).or_default() += 1;
        }
    }
    let (country, count) = counts.into_iter().max_by_key(|(country, count)| (*count, std::cmp::Reverse(*country)))?;
    let share = count as f64 / f64::from(all.max(1));
    Some(Around {
        country,
        nearly_all: count >= AROUND && share >= NEARLY_ALL,
        whatever: count >= MANY && share >= HARDLY_ANY_ELSEWHERE,
        all: share >= 1.0,
    })
}

/// `per_mille` of a number that is per mille itself.
fn share(of: u16, per_mille: u16) -> u16 {
    u16::try_from(u32::from(of) * u32::from(per_mille) / 1000).unwrap_or(of)
}

fn located(candidate: &Candidate, name: &str) -> Place {
    Place {
        name: name.to_owned(),
        kind: Some(candidate.kind),
        country_code: candidate.country_code.map(str::to_owned),
        latitude: candidate.latitude,
        longitude: candidate.longitude,
        geonames_id: candidate.geonames_id,
        margin: None,
        candidates: Vec::new(),
        mentions: Vec::new(),
    }
}

impl Group<'_> {
    fn weigh(&mut self, support: &Support) {
        // "a city of Iraq" does not make Iraq a city that somebody also calls so.
        let names_a_country = self.candidates.first().is_some_and(|first| first.candidate.kind == PlaceKind::Country);
        for Scored { candidate, score } in &mut self.candidates {
            *score += COUNTRY_SUPPORT * support.share(candidate.country_code).sqrt();
            let inside = self.containers.iter().flatten().any(|container| contains(container, candidate));
            if inside || self.held.iter().any(|place| contains(candidate, place)) {
                *score += INSIDE_CONTAINER;
            }
            if candidate
                .division
                .is_some_and(|division| support.divisions.contains(&division) && division != candidate.id)
            {
                *score += DIVISION_SUPPORT;
            }
            if candidate.name.eq_ignore_ascii_case(self.surface) {
                *score += SAME_SPELLING;
            }
            if self.said == Some(candidate.kind) && (candidate.form == Form::Name || !names_a_country) {
                *score += SAID_KIND;
            }
        }
        self.sort();
    }

    /// Moves towards the places that other names, at `neighbours`, stand for; `own` is the group's own number there.
    fn weigh_nearness(&mut self, own: usize, neighbours: &[(usize, Candidate)]) {
        for Scored { candidate, score } in &mut self.candidates {
            let nearest = neighbours
                .iter()
                .filter(|(group, other)| *group != own && other.id != candidate.id)
                .map(|(_, other)| kilometres(candidate, other))
                .fold(f64::INFINITY, f64::min);
            *score += NEARNESS * (-nearest / 400.0).exp();
            // "Davao City", and then "Davao".
            if neighbours.iter().any(|(group, other)| *group != own && other.id == candidate.id) {
                *score += SAME_PLACE;
            }
        }
        self.sort();
    }

    fn sort(&mut self) {
        self.candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.candidate.id.cmp(&b.candidate.id)));
    }

    /// How often what was chosen for names with such a lead was right, per mille, of those that are places at all; measured on
    /// geovirus in November 2026: 51 pins with a lead below ten times, of which six in ten were right, and 147 names
    /// without a pin, of which eleven in twenty were places.
    fn clearness(&self, pinned: bool) -> u16 {
        match rivals::margin(&self.candidates) {
            _ if !pinned => 600,
            Some(margin) if margin < 1.0 => 700,
            Some(margin) if margin < 2.0 => 960,
            _ => 1000,
        }
    }

    /// The candidate that stands out. Others close by, or around it, do not count against it: a city and its province.
    fn pick(&self) -> Option<Candidate> {
        let first = self.candidates.first()?;
        rivals::margin(&self.candidates).is_none_or(|margin| margin >= MARGIN).then_some(first.candidate)
    }

    /// The place as printed, with what is sure about it.
    fn unlocated(&self, support: &Support, around: Option<Around>) -> Place {
        let kinds_agree = |kind: PlaceKind| self.candidates.iter().all(|other| other.candidate.kind == kind);
        let first = self.candidates.first().map(|scored| scored.candidate);
        // "Orun, Kenya" says where it lies, whatever the gazetteer lacks.
        let stated =
            self.containers.first().and_then(|container| container.first()).and_then(|within| within.country_code);
        let stated = stated.or(self.within);
        let kind = self.said.or_else(|| first.map(|candidate| candidate.kind).filter(|kind| kinds_agree(*kind)));
        let agreed = first.and_then(|candidate| candidate.country_code).filter(|country| {
            support.share(Some(country)) > 0.0
                && self.candidates.iter().all(|other| other.candidate.country_code == Some(country))
        });
        let may_be_in =
            |country: &str| self.candidates.iter().any(|other| other.candidate.country_code == Some(country));
        let nowhere_else = kind == Some(PlaceKind::Building) || self.candidates.is_empty();
        let at_home = support.home().filter(|_| nowhere_else);
        // A street of the only town that is named lies there.
        let is_there = |around: &Around| {
            around.whatever
                || around.nearly_all && (nowhere_else || may_be_in(around.country))
                || around.all && kind == Some(PlaceKind::Building)
        };
        let around = around.filter(is_there).map(|around| around.country);
        let stated = stated.filter(|country| self.candidates.is_empty() || may_be_in(country));
        let country = agreed.or(stated).or(at_home).or(around);
        Place {
            name: self.surface.to_owned(),
            kind,
            country_code: country.map(str::to_owned),
            latitude: None,
            longitude: None,
            geonames_id: None,
            margin: None,
            candidates: Vec::new(),
            mentions: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::names::NameKind;
    use crate::model::Article;

    type Row<'a> = (&'a str, Option<PlaceKind>, Option<&'a str>, bool, usize);

    /// Tags every occurrence of `names` in `body` and compares name, kind, country, pinned or not, mentions.
    fn check(body: &str, names: &[&str], expected: &[Row<'_>]) {
        let article = Article { body: body.to_owned(), ..Article::default() };
        let page = Page::new(&article);
        let text = &page.fields[0];
        let mut tagged = Vec::new();
        for start in 0..text.tokens.len() {
            for len in 1..=4 {
                if names.contains(&text.slice(&(start..start + len))) && start + len <= text.tokens.len() {
                    tagged.push(Name { field: 0, tokens: start..start + len, kind: NameKind::Place, confidence: 900 });
                }
            }
        }
        let places = GazetteerGeocoder.locate(&page, &tagged);
        let found: Vec<Row<'_>> = places
            .iter()
            .map(|place| {
                let pinned = place.latitude.is_some() && place.longitude.is_some();
                (place.name.as_str(), place.kind, place.country_code.as_deref(), pinned, place.mentions.len())
            })
            .collect();
        assert_eq!(found, expected, "{body}");
    }

    const CITY: Option<PlaceKind> = Some(PlaceKind::City);
    const COUNTRY: Option<PlaceKind> = Some(PlaceKind::Country);
    const REGION: Option<PlaceKind> = Some(PlaceKind::Region);

    #[test]
    fn unknown_place_lies_in_the_country_of_the_place_it_is_in() {
        check(
            "They met at the Qovrin state residence in Sochi.",
            &["Qovrin", "Sochi"],
            &[("Qovrin", Some(PlaceKind::Building), Some("RU"), false, 1), ("Sochi", CITY, Some("RU"), true, 1)],
        );
        check("They met at Qovrin on Monday in Sochi.", &["Qovrin"], &[("Qovrin", None, None, false, 1)]);
    }

    #[test]
    fn a_river_is_not_its_country() {
        check(
            "Pilots know the creeks of the Niger delta.",
            &["Niger"],
            &[("Niger Delta", Some(PlaceKind::Feature), Some("NG"), true, 1)],
        );
        check("Rain fell on the Jordan basin.", &["Jordan"], &[("Jordan", Some(PlaceKind::Feature), None, false, 1)]);
        check("Ships wait in the Baltic sea.", &["Baltic"], &[("Baltic Sea", Some(PlaceKind::Feature), None, true, 1)]);
    }

    #[test]
    fn what_is_not_on_the_map_lies_where_all_the_rest_of_the_page_does() {
        let named = ["Leeds", "Bradford", "Wakefield", "Qovrin"];
        let on_map = |name: &'static str| (name, CITY, Some("GB"), true, 1);
        check(
            "Leeds, Bradford and Wakefield lie near Qovrin.",
            &named,
            &[on_map("Leeds"), on_map("Bradford"), on_map("Wakefield"), ("Qovrin", None, Some("GB"), false, 1)],
        );
        check("Leeds is far from Qovrin.", &named, &[on_map("Leeds"), ("Qovrin", None, None, false, 1)]);
    }

    #[test]
    fn a_street_lies_where_the_only_town_of_the_page_does() {
        let building = Some(PlaceKind::Building);
        check(
            "Traders left Qovrin Street, said the council of Leeds.",
            &["Qovrin Street", "Leeds"],
            &[("Qovrin Street", building, Some("GB"), false, 1), ("Leeds", CITY, Some("GB"), true, 1)],
        );
        check(
            "Traders of Leeds and Paris left Qovrin Rd. on Monday.",
            &["Qovrin Rd.", "Leeds", "Paris"],
            &[
                ("Leeds", CITY, Some("GB"), true, 1),
                ("Paris", CITY, Some("FR"), true, 1),
                ("Qovrin Rd.", building, None, false, 1),
            ],
        );
    }

    #[test]
    fn a_city_by_whose_name_the_territory_around_it_is_meant_is_no_second_place() {
        check("Gaza is hungry. All of Gaza starves.", &["Gaza"], &[("Gaza Strip", REGION, Some("PS"), true, 2)]);
        check("Gaza City is in ruins.", &["Gaza City"], &[("Gaza", CITY, Some("PS"), true, 1)]);
    }

    #[test]
    fn a_name_of_everyday_words_is_no_pin_by_itself() {
        check(
            "They walked to Old Bridge at night.",
            &["Old Bridge"],
            &[("Old Bridge", Some(PlaceKind::Building), None, false, 1)],
        );
        check(
            "Old Bridge, New Jersey, was quiet.",
            &["Old Bridge", "New Jersey"],
            &[("Old Bridge", CITY, Some("US"), true, 1), ("New Jersey", REGION, Some("US"), true, 1)],
        );
    }

    #[test]
    fn a_district_of_many_countries_is_no_pin_by_itself() {
        check(
            "A court in the Eastern District sat.",
            &["Eastern District"],
            &[("Eastern District", REGION, None, false, 1)],
        );
    }

    #[test]
    fn population_decides_where_nothing_else_does() {
        check("The talks in Paris went on.", &["Paris"], &[("Paris", CITY, Some("FR"), true, 1)]);
    }

    #[test]
    fn the_region_beside_a_name_decides() {
        check(
            "A fair in Paris, Texas, drew crowds.",
            &["Paris", "Texas"],
            &[("Paris", CITY, Some("US"), true, 1), ("Texas", REGION, Some("US"), true, 1)],
        );
    }

    #[test]
    fn the_country_of_the_article_decides() {
        check(
            "American farmers in Georgia and Alabama saw rain. The American south is wet. Atlanta was dry.",
            &["Georgia", "Alabama", "Atlanta"],
            &[
                ("Georgia", REGION, Some("US"), true, 1),
                ("Alabama", REGION, Some("US"), true, 1),
                ("Atlanta", CITY, Some("US"), true, 1),
            ],
        );
        check(
            "Georgia and Armenia share a border.",
            &["Georgia", "Armenia"],
            &[("Georgia", COUNTRY, Some("GE"), true, 1), ("Armenia", COUNTRY, Some("AM"), true, 1)],
        );
    }

    #[test]
    fn names_of_one_place_are_one_place() {
        check(
            "Britain and the U.S. agreed. The United Kingdom and the United States signed.",
            &["Britain", "U.S.", "United Kingdom", "United States"],
            &[("United Kingdom", COUNTRY, Some("GB"), true, 2), ("United States", COUNTRY, Some("US"), true, 2)],
        );
    }

    #[test]
    fn a_place_nobody_knows_is_listed_without_a_pin() {
        check("Rain fell on the village of Zzyzqora.", &["Zzyzqora"], &[("Zzyzqora", CITY, None, false, 1)]);
        check("Rain fell on Zzyzqora.", &["Zzyzqora"], &[("Zzyzqora", None, None, false, 1)]);
        check(
            "Rain fell on Zzyzqora, Kenya.",
            &["Zzyzqora", "Kenya"],
            &[("Zzyzqora", None, Some("KE"), false, 1), ("Kenya", COUNTRY, Some("KE"), true, 1)],
        );
    }

    #[test]
    fn a_page_about_one_country_names_no_small_towns_abroad() {
        check(
            "South African police and South African courts acted. In Kempton the South African army waited, south of Cape Town.",
            &["Kempton", "Cape Town"],
            &[("Kempton", None, Some("ZA"), false, 1), ("Cape Town", CITY, Some("ZA"), true, 1)],
        );
    }

    #[test]
    fn a_city_is_not_drawn_to_its_own_region() {
        check("A hearing in Geneva.", &["Geneva"], &[("Geneva", CITY, Some("CH"), true, 1)]);
    }

    #[test]
    fn a_part_of_a_country_keeps_its_own_name() {
        check("Rain in northern Iraq.", &["northern Iraq"], &[("northern Iraq", REGION, Some("IQ"), true, 1)]);
    }

    #[test]
    fn the_west_is_no_point_on_the_map() {
        check("The West waited.", &["West"], &[("West", REGION, None, false, 1)]);
    }
}
