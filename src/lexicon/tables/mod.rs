//! Loaders of word lists, and ways of looking a word up: `sections` for lists with a section for each language,
//! `sorted_lines` for long ones, `openings` and `endings` for how texts begin and end, `clusters` for word clusters.

pub mod clusters;
pub mod endings;
pub mod latin_letters;
pub mod openings;
pub mod sections;
pub mod sorted_lines;
