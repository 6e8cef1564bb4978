//! Word lists that are compiled in as text: one entry a line, what is known of it behind a tab.
//!
//! A list comes in, a table of its entries goes out. A list is read when it is first asked, in a millisecond or two; its
//! lines stay where they are in the binary.
//!
//! Invariant: the lists are sorted, so that a change shows in one line (every list has a test that says so).

use rustc_hash::{FxBuildHasher, FxHashMap};

/// The entries of a list with what stands behind the tab, empty where the line holds the word alone.
pub(crate) type Entries = FxHashMap<&'static str, &'static str>;

/// Reads `list`.
pub(crate) fn read(list: &'static str) -> Entries {
    let lines = memchr::memchr_iter(b'\n', list.as_bytes()).count() + 1;
    let mut entries = Entries::with_capacity_and_hasher(lines, FxBuildHasher);
    entries.extend(list.lines().map(|line| line.split_once('\t').unwrap_or((line, ""))));
    entries
}

/// Whether the entries of `list` are sorted by their bytes, each once.
#[cfg(test)]
pub(crate) fn is_sorted(list: &str) -> bool {
    let entries: Vec<&[u8]> = list.lines().map(|line| line.split('\t').next().unwrap_or("").as_bytes()).collect();
    entries.is_sorted_by(|a, b| a < b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_found_and_nothing_else() {
        let entries = read("ab\nabc\tm\nb\n\u{e9}\tx\n");
        let check = |word, expected| assert_eq!(entries.get(word).copied(), expected, "{word}");
        check("ab", Some(""));
        check("abc", Some("m"));
        check("b", Some(""));
        check("\u{e9}", Some("x"));
        check("a", None);
        check("abd", None);
        check("", None);
    }
}
