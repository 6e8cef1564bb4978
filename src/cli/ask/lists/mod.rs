//! Verbs that list who writes, who publishes and what is near.
//!
//! Invariant: they answer from the whole archive and change nothing.

pub mod authors;
pub mod near;
pub mod sites;
