//! Family names. Origin and licence: `SOURCES.md`.

use std::sync::LazyLock;

use crate::lexicon::tables::sorted_lines::{Entries, read};

static LIST: &str = include_str!("surnames.txt");
static ENTRIES: LazyLock<Entries> = LazyLock::new(|| read(LIST));

/// How well known a family name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Currency {
    /// Borne by few.
    Rare,
    /// Among the most frequent of a country, or borne by people the world has read about.
    Frequent,
}

/// Looks up `word`, which must be in lower case.
#[must_use]
pub fn find(word: &str) -> Option<Currency> {
    match ENTRIES.get(word)? {
        "" => Some(Currency::Rare),
        _ => Some(Currency::Frequent),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequent_and_rare_names_are_told_apart() {
        assert_eq!(find("smith"), Some(Currency::Frequent));
        assert_eq!(find("nguyen"), Some(Currency::Frequent));
        assert_eq!(find("xyzzy"), None);
    }
}
