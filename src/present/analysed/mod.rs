//! What a line of `archive extract` holds for an import beside what a reader is shown.
//!
//! Invariant: what is written here, `read/analysed/` reads.

mod for_import;

pub use for_import::ForImport;
