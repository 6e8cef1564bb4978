//! Words that make a capitalised phrase the name of an organisation, and names that are organisations.

use crate::lexicon::tables::sections::Words;

const TEXT: &str = include_str!("organisation_words.txt");

/// Nouns that name a kind of organisation.
pub static KINDS: Words = Words::new(TEXT, "kinds");

/// What the chamber of a state's parliament is called after the state.
pub static CHAMBERS: Words = Words::new(TEXT, "chambers");

/// Nouns that open the name of an organisation with `of`, `for` or `on`.
pub static OPENERS: Words = Words::new(TEXT, "openers");

/// Names of organisations that say nothing else by themselves.
pub static NAMES: Words = Words::new(TEXT, "names");

/// Capital letters that name no organisation.
pub static NOT_ORGANISATIONS: Words = Words::new(TEXT, "not-organisations");

/// Kinds of organisations that clubs are named with.
pub static CLUBS: Words = Words::new(TEXT, "clubs");

/// What the names of bodies end in whose people are listed behind them.
pub static SCHOOLS: Words = Words::new(TEXT, "schools");

/// What the names of clubs open with, before that of their place.
pub static CLUB_OPENERS: Words = Words::new(TEXT, "club-openers");

/// How addresses of sites end, behind a point.
pub static SITE_ENDINGS: Words = Words::new(TEXT, "site-endings");

/// Words that an acronym may pass over.
pub static SMALL_WORDS: Words = Words::new(TEXT, "small-words");
