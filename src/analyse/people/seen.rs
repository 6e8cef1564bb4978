//! A name of a person where it stands, before it is known whose.

use std::ops::Range;

use crate::analyse::people::cast::Gender;
use crate::analyse::people::name_parts::NameParts;

/// A sighting before it is known whose.
pub(super) struct Seen {
    pub(super) field: usize,
    pub(super) tokens: Range<usize>,
    pub(super) parts: NameParts,
    pub(super) role: Option<String>,
    pub(super) title: Gender,
    pub(super) confidence: u16,
    /// In another case than the first, so that it is nobody's name as it should be listed.
    pub(super) inflected: bool,
}
