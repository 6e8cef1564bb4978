//! The same page or story again: copies of an article, its versions, and quotes that vanished between them.

pub mod copies;
pub mod vanished;
pub mod versions;
