//! A text as words, numbers and marks.
//!
//! Invariant: white space only separates; every other character is in exactly one token.

use std::ops::Range;

use crate::model::letters::is_alphabetic;
use crate::normalise::fields::dates::calendars::digit;

/// A word, a number or a mark, and its place in the text.
#[derive(Clone, Debug)]
pub(in crate::normalise) struct Token<'t> {
    pub kind: Kind,
    pub text: &'t str,
    /// How many characters it has; more than 255 count as 255.
    pub chars: u8,
    /// Bytes of the token in the text.
    pub bytes: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::normalise) enum Kind {
    Number(u32),
    Word,
    Mark(char),
}

/// Cuts `text` into tokens; white space only separates.
pub(in crate::normalise) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        if first.is_whitespace() {
            continue;
        }
        let class = |c: char| (digit(c).is_some(), is_alphabetic(c) || is_mark_of_letter(c));
        let (numeric, letter) = class(first);
        let mut end = start + first.len_utf8();
        let (mut before, mut chars) = (first, 1_u8);
        let mut value = digit(first).unwrap_or(0);
        while let Some(&(place, next)) = rest.peek() {
            // `PressApril` is two words whose space was lost with the markup.
            let glued = next.is_uppercase() && before.is_lowercase();
            if !(numeric || letter) || class(next) != (numeric, letter) || glued {
                break;
            }
            before = next;
            chars = chars.saturating_add(1);
            value = value.saturating_mul(10).saturating_add(digit(next).unwrap_or(0));
            end = place + next.len_utf8();
            rest.next();
        }
        let piece = text.get(start..end).unwrap_or_default();
        let kind = if numeric {
            Kind::Number(if chars <= 4 { value } else { u32::MAX })
        } else if letter {
            Kind::Word
        } else {
            Kind::Mark(first)
        };
        found.push(Token { kind, text: piece, chars, bytes: start..end });
    }
    found
}

/// Vowel signs and accents, which are part of words.
fn is_mark_of_letter(character: char) -> bool {
    // The blocks of the Indic scripts are laid out alike: letters and signs first, then stops and digits.
    let indic = ('\u{900}'..='\u{DFF}').contains(&character) && u32::from(character) & 0x7F < 0x64;
    indic || matches!(character, '\u{300}'..='\u{36F}' | '\u{64B}'..='\u{65F}' | '\u{E31}'..='\u{E4E}')
}
