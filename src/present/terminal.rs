//! Makes text from pages safe to show.
//!
//! Any text comes in; text goes out that a terminal shows verbatim: no escape sequence runs, no line is
//! overwritten, no reading order is turned around.
//!
//! Invariant: what comes out holds no control character but the line breaks that were asked for, and no
//! bidirectional embedding, override or isolate. See "Trojan Source" (CVE-2021-42574) for what those can do.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The mark that lets what follows go on from left to right.
const LEFT_TO_RIGHT: char = '\u{200e}';

/// Whether `character` could make a terminal do anything but show it.
#[must_use]
pub fn is_hostile(character: char) -> bool {
    matches!(character,
        '\0'..='\x1f' | '\x7f'..='\u{9f}'
        | '\u{2028}' | '\u{2029}'
        | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

/// `text` on one line: line breaks and tabs become spaces, other control characters become visible signs.
#[must_use]
pub fn one_line(text: &str) -> Cow<'_, str> {
    neutralise(text, false)
}

/// `text` with its line breaks kept.
#[must_use]
pub fn many_lines(text: &str) -> Cow<'_, str> {
    neutralise(text, true)
}

/// The day of a time in ISO 8601; a date that is no more than a year stays one.
#[must_use]
pub fn day_of(date: &str) -> &str {
    date.get(.."2013-05-10".len()).unwrap_or(date)
}

/// `line` with its cells in their order also on a terminal that shows Arabic and Hebrew from right to left: without the marks two such
/// cells beside each other change places, and a line whose first letter is one of theirs is turned around.
#[must_use]
pub fn in_order(line: &str) -> Cow<'_, str> {
    if !line.contains(is_right_to_left) {
        return Cow::Borrowed(line);
    }
    let mut ordered = String::with_capacity(line.len() + 32);
    ordered.push(LEFT_TO_RIGHT);
    let mut blanks = 0;
    for character in line.chars() {
        if character == ' ' {
            blanks += 1;
            // Two blanks end a cell.
            if blanks == 2 && ordered.len() > LEFT_TO_RIGHT.len_utf8() + 1 {
                ordered.insert(ordered.len() - 1, LEFT_TO_RIGHT);
            }
        } else {
            blanks = 0;
        }
        ordered.push(character);
    }
    Cow::Owned(ordered)
}

/// Whether `character` is of a script that is written from right to left.
fn is_right_to_left(character: char) -> bool {
    matches!(character, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

fn neutralise(text: &str, keep_line_breaks: bool) -> Cow<'_, str> {
    // Nearly every text is clean; hostile characters of ASCII are told by their bytes, the others need decoding.
    let clean = if text.is_ascii() {
        text.bytes().all(|byte| (b' '..0x7f).contains(&byte))
    } else {
        !text.contains(is_hostile)
    };
    if clean {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' if keep_line_breaks => safe.push('\n'),
            '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => safe.push(' '),
            // The control pictures of Unicode: U+001B is shown as U+241B.
            '\0'..='\x1f' => safe.push(char::from_u32(0x2400 + u32::from(character)).unwrap_or('\u{fffd}')),
            '\x7f' => safe.push('\u{2421}'),
            _ if is_hostile(character) => safe.push('\u{fffd}'),
            _ => safe.push(character),
        }
    }
    Cow::Owned(safe)
}

/// Writes `fragment`, a piece of a JSON string without quotes or backslashes, with hostile characters as `\u` escapes:
/// the same value to every reader, and harmless on a screen. `None` where nothing had to be escaped.
#[must_use]
pub fn escape_json(fragment: &str) -> Option<String> {
    if !fragment.contains(is_hostile) {
        return None;
    }
    let mut escaped = String::with_capacity(fragment.len() + 16);
    for character in fragment.chars() {
        if is_hostile(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(character);
        }
    }
    Some(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_become_visible() {
        let check = |text: &str, expected: &str| assert_eq!(one_line(text), expected, "{text:?}");
        check("Harbour reopens", "Harbour reopens");
        check("\x1b[31mred\x1b[0m", "␛[31mred␛[0m");
        check("a\u{9b}2Jb", "a\u{fffd}2Jb");
        check("bell\x07 del\x7f", "bell␇ del␡");
        check("one\r\ntwo\tthree", "one  two three");
        check("user\u{202e}nimda", "user\u{fffd}nimda");
        check("قال الوزير", "قال الوزير");
        check("", "");
    }

    #[test]
    fn line_breaks_stay_where_asked_for() {
        assert_eq!(many_lines("one\n\ntwo\x1b"), "one\n\ntwo␛");
    }

    #[test]
    fn cells_of_right_to_left_scripts_keep_their_places() {
        let mark = LEFT_TO_RIGHT;
        assert_eq!(in_order(" 1  Ada  Quill"), " 1  Ada  Quill");
        assert_eq!(in_order("نورا  ميناء  7"), format!("{mark}نورا{mark}  ميناء{mark}  7"));
        assert_eq!(in_order("    نورا بحر     7"), format!("{mark}    نورا بحر{mark}     7"));
        assert_eq!(in_order("  "), "  ");
    }

    #[test]
    fn json_escapes_keep_the_value() {
        assert_eq!(escape_json("plain é"), None);
        let escaped = escape_json("a\u{9b}b\u{202e}c\u{e0041}").unwrap();
        assert_eq!(escaped, "a\\u009bb\\u202ec\\udb40\\udc41");
        let value: String = serde_json::from_str(&format!("\"{escaped}\"")).unwrap();
        assert_eq!(value, "a\u{9b}b\u{202e}c\u{e0041}");
    }
}
