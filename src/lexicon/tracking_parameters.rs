//! Parameters of addresses that say how a reader came to a page.
//!
//! Where the list is from stands in it, in `tracking_parameters.txt`.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

const LIST: &str = include_str!("tracking_parameters.txt");

/// Whole names, and beginnings of names.
static NAMES: LazyLock<(FxHashSet<&'static str>, Vec<&'static str>)> = LazyLock::new(|| {
    let names = || LIST.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let whole = names().filter(|name| !name.ends_with('*')).collect();
    (whole, names().filter_map(|name| name.strip_suffix('*')).collect())
});

/// Whether a parameter of this name, in lower case, says nothing of which page is meant.
#[must_use]
pub fn is_tracking(name: &str) -> bool {
    let (whole, beginnings) = &*NAMES;
    whole.contains(name) || beginnings.iter().any(|beginning| name.starts_with(beginning))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tracking_is_told_from_what_chooses_a_page() {
        for name in ["utm_source", "utm_", "fbclid", "gclid", "mc_cid", "at_custom3", "wt.mc_id"] {
            assert!(is_tracking(name), "{name}");
        }
        for name in ["id", "p", "page", "utm", "article", "ref", "cid", ""] {
            assert!(!is_tracking(name), "{name}");
        }
    }

    #[test]
    fn names_of_the_list_are_lower_case_and_stand_once() {
        let names: Vec<&str> = LIST.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        let unique: FxHashSet<&str> = names.iter().copied().collect();
        assert_eq!(unique.len(), names.len());
        assert!(names.iter().all(|name| *name == name.trim().to_ascii_lowercase()));
    }
}
