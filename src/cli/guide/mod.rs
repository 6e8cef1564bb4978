//! Help beyond that of each verb: topics, completions for shells, man pages, and the way from a word that is no verb to the one
//! that was meant.
//!
//! Invariant: everything about verbs is made of the same definition that reads the command line.

pub mod completions;
pub mod help;
pub mod manual;
pub mod meant;
pub mod nearest;
pub mod refused;
