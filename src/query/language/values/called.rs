//! What an article is called in a query.
//!
//! Invariant: whether there is such an article is for the archive to say.

/// How an article is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::query) enum Called {
    /// By its number in the archive.
    Id(i64),
    /// By its address.
    Address(String),
}
