//! Names of organisations and the words that make them.

pub mod agencies;
pub mod no_bodies;
pub mod organisation_words;
pub mod public_bodies;
