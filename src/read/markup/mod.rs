//! Markup in which records come with fields: XML as a small tree, its records one by one, and the prose in it.
//!
//! Bytes or text come in; [`Element`]s and [`Prose`] go out. Saved pages are not read here but in `normalise`: there the
//! article has to be found first, here the maker of the file says where it is.
//!
//! Invariant: no document makes this room fetch or expand anything; depth, size and number of what is kept are bounded.

mod element;
mod html;
mod prose;
mod records;
mod root;
mod write;

pub(super) use element::Element;
pub(super) use html::prose_of_html;
pub(super) use prose::{Prose, prose_of};
pub(super) use records::{Broken, Piece, Records, Shape};
pub(super) use root::root_of;
pub(super) use write::{close_tag, escaped, open_tag, to_xml};
