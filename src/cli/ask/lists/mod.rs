//! Verbs that list who writes, who publishes, what is near, and when.
//!
//! Invariant: they count in the whole archive and change nothing.

pub mod authors;
pub mod near;
pub mod sites;
pub mod timeline;
