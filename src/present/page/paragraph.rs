//! Lines of running text for a reader's width.
//!
//! Invariant: no word is parted and none is lost.

use std::io::{self, Write};

use anstyle::Style as Ansi;
use unicode_width::UnicodeWidthStr;

/// Lines of a page are no longer than this, however wide the terminal: longer ones are hard to read.
pub(super) const WIDEST: usize = 100;

/// Writes `text` in lines of at most `width` columns, each after `indent`; a word longer than a line stays whole.
pub(super) fn write_wrapped(out: &mut impl Write, text: &str, indent: &str, width: Option<usize>) -> io::Result<()> {
    write_marked(out, text, indent, width, &Marks { spans: &[], look: Ansi::new() })
}

/// Stretches of a text that are to look another way.
pub(super) struct Marks<'m> {
    /// Half-open, in code points of the text, in order and apart.
    pub(super) spans: &'m [(usize, usize)],
    /// How they look.
    pub(super) look: Ansi,
}

/// Writes `text` as [`write_wrapped`] does, with the letters inside `marks` as these say.
pub(super) fn write_marked(
    out: &mut impl Write,
    text: &str,
    indent: &str,
    width: Option<usize>,
    marks: &Marks<'_>,
) -> io::Result<()> {
    let Some(width) = width else { return writeln!(out, "{indent}{text}") };
    let mut column = 0;
    let mut start = 0;
    for word in text.split(' ') {
        let word_start = start;
        start += word.chars().count() + 1;
        if word.is_empty() {
            continue;
        }
        let word_width = word.width();
        if column == 0 {
            out.write_all(indent.as_bytes())?;
            column = indent.len() + word_width;
        } else if column + 1 + word_width <= width {
            out.write_all(b" ")?;
            column += 1 + word_width;
        } else {
            write!(out, "\n{indent}")?;
            column = indent.len() + word_width;
        }
        write_word(out, word, word_start, marks)?;
    }
    writeln!(out)
}

/// Writes a word that begins at code point `start` of its text.
fn write_word(out: &mut impl Write, word: &str, start: usize, marks: &Marks<'_>) -> io::Result<()> {
    let end = start + word.chars().count();
    let first = marks.spans.partition_point(|span| span.1 <= start);
    let inside = marks.spans.iter().skip(first).take_while(|span| span.0 < end);
    let mut rest = word.chars();
    let mut at = start;
    let look = marks.look;
    for (from, to) in inside {
        let before: String = rest.by_ref().take(from.saturating_sub(at)).collect();
        at = at.max(*from);
        let marked: String = rest.by_ref().take(to.min(&end) - at).collect();
        at = *to.min(&end);
        write!(out, "{before}{look}{marked}{look:#}")?;
    }
    out.write_all(rest.as_str().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words() {
        let check = |text: &str, width: Option<usize>, expected: &str| {
            let mut out = Vec::new();
            write_wrapped(&mut out, text, "  ", width).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), expected);
        };
        check("one two three", None, "  one two three\n");
        check("one two three", Some(9), "  one two\n  three\n");
        check("unbreakable", Some(4), "  unbreakable\n");
    }

    #[test]
    fn names_are_marked_across_lines_and_inside_words() {
        let check = |spans: &[(usize, usize)], expected: &str| {
            let mut out = Vec::new();
            let marks = Marks { spans, look: Ansi::new().underline() };
            write_marked(&mut out, "Ada  Quill’s née", "", Some(9), &marks).unwrap();
            let shown = String::from_utf8(out).unwrap().replace("\u{1b}[4m", "<").replace("\u{1b}[0m", ">");
            assert_eq!(shown, expected, "{spans:?}");
        };
        check(&[], "Ada\nQuill’s\nnée\n");
        check(&[(0, 10)], "<Ada>\n<Quill>’s\nnée\n");
        check(&[(1, 2), (2, 3), (13, 16)], "A<d><a>\nQuill’s\n<née>\n");
        check(&[(0, 99)], "<Ada>\n<Quill’s>\n<née>\n");
    }
}
