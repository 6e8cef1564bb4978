//! Names of one word, and the full names that may be shortened to them.
//!
//! Invariant: forms are folded, so that case, accents and hyphens do not count.

use std::collections::BTreeSet;

use crate::store::names;

/// Surnames and years at which who is meant may have changed.
pub(super) type Touched = BTreeSet<(String, i64)>;

/// Years around an article in which the same surname means the same person.
pub(super) const NEAR_YEARS: i64 = 1;

/// The folded form of a name of one word; `None` for a longer one.
pub(super) fn lone_form(name: &str) -> Option<String> {
    let mut words = name.split_whitespace();
    let (only, None) = (words.next()?, words.next()) else { return None };
    Some(names::fold(only)).filter(|form| !form.is_empty())
}

/// The folded forms of one word that a full name may be shortened to: of `Mara al-Feld` they are `al feld` and `feld`.
pub(super) fn surname_forms(name: &str) -> Vec<String> {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    let is_generation = |word: &&str| matches!(names::fold(word).as_str(), "jr" | "sr" | "ii" | "iii" | "iv");
    if words.len() > 2 && words.last().is_some_and(is_generation) {
        words.pop();
    }
    let Some((surname, [_, ..])) = words.split_last() else { return Vec::new() };
    let folded = names::fold(surname);
    let endings = folded.match_indices(' ').filter_map(|(space, _)| folded.get(space + 1..));
    [folded.as_str()].into_iter().chain(endings).filter(|form| !form.is_empty()).map(str::to_owned).collect()
}

/// The year that an article is of.
pub(super) fn year_of(date: Option<&str>) -> Option<i64> {
    date?.get(..4)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_name_is_shortened_to_its_last_word() {
        let check = |name: &str, expected: &[&str]| assert_eq!(surname_forms(name), expected, "{name}");
        check("Tomas Ferrin", &["ferrin"]);
        check("Mara al-Feld", &["al feld", "feld"]);
        check("Jon Berg Jr.", &["berg"]);
        check("Ana Ruiz-Vale", &["ruiz vale", "vale"]);
        check("Ferrin", &[]);
        check("", &[]);
        check("A ++", &[]);
    }

    #[test]
    fn one_word_is_a_name_alone() {
        let check = |name: &str, expected: Option<&str>| assert_eq!(lone_form(name).as_deref(), expected, "{name}");
        check("Ferrin", Some("ferrin"));
        check("al-Feld", Some("al feld"));
        check("Tomas Ferrin", None);
        check("++", None);
    }
}
