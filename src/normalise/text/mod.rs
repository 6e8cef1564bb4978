//! What is known of a line or a title from its characters alone, whatever its part in the page.
//!
//! Invariant: nothing here knows of blocks, markup or fields.

pub(super) mod address_words;
pub mod language;
pub(super) mod parts;
pub mod prompts;
pub(super) mod scripts;
pub mod titles;
pub(super) mod twice_encoded;
pub mod unicode;
