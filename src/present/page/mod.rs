//! Pages to read: one article, or everything about one person, place, organisation or caption.
//!
//! `article`, `profile` and `verdict_list` each write one sort of page, with the lines of `paragraph`, which break where
//! `line_breaks` says, and the bars of `bars`.
//!
//! Invariant: no text of a page is obeyed by a terminal or by Markdown.

pub(crate) mod article;
mod bars;
pub(crate) mod line_breaks;
pub(crate) mod paragraph;
pub(crate) mod profile;
pub(crate) mod verdict_list;
