//! The formats of files whose makers say what is headline, date, author and text.
//!
//! One file a format: it says how such a file is recognised, which elements are its records, and what an article reads off
//! one record.

mod alto;
mod feed;
mod newsml;
mod newsml_g2;
mod nitf;
mod wire_text;
mod wordpress;
mod xml;

pub(super) use alto::ALTO;
pub(super) use feed::{ATOM, RSS};
pub(super) use newsml::NEWSML;
pub(super) use newsml_g2::NEWSML_G2;
pub(super) use nitf::NITF;
pub(super) use wordpress::WORDPRESS;
