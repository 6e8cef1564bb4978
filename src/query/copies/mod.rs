//! Copies of an article: reprinted, trimmed, put in another order, under another headline.
//!
//! An article comes in, the articles that hold its words go out with the evidence. Signatures say which articles may be copies;
//! their bodies decide, so that nothing shown hangs on a hash.
//!
//! Invariant: whether two articles are copies hangs on their bodies alone, and is the same from either side.

mod collapsed;
mod likely;
pub(in crate::query) mod of_article;
mod passages;
mod stories;
mod words;

pub use collapsed::collapsed;
pub use of_article::copies;
