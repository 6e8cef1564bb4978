//! A cache of per-text results, reused across pages: words, names and lines of menus recur.
//!
//! Each thread has its own. A table of words or names takes at most 20 MB, with the largest values.
//!
//! Invariant: a cached value depends on its text alone, so caching never changes a result; and the cache is bounded.

use rustc_hash::FxHashMap;

/// Cached values by text: at most `MOST` texts, none longer than `LONGEST` bytes. The defaults hold the words of a year of
/// a newspaper; the table doubles when it is more than seven eighths full.
#[derive(Debug)]
pub(crate) struct Kept<V, const MOST: usize = { 7 << 14 }, const LONGEST: usize = 64>(FxHashMap<Box<str>, V>);

impl<V, const MOST: usize, const LONGEST: usize> Default for Kept<V, MOST, LONGEST> {
    fn default() -> Self {
        Self(FxHashMap::default())
    }
}

impl<V: Clone, const MOST: usize, const LONGEST: usize> Kept<V, MOST, LONGEST> {
    /// Returns the value of `text`, computed by `find` on a miss; `find` must not use the same table.
    pub(crate) fn get_or(&mut self, text: &str, find: impl FnOnce() -> V) -> V {
        if let Some(known) = self.0.get(text) {
            return known.clone();
        }
        let found = find();
        if text.len() <= LONGEST {
            // Where there are too many, all are forgotten: what comes again is soon known again.
            if self.0.len() >= MOST {
                self.0.clear();
            }
            self.0.insert(text.into(), found.clone());
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use crate::memo::*;

    #[test]
    fn nothing_is_found_out_twice_unless_it_is_long() {
        let mut kept: Kept<u8, 2, 8> = Kept::default();
        assert_eq!((kept.get_or("ferry", || 1), kept.get_or("ferry", || 2)), (1, 1));
        assert_eq!((kept.get_or("ferry boat", || 1), kept.get_or("ferry boat", || 2)), (1, 2));
    }

    #[test]
    fn texts_are_forgotten_when_there_are_too_many() {
        let mut kept: Kept<u8, 2, 8> = Kept::default();
        for word in ["one", "two", "three"] {
            kept.get_or(word, || 1);
        }
        assert_eq!((kept.get_or("three", || 2), kept.get_or("one", || 2)), (1, 2));
    }
}
