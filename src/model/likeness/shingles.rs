//! The shingles of a text: three words that carry its sense, one behind the other.
//!
//! A body comes in, the hash of each run goes out, in the order of the text. Words are compared by their first four letters,
//! case and accents aside, and words of fewer than four letters are passed over: a shingle then hangs on twelve letters and
//! outlives most misread ones, other endings and other small words, and is still found in few texts that have nothing to do
//! with each other. Scripts without spaces give a word at each character.
//!
//! Invariant: linear in the text, and nothing of the text is kept.

use unicode_normalization::UnicodeNormalization as _;

use crate::model::folding::{is_accent, plain};
use crate::model::likeness::hash::{WordHash, joined};

/// Words in a shingle.
const RUN: usize = 3;
/// Shingles that are made of one text, those of some 150,000 words: what is longer is no article, and memory is bounded.
const MOST: usize = 1 << 16;
/// Letters of a word that count, and the fewest that a word has.
const LETTERS: usize = 4;

/// The hashes of the shingles of `body`, the first 65,536 of them. A text of fewer words has one shingle of all it has; one without a word has none.
#[must_use]
pub fn shingles(body: &str) -> Vec<u64> {
    let mut found = Runs { shingles: Vec::with_capacity((body.len() / 12).min(MOST)), last: [0; RUN], words: 0 };
    let mut word = Word::default();
    for letter in body.chars() {
        if found.shingles.len() >= MOST {
            return found.shingles;
        }
        if letter.is_ascii() {
            if letter.is_ascii_alphanumeric() {
                word.add(letter.to_ascii_lowercase());
            } else if letter != '\'' {
                word.end(&mut found);
            }
            continue;
        }
        if stands_alone(letter) {
            word.add_alone(letter, &mut found);
        } else if letter.is_alphanumeric() {
            word.add_folded(letter);
        } else if letter != '\u{2019}' && !is_accent(letter) {
            word.end(&mut found);
        }
    }
    word.end(&mut found);
    found.finish()
}

/// Letters of scripts that set no spaces between words.
fn stands_alone(letter: char) -> bool {
    matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// A word while it is read.
#[derive(Default)]
struct Word {
    letters: [u32; LETTERS],
    count: usize,
    /// Its letters stand alone: each has told its word already.
    is_told: bool,
}

impl Word {
    #[inline]
    fn add(&mut self, letter: char) {
        if self.is_told {
            (self.count, self.is_told) = (0, false);
        }
        if let Some(slot) = self.letters.get_mut(self.count) {
            *slot = u32::from(letter);
        }
        self.count += 1;
    }

    fn add_folded(&mut self, letter: char) {
        if self.count >= LETTERS && !self.is_told {
            return;
        }
        for lower in letter.to_lowercase() {
            // Only Latin letters have accents that one paper sets and another leaves out.
            let base = match lower {
                '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => lower.nfd().next().unwrap_or(lower),
                _ => lower,
            };
            match plain(base) {
                Some(letters) => letters.chars().for_each(|letter| self.add(letter)),
                None if is_accent(base) => {}
                None => self.add(base),
            }
        }
    }

    /// The last four such letters are a word.
    fn add_alone(&mut self, letter: char, found: &mut Runs) {
        if !self.is_told {
            self.end(found);
            self.is_told = true;
        }
        let [_, second, third, fourth] = self.letters;
        self.letters = [second, third, fourth, u32::from(letter)];
        self.count += 1;
        if self.count >= LETTERS {
            found.add(self.hash());
        }
    }

    fn end(&mut self, found: &mut Runs) {
        if self.count >= LETTERS && !self.is_told {
            found.add(self.hash());
        }
        (self.count, self.is_told) = (0, false);
    }

    fn hash(&self) -> u64 {
        let mut hash = WordHash::new();
        self.letters.iter().for_each(|letter| hash.add(*letter));
        hash.get()
    }
}

/// The shingles so far.
struct Runs {
    shingles: Vec<u64>,
    last: [u64; RUN],
    words: usize,
}

impl Runs {
    fn add(&mut self, word: u64) {
        // By hand: turning so short a list around by the library costs more than the hash.
        let [_, second, third] = self.last;
        self.last = [second, third, word];
        self.words += 1;
        if self.words >= RUN {
            self.shingles.push(joined(&self.last));
        }
    }

    fn finish(mut self) -> Vec<u64> {
        if (1..RUN).contains(&self.words) {
            self.shingles.push(joined(&self.last[RUN - self.words..]));
        }
        self.shingles
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_endings_case_and_accents_make_no_other_shingle() {
        let check = |a: &str, b: &str, same: bool| assert_eq!(shingles(a) == shingles(b), same, "{a} | {b}");
        check("Ferry sank off the Quays", "ferry SANK at Quayside", true);
        check("Ferry sank near Brill", "Ferry sank near Brixton", false);
        check("Łukasz’s café closed", "lukaszs cafe closed", true);
        check("Straße gesperrt wegen", "Strasse gesperrt wegen", true);
        check("One, two", "", true);
        check("Ferry sank", "Sank ferry", false);
        check("harbour", "harboured", true);
    }

    #[test]
    fn scripts_without_spaces_have_shingles_too() {
        assert_eq!(shingles("港口今天关闭了").len(), 2);
        assert_eq!(shingles("Москва вчера дождь ливень").len(), 2);
        assert_eq!(shingles("港口").len(), 0);
        assert_eq!(shingles("harbour 港口今天"), shingles("Harbour港口今天"));
    }
}
