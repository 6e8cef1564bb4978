//! Words of saying, of those who speak and of whose turn it is.

pub mod reporting;
pub mod speaker_nouns;
pub mod speech_verbs;
mod speech_words;
pub mod turn_words;
