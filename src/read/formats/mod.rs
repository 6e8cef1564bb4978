//! The formats of input, one a file.
//!
//! Invariant: a format recognises a file by its first characters; a name's ending breaks a tie and does no more.

pub(super) mod csv;
pub(super) mod html;
pub(super) mod jsonl;
pub(super) mod plain;
pub(super) mod text;
pub(super) mod xml;
