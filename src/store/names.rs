//! How names are compared: the key that makes two spellings one row, and the folded forms a name can be asked for by.
//!
//! A name comes in, keys go out. Invariant: the same name always gives the same key, in the writer and in a query.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization as _;

pub(crate) use crate::model::folding::without_accents as fold;

/// Endings of a name are kept for so many words; longer ones are found by the whole name.
const MOST_ENDINGS: usize = 8;

/// The name without regard to case and spacing: one row a key.
pub(crate) fn key(name: &str) -> String {
    let lower: String = name.nfc().flat_map(char::to_lowercase).nfc().collect();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The folded name and each of its endings: `bashar al assad`, `al assad`, `assad`. A generation at the end (`Jr`,
/// `III`) can be left out.
pub(crate) fn asked_by(name: &str, forms: &mut BTreeSet<String>) {
    let folded = fold(name);
    endings(&folded, forms);
    if let Some((before, "jr" | "sr" | "ii" | "iii" | "iv")) = folded.rsplit_once(' ') {
        endings(before, forms);
    }
}

fn endings(folded: &str, forms: &mut BTreeSet<String>) {
    if folded.is_empty() {
        return;
    }
    forms.insert(folded.to_owned());
    for (space, _) in folded.rmatch_indices(' ').take(MOST_ENDINGS) {
        if let Some(ending) = folded.get(space + 1..) {
            forms.insert(ending.to_owned());
        }
    }
}

/// The spelling to show: one of mixed case before one of capitals or small letters alone, then the first by its bytes.
pub(crate) fn best_spelling<'n>(spellings: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    spellings.min_by_key(|name| {
        let mixed = name.chars().any(char::is_uppercase) && name.chars().any(char::is_lowercase);
        (!mixed, *name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_asked_for_by_each_of_its_endings() {
        let check = |name: &str, expected: &[&str]| {
            let mut forms = BTreeSet::new();
            asked_by(name, &mut forms);
            assert_eq!(forms.iter().map(String::as_str).collect::<Vec<_>>(), expected, "{name}");
        };
        check("Mara al-Feld", &["al feld", "feld", "mara al feld"]);
        check("Jon Berg Jr.", &["berg", "berg jr", "jon berg", "jon berg jr", "jr"]);
        check("Oslo", &["oslo"]);
        check("++", &[]);
    }

    #[test]
    fn key_keeps_accents_and_drops_case_and_spacing() {
        let check = |name: &str, expected: &str| assert_eq!(key(name), expected, "{name}");
        check("Anna  BERG", "anna berg");
        check("Jose\u{301} Ruiz", "josé ruiz");
    }

    #[test]
    fn spelling_of_mixed_case_is_shown() {
        assert_eq!(best_spelling(["ANNA BERG", "anna berg", "Anna Berg"].into_iter()), Some("Anna Berg"));
        assert_eq!(best_spelling(["anna berg", "ANNA BERG"].into_iter()), Some("ANNA BERG"));
    }
}
