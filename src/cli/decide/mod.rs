//! Verbs that decide who is who, and the list of decisions.
//!
//! Invariant: every change is a decision with a number, and can be taken back by it.

pub mod decisions;
pub mod identity;
