//! Names of people and the words around them.

pub mod eponyms;
pub mod foreign_titles;
pub mod given_names;
pub mod name_columns;
pub mod name_cues;
pub mod name_inflections;
pub mod particles;
pub mod surnames;
pub mod titles;
