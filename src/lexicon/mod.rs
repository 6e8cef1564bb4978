//! Word lists and tables compiled into the binary.
//!
//! Responsible for facts about words: abbreviations, titles, verbs of saying, names, places. The words are data: text files
//! with a section for each language, in the form that [`tables::sections`] describes; beside each a file says what its
//! lists are asked. Each list states its origin; licences are in `SOURCES.md` beside this file.
//!
//! Invariant: lists only, no rules; looking something up never fails and never allocates more than the answer.

pub mod dates;
pub mod exports;
pub mod grammar;
pub mod organisations;
pub mod pages;
pub mod people;
pub mod peoples;
pub mod places;
pub mod speech;
pub mod tables;
#[cfg(test)]
mod tests;

pub use dates::{date_words, months, relative_date_words};
pub use exports::corpus_elements;
pub use exports::export_labels;
pub use grammar::{
    abbreviations, common_words, foreign_words, function_words, german_nouns, language_names, sport_words,
};
pub use organisations::{agencies, organisation_words, public_bodies};
pub use pages::{byline_words, credit_words, dateline_words, furniture, letter_words, stray_lines};
pub use people::{foreign_titles, given_names, name_cues, particles, surnames, titles};
pub use peoples::{demonyms, nationalities};
pub use places::{gazetteer, place_cues, place_spelling, place_words};
pub use speech::{cue_words, past_forms, reporting, speaker_nouns, speech_verbs, turn_words, works};
pub use tables::{clusters, endings, latin_letters, openings};

/// Lower case, in which the lists are asked.
pub mod lower_case {
    pub use crate::model::folding::lower_case;
}
