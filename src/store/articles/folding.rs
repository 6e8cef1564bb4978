//! Letters as the full-text indexes compare them.
//!
//! Texts and what is asked of an index come in, the same in letters of `a` to `z` goes out.
//!
//! The indexes drop case and accents themselves; what Unicode does not take apart (`ł`, `ø`, `ß`) they would keep. So they
//! are given [`indexed`] text and asked for [`plain_letters`].
//!
//! Scripts that set no spaces between words (Chinese, Japanese, Thai and its neighbours) are given to the indexes a letter at a
//! time, and asked for as phrases of letters. Measured on made Chinese (3,000 texts of 5.5 MB, November 2026): the index takes .73
//! of the text so, 1.31 as pairs of letters, and .97 where a whole run between two marks is one word, which nobody finds.
//!
//! Invariant: but for these scripts plain letters part and join no words, so that a word of the index stands at the same place in
//! the text.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rusqlite::functions::FunctionFlags;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Result};
use unicode_normalization::UnicodeNormalization as _;

pub(crate) use crate::model::folding::without_accents as fold;
use crate::model::folding::{doubled, is_accent, plain};

/// The name under which SQL knows [`indexed`].
pub(super) const INDEXED: &str = "search_text";

/// The text with letters of `a` to `z` for those that Unicode does not take apart, accents staying, and a blank on either side of
/// letters of scripts without spaces.
pub(crate) fn plain_letters(text: &str) -> Cow<'_, str> {
    // Most English text; SQLite asks for every body that is stored.
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let is_changed = |letter: char| plain_form(letter).is_some() || is_unspaced(letter) || is_dropped(letter);
    let Some(first) = text.char_indices().find(|(_, letter)| is_changed(*letter)) else {
        return Cow::Borrowed(text);
    };
    let (before, rest) = text.split_at(first.0);
    let mut plain = String::with_capacity(text.len() + 8);
    plain.push_str(before);
    for letter in rest.chars() {
        match plain_form(letter) {
            Some(letters) => plain.push_str(&letters),
            None if is_dropped(letter) => {}
            None if is_unspaced(letter) => plain.extend([' ', letter, ' ']),
            None => plain.push(letter),
        }
    }
    Cow::Owned(plain)
}

/// What an index is given of a text: its plain letters, and behind them the words that had others, so that whoever asks
/// the index by other means than this program finds a word in either spelling.
fn indexed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut spelt: BTreeSet<Cow<'_, str>> = BTreeSet::new();
    for word in text.split(|letter: char| !letter.is_alphanumeric() && !is_accent(letter)) {
        if word.is_ascii() {
            continue;
        }
        if word.chars().any(|letter| plain_form(letter).is_some()) {
            spelt.insert(Cow::Borrowed(word));
        }
        spelt.extend(in_two_letters(word).map(Cow::Owned));
    }
    let plain = plain_letters(text);
    if spelt.is_empty() {
        return plain;
    }
    let mut plain = plain.into_owned();
    for word in spelt {
        plain.push(' ');
        plain.push_str(&word);
    }
    Cow::Owned(plain)
}

/// A word as German and the Nordic languages write it where they lack their letters, `mueller` for Müller; `None` where that is
/// how its plain letters are written anyway.
pub(crate) fn in_two_letters(word: &str) -> Option<String> {
    let composed: String = word.nfc().flat_map(char::to_lowercase).collect();
    if !composed.chars().any(|letter| doubled(letter).is_some_and(|two| plain(letter) != Some(two))) {
        return None;
    }
    let two: String =
        composed.chars().map(|letter| doubled(letter).map_or_else(|| letter.to_string(), str::to_owned)).collect();
    Some(plain_letters(&two).into_owned())
}

/// Lets SQL on this connection call [`indexed`].
pub(in crate::store) fn register(connection: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function(INDEXED, 1, flags, |call| {
        Ok(match call.get_raw(0) {
            ValueRef::Text(text) => Some(indexed(&String::from_utf8_lossy(text)).into_owned()),
            _ => None,
        })
    })
}

/// The letters that stand for one that Unicode does not take apart, or for a ligature of printing.
fn plain_form(letter: char) -> Option<Cow<'static, str>> {
    if letter.is_ascii() {
        return None;
    }
    if let Some(other) = sister(letter) {
        return Some(Cow::Borrowed(other));
    }
    if !is_latin(letter) {
        return None;
    }
    if ('\u{fb00}'..='\u{fb06}').contains(&letter) {
        return Some(Cow::Owned(letter.to_string().nfkd().collect()));
    }
    // `ǿ` is an `ø` with an accent.
    let base = letter.to_lowercase().next().into_iter().nfd().next()?;
    plain(base).map(Cow::Borrowed)
}

/// The letter that people type for one of the same sound: `е` for `ё`, plain alef for those with hamza or madda, the Arabic forms
/// of letters that Persian and Urdu have on another place of the keyboard.
fn sister(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ё' | 'Ё' => "е",
        'أ' | 'إ' | 'آ' | 'ٱ' => "ا",
        'ؤ' => "و",
        'ئ' | 'ى' | 'ی' => "ي",
        'ة' => "ه",
        'ک' => "ك",
        _ => return None,
    })
}

/// Marks inside words that the indexes would part words at: vowel signs of Arabic and Hebrew, and the stroke that only lengthens.
fn is_dropped(letter: char) -> bool {
    matches!(letter, '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// Letters of scripts that set no spaces between words: Han, kana, Thai, Lao, Myanmar, Khmer.
pub(crate) fn is_unspaced(letter: char) -> bool {
    matches!(letter,
        '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{323af}'
        | '\u{e01}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
        && letter.is_alphanumeric()
}

/// The blocks of Latin letters with marks.
fn is_latin(letter: char) -> bool {
    matches!(letter, '\u{c0}'..='\u{2af}' | '\u{1e00}'..='\u{1eff}' | '\u{fb00}'..='\u{fb06}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_unicode_does_not_take_apart_are_plain() {
        let check = |text: &str, expected: &str| assert_eq!(plain_letters(text), expected, "{text}");
        check("Mayor Łukasz of Łódź", "Mayor lukasz of lódź");
        check("STRAẞE, Straße", "STRAssE, Strasse");
        check("Ǿre ǿre e\u{301} ﬁsh", "ore ore e\u{301} fish");
        check("Đorđe Ægir Œuvre Þór ħobż Iğdır", "dorde aegir oeuvre thór hobż Iğdir");
        check("橋本 opens 東京", " 橋  本  opens  東  京 ");
        check("Алёна", "Алена");
        check("محمّد أحمد", "محمد احمد");
        for same in ["", "plain words", "Café Ümit", "Мост"] {
            assert!(matches!(plain_letters(same), Cow::Borrowed(_)), "{same}");
        }
    }

    #[test]
    fn index_knows_words_in_either_spelling() {
        assert_eq!(indexed("In Łódź, (Łódź) it rains; Øst too."), "In lódź, (lódź) it rains; ost too. oest Øst Łódź");
        assert_eq!(indexed("It rains."), "It rains.");
        assert_eq!(indexed("Müller und Größe"), "Müller und Grösse Größe groesse mueller");
        assert_eq!(indexed("Straße"), "Strasse Straße");
    }
}
