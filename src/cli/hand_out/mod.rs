//! Verbs that hand out what is in the archive: `export` in one form after the other.
//!
//! Invariant: the archive is only read; a file appears under its name when it is whole, and none is replaced unless that is
//! asked for.

pub mod cite;
mod datasette;
mod documents;
pub mod export;
mod lists;
mod parquet;
mod part;
mod rows;
pub mod scope;
#[cfg(feature = "serve")]
pub mod site;
mod tables;
mod target;
