//! Peoples, languages and faiths, and the adjectives made of them.

pub mod demonyms;
pub mod nationalities;
