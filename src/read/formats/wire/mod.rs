//! Stories of agencies as they came over the wire: text between control characters, one message after the other.
//!
//! `message` cuts a file into messages and says how an article is stored; one file a format says what a message holds.

mod anpa;
mod iptc7901;
mod message;

pub(super) use anpa::ANPA;
pub(super) use iptc7901::IPTC_7901;
