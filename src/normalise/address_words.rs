//! The words of a page's address, and how much a line has of them.
//!
//! An address or two lines of bare words come in; words or shares in hundredths go out.
//!
//! Invariant: a bounded number of words is compared, however long the lines are.

use crate::normalise::titles::bare_words;

/// The words of the last parts of an address.
pub(super) fn slug_words(url: &str) -> Vec<String> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let best = path.split('/').skip(1).max_by_key(|part| part.split(['-', '_', '+']).count()).unwrap_or_default();
    let words: Vec<String> =
        bare_words(best).split(' ').filter(|word| word.len() > 1).take(40).map(str::to_owned).collect();
    if words.len() >= 3 { words } else { Vec::new() }
}

/// How much of the slug's words a block has, in hundredths; both ways.
pub(super) fn slug_overlap(bare: &str, slug: &[String]) -> usize {
    if slug.is_empty() || bare.is_empty() {
        return 0;
    }
    let words: Vec<&str> = bare.split(' ').filter(|word| word.len() > 1).collect();
    if words.len() < 3 || words.len() > 40 {
        return 0;
    }
    let known = words.iter().filter(|word| slug.iter().any(|slug| slug == *word)).count();
    known * 100 / words.len().max(slug.len().min(12))
}

/// How many of the words of `left` stand in `right`, in hundredths.
pub(super) fn share(left: &str, right: &str) -> usize {
    let others: Vec<&str> = right.split(' ').take(60).collect();
    let words: Vec<&str> = left.split(' ').take(60).collect();
    if words.len() < 4 || others.len() < 4 {
        return 0;
    }
    words.iter().filter(|word| others.contains(word)).count() * 100 / words.len().max(others.len() / 2)
}
