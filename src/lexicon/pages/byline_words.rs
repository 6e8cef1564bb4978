//! Words of bylines in the languages of the press.

use crate::lexicon::tables::sections::{Phrases, Words};

const TEXT: &str = include_str!("byline_words.txt");

/// What comes before the author, lower case, longest first where one starts another.
pub static LEADS: Phrases = Phrases::new(TEXT, "leads");

/// Words that no name of a person holds but titles, desks and sites do; lower case.
pub static NOT_NAMES: Words = Words::new(TEXT, "not-names");

/// Trades of those who write: after a name as sure a sign of a byline as `By` before it. Lower case.
pub static WRITERS: Words = Words::new(TEXT, "writers");

/// Small words inside names, lower case.
pub static PARTICLES: Words = Words::new(TEXT, "particles");

/// Words that join two authors.
pub static AND: Words = Words::new(TEXT, "and");

/// Words after which a place, a post or a paper follows, not a name.
pub static CUTS: Words = Words::new(TEXT, "cuts");

/// What opens a piece of a byline that names others than its authors, lower case.
pub static OTHERS: Phrases = Phrases::new(TEXT, "others");

/// What comes before a name where the person is described and not signing.
pub static ABOUT: Phrases = Phrases::new(TEXT, "about");

/// What follows the name of a person after a comma and belongs to it, lower case, without its stop.
pub static SUFFIXES: Words = Words::new(TEXT, "suffixes");

/// Degrees and letters after a name, lower case, without stops.
pub static DEGREES: Words = Words::new(TEXT, "degrees");

/// Days of the week and their short forms, lower case, without stops: they come between a name and a date.
pub static WEEKDAYS: Words = Words::new(TEXT, "weekdays");

/// Parts of addresses after which the page of one author lies.
pub static AUTHOR_PATHS: Words = Words::new(TEXT, "author-paths");

/// Small words right before a date or an address that follows the names.
pub static BEFORE_DATES: Phrases = Phrases::new(TEXT, "before-dates");

/// Words between the names and a date or an address, or the small word before it, as they are printed.
pub static DATED: Phrases = Phrases::new(TEXT, "dated");

/// First words of lines that name who wrote.
pub static FIRST_WORDS: Words = Words::new(TEXT, "first-words");

/// First words of a declared author that are no part of a name.
pub static BEFORE_DECLARED: Words = Words::new(TEXT, "before-declared");

/// Words in small letters that a byline may go on with: `Written by`.
pub static SECOND_LEADS: Words = Words::new(TEXT, "second-leads");

/// Small words between a name and a number of a date.
pub static BEFORE_NUMBERS: Words = Words::new(TEXT, "before-numbers");

/// Words in small letters that a line of names may hold.
pub static JOINS: Words = Words::new(TEXT, "joins");

/// Names of accounts that are nobody's name.
pub static ACCOUNTS: Words = Words::new(TEXT, "accounts");
