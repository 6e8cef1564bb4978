//! Letters as the full-text indexes compare them.
//!
//! Texts and what is asked of an index come in, the same in letters of `a` to `z` goes out.
//!
//! The indexes drop case and accents themselves; what Unicode does not take apart (`ł`, `ø`, `ß`) they would keep. So they
//! are given [`indexed`] text and asked for [`plain_letters`].
//!
//! Invariant: plain letters part and join no words, so that a word of the index stands at the same place in the text.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rusqlite::functions::FunctionFlags;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Result};
use unicode_normalization::UnicodeNormalization as _;

pub(crate) use crate::model::folding::without_accents as fold;
use crate::model::folding::{is_accent, plain};

/// The name under which SQL knows [`indexed`].
pub(super) const INDEXED: &str = "search_text";

/// The text with letters of `a` to `z` for those that Unicode does not take apart; accents stay.
pub(crate) fn plain_letters(text: &str) -> Cow<'_, str> {
    // Most English text; SQLite asks for every body that is stored.
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let Some(first) = text.char_indices().find(|(_, letter)| plain_form(*letter).is_some()) else {
        return Cow::Borrowed(text);
    };
    let (before, rest) = text.split_at(first.0);
    let mut plain = String::with_capacity(text.len() + 8);
    plain.push_str(before);
    for letter in rest.chars() {
        match plain_form(letter) {
            Some(letters) => plain.push_str(&letters),
            None => plain.push(letter),
        }
    }
    Cow::Owned(plain)
}

/// What an index is given of a text: its plain letters, and behind them the words that had others, so that whoever asks
/// the index by other means than this program finds a word in either spelling.
fn indexed(text: &str) -> Cow<'_, str> {
    let Cow::Owned(mut plain) = plain_letters(text) else { return Cow::Borrowed(text) };
    let words = text.split(|letter: char| !letter.is_alphanumeric() && !is_accent(letter));
    let spelt: BTreeSet<&str> = words.filter(|word| word.chars().any(|letter| plain_form(letter).is_some())).collect();
    for word in spelt {
        plain.push(' ');
        plain.push_str(word);
    }
    Cow::Owned(plain)
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
    if letter.is_ascii() || !is_latin(letter) {
        return None;
    }
    if ('\u{fb00}'..='\u{fb06}').contains(&letter) {
        return Some(Cow::Owned(letter.to_string().nfkd().collect()));
    }
    // `ǿ` is an `ø` with an accent.
    let base = letter.to_lowercase().next().into_iter().nfd().next()?;
    plain(base).map(Cow::Borrowed)
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
        for same in ["", "plain words", "Café Ümit", "Мост", "橋"] {
            assert!(matches!(plain_letters(same), Cow::Borrowed(_)), "{same}");
        }
    }

    #[test]
    fn index_knows_words_in_either_spelling() {
        assert_eq!(indexed("In Łódź, (Łódź) it rains; Øst too."), "In lódź, (lódź) it rains; ost too. Øst Łódź");
        assert_eq!(indexed("It rains."), "It rains.");
    }
}
