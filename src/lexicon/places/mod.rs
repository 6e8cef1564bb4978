//! Names of places in the languages of the news, and the endings they take there.

pub mod inflections;
pub mod territories;
