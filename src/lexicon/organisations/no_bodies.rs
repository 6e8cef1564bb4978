//! What looks like the name of an organisation and is none: departments of a minister, laws, offices, words that open sentences.

use crate::lexicon::tables::sections::Words;

const TEXT: &str = include_str!("no_bodies.txt");

/// Who is in charge of a department, before its name.
pub static MINISTERS: Words = Words::new(TEXT, "ministers");

/// What stands between them and the department.
pub static JOINTS: Words = Words::new(TEXT, "joints");

/// What they are in charge of, the first word of it.
pub static DEPARTMENTS: Words = Words::new(TEXT, "departments");

/// Laws, treaties and what else is written or counted.
static DOCUMENTS: Words = Words::new(TEXT, "documents");

/// Who holds an office, after the name of the body it is in.
pub static OFFICES: Words = Words::new(TEXT, "offices");

/// What stands between the body and the office and belongs to neither's name.
pub static RANKS: Words = Words::new(TEXT, "ranks");

/// Words that open sentences in a language and are somebody's given name in another.
pub static OPENERS: Words = Words::new(TEXT, "openers");

/// Codes of the region somebody is elected in.
pub static REGIONS: Words = Words::new(TEXT, "regions in brackets");

/// Letters that championships and games go by.
pub static EVENTS: Words = Words::new(TEXT, "events");

/// Nouns that open the long name of a country.
pub static STATES: Words = Words::new(TEXT, "states");

/// Languages that make compounds of nouns, the nouns of which are listed.
const COMPOUNDING: [&str; 5] = ["da", "de", "nl", "no", "sv"];

/// Letters that stand before the last part of a compound, at least.
const STEM: usize = 2;

/// Whether `word`, in lower case, is a noun for a law or another document in `language`, or a compound that one closes.
#[must_use]
pub fn is_document(language: &str, word: &str) -> bool {
    let part = |byte: usize| word.get(byte..).is_some_and(|part| DOCUMENTS.contains_in(language, part));
    DOCUMENTS.contains_in(language, word)
        || COMPOUNDING.contains(&language) && word.char_indices().skip(STEM).any(|(byte, _)| part(byte))
}
