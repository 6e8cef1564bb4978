//! Words of saying, of those who speak and of whose turn it is.

pub mod cue_words;
pub mod reporting;
pub mod speaker_nouns;
pub mod speech_verbs;
pub mod turn_words;
