//! Words of other languages than English that open sentences without being names: closed lists of articles, prepositions,
//! pronouns, conjunctions and the commonest adverbs.

use crate::lexicon::tables::sections::Words;

static OPENERS: Words = Words::new(include_str!("foreign_words.txt"), "");

/// Whether `word`, in lower case, opens sentences in `language` without being a name.
#[must_use]
pub fn is_opener(language: &str, word: &str) -> bool {
    OPENERS.contains_in(language, word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openers_are_told_by_language() {
        assert!(is_opener("fr", "selon") && is_opener("fr", "à") && is_opener("ru", "в") && is_opener("de", "nach"));
        assert!(!is_opener("fr", "lyon") && !is_opener("en", "selon") && !is_opener("de", "kinschma"));
    }
}
