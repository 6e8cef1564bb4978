//! Words that come before or after a person's name and say what the person is.

use crate::lexicon::tables::sections::{Values, Words};

const TEXT: &str = include_str!("titles.txt");

/// Forms of address, without the stop: what follows is a person.
pub static HONORIFICS: Words = Words::new(TEXT, "honorifics");

/// Words that name the holder of an office, a rank or a trade: the head of a role.
pub static ROLES: Words = Words::new(TEXT, "roles");

/// Of these those that a firm, a team or an authority may be as well.
pub static OF_BODIES: Words = Words::new(TEXT, "of-bodies");

/// Titles with a stop, without it, and the role that each is short for.
pub static SHORT_FORMS: Values = Values::new(TEXT, "short-forms");

/// What makes the holder of an office another one than the office alone says: `vice`, `former`.
pub static OTHER_HOLDERS: Words = Words::new(TEXT, "other-holders");

/// Lower-case words that may come before the head of a role and belong to it.
pub static ROLE_MODIFIERS: Words = Words::new(TEXT, "role-modifiers");

/// Roles and forms of address that only women have.
pub static OF_WOMEN: Words = Words::new(TEXT, "of-women");

/// Roles and forms of address that only men have.
pub static OF_MEN: Words = Words::new(TEXT, "of-men");

/// The numbers of rulers and popes.
pub static ORDINALS: Words = Words::new(TEXT, "ordinals");

/// What may come before a title and belongs to it.
pub static BEFORE_TITLES: Words = Words::new(TEXT, "before-titles");

/// What an office holder is secretary, minister or chief of: the tail of a role.
pub static PORTFOLIOS: Words = Words::new(TEXT, "portfolios");

/// Words that join the parts of a role.
pub static JOINS: Words = Words::new(TEXT, "joins");

/// Words that open a sentence and belong to no role.
pub static CLAUSE_OPENERS: Words = Words::new(TEXT, "clause-openers");

/// Words that belong to no role wherever they stand.
pub static NEVER_IN_ROLES: Words = Words::new(TEXT, "never-in-roles");

/// Words that a phrase of a role opens with.
pub static DETERMINERS: Words = Words::new(TEXT, "determiners");

/// Words that end the phrase of a role.
pub static ROLE_ENDS: Words = Words::new(TEXT, "role-ends");

/// Of the words that end a role those that go on about whom it names.
pub static RELATIVES: Words = Words::new(TEXT, "relatives");

/// Articles and pronouns before a role that comes before a name.
pub static ROLE_OPENERS: Words = Words::new(TEXT, "role-openers");

/// Prepositions inside a role.
pub static LINKS: Words = Words::new(TEXT, "links");

/// Forms of address that are offices too.
pub static OFFICES: Words = Words::new(TEXT, "offices");

/// Titles that are no name of anybody: those with a stop, and those nobody is called.
pub static NO_NAMES: Words = Words::new(TEXT, "no-names");
