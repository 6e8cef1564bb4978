//! What two versions of an article have in common and what not.
//!
//! Versions come in as they were read from their originals; what came, changed and vanished goes out.
//!
//! Invariant: two versions are compared as they were read, by the same version of the program and before any decision, so
//! that a difference is one of the pages.

mod changes;
mod list;
mod parts;
pub mod rows;
mod several;
mod vanished;

pub use changes::changes;
pub use list::version_rows;
pub use several::several_versions;
pub use vanished::{VanishedFilter, vanished};
