//! How texts are folded so that two spellings of one thing compare as equal.
//!
//! A text comes in, its folded form goes out. There are three levels, each blind to more than the one before:
//!
//! | level | what no longer matters | asked by |
//! |---|---|---|
//! | [`lower_case`] | case | the word lists, whose entries are in lower case |
//! | [`bare_words`] | case, punctuation, spacing | titles, captions and lines that a page prints twice |
//! | [`without_accents`] | case, punctuation, spacing, accents, letters that are Latin with a stroke or a tie | names that are searched for, sayings |
//!
//! Two foldings stand elsewhere on purpose. The key of a row of names (`store::names::key`) keeps accents and punctuation:
//! `Peña` and `Pena` are two people until somebody says otherwise. The spelling of a place (`lexicon::place_spelling`)
//! follows the rules of names of places, `Saint` as `St` and no article in front, and the gazetteer is filed under it.
//!
//! Invariant: folding never fails, and a folded text folded again by the same level is the same text.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;

use crate::model::letters::is_alphanumeric;

/// `word` in lower case, copied only where it is not; most words of a text are.
#[must_use]
pub fn lower_case(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(if word.is_ascii() { word.to_ascii_lowercase() } else { word.to_lowercase() })
}

/// Letters and digits in lower case, anything else one space.
#[must_use]
pub fn bare_words(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        // Words in plain letters are copied in one piece.
        let plain = rest.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(plain);
        let from = bare.len();
        bare.push_str(word);
        bare.get_mut(from..).unwrap_or_default().make_ascii_lowercase();
        let mut others = behind.chars();
        if let Some(character) = others.next() {
            if !character.is_ascii() && (is_alphanumeric(character) || is_sign_of_letter(character)) {
                bare.extend(character.to_lowercase());
            } else if !bare.is_empty() && !bare.ends_with(' ') {
                bare.push(' ');
            }
        }
        rest = others.as_str();
    }
    bare.truncate(bare.trim_end().len());
    bare
}

fn is_sign_of_letter(character: char) -> bool {
    matches!(character, '\u{900}'..='\u{DFF}' | '\u{300}'..='\u{36F}')
}

/// The words of a text in lower case without accents and apostrophes, one space between them; hyphens and points part
/// words. Empty where the text has neither letters nor digits.
#[must_use]
pub fn without_accents(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    if text.is_ascii() {
        // Most names are, and nothing in them is taken apart.
        for byte in text.bytes() {
            match byte {
                b'\'' | b'`' => {}
                _ if byte.is_ascii_alphanumeric() => folded.push(char::from(byte.to_ascii_lowercase())),
                _ if !folded.is_empty() && !folded.ends_with(' ') => folded.push(' '),
                _ => {}
            }
        }
        folded.truncate(folded.trim_end().len());
        return folded;
    }
    for letter in text.nfkd().flat_map(char::to_lowercase) {
        match letter {
            '\'' | '\u{2018}' | '\u{2019}' | '\u{2bc}' | '`' => {}
            _ if is_accent(letter) => {}
            _ => match plain(letter) {
                Some(plain) => folded.push_str(plain),
                None if letter.is_alphanumeric() => folded.push(letter),
                None if !folded.is_empty() && !folded.ends_with(' ') => folded.push(' '),
                None => {}
            },
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Marks that Latin, Greek, Cyrillic, Hebrew and Arabic put above and below letters. Vowel signs of Indic scripts
/// are letters to their readers and stay.
#[must_use]
pub fn is_accent(letter: char) -> bool {
    matches!(letter,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}'
        | '\u{5c4}' | '\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6dc}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}' | '\u{ad}' | '\u{200b}'..='\u{200f}')
}

/// How a Latin letter that Unicode does not take apart is written where only `a` to `z` will do: `ß` as `ss`, `ø` as `o`;
/// `None` for a letter that is one of `a` to `z` or has its marks beside it once it is decomposed. Lower case comes in.
///
/// Facts of spelling: the usual transcriptions of each language, as in its addresses and passports.
#[must_use]
pub fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ø' | 'ɔ' => "o",
        'ł' => "l",
        'đ' | 'ð' | 'ɗ' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ŧ' => "t",
        'ŋ' => "n",
        // Passports and papers of Azerbaijan write Əliyev as Aliyev.
        'ə' => "a",
        'ɓ' => "b",
        'ƙ' => "k",
        'ƴ' => "y",
        'ɛ' => "e",
        _ => return None,
    })
}

/// The letters that German and the Nordic languages write as two where they lack them. Lower case comes in.
#[must_use]
pub fn doubled(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ä' | 'æ' => "ae",
        'ö' | 'ø' => "oe",
        'ü' => "ue",
        'å' => "aa",
        'ß' => "ss",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_level_is_blind_to_more() {
        for (text, lower, bare, plain) in [
            ("ferry", "ferry", "ferry", "ferry"),
            ("Ferry-2", "ferry-2", "ferry 2", "ferry 2"),
            ("ÅSA", "åsa", "åsa", "asa"),
            ("Søren’s  Straße!", "søren’s  straße!", "søren s straße", "sorens strasse"),
            ("", "", "", ""),
        ] {
            assert_eq!(lower_case(text), lower);
            assert_eq!(bare_words(text), bare);
            assert_eq!(without_accents(text), plain);
        }
    }

    #[test]
    fn what_is_folded_stays_as_it_is() {
        for text in ["Øystein Łódź-Ünal", "DŽ ǅ ﬁ", "नमस्ते, İstanbul", "  C++  "] {
            assert_eq!(lower_case(&lower_case(text)), lower_case(text));
            assert_eq!(bare_words(&bare_words(text)), bare_words(text));
            assert_eq!(without_accents(&without_accents(text)), without_accents(text));
        }
    }
}
