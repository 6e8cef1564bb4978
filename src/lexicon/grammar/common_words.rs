//! Everyday English words: what a capitalised word may be when it is no name. Origin and licence: `SOURCES.md`.

use std::sync::LazyLock;

use crate::lexicon::tables::sorted_lines::{Entries, read};

static LIST: &str = include_str!("common_words.txt");
static ENTRIES: LazyLock<Entries> = LazyLock::new(|| read(LIST));

/// Whether `word`, which must be in lower case, is an everyday English word.
#[must_use]
pub fn contains(word: &str) -> bool {
    ENTRIES.contains_key(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyday_words_are_known_and_names_are_not() {
        assert!(contains("police") && contains("will") && contains("however"));
        assert!(!contains("gonzalez") && !contains(""));
    }
}
