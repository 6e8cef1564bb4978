//! The owner's hand: verbs that decide who is who, correct, tag, annotate and delete, and the list of decisions.
//!
//! Invariant: every decision has a number and can be taken back by it; what cannot be taken back is shown and agreed to first.

pub mod correct;
pub mod decisions;
pub mod delete;
pub mod doubts;
pub mod identify;
pub mod identity;
pub mod note;
pub mod tag;
