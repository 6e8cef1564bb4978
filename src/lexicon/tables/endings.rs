//! Whether a word closes with one of a list of endings, found by its last character.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Endings by their last character.
pub type Endings = LazyLock<ByLast>;

/// The endings of a list, those apart that close with the same character.
#[derive(Debug, Default)]
pub struct ByLast(FxHashMap<char, Vec<&'static str>>);

impl ByLast {
    /// Reads a list of endings.
    #[must_use]
    pub fn new(endings: &[&'static str]) -> Self {
        let mut by_last: FxHashMap<char, Vec<&'static str>> = FxHashMap::default();
        for ending in endings {
            by_last.entry(ending.chars().next_back().unwrap_or_default()).or_default().push(ending);
        }
        Self(by_last)
    }

    /// Whether `word` closes with one of them.
    #[must_use]
    pub fn close(&self, word: &str) -> bool {
        let same_last = word.chars().next_back().and_then(|last| self.0.get(&last));
        same_last.is_some_and(|endings| endings.iter().any(|ending| word.ends_with(ending)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_close_with_one_of_the_endings() {
        let endings = ByLast::new(&["berg", "ström", "ević"]);
        let check = |word: &str, expected: bool| assert_eq!(endings.close(word), expected, "{word}");
        check("lindberg", true);
        check("berg", true);
        check("erg", false);
        check("bergström", true);
        check("petrović", false);
        check("jevtević", true);
        check("", false);
    }
}
