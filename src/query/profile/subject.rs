//! Whom a profile is of.
//!
//! Invariant: every question of a profile is about the same articles.

use crate::store::EntityKind;

/// Rows of a list in a profile.
pub(super) const LISTED: u32 = 10;

/// Quotes and articles of a profile.
pub(super) const LATEST: u32 = 5;

/// Whom a profile is of, and how sure its mentions must be.
pub(super) struct Subject {
    /// Which sort.
    pub(super) kind: EntityKind,
    /// Its number.
    pub(super) id: i64,
    /// Per mille.
    pub(super) least: u16,
    /// The least for everyone else.
    pub(super) bar: u16,
}
