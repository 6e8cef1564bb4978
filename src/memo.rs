//! A cache of per-text results, reused across pages: words, names and lines of menus recur.
//!
//! Each thread has its own. A table of words or names takes at most 20 MB, with the largest values.
//!
//! Invariant: a cached value depends on its text alone, so caching never changes a result; and the cache is bounded.

use std::hash::BuildHasher as _;

use rustc_hash::FxBuildHasher;

/// Cached values by text: at most `MOST` texts, none longer than `LONGEST` bytes. The defaults hold the words of a year of
/// a newspaper. A hash table with open addressing and linear probing over one piece of memory for all texts: most texts are
/// seen once, and a piece of memory for each would cost more than what is kept of it.
#[derive(Debug)]
pub(crate) struct Kept<V, const MOST: usize = { 7 << 14 }, const LONGEST: usize = 64> {
    /// The number of an entry, counted from 1, or 0. Their number is a power of two, and a quarter of them at least is free.
    slots: Vec<u32>,
    entries: Vec<Entry<V>>,
    texts: String,
}

/// A text, its hash and its value.
#[derive(Debug)]
struct Entry<V> {
    hash: u32,
    start: u32,
    end: u32,
    value: V,
}

impl<V, const MOST: usize, const LONGEST: usize> Default for Kept<V, MOST, LONGEST> {
    fn default() -> Self {
        Self { slots: Vec::new(), entries: Vec::new(), texts: String::new() }
    }
}

impl<V: Clone, const MOST: usize, const LONGEST: usize> Kept<V, MOST, LONGEST> {
    /// Returns the value of `text`, computed by `find` on a miss; `find` must not use the same table.
    pub(crate) fn get_or(&mut self, text: &str, find: impl FnOnce() -> V) -> V {
        let hash = hash_of(text);
        if let Some(known) = self.known(hash, text) {
            return known.clone();
        }
        let found = find();
        if text.len() <= LONGEST {
            // Where there are too many, all are forgotten: what comes again is soon known again.
            if self.entries.len() >= MOST {
                self.slots.fill(0);
                self.entries.clear();
                self.texts.clear();
            }
            self.keep(hash, text, found.clone());
        }
        found
    }

    fn known(&self, hash: u32, text: &str) -> Option<&V> {
        let mut at = self.first_slot(hash);
        loop {
            let number = self.slots.get(at)?.checked_sub(1)?;
            let entry = self.entries.get(number as usize)?;
            let bytes = entry.start as usize..entry.end as usize;
            if entry.hash == hash && self.texts.as_bytes().get(bytes) == Some(text.as_bytes()) {
                return Some(&entry.value);
            }
            at = self.next_slot(at);
        }
    }

    fn keep(&mut self, hash: u32, text: &str, value: V) {
        if (self.entries.len() + 1) * 4 > self.slots.len() * 3 {
            self.grow();
        }
        let start = self.texts.len();
        self.texts.push_str(text);
        // A table of the most and longest texts takes far less than 4 GB.
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.entries.push(Entry { hash, start: byte(start), end: byte(self.texts.len()), value });
        self.file(hash, byte(self.entries.len()));
    }

    /// Doubles the slots and files all entries anew.
    fn grow(&mut self) {
        let len = (self.slots.len() * 2).max(LEAST_SLOTS);
        self.slots.clear();
        self.slots.resize(len, 0);
        for number in 0..self.entries.len() {
            if let (Some(entry), Ok(number)) = (self.entries.get(number), u32::try_from(number + 1)) {
                self.file(entry.hash, number);
            }
        }
    }

    /// Puts the number of an entry into the first free slot for its hash.
    fn file(&mut self, hash: u32, number: u32) {
        let mut at = self.first_slot(hash);
        while self.slots.get(at).is_some_and(|slot| *slot != 0) {
            at = self.next_slot(at);
        }
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = number;
        }
    }

    fn first_slot(&self, hash: u32) -> usize {
        hash as usize & self.slots.len().wrapping_sub(1)
    }

    fn next_slot(&self, at: usize) -> usize {
        (at + 1) & (self.slots.len() - 1)
    }
}

/// Slots of a table with one text in it.
const LEAST_SLOTS: usize = 256;

#[allow(clippy::cast_possible_truncation)] // the half with the better bits
fn hash_of(text: &str) -> u32 {
    FxBuildHasher.hash_one(text) as u32
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
