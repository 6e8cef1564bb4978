//! Nouns that say what sort of place a name is, and the words for a part of one.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::lower_case::lower_case;
use crate::lexicon::tables::sections::{self, Words};
use crate::model::PlaceKind;

const TEXT: &str = include_str!("place_words.txt");
static PARTS: Words = Words::new(TEXT, "parts");

/// Nouns for places after which `such as` brings names of some.
pub static PLURALS: Words = Words::new(TEXT, "plurals");

/// Titles of members of a parliament, before `for` and the place of their seat.
pub static SEATED: Words = Words::new(TEXT, "seated");

/// Nouns for a town right after which its name may come.
pub static TOWNS: Words = Words::new(TEXT, "towns");

/// Words for streets, shortened, without the stop.
pub static STREETS: Words = Words::new(TEXT, "streets");

/// The kind of place of each noun.
static KINDS: LazyLock<FxHashMap<&str, PlaceKind>> = LazyLock::new(|| {
    let nouns = sections::read(TEXT).into_iter();
    nouns.filter_map(|entry| Some((entry.word, kind_named(entry.list)?))).collect()
});

/// The kind of place called `name` in the lists.
fn kind_named(name: &str) -> Option<PlaceKind> {
    use PlaceKind::{Building, City, Country, Feature, Region};
    [Country, Region, City, Feature, Building].into_iter().find(|kind| kind.name() == name)
}

/// Words that may be left out of a name and the kind of place they say it is: those after it with the space before them,
/// those before it with the space after them, the longest first.
static GENERICS: LazyLock<[Vec<(String, PlaceKind)>; 2]> = LazyLock::new(|| {
    let listed = |list: &str, form: fn(&str) -> String| {
        let entries = sections::read(TEXT).into_iter().filter(|entry| entry.list == list);
        let mut words: Vec<(String, PlaceKind)> =
            entries.filter_map(|entry| Some((form(entry.word), kind_named(entry.value)?))).collect();
        words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        words
    };
    [listed("after-names", |word| format!(" {word}")), listed("before-names", |word| format!("{word} "))]
});

/// What sort of place the noun `word` stands for.
#[must_use]
pub fn kind_of_noun(word: &str) -> Option<PlaceKind> {
    if word.len() > 12 {
        return None;
    }
    KINDS.get(&*lower_case(word)).copied()
}

/// What sort of place a name of several words says it is: `Homs Governorate`, `Lake Chad`.
#[must_use]
pub fn kind_in_name(name: &str) -> Option<PlaceKind> {
    let (first, rest) = name.split_once(' ')?;
    let last = rest.rsplit(' ').next().unwrap_or(rest);
    let shortened = last.strip_suffix('.').filter(|last| STREETS.contains(&lower_case(last)));
    kind_of_noun(last).or(shortened.map(|_| PlaceKind::Building)).or_else(|| {
        kind_of_noun(first).filter(|kind| *kind == PlaceKind::Feature || first.eq_ignore_ascii_case("county"))
    })
}

/// The name without the word that says what sort of place it is, and that sort.
#[must_use]
pub fn strip_generic(key: &str) -> (&str, Option<PlaceKind>) {
    if !key.contains(' ') {
        return (key, None);
    }
    let [after, before] = &*GENERICS;
    // One byte tells most words apart.
    let (first, last) = (key.as_bytes().first(), key.as_bytes().last());
    let mut after = after.iter().filter(|(generic, _)| generic.as_bytes().last() == last);
    let shorter = after.find_map(|(generic, kind)| Some((key.strip_suffix(generic.as_str())?, Some(*kind))));
    let mut before = before.iter().filter(|(generic, _)| generic.as_bytes().first() == first);
    let before = || before.find_map(|(generic, kind)| Some((key.strip_prefix(generic.as_str())?, Some(*kind))));
    shorter.or_else(before).unwrap_or((key, None))
}

/// The rest of a name behind a word for a part of it: `northern Iraq`.
#[must_use]
pub fn strip_direction(name: &str) -> Option<&str> {
    let (first, rest) = name.split_once([' ', '-'])?;
    PARTS.contains(&lower_case(first)).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_say_the_kind() {
        for (name, expected) in [
            ("Lake Orun", Some(PlaceKind::Feature)),
            ("Orun Province", Some(PlaceKind::Region)),
            ("Orun Airport", Some(PlaceKind::Building)),
            ("Orun Rd.", Some(PlaceKind::Building)),
            ("Orun", None),
            ("", None),
        ] {
            assert_eq!(kind_in_name(name), expected, "{name}");
        }
        assert_eq!(strip_direction("northern Orun"), Some("Orun"));
        assert_eq!(strip_direction("Orun"), None);
    }
}
