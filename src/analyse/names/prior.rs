//! How sure a name is of which nothing more is known than who found it: how often such names were right.
//!
//! It stands in where a tagger has no margin of its own. Both were set by hand in November 2026, on no corpus.
//!
//! Invariant: per mille and never above 1000.

/// A name that was found by rules alone.
pub const RULE: u16 = 800;

/// A name that stands in a byline or a credit, where little else stands.
pub const SIGNED: u16 = 960;
