//! Verbs that compare with the archive what somebody brings along, or what they would like to know of it: `verify`, `screen` and
//! `audit`.
//!
//! Invariant: the archive is only read, and every answer says where it stands.

pub mod audit;
mod claims;
pub mod screen;
pub mod verify;
