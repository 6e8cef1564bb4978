//! Words that only reports of sport use.

use crate::lexicon::tables::sections::Words;

/// Nouns and verbs of games, matches and those who play them.
pub static SPORT_WORDS: Words = Words::new(include_str!("sport_words.txt"), "");
