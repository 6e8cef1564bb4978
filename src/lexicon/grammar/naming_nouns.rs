//! Nouns right before a name that say what it is the name of: `das Unternehmen Zorvex`, `the tanker Marie Celeste`.

use crate::lexicon::tables::sections::Words;

const TEXT: &str = include_str!("naming_nouns.txt");

/// Firms, parties, papers, charities and bands.
pub static ORGANISATIONS: Words = Words::new(TEXT, "organisations");

/// Ships.
pub static VESSELS: Words = Words::new(TEXT, "vessels");

/// Animals that are called by name.
pub static ANIMALS: Words = Words::new(TEXT, "animals");

/// Animals in the plural.
pub static PACKS: Words = Words::new(TEXT, "packs");

/// What stands between two names of animals.
pub static JOINTS: Words = Words::new(TEXT, "joints");

/// Letters that stand before the last part of a compound, at least.
const STEM: usize = 2;

/// Languages that make compounds of nouns.
const COMPOUNDING: [&str; 9] = ["da", "de", "fi", "lb", "nb", "nl", "nn", "no", "sv"];

/// Whether `word`, in lower case, is one of `words` in `language`, or a compound that one of them closes.
#[must_use]
pub fn is_noun(words: &Words, language: &str, word: &str) -> bool {
    let language = match language {
        "lb" => "de",
        "nb" | "nn" => "no",
        "bs" | "sr" => "hr",
        other => other,
    };
    words.contains_in(language, word)
        || COMPOUNDING.contains(&language)
            && word.char_indices().skip(STEM).any(|(byte, _)| {
                word.get(byte..).is_some_and(|end| end.len() > STEM && words.contains_in(language, end))
            })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_are_told_in_their_language_and_in_compounds() {
        assert!(is_noun(&ORGANISATIONS, "de", "unternehmen") && is_noun(&ORGANISATIONS, "de", "regierungspartei"));
        assert!(is_noun(&ORGANISATIONS, "no", "oppdrettsselskapet") && is_noun(&VESSELS, "nb", "skipet"));
        assert!(!is_noun(&ORGANISATIONS, "fr", "unternehmen") && !is_noun(&ORGANISATIONS, "es", "miempresa"));
    }
}
