//! Names of places and peoples and the words around them.

pub mod demonyms;
pub mod gazetteer;
pub mod inflections;
pub mod nationalities;
pub mod place_cues;
pub mod place_spelling;
pub mod place_words;
pub mod territories;
pub mod toponym_words;
