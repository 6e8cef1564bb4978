//! The words of a page's address, and how much a line has of them.
//!
//! An address or two lines of bare words come in; words or shares in hundredths go out.
//!
//! Invariant: a bounded number of words is compared, however long the lines are.

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use crate::model::folding::{doubled, plain};
use crate::normalise::text::titles::bare_words;
use crate::steps::took;

/// The words in the part of an address that has most of them, numbers of articles and the kind of file left out; none
/// where two words or fewer could stand for anything.
pub(in crate::normalise) fn slug_words(url: &str) -> Vec<String> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let best = path.split('/').skip(1).max_by_key(|part| part.split(['-', '_', '+']).count()).unwrap_or_default();
    let best = percent_decode_str(best).decode_utf8_lossy();
    let mut words: Vec<String> = bare_words(&best).split(' ').take(MOST_WORDS).map(str::to_owned).collect();
    if best.contains('.') && words.last().is_some_and(|last| KINDS_OF_FILE.contains(&last.as_str())) {
        words.pop();
    }
    words.retain(|word| word.len() > 1 && word.bytes().filter(u8::is_ascii_digit).count() < DIGITS_OF_NUMBER);
    let two = words.len() == 2 && words.iter().all(|word| word.len() >= 5 && word.chars().all(char::is_alphabetic));
    if words.len() >= 3 || two { words } else { Vec::new() }
}

/// More words are not compared.
const MOST_WORDS: usize = 40;
/// So many digits number an article; fewer are a year or an amount.
const DIGITS_OF_NUMBER: usize = 5;
const KINDS_OF_FILE: &[&str] = &["asp", "aspx", "cms", "ece", "htm", "html", "jsp", "php", "shtml", "xhtml"];

/// Whether an address has a word of some text, in lower case, as it is or in the letters an address is mostly kept to:
/// `brüssel` as `brussel` or `bruessel`.
pub(in crate::normalise) fn is_in_address(word: &str, has: impl Fn(&str) -> bool) -> bool {
    if has(word) {
        return true;
    }
    if word.is_ascii() {
        return false;
    }
    // What has its marks beside its letters is put together first, to be doubled.
    let doubled: String = word.nfc().fold(String::new(), |mut told, letter| {
        match doubled(letter) {
            Some(letters) => told.push_str(letters),
            None => told.push(letter),
        }
        told
    });
    has(&unmarked(&doubled)) || doubled != word && has(&unmarked(word))
}

/// A word without the marks above and below its letters.
fn unmarked(word: &str) -> String {
    let mut told = String::with_capacity(word.len());
    for letter in word.chars() {
        if letter.is_ascii() {
            told.push(letter);
            continue;
        }
        decompose_canonical(letter, |letter| match plain(letter) {
            Some(letters) => told.push_str(letters),
            None if is_combining_mark(letter) => {}
            None => told.push(letter),
        });
    }
    told
}

/// How much a line and a slug have in common, in hundredths. What it has of the slug counts for more than what it says
/// beside it, and short words, which every line has, count for nothing.
pub(in crate::normalise) fn slug_overlap(bare: &str, slug: &[String]) -> usize {
    took(bare.len());
    let words = || bare.split(' ').filter(|word| word.len() > 1).count();
    if slug.is_empty() || !(3..=MOST_WORDS).contains(&words()) {
        return 0;
    }
    let wanted: Vec<&str> =
        slug.iter().map(String::as_str).filter(|word| is_telling(word)).take(MOST_TELLING).collect();
    let (mut own, mut known) = (0, 0);
    for word in bare.split(' ').filter(|word| is_telling(word)) {
        own += 1;
        known += usize::from(is_in_address(word, |told| wanted.contains(&told)));
    }
    let share = |part: usize, whole: usize, weight: usize| part.min(whole) * weight / whole.max(1);
    if wanted.len() < 2 { 0 } else { share(known, wanted.len(), OF_SLUG) + share(known, own, 100 - OF_SLUG) }
}

/// So many telling words of an address are compared.
const MOST_TELLING: usize = 12;

/// What the share of the slug's words counts of a hundred. Of 50, 55, 60, 65 and 75 the middle ones found most headlines
/// (`dumps_dev` and the saved pages without their markup, rules alone, November 2026).
const OF_SLUG: usize = 60;

fn is_telling(word: &str) -> bool {
    word.len() > 3
}

/// How many of the words of `left` stand among `others`, in hundredths.
pub(in crate::normalise) fn share(left: &str, others: &[&str]) -> usize {
    let (mut words, mut known) = (0_usize, 0);
    for word in left.split(' ').take(MOST_SHARED) {
        words += 1;
        known += usize::from(others.contains(&word));
    }
    if words < 4 || others.len() < 4 { 0 } else { known * 100 / words.max(others.len() / 2) }
}

/// The words of a line that [`share`] compares.
pub(in crate::normalise) fn shared_words(line: &str) -> Vec<&str> {
    took(line.len());
    line.split(' ').take(MOST_SHARED).collect()
}

/// So many words of a line are compared.
const MOST_SHARED: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn address_gives_the_words_of_its_fullest_part() {
        let check = |url: &str, expected: &str| assert_eq!(slug_words(url).join(" "), expected, "{url}");
        check("https://lund.example/news/ferry-stays-in-port-628452.html?ref=a-b-c-d-e", "ferry stays in port");
        check("https://lund.example/2024/05/the-2023-storm-in-figures", "the 2023 storm in figures");
        check("https://lund.example/f%C3%A4hre-bleibt-im-hafen,art41756471", "fähre bleibt im hafen");
        check("https://lund.example/blog/harbour-alternatives/", "harbour alternatives");
        check("https://lund.example/articles/view/", "");
        check("https://lund.example/about-us", "");
        check("https://lund.example/%FF%FE-bad-bytes-here", "bad bytes here");
        check("", "");
    }

    #[test]
    fn words_are_found_in_the_letters_of_an_address() {
        let check = |word: &str, address: &str, expected: bool| {
            assert_eq!(is_in_address(word, |told| told == address), expected, "{word} {address}");
        };
        check("brüssel", "bruessel", true);
        check("brüssel", "brussel", true);
        check("brüssel", "brüssel", true);
        check("größten", "groessten", true);
        check("đại", "dai", true);
        check("Łódź".to_lowercase().as_str(), "lodz", true);
        check("ferry", "fery", false);
    }
}
