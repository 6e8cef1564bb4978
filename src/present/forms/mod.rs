//! The forms in which an archive leaves: one file a form, each for a program of its field.
//!
//! `escape` makes text harmless in XML and HTML, `spans` puts names and quotes into a text as elements; the others write
//! one form each.
//!
//! Invariant: what comes out is well-formed whatever a page says, and no text of a page is obeyed by whoever opens it.

pub mod citation;
pub mod datasette;
pub(crate) mod escape;
pub mod follow_the_money;
pub mod graph;
pub mod map;
pub mod name_table;
pub mod row_lines;
pub(crate) mod spans;
pub mod table_files;
pub(crate) mod tagged;
pub mod tei;
pub mod web_page;
