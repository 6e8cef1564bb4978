//! What templates do to every text they are given.
//!
//! Invariant: the escaper of the exported pages is that of the served ones.

use std::fmt::{self, Write};

use crate::present::forms::escape::xml;

/// Makes text harmless in HTML: see [`xml`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Harmless;

impl askama::filters::Escaper for Harmless {
    fn write_escaped_str<W: Write>(&self, mut out: W, text: &str) -> fmt::Result {
        out.write_str(&xml(text))
    }
}
