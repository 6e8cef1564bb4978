//! Long word lists that are compiled in as text: one entry a line, what is known of it behind a tab.
//!
//! The form is that of [`sections`](super::sections) with one section, whose entries are never quoted or apart by commas. A
//! list comes in, a table of its entries goes out. A list is read when it is first asked, in less than a millisecond; its lines
//! stay where they are in the binary, and the table holds four bytes for each of them and for each gap.
//!
//! Invariant: the lists are sorted, so that a change shows in one line (a test walks all lists).

use std::hash::BuildHasher as _;

use rustc_hash::FxBuildHasher;

/// The entries of a list: a hash table with open addressing and linear probing, which says where in the list each line starts.
#[derive(Debug)]
pub(crate) struct Entries {
    list: &'static str,
    /// In the low bits where a line starts, counted from 1, above them the high bits of its word's hash; 0 where there is none.
    /// Their number is a power of two, and a third of them at least is free.
    slots: Vec<u32>,
    /// How many bits say where a line starts.
    place_bits: u32,
}

/// Reads `list`; where a word has two lines, the first counts.
pub(crate) fn read(list: &'static str) -> Entries {
    let lines = memchr::memchr_iter(b'\n', list.as_bytes()).count() + 1;
    let slots = vec![0; (lines + lines / 2).next_power_of_two()];
    let mut entries = Entries { list, slots, place_bits: list.len().max(1).ilog2() + 1 };
    let body = body(list);
    let before = list.len() - body.len();
    let (mut start, mut tab) = (0, None);
    let mut add = |line: std::ops::Range<usize>, tab: Option<usize>| {
        if let Some(word) = body.get(line.start..tab.unwrap_or(line.end)).filter(|word| !word.is_empty()) {
            entries.add(before + line.start, word);
        }
    };
    for (at, byte) in body.bytes().enumerate() {
        match byte {
            b'\t' if tab.is_none() => tab = Some(at),
            b'\n' => {
                add(start..at, tab.take());
                start = at + 1;
            }
            _ => {}
        }
    }
    add(start..body.len(), tab);
    entries
}

/// The line that starts at byte `start`; `None` at the end of the list.
fn line_at(list: &'static str, start: usize) -> Option<&'static str> {
    let rest = list.get(start..).filter(|rest| !rest.is_empty())?;
    // Lines are too short for a search in vectors to pay.
    rest.bytes().position(|byte| byte == b'\n').map_or(Some(rest), |len| rest.get(..len))
}

/// The word of a line and what stands behind the tab.
fn parted(line: &'static str) -> (&'static str, &'static str) {
    let tab = line.bytes().position(|byte| byte == b'\t');
    tab.and_then(|tab| Some((line.get(..tab)?, line.get(tab + 1..)?))).unwrap_or((line, ""))
}

impl Entries {
    /// What stands behind the tab of `word`, empty where its line holds the word alone.
    pub(crate) fn get(&self, word: &str) -> Option<&'static str> {
        let (mut at, mark) = self.first_slot(word);
        loop {
            let slot = *self.slots.get(at)?;
            if slot == 0 {
                return None;
            }
            if slot >> self.place_bits == mark
                && let Some(value) = self.value_of(slot, word)
            {
                return Some(value);
            }
            at = self.next_slot(at);
        }
    }

    /// Whether `word` has a line.
    pub(crate) fn contains_key(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// Files `word`, whose line starts at byte `start`.
    fn add(&mut self, start: usize, word: &str) {
        let (mut at, mark) = self.first_slot(word);
        while self.slots.get(at).is_some_and(|slot| *slot != 0) {
            at = self.next_slot(at);
        }
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = mark << self.place_bits | u32::try_from(start + 1).unwrap_or(0);
        }
    }

    /// The value on the line of a slot, if it is the line of `word`.
    fn value_of(&self, slot: u32, word: &str) -> Option<&'static str> {
        let start = (slot & ((1 << self.place_bits) - 1)).checked_sub(1)?;
        let (found, value) = parted(line_at(self.list, start as usize)?);
        (found == word).then_some(value)
    }

    /// The slot where the search for `word` begins, and what marks it there.
    fn first_slot(&self, word: &str) -> (usize, u32) {
        let hash = FxBuildHasher.hash_one(word);
        let mask = self.slots.len() - 1;
        #[allow(clippy::cast_possible_truncation)] // the low bits say where, the high ones mark
        (hash as usize & mask, (hash >> (32 + self.place_bits)) as u32)
    }

    fn next_slot(&self, at: usize) -> usize {
        (at + 1) & (self.slots.len() - 1)
    }
}

/// The list behind its comments and the line that opens its section.
fn body(list: &'static str) -> &'static str {
    let mut rest = list;
    while rest.starts_with(['#', '[']) {
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_found_and_nothing_else() {
        let entries = read("# By hand.\n[any]\nab\nabc\tm\nb\n\u{e9}\tx\n");
        let check = |word, expected| assert_eq!(entries.get(word), expected, "{word}");
        check("ab", Some(""));
        check("abc", Some("m"));
        check("b", Some(""));
        check("\u{e9}", Some("x"));
        check("a", None);
        check("abd", None);
        check("[any]", None);
        check("", None);
    }

    #[test]
    fn a_list_of_comments_is_empty() {
        assert!(!read("# By hand.\n[any]").contains_key("") && !read("").contains_key(""));
    }
}
