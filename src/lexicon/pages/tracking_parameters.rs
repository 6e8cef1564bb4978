//! Parameters of addresses that say how a reader came to a page.

use crate::lexicon::tables::sections::{Phrases, Words};

const TEXT: &str = include_str!("tracking_parameters.txt");

static WHOLE: Words = Words::new(TEXT, "whole");

static BEGINNINGS: Phrases = Phrases::new(TEXT, "beginnings");

/// Whether a parameter of this name, in lower case, says nothing of which page is meant.
#[must_use]
pub fn is_tracking(name: &str) -> bool {
    WHOLE.contains(name) || BEGINNINGS.iter().any(|beginning| name.starts_with(beginning))
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
}
