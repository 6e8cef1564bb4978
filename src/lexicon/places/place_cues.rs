//! Words that make a capitalised phrase the name of a place, and words that come before such names.

use crate::lexicon::tables::sections::Words;

const TEXT: &str = include_str!("place_cues.txt");

/// Nouns that close the name of a place: `Volga River`, `Hudson Bay`.
pub static CLOSERS: Words = Words::new(TEXT, "closers");

/// Nouns that open the name of a place: `Lake Baikal`, `Mount Hermon`.
pub static OPENERS: Words = Words::new(TEXT, "openers");

/// Nouns after which `of` brings a place: `the town of X`.
pub static BEFORE_OF: Words = Words::new(TEXT, "before-of");

/// Names that are places whatever is next to them.
pub static NAMES: Words = Words::new(TEXT, "names");

/// Words before the name of a place that no name of a person opens with, as printed.
pub static NATURAL_OPENERS: Words = Words::new(TEXT, "natural-openers");

/// Prepositions before the name of a place.
pub static BEFORE_PLACES: Words = Words::new(TEXT, "before-places");

/// Prepositions that hardly anything but the name of a place follows.
pub static RIGHT_BEFORE: Words = Words::new(TEXT, "right-before");

/// What makes an adjective of a name before a hyphen: `Oslo-based`.
pub static TAILS: Words = Words::new(TEXT, "tails");

/// Adjectives that the long name of a state opens with, as printed.
pub static STATE_OPENERS: Words = Words::new(TEXT, "state-openers");

/// What the name of a saint opens with, as printed.
pub static SAINTS: Words = Words::new(TEXT, "saints");
