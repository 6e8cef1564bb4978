//! What opens a credit (`Photo:`, `© `, `Photo by `), and what may follow it.
//!
//! Invariant: nothing is cut here.

use std::sync::LazyLock;

use crate::lexicon::agencies::agency;
use crate::lexicon::credit_words::{OPENERS, PHRASES};
use crate::lexicon::openings::{ByFirst, Openings};
use crate::model::letters::is_alphabetic;

pub(super) static PHRASE_OPENINGS: Openings = LazyLock::new(|| ByFirst::new(&PHRASES));

/// What opens a credit ends within this many bytes.
const LONGEST_OPENER: usize = 43;

/// A credit is no longer than this many bytes.
pub(super) const LONGEST_CREDIT: usize = 160;

/// Whether a credit starts here: `Photo:`, `© `, `Photo by `, `REUTERS/`.
pub(in crate::normalise) fn opens_credit(text: &str) -> bool {
    after_opener(text).len() < text.len()
}

/// The text after what opens a credit; the whole where nothing does.
pub(super) fn after_opener(text: &str) -> &str {
    if let Some(phrase) = PHRASE_OPENINGS.of(text).next() {
        let behind = text.char_indices().nth(phrase.chars().count());
        return behind.and_then(|(at, _)| text.get(at..)).unwrap_or_default();
    }
    let near = text.get(..text.floor_char_boundary(LONGEST_OPENER)).unwrap_or(text);
    if let Some(at) = has_mark_of_opener(near).then(|| near.find([':', '：', '=', '＝'])).flatten() {
        let opener = text.get(..at).unwrap_or_default().trim().to_lowercase();
        let last_words = OPENERS.iter().any(|known| {
            opener.strip_suffix(known).is_some_and(|before| {
                before.is_empty() || before.ends_with(['-', '/']) || agency(&before.trim_end().to_uppercase()).is_some()
            })
        });
        if last_words {
            return text.get(at..).unwrap_or_default().trim_start_matches([':', '：', '=', '＝', ' ']);
        }
    }
    text
}

/// Whether a text may have a mark that ends an opener, which hardly any has: a colon, an equals sign, or a wide character
/// that begins with the same byte as theirs.
pub(super) fn has_mark_of_opener(text: &str) -> bool {
    memchr::memchr3(b':', b'=', 0xEF, text.as_bytes()).is_some()
}

/// Whether what follows an opener may be a credit: short and no sentence.
pub(super) fn is_credit_body(body: &str) -> bool {
    let words = body.split_whitespace().count();
    let small = body.split_whitespace().filter(|word| word.chars().next().is_some_and(char::is_lowercase)).count();
    !body.trim().is_empty() && words <= 14 && (words <= 4 || small * 2 <= words)
}

/// Whether most words of what follows an opener are names: they begin with capitals.
pub(super) fn no_sentence(body: &str) -> bool {
    let words = || body.split_whitespace().filter(|word| word.starts_with(is_alphabetic));
    let small = words().filter(|word| word.starts_with(char::is_lowercase)).count();
    small * 3 <= words().count()
}

/// Whether a text opens with an agency in capitals and a slash, `EFE/Anna Berg`, which no sentence does.
pub(super) fn opens_with_agency(text: &str) -> bool {
    text.split_once('/')
        .is_some_and(|(head, _)| head.len() >= 2 && head.chars().all(char::is_uppercase) && agency(head).is_some())
}
