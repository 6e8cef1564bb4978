//! What the owner of the archive decided about who is who, and about the fields of articles.
//!
//! The words of a command become decisions ([`call`]), decisions are rows ([`decision`]) and lines of an export
//! ([`lines`]) beside the owner's tags and notes ([`remark`]), and all of them together say whom a name means ([`rulings`]). Fields of articles are corrected by decisions,
//! too ([`correction`]), and names are tied to authority files ([`identify`]).
//!
//! Invariant: a decision names things by their names and articles by their addresses or digests, never by row numbers,
//! so that it survives a re-import, a rebuild, and the way into another archive.

pub(super) mod call;
pub(super) mod correction;
pub(super) mod decision;
pub(super) mod error;
pub(crate) mod identify;
pub(super) mod lines;
pub(super) mod remark;
pub(super) mod rulings;
