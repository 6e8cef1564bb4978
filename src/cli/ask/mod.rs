//! Verbs that ask an archive: one file a verb, with its arguments, its help and its work together.
//!
//! Invariant: what asks opens the archive for reading. Lists of people, places and organisations hand the words that
//! change who is who to [`decide`](super::decide); what the three share is in `entities`.

mod answer;
pub mod captions;
pub mod dump;
mod entities;
pub mod explain;
pub mod lists;
pub mod organisations;
pub mod original;
pub mod people;
pub mod places;
pub mod problems;
pub mod query;
pub mod quotes;
pub mod same;
pub mod show;
pub mod stats;
