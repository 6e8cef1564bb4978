//! Phrases that texts open with, found by their first two letters.
//!
//! A list of phrases comes in once; of each text those phrases go out that it opens with.
//!
//! Invariant: a phrase is lower case; phrases go out in the order of the list, and asking allocates nothing.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Phrases by their first character.
pub type Openings = LazyLock<ByFirst>;

/// The phrases of a list, those apart that begin with the same character.
#[derive(Debug)]
pub struct ByFirst {
    by_first: FxHashMap<char, Vec<Opening>>,
    /// The first bytes that a phrase may begin with in any case; all of them beyond ASCII.
    bytes: [bool; 256],
}

/// A phrase, and its second character, which most texts of the same first differ in.
#[derive(Clone, Copy, Debug)]
struct Opening {
    second: Option<char>,
    phrase: &'static str,
}

impl ByFirst {
    /// Reads a list of phrases in lower case.
    #[must_use]
    pub fn new(phrases: &[&'static str]) -> Self {
        let mut by_first: FxHashMap<char, Vec<Opening>> = FxHashMap::default();
        for phrase in phrases {
            let mut letters = phrase.chars();
            let first = letters.next().unwrap_or_default();
            by_first.entry(first).or_default().push(Opening { second: letters.next(), phrase });
        }
        let mut bytes = [true; 256];
        for (byte, may) in (0..=u8::MAX).zip(&mut bytes) {
            *may = !byte.is_ascii() || by_first.contains_key(&char::from(byte.to_ascii_lowercase()));
        }
        Self { by_first, bytes }
    }

    /// Whether a text that begins with `byte` may open with one of the phrases.
    #[must_use]
    pub fn may_open_with(&self, byte: u8) -> bool {
        self.bytes[usize::from(byte)]
    }

    /// The phrases that `text` opens with, whatever its case.
    pub fn of<'o>(&'o self, text: &'o str) -> impl Iterator<Item = &'static str> + 'o {
        let may = text.bytes().next().is_some_and(|first| self.may_open_with(first));
        let mut letters = may.then(|| text.chars().flat_map(char::to_lowercase)).into_iter().flatten();
        let (first, second) = (letters.next(), letters.next());
        let same_first = first.and_then(|first| self.by_first.get(&first)).map_or(&[][..], Vec::as_slice);
        let may = move |opening: &&Opening| opening.second.is_none() || opening.second == second;
        same_first.iter().filter(may).map(|opening| opening.phrase).filter(|phrase| opens(text, phrase))
    }
}

/// Whether `text` opens with `phrase`, which is lower case, whatever the case of the text.
fn opens(text: &str, phrase: &str) -> bool {
    if phrase.is_ascii() {
        return text.as_bytes().get(..phrase.len()).is_some_and(|head| head.eq_ignore_ascii_case(phrase.as_bytes()));
    }
    let mut lower = text.chars().flat_map(char::to_lowercase);
    phrase.chars().all(|letter| lower.next() == Some(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_is_looked_through_in_any_script() {
        let openings = ByFirst::new(&["kelvin", "ist", "фото"]);
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(openings.of(text).collect::<Vec<_>>(), expected, "{text}");
        };
        check("KELVIN", &["kelvin"]);
        check("Фото: Anna Berg", &["фото"]);
        check("İst", &[]);
        check("Kein Foto", &[]);
        assert!(openings.may_open_with(b'K') && openings.may_open_with(0xD0) && !openings.may_open_with(b'a'));
    }

    #[test]
    fn phrases_are_found_in_the_order_of_the_list() {
        let openings = ByFirst::new(&["by our", "von", "by", "©"]);
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(openings.of(text).collect::<Vec<_>>(), expected, "{text}");
        };
        check("By our reporter", &["by our", "by"]);
        check("BY", &["by"]);
        check("© 2013", &["©"]);
        check("Anna by", &[]);
        check("", &[]);
    }
}
