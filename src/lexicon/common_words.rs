//! Everyday English words: what a capitalised word may be when it is no name. Origin and licence: `SOURCES.md`.

use crate::lexicon::sorted_lines;

static LIST: &str = include_str!("common_words.txt");

/// Whether `word`, which must be in lower case, is an everyday English word.
#[must_use]
pub fn contains(word: &str) -> bool {
    sorted_lines::find(LIST, word).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_is_sorted() {
        assert!(sorted_lines::is_sorted(LIST));
    }

    #[test]
    fn everyday_words_are_known_and_names_are_not() {
        assert!(contains("police") && contains("will") && contains("however"));
        assert!(!contains("gonzalez") && !contains(""));
    }
}
