//! Nouns right before a name that say what it is the name of: `das Unternehmen Zorvex`, `the tanker Marie Celeste`.
//!
//! Invariant: facts about words; `analyse` decides what they mean.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::lower_case::lower_case;
use crate::lexicon::tables::sections::{self, Words};

const TEXT: &str = include_str!("naming_nouns.txt");

/// What stands between two names of animals.
pub static JOINTS: Words = Words::new(TEXT, "joints");

/// Bodies in the plural, before examples of them.
pub static PLURALS: Words = Words::new(TEXT, "plurals");

/// What brings examples.
pub static LIKE: Words = Words::new(TEXT, "like");

/// What stands before the last name of a list.
pub static LISTS: Words = Words::new(TEXT, "lists");

/// Forms of `be` that say what a name is that of.
pub static COPULAS: Words = Words::new(TEXT, "copulas");

/// Buildings, products and works.
pub static THINGS: Words = Words::new(TEXT, "things");

/// What is measured, called after two who are nobody's name together: `the Dow Jones average`.
pub static MEASURES: Words = Words::new(TEXT, "measures");

/// What a noun says a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// A firm, a party, a paper, a charity, a band.
    Organisation,
    /// A ship.
    Vessel,
    /// An animal.
    Animal,
    /// Several animals.
    Pack,
}

/// The nouns of one language.
#[derive(Debug, Default)]
pub struct Nouns {
    words: FxHashMap<&'static str, Naming>,
    /// The last letters of all of them, so that most words are told without being looked up.
    ends: FxHashSet<[char; 2]>,
    compounds: bool,
}

/// Letters that stand before the last part of a compound, and letters of that part, at least.
const STEM: usize = 2;

/// Languages that make compounds of nouns.
const COMPOUNDING: [&str; 6] = ["da", "de", "fi", "nl", "no", "sv"];

static ALL: LazyLock<FxHashMap<&'static str, Nouns>> = LazyLock::new(|| {
    let mut all: FxHashMap<&'static str, Nouns> = FxHashMap::default();
    for entry in sections::read(TEXT) {
        let naming = match entry.list {
            "organisations" => Naming::Organisation,
            "vessels" => Naming::Vessel,
            "animals" => Naming::Animal,
            "packs" => Naming::Pack,
            _ => continue,
        };
        let nouns = all.entry(entry.language).or_default();
        nouns.words.insert(entry.word, naming);
        nouns.ends.extend(last_letters(entry.word));
        nouns.compounds = COMPOUNDING.contains(&entry.language);
    }
    all
});

fn last_letters(word: &str) -> Option<[char; 2]> {
    let mut letters = word.chars().rev();
    let last = letters.next()?;
    Some([letters.next()?, last])
}

/// The nouns of a language, where it has any here.
#[must_use]
pub fn of(language: &str) -> Option<&'static Nouns> {
    let language = match language {
        "lb" => "de",
        "nb" | "nn" => "no",
        "bs" | "sr" => "hr",
        other => other,
    };
    ALL.get(language)
}

impl Nouns {
    /// What `word`, in whatever case, says a name behind it is; a compound says what its last part does.
    #[must_use]
    pub fn find(&self, word: &str) -> Option<Naming> {
        last_letters(word).filter(|ends| self.ends.contains(ends))?;
        let lower = lower_case(word);
        let whole = self.words.get(&*lower).copied();
        whole.or_else(|| {
            lower.char_indices().skip(STEM).filter(|_| self.compounds).find_map(|(byte, _)| {
                let part = lower.get(byte..).filter(|part| part.len() > STEM)?;
                self.words.get(part).copied()
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_are_told_in_their_language_and_in_compounds() {
        let check = |language: &str, word: &str, expected: Option<Naming>| {
            assert_eq!(of(language).and_then(|nouns| nouns.find(word)), expected, "{word}");
        };
        check("de", "Unternehmen", Some(Naming::Organisation));
        check("de", "Regierungspartei", Some(Naming::Organisation));
        check("no", "oppdrettsselskapet", Some(Naming::Organisation));
        check("nb", "skipet", Some(Naming::Vessel));
        check("sv", "hundarna", Some(Naming::Pack));
        check("fr", "unternehmen", None);
        check("es", "miempresa", None);
        check("xx", "", None);
    }
}
