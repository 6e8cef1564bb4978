//! How lists of words are read and asked: loaders, and ways of looking a word up.

pub mod clusters;
pub mod endings;
pub mod german_nouns;
pub mod latin_letters;
pub mod lower_case;
pub mod openings;
pub mod plain_letters;
pub mod sections;
pub mod sorted_lines;
