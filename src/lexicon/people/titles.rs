//! Words that stand before or behind a person's name and say what the person is.

use crate::lexicon::tables::sections::Words;

const TEXT: &str = include_str!("titles.txt");

/// Forms of address, without the stop: what follows is a person.
pub static HONORIFICS: Words = Words::new(TEXT, "honorifics");

/// Words that name the holder of an office, a rank or a trade: the head of a role.
pub static ROLES: Words = Words::new(TEXT, "roles");

/// Lower-case words that may stand before the head of a role and belong to it.
pub static ROLE_MODIFIERS: Words = Words::new(TEXT, "role-modifiers");

/// Roles and forms of address that only women have.
pub static OF_WOMEN: Words = Words::new(TEXT, "of-women");

/// Roles and forms of address that only men have.
pub static OF_MEN: Words = Words::new(TEXT, "of-men");
