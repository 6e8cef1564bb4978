//! Nouns for works that have titles, and participles that say what somebody is called. The words stand in `works.txt`.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

static TEXT: &str = include_str!("works.txt");

/// The words below the heading `[key]`.
fn section(key: &str) -> FxHashSet<&'static str> {
    let mut inside = false;
    let mut words = FxHashSet::default();
    for line in TEXT.lines().filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            inside = name == key;
        } else if inside {
            words.extend(line.split_whitespace());
        }
    }
    words
}

static WORKS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| section("en.works"));
static NAMING: LazyLock<FxHashSet<&str>> = LazyLock::new(|| section("en.naming"));

/// Whether `word`, in lower case, is a noun for a work that has a title.
#[must_use]
pub fn is_work(word: &str) -> bool {
    WORKS.contains(word)
}

/// Whether `word`, in lower case, says before "as" what somebody is called.
#[must_use]
pub fn is_naming(word: &str) -> bool {
    NAMING.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn works_and_names_are_told_from_other_words() {
        assert!(is_work("novel") && is_naming("known"));
        assert!(!is_work("speech") && !is_naming("said") && !is_work("known"));
    }
}
