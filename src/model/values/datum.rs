//! One value of a row, wherever it comes from or goes to.
//!
//! Invariant: a value is what stands in the column, to the last bit.

use std::borrow::Cow;

/// One value of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Datum<'r> {
    /// Nothing is known.
    Null,
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Real(f64),
    /// A text.
    Text(Cow<'r, str>),
    /// Bytes.
    Bytes(Cow<'r, [u8]>),
}

impl Datum<'_> {
    /// About how much memory it takes.
    #[must_use]
    pub fn byte_len(&self) -> usize {
        match self {
            Self::Null | Self::Integer(_) | Self::Real(_) => 8,
            Self::Text(text) => text.len(),
            Self::Bytes(bytes) => bytes.len(),
        }
    }
}
