//! Looks a word up in a list that is compiled in as text: one entry a line, sorted by its bytes.
//!
//! A list and a word come in, what the line says about the word goes out. The text is searched where it lies, so a
//! list costs no memory and no time until it is asked.
//!
//! Invariant: the list is sorted (every list has a test that says so); an unsorted one gives misses, never a panic.

use std::cmp::Ordering;

/// What stands behind the tab on the line of `word` in `list`, empty where the line holds the word alone; `None`
/// where no line has the word.
#[must_use]
pub fn find<'t>(list: &'t str, word: &str) -> Option<&'t str> {
    let bytes = list.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = bytes[low..middle].iter().rposition(|&byte| byte == b'\n').map_or(low, |at| low + at + 1);
        let end = bytes[middle..high].iter().position(|&byte| byte == b'\n').map_or(high, |at| middle + at);
        let line = list.get(start..end)?;
        let (entry, rest) = line.split_once('\t').unwrap_or((line, ""));
        match entry.as_bytes().cmp(word.as_bytes()) {
            Ordering::Equal => return Some(rest),
            Ordering::Less => low = (end + 1).min(high),
            Ordering::Greater => high = start,
        }
    }
    None
}

/// Whether the entries of `list` are in the order that [`find`] needs.
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
        let check = |word, expected| assert_eq!(find("ab\nabc\tm\nb\n\u{e9}\tx\n", word), expected, "{word}");
        check("ab", Some(""));
        check("abc", Some("m"));
        check("b", Some(""));
        check("\u{e9}", Some("x"));
        check("a", None);
        check("abd", None);
        check("", None);
        check("z", None);
        assert_eq!(find("", "a"), None);
    }
}
