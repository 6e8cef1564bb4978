//! The language of queries: what a person types, understood.
//!
//! A text comes in, a [`Query`] goes out: `tokens` cuts the text, `parser` makes a tree of the tokens, `checker` gives its parts
//! their meaning by the table of `fields`, and `binding` puts together what means the same quote, picture, person or place.
//! `archive help query` has the language on one page; docs/query.md is the same with examples.
//!
//! Invariant: pure and total. What is not syntax is words, what cannot be understood is a [`LanguageFault`] with its place and
//! what to write instead, and nothing here knows of SQL.

mod binding;
mod checked;
mod checker;
mod echo;
mod edits;
mod fault;
pub mod fields;
mod flags;
mod parser;
mod syntax;
mod tokens;
mod values;

pub use checked::Query;
pub(in crate::query) use checked::{
    ArticleTerm, Centre, Clock, Column, Country, Expr, Name, PersonTerm, PictureTerm, PlaceTerm, QuoteTerm, Same,
};
pub use edits::edits;
pub use fault::LanguageFault;
pub use flags::{Flag, query};
pub(in crate::query) use syntax::Typed;
pub(in crate::query) use values::called::Called;
pub(in crate::query) use values::dates::{Edge, Period};
pub(in crate::query) use values::limits::Limits;

#[cfg(test)]
mod tests;
