//! Where the story stands on a page, and what the blocks of one element are together.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::normalise::labels::features::block::Look;

/// What the blocks of one parent element are together.
#[derive(Clone, Copy, Default)]
pub(in crate::normalise) struct Group {
    pub(in crate::normalise) blocks: usize,
    pub(in crate::normalise) chars: usize,
    pub(in crate::normalise) linked: usize,
    pub(in crate::normalise) running: usize,
    pub(in crate::normalise) body: usize,
}

/// Where things stand on the page.
pub(in crate::normalise) struct Surroundings {
    pub(in crate::normalise) headline: Option<usize>,
    pub(in crate::normalise) first: Option<usize>,
    pub(in crate::normalise) last: Option<usize>,
    pub(in crate::normalise) groups: FxHashMap<u32, Group>,
    pub(in crate::normalise) main: u32,
    pub(in crate::normalise) main_depth: u32,
    pub(in crate::normalise) before: Vec<usize>,
    pub(in crate::normalise) after: Vec<usize>,
    /// Running blocks up to each place.
    pub(in crate::normalise) running: Vec<usize>,
    /// Blocks that the rules take for body up to each place.
    pub(in crate::normalise) body: Vec<usize>,
    pub(in crate::normalise) all_chars: usize,
    pub(in crate::normalise) saved: bool,
    /// How far most running text is indented.
    pub(in crate::normalise) indent: u32,
}

pub(in crate::normalise) const BODY: u32 = 1;

/// The indentation under which most running text stands; of equals the smallest.
pub(in crate::normalise) fn usual_indent(looks: &[Look]) -> u32 {
    let mut chars: BTreeMap<u32, usize> = BTreeMap::new();
    for look in looks.iter().filter(|look| look.running) {
        *chars.entry(look.indent).or_default() += look.chars;
    }
    chars.into_iter().rev().max_by_key(|(_, chars)| *chars).map_or(0, |(indent, _)| indent)
}
