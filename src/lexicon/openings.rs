//! Phrases that texts open with, found by their first letter.
//!
//! A list of phrases comes in once; of each text those phrases go out that it opens with.
//!
//! Invariant: a phrase is lower case; phrases go out in the order of the list, and asking allocates nothing.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Phrases by their first character.
pub type Openings = LazyLock<ByFirst>;

/// The phrases of a list, those apart that begin with the same character.
#[derive(Debug, Default)]
pub struct ByFirst(FxHashMap<char, Vec<&'static str>>);

impl ByFirst {
    /// Reads a list of phrases in lower case.
    #[must_use]
    pub fn new(phrases: &[&'static str]) -> Self {
        let mut by_first: FxHashMap<char, Vec<&'static str>> = FxHashMap::default();
        for phrase in phrases {
            by_first.entry(phrase.chars().next().unwrap_or_default()).or_default().push(phrase);
        }
        Self(by_first)
    }

    /// The phrases that `text` opens with, whatever its case.
    pub fn of<'o>(&'o self, text: impl Iterator<Item = char> + Clone + 'o) -> impl Iterator<Item = &'static str> + 'o {
        let lower = text.flat_map(char::to_lowercase);
        let same_first = lower.clone().next().and_then(|first| self.0.get(&first)).map_or(&[][..], Vec::as_slice);
        same_first.iter().copied().filter(move |phrase| {
            let mut lower = lower.clone();
            phrase.chars().all(|letter| lower.next() == Some(letter))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_in_the_order_of_the_list() {
        let openings = ByFirst::new(&["by our", "von", "by", "©"]);
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(openings.of(text.chars()).collect::<Vec<_>>(), expected, "{text}");
        };
        check("By our reporter", &["by our", "by"]);
        check("BY", &["by"]);
        check("© 2013", &["©"]);
        check("Anna by", &[]);
        check("", &[]);
    }
}
