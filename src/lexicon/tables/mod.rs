//! How lists of words are read and asked: loaders, and ways of looking a word up.

pub mod clusters;
pub mod endings;
pub mod latin_letters;
pub mod openings;
pub mod sections;
pub mod sorted_lines;
