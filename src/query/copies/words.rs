//! The words of a body as they are compared.
//!
//! A body comes in; its words go out, folded, each with the bytes it stands on. Two words are alike where one may be a misreading
//! of the other.
//!
//! Invariant: words with a digit are alike only where they are equal: a weather report of another day is no misreading.

use std::hash::{Hash as _, Hasher as _};
use std::ops::Range;

use rustc_hash::FxHasher;

use crate::model::folding::without_accents;

/// Words that are compared; the rest of a longer body is left out.
const MOST: usize = 40_000;
/// Letters of a word from which two may be misread.
const LONG: usize = 8;

/// A word: folded, and where it stands.
pub(super) struct Word {
    pub(super) folded: String,
    pub(super) hash: u64,
    pub(super) bytes: Range<usize>,
}

/// The words of `body`.
pub(super) fn words(body: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(body.len() / 6);
    let mut start = None;
    let ends = std::iter::once((body.len(), ' '));
    for (at, letter) in body.char_indices().chain(ends) {
        if letter.is_alphanumeric() || matches!(letter, '\'' | '\u{2019}') {
            start.get_or_insert(at);
        } else if let Some(first) = start.take() {
            let folded = without_accents(&body[first..at]);
            if !folded.is_empty() {
                let mut hasher = FxHasher::default();
                folded.hash(&mut hasher);
                words.push(Word { folded, hash: hasher.finish(), bytes: first..at });
            }
            if words.len() >= MOST {
                break;
            }
        }
    }
    words
}

/// Whether one of two words that are not equal may be a misreading of the other.
pub(super) fn are_alike(a: &str, b: &str) -> bool {
    let has_digit = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
    let (shorter, longer) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let most = if shorter.len() >= LONG { 2 } else { 1 };
    if shorter.len() < 2 || longer.len() - shorter.len() > most || has_digit(a) != has_digit(b) {
        return false;
    }
    !has_digit(a) && distance_is_at_most(shorter.as_bytes(), longer.as_bytes(), most)
}

/// Whether so many letters put in, left out or changed make one word of the other.
fn distance_is_at_most(a: &[u8], b: &[u8], most: usize) -> bool {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    if a.is_empty() || b.is_empty() {
        return a.len() + b.len() <= most;
    }
    most > 0
        && (distance_is_at_most(&a[1..], &b[1..], most - 1)
            || distance_is_at_most(&a[1..], b, most - 1)
            || distance_is_at_most(a, &b[1..], most - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misread_words_are_alike_and_other_figures_are_not() {
        let check = |a: &str, b: &str, expected: bool| {
            assert_eq!(are_alike(a, b), expected, "{a} {b}");
            assert_eq!(are_alike(b, a), expected, "{b} {a}");
        };
        check("tbe", "the", true);
        check("harb0ur", "harbour", false);
        check("minlsters", "ministers", true);
        check("rnlnisters", "ministers", false);
        check("governrnent", "government", true);
        check("north", "south", false);
        check("1904", "1905", false);
        check("a", "i", false);
    }

    #[test]
    fn words_know_where_they_stand() {
        let body = "It’s “Łódź”, no?";
        let found: Vec<(String, &str)> = words(body).into_iter().map(|word| (word.folded, &body[word.bytes])).collect();
        let expected = [("its", "It’s"), ("lodz", "Łódź"), ("no", "no")];
        assert_eq!(found, expected.map(|(folded, text)| (folded.to_owned(), text)));
    }
}
