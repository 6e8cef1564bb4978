//! What an article says about where it plays: countries by name and by demonym, and the divisions it names.
//!
//! The page and its groups of names come in before anything is resolved; what speaks for a country goes out.
//!
//! Invariant: only names that mean one thing before any context count.

use std::collections::{BTreeMap, BTreeSet};

use crate::analyse::places::groups::{Group, contains};
use crate::analyse::text::Page;
use crate::lexicon::gazetteer::{Candidate, Form};
use crate::lexicon::places::place_words;
use crate::lexicon::places::toponym_words::{self, Topic};
use crate::lexicon::{common_words, demonyms};
use crate::model::PlaceKind;

/// How far ahead a candidate is before context, to count as context for others.
pub(super) const DOMINANT: f64 = 1.5;

/// What an article has to say of a country, in mentions, to be about it, and the share of what it says of all countries. Set
/// by judgement; on geovirus, November 2026, what depends on both cost nothing that can be told apart from chance.
const ENOUGH: f64 = 3.0;
const ALMOST_ALL: f64 = 0.85;

/// What the article says about where it plays.
pub(super) struct Support {
    countries: BTreeMap<&'static str, f64>,
    total: f64,
    pub(super) divisions: BTreeSet<u32>,
    /// The page's language where it is not English, whose names of towns the gazetteer has.
    foreign: Option<String>,
}

impl Support {
    pub(super) fn read(page: &Page<'_>, groups: &[Group<'_>]) -> Self {
        let mut support = Self {
            countries: BTreeMap::new(),
            total: 0.0,
            divisions: BTreeSet::new(),
            foreign: page.language.filter(|language| *language != "en").map(str::to_owned),
        };
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
                support.divisions.insert(first.candidate.id);
            }
        }
        let mut demonyms_seen: BTreeMap<&'static str, usize> = BTreeMap::new();
        for text in &page.fields {
            for at in 0..text.tokens.len() {
                let word = text.word(at);
                if !word.starts_with(char::is_uppercase) {
                    continue;
                }
                // "South Korean" is two words.
                let pair = || demonyms::country_of(text.slice(&(at..at + 2)));
                if let Some(country) = demonyms::country_of(word).or_else(pair) {
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

    pub(super) fn share(&self, country: Option<&str>) -> f64 {
        let own = country.and_then(|country| self.countries.get(country)).copied().unwrap_or(0.0);
        if self.total > 0.0 { own / self.total } else { 0.0 }
    }

    /// The one country that the article is about, where it speaks of hardly any other.
    pub(super) fn home(&self) -> Option<&'static str> {
        let (country, worth) = self.countries.iter().max_by(|a, b| a.1.total_cmp(b.1))?;
        (*worth >= ENOUGH && *worth >= ALMOST_ALL * self.total).then_some(*country)
    }

    /// A small place in a country the article never mentions is more likely a namesake of one the gazetteer lacks.
    pub(super) fn vouches_for(&self, candidate: &Candidate, group: &Group<'_>) -> bool {
        // In other languages everyday words and endings look like many more towns.
        let at_home = self.foreign.as_deref().zip(candidate.country_code);
        let foreign = self.foreign.is_some()
            && !at_home.is_some_and(|(language, country)| toponym_words::is_at_home(language, country));
        // Who writes of one country alone names its suburbs, not their namesakes abroad.
        let abroad = self.home().is_some_and(|home| candidate.country_code != Some(home));
        let small = match candidate.form {
            Form::Name if abroad => 200_000,
            Form::Name if !foreign => 15_000,
            Form::Name => 200_000,
            Form::Alternate | Form::Code if !foreign => 100_000,
            Form::Alternate | Form::Code => 1_000_000,
        };
        // "Old Bridge", "Reading": words before they are towns.
        let words_only = || group.surface.to_lowercase().split(' ').all(common_words::contains);
        let known = self.foreign.is_some() && group.is_listed;
        // Many countries have an `Eastern District`.
        let generic = candidate.kind == PlaceKind::Region
            && place_words::strip_direction(group.surface)
                .is_some_and(|rest| toponym_words::is(Topic::GenericRegions, &rest.to_lowercase()));
        candidate.kind != PlaceKind::City && !generic
            || known
            || candidate.population >= small && !generic && !words_only()
            || self.share(candidate.country_code) > 0.0
            || group.containers.iter().flatten().any(|container| contains(container, candidate))
    }
}
