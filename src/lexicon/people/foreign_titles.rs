//! Titles of offices and trades that other languages than English write before a name, with a capital like the name's.
//!
//! German ones, which are compounds, are told by their endings.

use std::sync::LazyLock;

use crate::lexicon::endings::{ByLast, Endings};
use crate::lexicon::tables::sections::{Phrases, Words};

const TEXT: &str = include_str!("foreign_titles.txt");

static TITLES: Words = Words::new(TEXT, "titles");
/// Articles between a title and what the office is of: `Leiter der Abteilung`.
pub static ARTICLES: Words = Words::new(TEXT, "articles");
static GERMAN_ENDINGS: Phrases = Phrases::new(TEXT, "endings");
static GERMAN: Endings = LazyLock::new(|| ByLast::new(&GERMAN_ENDINGS));

/// Whether `word`, in lower case, is such a title in `language`.
#[must_use]
pub fn is_title(language: &str, word: &str) -> bool {
    language == "de" && GERMAN.close(word) || TITLES.contains_in(language, word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_told_by_language() {
        assert!(is_title("tr", "bakanı") && is_title("pl", "burmistrz"));
        assert!(!is_title("pl", "bakanı") && !is_title("en", "premier"));
    }

    #[test]
    fn german_titles_are_told_by_their_endings() {
        assert!(is_title("de", "oberbürgermeister") && is_title("de", "innenministerin"));
        assert!(!is_title("de", "merkel") && !is_title("fr", "oberbürgermeister"));
    }
}
