//! When two quotes are one saying: the same words, or nearly.
//!
//! The text of a quote comes in, its words and their key go out. Case, accents, punctuation and marks do not count.
//!
//! Invariant: the same words always give the same key, in the writer and in a query.

use crate::model::Digest;
use crate::model::folding::without_accents as fold;

/// Fewer words than these are said by everybody: they have no key.
const LEAST_WORDS: usize = 3;

/// The words of a quote, folded.
pub(crate) fn words(text: &str) -> Vec<String> {
    fold(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The key of the saying; `None` where the words are too few to be one.
pub(crate) fn key(text: &str) -> Option<i64> {
    let words = words(text);
    if words.len() < LEAST_WORDS {
        return None;
    }
    let digest = Digest::of(words.join(" ").as_bytes());
    digest.as_bytes().first_chunk::<8>().map(|bytes| i64::from_be_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_case_do_not_make_another_saying() {
        let check = |a: &str, b: &str, same: bool| assert_eq!(key(a) == key(b), same, "{a} | {b}");
        check("We shall mend the quay,", "we shall mend the quay", true);
        check("It’s a café, no more.", "Its a cafe no more", true);
        check("We shall mend the quay", "We shall mend the pier", false);
        assert_eq!(key("red line"), None);
    }
}
