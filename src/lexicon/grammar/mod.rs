//! Words by what they do in a sentence or where they are used, and the names of languages.

pub mod abbreviations;
pub mod common_words;
pub mod foreign_words;
pub mod function_words;
pub mod german_nouns;
pub mod language_names;
pub mod naming_nouns;
pub mod sport_words;
pub mod third_person;
