//! Words that end in a full stop which does not end a sentence.

use crate::lexicon::lower_case::lower_case;
use crate::lexicon::tables::sections::Words;

const TEXT: &str = include_str!("abbreviations.txt");
static TAKE_A_DOT: Words = Words::new(TEXT, "take-a-dot");
static COMMON_NOUNS: Words = Words::new(TEXT, "common-nouns");
static LAST: Words = Words::new(TEXT, "last");

/// Words with a capital that open a sentence after an abbreviation.
pub static OPENERS: Words = Words::new(TEXT, "openers");

/// Whether a full stop right after `word` belongs to the word.
#[must_use]
pub fn takes_a_dot(word: &str) -> bool {
    word.len() <= 6
        && word.starts_with(|c: char| c.is_ascii_alphabetic())
        && TAKE_A_DOT.contains(&lower_case(word))
        // "mt", "co", "no" and "ed" are abbreviations as names only.
        && (word.starts_with(|c: char| c.is_ascii_uppercase()) || COMMON_NOUNS.contains(word))
}

/// Whether an abbreviated word may be the last of a sentence (`Inc.`, `etc.`, `U.S.`, `a.m.`), unlike a title.
#[must_use]
pub fn may_end_a_sentence(dotted: &str) -> bool {
    let word = dotted.trim_end_matches('.').to_lowercase();
    word.contains('.') || LAST.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_take_a_dot_and_common_words_do_not() {
        assert!(takes_a_dot("Mr") && takes_a_dot("Gen") && takes_a_dot("etc"));
        assert!(!takes_a_dot("co") && !takes_a_dot("end") && !takes_a_dot("Mister"));
        assert!(may_end_a_sentence("Inc.") && may_end_a_sentence("U.S.") && !may_end_a_sentence("Mr."));
    }
}
