//! Drawings as SVG within a page: each has a title, links, and a list or table of the same beneath it.
//!
//! Invariant: what is drawn can be read without seeing it; nothing is said by colour alone.

pub(in crate::serve) mod bars;
pub(in crate::serve) mod company;
mod land;
pub(in crate::serve) mod map;
pub(in crate::serve) mod months;
pub(in crate::serve) mod roles;
