//! Words that decide whether a name beside them is a place: letters after a name, institutions, everyday words.
//!
//! Invariant: facts about words; `analyse` decides what they mean.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::lexicon::tables::sections::{self, Values, Words};

const TEXT: &str = include_str!("toponym_words.txt");
static LETTERS: Words = Words::new(TEXT, "letters after a name");
static INSTITUTIONS: Words = Words::new(TEXT, "institutions");
static GOVERNMENTS: Words = Words::new(TEXT, "governments");
static BEFORE: Words = Words::new(TEXT, "in front of a place");
static LANGUAGES: Words = Words::new(TEXT, "of a language");
static GENERIC: Words = Words::new(TEXT, "generic regions");
static HEADS: Words = Words::new(TEXT, "head nouns");
static LOCATIVES: Words = Words::new(TEXT, "locatives");
static AFTER_ADJECTIVES: Words = Words::new(TEXT, "after adjectives");
static HOME: Values = Values::new(TEXT, "home countries");
static COMPASS: Words = Words::new(TEXT, "compass points");
static MORE: Values = Values::new(TEXT, "mean more");
static EVERYDAY: OnceLock<FxHashMap<&'static str, Vec<&'static str>>> = OnceLock::new();

/// A topic of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Degrees and licences after a person's name, without stops.
    LettersAfterName,
    /// What bears a saint's name in the possessive.
    Institutions,
    /// What a government or a country has.
    Governments,
    /// Prepositions that bring a place.
    BeforePlace,
    /// What is said of a language.
    Languages,
    /// What a word like `eastern` stands before in the names of regions of many countries.
    GenericRegions,
    /// Nouns with which a name of two words opens whose second word is a place of its own elsewhere.
    HeadNouns,
    /// Prepositions behind which a name that a club has too is its place's.
    Locatives,
    /// What an adjective made of a country's name stands before at the start of a sentence.
    AfterAdjectives,
}

fn list(topic: Topic) -> &'static Words {
    match topic {
        Topic::LettersAfterName => &LETTERS,
        Topic::Institutions => &INSTITUTIONS,
        Topic::Governments => &GOVERNMENTS,
        Topic::BeforePlace => &BEFORE,
        Topic::Languages => &LANGUAGES,
        Topic::GenericRegions => &GENERIC,
        Topic::HeadNouns => &HEADS,
        Topic::Locatives => &LOCATIVES,
        Topic::AfterAdjectives => &AFTER_ADJECTIVES,
    }
}

/// Whether `word`, in lower case, is in a topic of the list.
#[must_use]
pub fn is(topic: Topic, word: &str) -> bool {
    list(topic).contains(word)
}

/// Whether `word`, in lower case, is in the section of a language.
#[must_use]
pub fn is_in(topic: Topic, language: &str, word: &str) -> bool {
    list(topic).contains_in(language, word)
}

/// Whether `language` is at home in the country with this code.
#[must_use]
pub fn is_at_home(language: &str, country: &str) -> bool {
    HOME.find(language).is_some_and(|countries| countries.split(' ').any(|code| code == country))
}

/// The territory that the press means by the name of a city in it, in lower case: the Gaza Strip by Gaza.
#[must_use]
pub fn means_more(city: &str) -> Option<&'static str> {
    MORE.find(city)
}

/// Whether a name is a point of the compass, in whatever language.
#[must_use]
pub fn is_compass_point(name: &str) -> bool {
    name.len() <= 12 && COMPASS.contains(&name.to_lowercase())
}

/// What comes after `word`, in lower case, where it is the everyday word and no country; `None` for other words.
#[must_use]
pub fn everyday(word: &str) -> Option<&'static [&'static str]> {
    let read = || {
        let entries = sections::read(TEXT).into_iter().filter(|entry| entry.list == "everyday words");
        entries.map(|entry| (entry.word, entry.value.split(", ").collect())).collect()
    };
    EVERYDAY.get_or_init(read).get(word).map(Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_topic_has_words() {
        assert!(is(Topic::LettersAfterName, "md") && is(Topic::Institutions, "hospital"));
        assert!(is(Topic::Governments, "negotiator") && is(Topic::BeforePlace, "near"));
        assert!(is_in(Topic::HeadNouns, "ar", "رأس") && is_in(Topic::AfterAdjectives, "hr", "vlada"));
        assert!(is_at_home("de", "AT") && !is_at_home("de", "ID"));
        assert_eq!((means_more("gaza"), means_more("rafah")), (Some("Gaza Strip"), None));
        assert!(!is(Topic::BeforePlace, "md") && everyday("turkey").is_some() && everyday("france").is_none());
    }
}
