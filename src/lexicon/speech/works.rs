//! Nouns for works that have titles, and participles that say what somebody is called.

use crate::lexicon::tables::sections::Words;

const TEXT: &str = include_str!("works.txt");

static WORKS: Words = Words::new(TEXT, "works");
static NAMING: Words = Words::new(TEXT, "naming");

/// Whether `word`, in lower case, is a noun for a work that has a title.
#[must_use]
pub fn is_work(word: &str) -> bool {
    WORKS.contains(word)
}

/// Whether `word`, in lower case, says before "as" what somebody is called.
#[must_use]
pub fn is_naming(word: &str) -> bool {
    NAMING.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn works_and_names_are_told_from_other_words() {
        assert!(is_work("novel") && is_naming("known"));
        assert!(!is_work("speech") && !is_naming("said") && !is_work("known"));
    }
}
