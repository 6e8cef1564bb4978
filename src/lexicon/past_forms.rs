//! Past forms of English verbs that do not end in -ed. The words stand in `past_forms.txt`.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

static TEXT: &str = include_str!("past_forms.txt");

static FORMS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let lines = TEXT.lines().filter(|line| !line.starts_with('#') && !line.starts_with('['));
    lines.flat_map(str::split_whitespace).collect()
});

/// Whether `word`, in lower case, is one.
#[must_use]
pub fn is_irregular_past(word: &str) -> bool {
    FORMS.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn past_forms_are_known() {
        assert!(is_irregular_past("went") && is_irregular_past("fell"));
        assert!(!is_irregular_past("walked") && !is_irregular_past("cranes"));
    }
}
