//! Long word lists that are compiled in as text: one entry a line, what is known of it behind a tab.
//!
//! The form is that of [`sections`](super::sections) with one section, whose entries are never quoted or apart by commas. A
//! list comes in, a table of its entries goes out. A list is read when it is first asked, in a millisecond or two; its lines
//! stay where they are in the binary.
//!
//! Invariant: the lists are sorted, so that a change shows in one line (a test walks all lists).

use rustc_hash::{FxBuildHasher, FxHashMap};

/// The entries of a list with what stands behind the tab, empty where the line holds the word alone.
pub(crate) type Entries = FxHashMap<&'static str, &'static str>;

/// Reads `list`.
pub(crate) fn read(list: &'static str) -> Entries {
    let list = body(list);
    let lines = memchr::memchr_iter(b'\n', list.as_bytes()).count() + 1;
    let mut entries = Entries::with_capacity_and_hasher(lines, FxBuildHasher);
    entries.extend(list.lines().map(|line| line.split_once('\t').unwrap_or((line, ""))));
    entries
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
        let check = |word, expected| assert_eq!(entries.get(word).copied(), expected, "{word}");
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
        assert!(read("# By hand.\n[any]").is_empty() && read("").is_empty());
    }
}
