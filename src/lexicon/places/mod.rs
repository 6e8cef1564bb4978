//! Names of places in the languages of the news, the endings they take there, and the words around them.

pub mod inflections;
pub mod territories;
pub mod toponym_words;
