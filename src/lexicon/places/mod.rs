//! Names of places and peoples in the languages of the news, the endings they take there, and the words around them.

pub mod everyday_words;
pub mod gazetteer;
pub mod inflections;
pub mod key_filter;
pub mod place_cues;
pub mod place_spelling;
pub mod place_words;
pub mod territories;
pub mod toponym_words;
