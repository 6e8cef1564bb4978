//! Names of months and zones as news pages print them.
//!
//! Month names are given in their usual forms, full, inflected and short; zones are
//! those whose abbreviation means one offset only in news.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::tables::sections::{self, Values, Words};

const TEXT: &str = include_str!("months.txt");
static NUMBERED: Words = Words::new(TEXT, "numbered");
static NUMBERS: Values = Values::new(TEXT, "numbers");
static ZONES: Values = Values::new(TEXT, "zones");

/// A calendar that news pages date by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calendar {
    /// The one that most pages date by.
    Gregorian,
    /// Gregorian months, years counted from the Buddha's death: Thailand, Laos, Cambodia.
    Buddhist,
    /// Solar Hijri: Iran and Afghanistan.
    Solar,
}

static BY_NAME: LazyLock<FxHashMap<&'static str, (u8, Calendar)>> = LazyLock::new(|| {
    let listed = sections::read(TEXT).into_iter().filter_map(|entry| {
        let calendar = match entry.list {
            "months" => calendar_of(entry.word),
            "solar" => Calendar::Solar,
            _ => return None,
        };
        Some((entry.word, (entry.value.parse().ok()?, calendar)))
    });
    listed.collect()
});

/// Years beside Thai names of months are of the Buddhist era, unless they are too small for it.
fn calendar_of(name: &str) -> Calendar {
    if name.starts_with(is_thai) { Calendar::Buddhist } else { Calendar::Gregorian }
}

fn is_thai(character: char) -> bool {
    ('\u{E00}'..='\u{E7F}').contains(&character)
}

/// The first words of names of months that are two words.
static FIRST_WORDS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| BY_NAME.keys().filter_map(|name| Some(name.split_once(' ')?.0)).collect());

/// The month, 1 to 12, that a word in lower case names in one of some fifty languages.
#[must_use]
pub fn month(word: &str) -> Option<u8> {
    month_of(word).filter(|(_, calendar)| *calendar != Calendar::Solar).map(|(month, _)| month)
}

/// As [`month`], with the calendar that it and a year next to it are of. A name of two words has one space in it.
#[must_use]
pub fn month_of(word: &str) -> Option<(u8, Calendar)> {
    // Persian is often written with the letters of an Arabic keyboard.
    let persian = || word.contains(['ي', 'ك']).then(|| word.replace('ي', "ی").replace('ك', "ک"));
    let known = BY_NAME.get(word).copied().or_else(|| BY_NAME.get(persian()?.as_str()).copied());
    // Hebrew writes `in` at the head of the month.
    known.or_else(|| BY_NAME.get(word.strip_prefix('ב').filter(|rest| !rest.is_empty())?).copied())
}

/// Whether a word may open the name of a month that is two words.
#[must_use]
pub fn opens_month(word: &str) -> bool {
    FIRST_WORDS.contains(word)
}

/// Whether a word says that the number after it is that of a month, as Vietnamese does.
#[must_use]
pub fn is_numbered_month(word: &str) -> bool {
    NUMBERED.contains(word)
}

/// The month that a Vietnamese number after the word for a month means.
#[must_use]
pub fn vietnamese(word: &str) -> Option<u8> {
    NUMBERS.find(&word.to_lowercase())?.parse().ok()
}

/// The offset from UTC that the abbreviation of a zone means, `Z` for none.
#[must_use]
pub fn zone(word: &str) -> Option<&'static str> {
    ZONES.find(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_in_many_languages() {
        let check = |word: &str, expected: Option<u8>| assert_eq!(month(word), expected, "{word}");
        check("may", Some(5));
        check("maja", Some(5));
        check("märz", Some(3));
        check("août", Some(8));
        check("října", Some(10));
        check("грудня", Some(12));
        check("şubat", Some(2));
        check("monday", None);
    }

    #[test]
    fn no_month_name_means_two_months() {
        let mut seen = FxHashMap::default();
        for entry in sections::read(TEXT).into_iter().filter(|entry| matches!(entry.list, "months" | "solar")) {
            assert_eq!(*seen.entry(entry.word).or_insert(entry.value), entry.value, "{}", entry.word);
            assert!((1..=12).contains(&entry.value.parse::<u8>().unwrap()), "{}", entry.word);
        }
    }

    #[test]
    fn zones_that_mean_one_offset_are_known() {
        assert_eq!(zone("BST"), Some("+01:00"));
        assert_eq!(zone("IST"), None);
    }
}
