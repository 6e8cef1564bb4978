//! Takes articles out of the archive: their rows ([`rows`]), and where the owner asks for it everything that tells of them
//! ([`deletion`]), of which only digests stay ([`deleted`]); then the file is cleared of what the rows left ([`wipe`]).
//!
//! Invariant: what other articles say stays to the last row.

pub(super) mod deleted;
pub(super) mod deletion;
pub(super) mod rows;
pub(super) mod wipe;
