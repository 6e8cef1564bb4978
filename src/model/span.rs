//! Half-open stretches of a text, counted in Unicode code points, and the way to them from byte offsets.

use std::ops::Range;

/// Half-open range of code points `[start_char, end_char)` in the text of one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Code points before the first one of the span.
    pub start_char: usize,
    /// Code points before the first one after the span.
    pub end_char: usize,
}

impl Span {
    /// Slices `text`; `None` where the span is empty, reversed or reaches past the end.
    #[must_use]
    pub fn slice<'t>(&self, text: &'t str) -> Option<&'t str> {
        if self.start_char >= self.end_char {
            return None;
        }
        let mut bounds = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
        let start = bounds.nth(self.start_char)?;
        let end = bounds.nth(self.end_char - self.start_char - 1)?;
        text.get(start..end)
    }
}

/// Turns byte offsets of one text into code points without walking the text again each time.
///
/// One count is kept for every 64 bytes; a text of ASCII alone keeps none.
#[derive(Debug)]
pub struct CharIndex<'t> {
    text: &'t str,
    chars_before: Vec<u32>,
}

const STRIDE: usize = 64;

impl<'t> CharIndex<'t> {
    /// Reads `text` once.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut chars_before = Vec::new();
        if !text.is_ascii() {
            let mut seen = 0_u32;
            for chunk in text.as_bytes().chunks(STRIDE) {
                chars_before.push(seen);
                seen += count_chars(chunk);
            }
            chars_before.push(seen);
        }
        Self { text, chars_before }
    }

    /// Code points before byte `offset`; an offset past the end counts as the end.
    #[must_use]
    pub fn char_at(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        if self.chars_before.is_empty() {
            return offset;
        }
        let chunk = offset / STRIDE;
        let rest = &self.text.as_bytes()[chunk * STRIDE..offset];
        (self.chars_before[chunk] + count_chars(rest)) as usize
    }

    /// The span of the bytes `range`.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        Span { start_char: self.char_at(range.start), end_char: self.char_at(range.end) }
    }
}

/// Code points that start in `bytes`: every byte of UTF-8 but the continuation bytes.
#[allow(clippy::cast_possible_truncation)] // at most one chunk of 64 bytes
fn count_chars(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|byte| byte.cast_signed() >= -0x40).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn span_slices_code_points() {
        let check = |text: &str, start_char, end_char, expected: Option<&str>| {
            assert_eq!(Span { start_char, end_char }.slice(text), expected, "{text} {start_char}..{end_char}");
        };
        check("naïve", 2, 3, Some("ï"));
        check("naïve", 0, 5, Some("naïve"));
        check("naïve", 3, 3, None);
        check("naïve", 4, 3, None);
        check("naïve", 4, 6, None);
        check("", 0, 1, None);
    }

    #[test]
    fn char_index_agrees_with_counting() {
        for text in ["", "plain", "naïve €uro 😀 ", "é"].map(|piece| piece.repeat(60)) {
            let index = CharIndex::new(&text);
            for (chars, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!(index.char_at(byte), chars);
            }
            assert_eq!(index.char_at(text.len() + 9), text.chars().count());
        }
    }
}
