//! Names of places and peoples and the words around them.

pub mod demonyms;
pub mod gazetteer;
#[cfg_attr(not(any(test, feature = "training")), allow(dead_code))] // asked by `territories` alone
pub mod inflections;
pub mod nationalities;
pub mod place_cues;
pub mod place_spelling;
pub mod place_words;
#[cfg_attr(not(any(test, feature = "training")), allow(dead_code))] // no stage asks it yet
pub mod territories;
pub mod toponym_words;
