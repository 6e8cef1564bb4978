//! Cleans one line of text: composed, without invisible characters, evenly spaced.
//!
//! Text as some page wrote it comes in; the same text in NFC goes out, with soft hyphens, zero-width characters, byte
//! order marks, direction controls and other control characters taken out and every run of white space made one space.
//!
//! Invariant: cleaning what is clean changes nothing, and no visible character is lost.

use crate::steps::took;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The text in NFC, on one line, trimmed, without invisible characters.
///
/// The joiners U+200C and U+200D stay between letters of the Arabic and Indic scripts, where they are part of the
/// spelling.
#[must_use]
pub fn clean(text: &str) -> String {
    took(text.len());
    if is_clean_ascii(text.as_bytes()) {
        return text.to_owned();
    }
    if is_tidy(text) && is_composed(text) {
        return text.to_owned();
    }
    let mut spaced = String::with_capacity(text.len());
    let mut pending_space = false;
    let mut characters = text.chars().peekable();
    let mut before = ' ';
    while let Some(character) = characters.next() {
        if character.is_whitespace() {
            pending_space = !spaced.is_empty();
            continue;
        }
        let joins = matches!(character, '\u{200C}' | '\u{200D}')
            && needs_joiners(before)
            && !pending_space
            && characters.peek().is_some_and(|next| needs_joiners(*next));
        if is_invisible(character) && !joins {
            continue;
        }
        if pending_space {
            spaced.push(' ');
            pending_space = false;
        }
        spaced.push(character);
        before = character;
    }
    if is_composed(&spaced) { spaced } else { spaced.nfc().collect() }
}

/// Whether ASCII text already is as it should be: the common case, told in one pass without copying characters.
fn is_clean_ascii(bytes: &[u8]) -> bool {
    let mut before = b' ';
    for &byte in bytes {
        if !(b' '..=b'~').contains(&byte) || (byte == b' ' && before == b' ') {
            return false;
        }
        before = byte;
    }
    before != b' ' || bytes.is_empty()
}

/// Whether text has single spaces inside, no other white space and nothing invisible; its composition apart.
fn is_tidy(text: &str) -> bool {
    let mut before = ' ';
    for character in text.chars() {
        let odd = if character == ' ' {
            before == ' '
        } else if character.is_ascii() {
            !character.is_ascii_graphic()
        } else {
            character.is_whitespace() || is_invisible(character)
        };
        if odd {
            return false;
        }
        before = character;
    }
    before != ' ' || text.is_empty()
}

/// Whether text is in NFC. What is below U+0300, where the combining marks begin, always is, and so are the usual quotation
/// marks, dashes and the euro.
fn is_composed(text: &str) -> bool {
    text.chars().all(|c| c < '\u{300}' || matches!(c, '\u{2010}'..='\u{2027}' | '€')) || is_nfc(text)
}

/// Characters that show nothing: controls, joiners, marks of direction, byte order marks, soft hyphens.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFC}')
}

/// Letters of the scripts from Arabic to Sinhala, whose spelling uses joiners.
fn needs_joiners(character: char) -> bool {
    matches!(character, '\u{600}'..='\u{DFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(clean(text), expected, "{text:?}");
        assert_eq!(clean(expected), expected, "cleaning again changes {expected:?}");
    }

    #[test]
    fn white_space_becomes_single_spaces() {
        check("", "");
        check("   ", "");
        check("plain text", "plain text");
        check("  two  spaces ", "two spaces");
        check("a\tb\r\nc\u{A0}d\u{2003}e\u{3000}f\u{2028}g", "a b c d e f g");
    }

    #[test]
    fn invisible_characters_go() {
        check("co\u{AD}oper\u{AD}ate", "cooperate");
        check("\u{FEFF}head\u{200B}line\u{200F}", "headline");
        check("\u{202A}left\u{202C} \u{2066}right\u{2069}", "left right");
        check("nul\0l", "null");
        check("a \u{200B} b", "a b");
    }

    #[test]
    fn joiners_stay_where_they_spell() {
        check("می\u{200C}خواهم", "می\u{200C}خواهم");
        check("half\u{200C}way", "halfway");
        check("می\u{200C} ", "می");
    }

    #[test]
    fn characters_are_composed() {
        check("cafe\u{301}", "café");
        check("cafe\u{AD}\u{301}", "café");
        check("\u{212A}elvin", "Kelvin");
    }
}
