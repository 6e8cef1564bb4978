//! Gives articles new keys where what makes a key has changed: `anew` computes them, `merges` makes one article of those
//! that now share a key, `called` lets decisions name them by it.

pub(super) mod anew;
pub(super) mod called;
pub(super) mod merges;
