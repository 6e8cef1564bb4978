//! The lists: of articles, names, quotes, captions, doubts and decisions.
//!
//! Invariant: a list has twins for programs, whose parts have all its rows.

pub(super) mod articles;
pub(super) mod captions;
pub(super) mod decisions;
pub(super) mod doubts;
pub(super) mod names;
pub(super) mod quotes;
