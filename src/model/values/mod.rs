//! Values as they travel: one value of a row, bytes as letters, identifiers, names in the letters of another script.
//!
//! Invariant: nothing here knows what a value means.

pub mod base64;
pub mod datum;
pub mod identifier;
pub mod romanise;
