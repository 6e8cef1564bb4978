//! Cues: the words that say somebody speaks, and the source each of them has.
//!
//! [`english`] and [`foreign`] find the verbs, nouns and phrases of saying; [`sources`] reads who is their subject.
//!
//! Invariant: a cue points at tokens of the page; nothing is attributed here.

pub mod english;
pub mod foreign;
pub mod sources;
