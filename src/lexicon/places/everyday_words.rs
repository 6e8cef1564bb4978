//! Everyday words of a language that some place is called by as well: `Ende`, `Man`, `Waren`.

use crate::lexicon::tables::sections::Words;

static LIST: Words = Words::new(include_str!("everyday_words.txt"), "");

/// Whether `word`, in lower case, is an everyday word of `language`.
#[must_use]
pub fn contains(language: &str, word: &str) -> bool {
    LIST.contains_in(language, word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_everyday_in_its_own_language() {
        assert!(contains("de", "ende") && contains("no", "man"));
        assert!(!contains("fr", "ende") && !contains("de", "berlin"));
    }
}
