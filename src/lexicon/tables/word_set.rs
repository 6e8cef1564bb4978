//! Small word lists written down in the code: a block of text, entries apart by commas or line breaks.
//!
//! Invariant: an entry is lower case with single spaces; a list is read once, at its first use.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// A list of words and phrases, read at its first use.
pub struct WordSet(LazyLock<FxHashSet<&'static str>, fn() -> FxHashSet<&'static str>>);

impl WordSet {
    /// A list that `read` reads.
    pub(crate) const fn new(read: fn() -> FxHashSet<&'static str>) -> Self {
        Self(LazyLock::new(read))
    }

    /// Whether `phrase`, in lower case, is in the list.
    #[must_use]
    pub fn contains(&self, phrase: &str) -> bool {
        self.0.contains(phrase)
    }
}

/// The entries of a block of text.
pub(crate) fn entries(block: &'static str) -> FxHashSet<&'static str> {
    block.split([',', '\n']).map(str::trim).filter(|entry| !entry.is_empty()).collect()
}

/// Declares a [`WordSet`] of the entries of a block of text.
macro_rules! word_set {
    ($(#[$doc:meta])* $name:ident, $block:expr) => {
        $(#[$doc])*
        pub static $name: $crate::lexicon::tables::word_set::WordSet =
            $crate::lexicon::tables::word_set::WordSet::new(|| $crate::lexicon::tables::word_set::entries($block));
    };
}
pub(crate) use word_set;
