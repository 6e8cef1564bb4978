//! What was found out about texts, kept from page to page: words, names and lines of menus come again and again.
//!
//! Each thread keeps its own. Of words and names that is 20 MB at most a table, with the largest findings.
//!
//! Invariant: what is kept depends on the text alone, so keeping it never changes a result; and it is bounded.

use rustc_hash::FxHashMap;

/// Findings by the text they are about: of at most `MOST` texts, and none of more than `LONGEST` bytes. Unless they are
/// given, enough for the words of a year of a newspaper; the table grows to twice its size past seven eighths.
#[derive(Debug)]
pub(crate) struct Kept<V, const MOST: usize = { 7 << 14 }, const LONGEST: usize = 64>(FxHashMap<Box<str>, V>);

impl<V, const MOST: usize, const LONGEST: usize> Default for Kept<V, MOST, LONGEST> {
    fn default() -> Self {
        Self(FxHashMap::default())
    }
}

impl<V: Clone, const MOST: usize, const LONGEST: usize> Kept<V, MOST, LONGEST> {
    /// What is known of `text`, by `find` where it was not asked for before; `find` looks nothing up in the same table.
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
