//! How the names of places are spelled in the gazetteer, so that `Al-Quşayr` and `al Qusayr` are one name.
//!
//! Invariant: a spelling of a spelling is the same spelling.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::model::folding::plain;
use crate::model::letters::is_alphabetic;

/// The spelling of `name`, whose key is `key`, as a code or an abbreviation; `None` where it can be neither. Codes stand
/// apart behind `=` so that `US` is never the word `us`.
#[must_use]
pub fn code(name: &str, key: &str) -> Option<String> {
    // What most names are told by comes first: a small letter, and no stop at the end.
    let small = name.chars().any(char::is_lowercase);
    if small && !name.ends_with('.') || name.chars().filter(|c| is_alphabetic(*c)).count() > 6 {
        return None;
    }
    Some(if small { format!("={key}.") } else { format!("={key}") })
}

/// The spelling under which places are filed: lower case, marks and dots dropped, hyphens as spaces, `Saint` as `St`.
#[must_use]
pub fn key(name: &str) -> String {
    let mut key = Key { text: String::with_capacity(name.len() + 1), word: 0 };
    if name.is_ascii() {
        key.push_ascii(name);
    } else {
        name.nfd().filter(|c| !is_accent(*c)).flat_map(char::to_lowercase).for_each(|c| key.push(c));
    }
    key.close_word();
    key.text.truncate(key.text.trim_end_matches(' ').len());
    key.text
}

/// Whether `c` is an accent of Latin, Greek or Cyrillic letters, or a vowel that Arabic and Hebrew leave out in print. The vowels
/// of Indian and Thai letters are no such thing.
fn is_accent(c: char) -> bool {
    is_combining_mark(c)
        && matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}')
}

/// Words that are filed by shorter ones.
const SHORTER: [(&str, &str); 5] = [("saint", "st"), ("sainte", "ste"), ("mount", "mt"), ("fort", "ft"), ("&", "and")];

/// What is left out at the beginning of a name.
const ARTICLE: &str = "the";

/// Whether a word in plain letters, of which some are small, is filed as it is but for its case, and is no code: nearly all are.
#[must_use]
pub fn is_filed_as_it_is(word: &str) -> bool {
    let plain =
        word.bytes().all(|byte| byte.is_ascii_alphabetic()) && word.bytes().any(|byte| byte.is_ascii_lowercase());
    let is = |other: &str| word.eq_ignore_ascii_case(other);
    plain && !is(ARTICLE) && !SHORTER.iter().any(|(long, _)| is(long))
}

/// A key that is being written.
struct Key {
    text: String,
    /// Where the word begins that is being written.
    word: usize,
}

impl Key {
    /// Adds a text in ASCII, its words each in one piece.
    fn push_ascii(&mut self, mut text: &str) {
        while !text.is_empty() {
            let letters = text.bytes().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(text.len());
            let (word, behind) = text.split_at(letters);
            let from = self.text.len();
            self.text.push_str(word);
            self.text.get_mut(from..).unwrap_or_default().make_ascii_lowercase();
            let mut marks = behind.chars();
            marks.next().into_iter().for_each(|mark| self.push(mark));
            text = marks.as_str();
        }
    }

    /// Adds a character, lower case and without marks.
    fn push(&mut self, c: char) {
        match c {
            'a'..='z' => self.text.push(c),
            'ə' => self.text.push('a'),
            '.' | '\'' | '’' | '‘' | 'ʻ' | 'ʼ' | 'ʿ' | 'ʾ' | '`' | '´' | '\u{307}' => {}
            '-' | '‐' | '‑' | '–' | '—' | ',' | '/' | '(' | ')' => self.close_word(),
            c if c.is_whitespace() => self.close_word(),
            c => match plain(c) {
                Some(plain) => self.text.push_str(plain),
                None => self.text.push(c),
            },
        }
    }

    /// Ends a word with a space, shortened where it is known by a shorter one.
    fn close_word(&mut self) {
        let word = self.text.get(self.word..).unwrap_or_default();
        match word {
            "" => return,
            ARTICLE if self.word == 0 => return self.text.clear(),
            _ => {}
        }
        if let Some((_, short)) = SHORTER.iter().find(|(long, _)| *long == word) {
            self.text.truncate(self.word);
            self.text.push_str(short);
        }
        self.text.push(' ');
        self.word = self.text.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_dots_and_hyphens_make_no_difference() {
        for (name, expected) in [
            ("Al-Quşayr", "al qusayr"),
            ("Saint Petersburg", "st petersburg"),
            ("St. Petersburg", "st petersburg"),
            ("The Hague", "hague"),
            ("Łódź", "lodz"),
            ("Sana'a", "sanaa"),
            ("U.S.", "us"),
            ("", ""),
        ] {
            assert_eq!(key(name), expected, "{name}");
        }
    }

    proptest! {
        #[test]
        fn any_string_has_a_spelling(name in any::<String>()) {
            let once = key(&name);
            prop_assert!(!once.starts_with(' ') && !once.ends_with(' ') && !once.contains("  "));
        }
    }
}
