//! Words next to a name that say what it names, and words that are no part of one.

use crate::lexicon::tables::sections::{Phrases, Words};

const TEXT: &str = include_str!("name_cues.txt");

/// How surnames of several languages end, in lower case.
pub static SURNAME_ENDINGS: Phrases = Phrases::new(TEXT, "surname-endings");

/// Verbs of saying: their subject is mostly a person.
pub static SAYING: Words = Words::new(TEXT, "saying");

/// Words after the name of somebody who does what people do.
pub static DONE_BY_PEOPLE: Words = Words::new(TEXT, "done-by-people");

/// Verbs whose object is mostly a person.
pub static DONE_TO_PEOPLE: Words = Words::new(TEXT, "done-to-people");

/// What people have: `X's wife`, `the death of X`.
pub static OF_A_PERSON: Words = Words::new(TEXT, "of-a-person");

/// What places have: `X's capital`.
pub static OF_A_PLACE: Words = Words::new(TEXT, "of-a-place");

/// What comes after the name of a company: `X shares`.
pub static OF_AN_ORGANISATION: Words = Words::new(TEXT, "of-an-organisation");

/// Articles, prepositions, pronouns and other words that open a sentence and are no part of a name when they do.
pub static FUNCTION_WORDS: Words = Words::new(TEXT, "function-words");

/// Words between a name and the verb that says what it did.
pub static BEFORE_VERBS: Words = Words::new(TEXT, "before-verbs");

/// Words that open a role after a name and a comma.
pub static OPEN_ROLES: Words = Words::new(TEXT, "open-roles");

/// What comes before the name of a storm, which is a given name.
pub static STORMS: Words = Words::new(TEXT, "storms");

/// Prefixes before a hyphen that make no name of a word.
pub static PREFIXES: Words = Words::new(TEXT, "prefixes");

/// What a name never ends in.
pub static LOOSE_ENDS: Words = Words::new(TEXT, "loose-ends");

/// Words right after the name of a person.
pub static AFTER_PEOPLE: Words = Words::new(TEXT, "after-people");
