//! Adjectives of countries, peoples, languages, faiths and parts of the world: capitalised, and names of nobody.

use crate::lexicon::tables::sections::Words;

const TEXT: &str = include_str!("nationalities.txt");

/// Nationalities, peoples, languages and faiths, as adjectives and in the plural.
pub static NATIONALITIES: Words = Words::new(TEXT, "nationalities");

/// Days, months, feasts and other capitalised words that name neither people, places nor organisations.
pub static NEVER_NAMES: Words = Words::new(TEXT, "never-names");
