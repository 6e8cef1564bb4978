//! Writes the archive: the only room that changes a SQLite file.
//!
//! Documents with their articles and analyses come in, rows go out, a batch at a time: one transaction a batch.
//!
//! An import is a conversation: [`Archive::begin_import`], then [`Import::put`] for each record (or [`Import::seen`]
//! where [`Import::known`] says that its bytes are here already, or [`Import::problem`]), then [`Import::finish`]. A
//! [`Rebuild`] reads what is stored again. Decisions are made by [`Archive::decide`]. A [`Load`] makes an archive of rows that
//! left another one.
//!
//! Invariant: no user text is ever spliced into SQL; a batch is stored whole or not at all.

pub(crate) mod addresses;
mod archive;
pub(crate) mod articles;
pub(crate) mod bar;
mod batch;
mod check;
pub(crate) mod copies;
mod decide;
pub(crate) mod decisions;
mod entities;
mod entry;
mod error;
mod import;
mod keys;
mod kind;
mod load;
pub(crate) mod names;
mod open;
mod rebuild;
mod rekey;
mod removal;
mod repair;
pub(crate) mod sayings;
pub(crate) mod schema;
mod seals;
pub(crate) mod sources;
mod values;
mod whom;

pub use archive::Archive;
pub use check::check;
pub use check::report::{CheckReport, Finding, Remedy};
pub use decide::Applied;
pub use decisions::call::Call;
pub use decisions::correction::{ArticleField, Correction};
pub use decisions::decision::{Decision, Verb};
pub use decisions::error::{Candidate, DecisionError};
pub use decisions::identify::{Identified, Named};
pub use decisions::remark::{Remark, RemarkKind};
pub use entry::{Counts, EXTRACTOR, Entry, MODELS, Outcome, Problem};
pub use error::{DAMAGED, StoreError};
pub use import::{Import, Reread};
pub use kind::Kind as EntityKind;
pub use load::{Load, Loaded};
pub use open::{Access, Journal, Rest};
pub use rebuild::{Original, Rebuild, Rebuilt};
pub use removal::deletion::{Delete, Deletion};
pub use sources::editions::Again;
pub use sources::pending::Packed;
pub use sources::versions::Version;

#[cfg(test)]
pub(crate) mod tests;
