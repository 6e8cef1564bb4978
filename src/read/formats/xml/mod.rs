//! The formats in XML, whose makers say what is headline, date, author and text.
//!
//! One file a format: it says how such a file is recognised, which elements are its records, and what an article reads off
//! one record. `format` is what they share.

mod alto;
mod delpher;
mod factiva;
mod feed;
mod format;
mod newsml;
mod newsml_g2;
mod nitf;
mod reuters;
mod ritzau;
mod tei;
mod wire_text;
mod wordpress;

pub(in crate::read) use alto::ALTO;
pub(in crate::read::formats) use alto::ScannedText;
pub(in crate::read) use delpher::DELPHER;
pub(in crate::read) use factiva::FACTIVA_XML;
pub(in crate::read) use feed::{ATOM, RSS};
pub(in crate::read::formats) use format::{Article, language};
pub(in crate::read) use newsml::NEWSML;
pub(in crate::read) use newsml_g2::NEWSML_G2;
pub(in crate::read) use nitf::NITF;
pub(in crate::read::formats) use nitf::status_note;
pub(in crate::read) use ritzau::RITZAU;
pub(in crate::read) use tei::TEI;
pub(in crate::read::formats) use wire_text::{reporters, take_byline, unwrapped, without_furniture};
pub(in crate::read) use wordpress::WORDPRESS;
