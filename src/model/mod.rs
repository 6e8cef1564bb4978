//! The nouns of the archive: plain data that every room shares.
//!
//! Responsible for saying what a source, a document, an article, a mention or a quote *is*. Other rooms build these values
//! and pass them on.
//!
//! Invariant: this room does no I/O, holds no rules about news, and uses no other room.

pub mod address;
pub mod analysis;
pub mod article;
pub mod built_in;
pub mod dates;
pub mod diagnostic;
pub mod digest;
pub mod document;
pub mod entity;
pub mod folding;
pub mod letters;
pub mod likeness;
pub mod quote;
pub mod source;
pub mod span;
pub mod values;

pub use crate::model::dates::date::PartialDate;
pub use crate::model::dates::order::{DateOrder, DateOrders, OrderTold};
pub use address::{host_of, is_front_page, page_form};
pub use analysis::Analysis;
pub use article::{Article, Caption};
pub use built_in::BrokenData;
pub use diagnostic::Diagnostic;
pub use digest::Digest;
pub use document::{Content, Document, Given, GivenCaption};
pub use entity::{Field, Mention, Namesake, Organisation, Person, Place, PlaceKind};
pub use likeness::Signature;
pub use quote::{Quote, QuoteKind};
pub use source::{Reading, Source, media_type};
pub use span::{CharIndex, Span};
pub use values::base64;
pub use values::datum::Datum;
pub use values::identifier::{AUTHORITIES, Identifier, Identifiers};
