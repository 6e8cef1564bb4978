//! Word lists and tables compiled into the binary.
//!
//! Responsible for facts about words: abbreviations, titles, verbs of saying, names, places. Each list states its
//! origin; licences are in `SOURCES.md` beside this file.
//!
//! Invariant: lists only, no rules; looking something up never fails and never allocates more than the answer.

pub mod abbreviations;
pub mod agencies;
pub mod byline_words;
pub mod clusters;
pub mod common_words;
pub mod credit_words;
pub mod date_words;
pub mod demonyms;
pub mod endings;
pub mod foreign_titles;
pub mod foreign_words;
pub mod function_words;
pub mod furniture;
pub mod gazetteer;
pub mod given_names;
pub mod language_names;
pub mod letter_words;
pub mod lower_case;
pub mod months;
pub mod name_cues;
pub mod nationalities;
pub mod openings;
pub mod organisation_words;
pub mod particles;
pub mod past_forms;
pub mod place_cues;
pub mod place_spelling;
pub mod place_words;
pub mod plain_letters;
pub mod relative_date_words;
pub mod reporting;
pub mod sorted_lines;
pub mod speaker_nouns;
pub mod speech_verbs;
mod speech_words;
pub mod sport_words;
pub mod stray_lines;
pub mod surnames;
pub mod titles;
pub mod turn_words;
pub mod word_set;
pub mod works;
