//! Names in other cases than the first: `Tuskiem` is Tusk where the page names Donald Tusk, `Holtkamps` is Holtkamp's.
//!
//! The sightings of a page come in; those whose words are a form of another name's take its words.
//!
//! Invariant: a name that the page also has as it stands, at the end of a full one, is no form of another.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::analyse::people::seen::Seen;
use crate::lexicon::people::name_inflections::{bases, has_endings};

/// Full names of one surname that a form is compared with.
const MOST: usize = 16;

/// Gives sightings in other cases the words of the names they are forms of.
pub(super) fn settle(language: Option<&str>, seen: &mut [Seen]) {
    let Some(language) = language.filter(|language| has_endings(language)) else { return };
    let known = Known::read(seen);
    let mut changes: Vec<(usize, Vec<String>, bool)> = Vec::new();
    for (at, one) in seen.iter().enumerate() {
        match one.parts.words.as_slice() {
            [word] => {
                if let Some(base) = known.base_of(word, language) {
                    changes.push((at, vec![base], true));
                }
            }
            words => {
                if let Some(whole) = known.full_base_of(words, language) {
                    changes.push((at, whole, true));
                } else if let Some(whole) = known.surname_alone(words, language) {
                    // Nowhere is the whole name as it is: what the page says of it is the best there is.
                    changes.push((at, whole, false));
                }
            }
        }
    }
    for (at, words, inflected) in changes {
        if let Some(one) = seen.get_mut(at) {
            one.parts.words = words;
            one.inflected = inflected;
        }
    }
}

/// What the page calls people.
struct Known {
    /// Full names by their last word.
    full: FxHashMap<String, Vec<Vec<String>>>,
    opens: FxHashSet<String>,
    alone: FxHashSet<String>,
}

impl Known {
    fn read(seen: &[Seen]) -> Self {
        let mut known = Self { full: FxHashMap::default(), opens: FxHashSet::default(), alone: FxHashSet::default() };
        for one in seen {
            match one.parts.words.as_slice() {
                [word] => _ = known.alone.insert(word.clone()),
                [first, .., last] => {
                    known.opens.insert(first.clone());
                    let bearers = known.full.entry(last.clone()).or_default();
                    if bearers.len() < MOST && !bearers.contains(&one.parts.words) {
                        bearers.push(one.parts.words.clone());
                    }
                }
                [] => {}
            }
        }
        known
    }

    /// What a word alone is a form of: a surname, a given name, another word alone.
    fn base_of(&self, word: &str, language: &str) -> Option<String> {
        if self.full.contains_key(word) || self.opens.contains(word) {
            return None;
        }
        let bases = bases(word, language);
        let first = |known: &dyn Fn(&String) -> bool| bases.iter().find(|base| known(base)).cloned();
        first(&|base| self.full.contains_key(base))
            .or_else(|| first(&|base| self.opens.contains(base)))
            .or_else(|| first(&|base| self.alone.contains(base)))
    }

    /// The full name of the page that `words` are a form of.
    fn full_base_of(&self, words: &[String], language: &str) -> Option<Vec<String>> {
        let last = words.last()?;
        let is_form = |word: &String, base: &String| word == base || bases(word, language).contains(base);
        let ends = std::iter::once(last.clone()).chain(bases(last, language));
        ends.filter_map(|end| self.full.get(&end))
            .flatten()
            .find(|full| {
                full.len() == words.len()
                    && full.as_slice() != words
                    && words.iter().zip(full.iter()).all(|(word, base)| is_form(word, base))
            })
            .cloned()
    }

    /// `words` with the surname as it stands alone elsewhere.
    fn surname_alone(&self, words: &[String], language: &str) -> Option<Vec<String>> {
        let (last, before) = words.split_last()?;
        if self.alone.contains(last) {
            return None;
        }
        let base = bases(last, language).into_iter().find(|base| self.alone.contains(base))?;
        Some(before.iter().cloned().chain([base]).collect())
    }
}
