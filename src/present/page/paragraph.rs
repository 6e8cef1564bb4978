//! Lines of running text for a reader's width.
//!
//! Invariant: no word of a script that writes blanks is parted, and none is lost.

use std::io::{self, Write};

use anstyle::Style as Ansi;
use unicode_width::UnicodeWidthStr;

use crate::present::page::line_breaks::pieces;
use crate::present::style::Style;

/// Lines of a page are no longer than this, however wide the terminal: longer ones are hard to read.
const WIDEST: usize = 100;

/// How long lines of running text are; `None` where nobody says how wide they may be.
pub(crate) fn width_in(style: Style) -> Option<usize> {
    style.width.map(|width| usize::from(width).min(WIDEST))
}

/// Writes `text` in lines of at most `width` columns, each after `indent`; a word longer than a line stays whole.
pub(crate) fn write_wrapped(out: &mut impl Write, text: &str, indent: &str, width: Option<usize>) -> io::Result<()> {
    write_marked(out, text, indent, width, &Marks { spans: &[], look: Ansi::new() })
}

/// `text` in lines of at most `width` columns that begin at column `indent`, where something stands beside the first.
pub(super) fn hanging(text: &str, indent: usize, width: Option<usize>) -> String {
    let blanks = " ".repeat(indent);
    let mut lines = Vec::new();
    // A vector refuses nothing.
    let _ = write_wrapped(&mut lines, text, &blanks, width);
    let lines = String::from_utf8_lossy(&lines);
    lines.strip_prefix(&blanks).unwrap_or(&lines).trim_end_matches('\n').to_owned()
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
        let mut gap = " ";
        for piece in pieces(word).into_iter().filter(|piece| !piece.is_empty()) {
            let piece_width = piece.width();
            if column == 0 {
                out.write_all(indent.as_bytes())?;
                column = indent.len() + piece_width;
            } else if column + gap.len() + piece_width <= width {
                out.write_all(gap.as_bytes())?;
                column += gap.len() + piece_width;
            } else {
                write!(out, "\n{indent}")?;
                column = indent.len() + piece_width;
            }
            write_word(out, piece, start, marks)?;
            start += piece.chars().count();
            gap = "";
        }
        start += 1;
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
        check("灯台を守る「人」 keeper", Some(10), "  灯台を守\n  る「人」\n  keeper\n");
    }

    #[test]
    fn lines_hang_beneath_the_first() {
        assert_eq!(hanging("one two three", 3, Some(10)), "one two\n   three");
        assert_eq!(hanging("one two three", 3, None), "one two three");
        assert_eq!(hanging("", 3, Some(10)), "");
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
