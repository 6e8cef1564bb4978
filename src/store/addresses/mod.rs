//! What makes two records one article: the address of their page.
//!
//! Addresses and articles come in; keys go out, and where keys change, articles that become one.
//!
//! Invariant: no source is lost, whatever becomes one.

pub(crate) mod keys;
