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
pub static DOCUMENTS: Words = Words::new(TEXT, "documents");

/// Who holds an office, after the name of the body it is in.
pub static OFFICES: Words = Words::new(TEXT, "offices");

/// What stands between the body and the office and belongs to neither's name.
pub static RANKS: Words = Words::new(TEXT, "ranks");

/// Words that open sentences in a language and are somebody's given name in another.
pub static OPENERS: Words = Words::new(TEXT, "openers");

/// Codes of the region somebody is elected in.
pub static REGIONS: Words = Words::new(TEXT, "regions in brackets");

/// Nouns that open the long name of a country.
pub static STATES: Words = Words::new(TEXT, "states");
