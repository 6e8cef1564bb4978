//! Looks up what somebody brings along: passages of a draft, names of a list.
//!
//! `passages` finds words in the texts of the archive, `sentences` what stands around them, `likeness` says which names may be one,
//! `screen` compares a list with everybody, `names` looks up one, `proofs` says
//! where something of a list stands, `audit` counts who is quoted.
//!
//! Invariant: what is found comes with its article and the characters, so that it can be looked at.

mod audit;
mod likeness;
mod names;
mod passages;
pub mod proofs;
mod screen;
mod sentences;

pub use audit::{AuditBy, audit, unquoted};
pub use names::{Known, articles_of_day, known};
pub use passages::{Passage, passages};
pub use screen::{Listed, screen};
