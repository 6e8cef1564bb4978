//! Cuts a page dumped as text into blocks.
//!
//! A dump comes in, one of two kinds: copied from a screen, with empty lines between paragraphs and now and then lines
//! broken at a fixed width, or crawled, with a block on each line. Blocks go out, broken lines joined again.
//!
//! Invariant: every visible character of the dump is in one block, in order, bullets apart.

use crate::normalise::blocks::block::{Block, MOST_BLOCKS};
use crate::normalise::text::unicode::clean;

/// Signs that open an item of a list.
const BULLETS: &[char] = &['•', '·', '▪', '‣', '◦', '○', '●', '■', '►', '▸', '▶', '*'];
/// Columns at which texts are broken.
const WIDTHS: std::ops::RangeInclusive<usize> = 45..=110;

/// The blocks of `text`.
#[must_use]
pub fn blocks_of_text(text: &str) -> Vec<Block> {
    let lines: Vec<&str> = text.splitn(MOST_BLOCKS, ends_line).collect();
    let width = wrap_width(&lines);
    let mut blocks: Vec<Block> = Vec::new();
    let mut gap = false;
    // The columns of the line before, where it may go on in this one.
    let mut open: Option<usize> = None;
    for line in lines {
        let columns = line.chars().count();
        let cleaned = clean(line);
        if cleaned.is_empty() {
            gap = !blocks.is_empty() || gap;
            open = None;
            continue;
        }
        let (bullet, text) = without_bullet(&cleaned);
        let first_word = text.split(' ').next().map_or(0, |word| word.chars().count());
        if let (Some(width), Some(before), false) = (width, open, bullet) {
            // The line before was full: this line's first word had no room in it.
            if is_full(before, first_word, width)
                && let Some(last) = blocks.last_mut()
            {
                last.text.push(' ');
                last.text += text;
                open = Some(columns);
                continue;
            }
        }
        open = (width.is_some() && columns <= width.unwrap_or(0)).then_some(columns);
        if text.is_empty() {
            continue;
        }
        let indent = line.chars().take_while(|c| c.is_whitespace()).count().try_into().unwrap_or(u16::MAX);
        blocks.push(Block { text: text.to_owned(), gap_before: gap, indent, bullet, markup: None });
        gap = false;
    }
    blocks
}

/// Whether `text` has more lines than are kept apart.
pub(in crate::normalise) fn is_too_long(text: &str) -> bool {
    text.len() >= MOST_BLOCKS && text.splitn(MOST_BLOCKS, ends_line).last().is_some_and(|rest| rest.contains(ends_line))
}

fn ends_line(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The text after a bullet, and whether there was one.
fn without_bullet(line: &str) -> (bool, &str) {
    match line.strip_prefix(BULLETS) {
        Some(rest) if rest.is_empty() || rest.starts_with(' ') => (true, rest.trim_start()),
        _ => (false, line),
    }
}

/// The width at which the lines of a page are broken; `None` where they are not.
///
/// Paragraphs of several lines tell: each line but the last is so long that the next line's first word would not have
/// fitted. Such lines must be the rule on the page, since a column of short lines is a menu.
fn wrap_width(lines: &[&str]) -> Option<usize> {
    let mut widest = 0;
    let (mut inner, mut full_like) = (0_usize, 0_usize);
    let mut lengths: Vec<(usize, usize)> = Vec::new();
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        if line.trim().is_empty() || next.trim().is_empty() {
            continue;
        }
        // A text broken at a width does not say a whole line twice in a row.
        if line.trim() == next.trim() {
            return None;
        }
        let columns = line.trim_end().chars().count();
        let first_word = next.split_whitespace().next().map_or(0, |word| word.chars().count());
        lengths.push((columns, first_word));
        widest = widest.max(columns).max(next.trim_end().chars().count());
    }
    if !WIDTHS.contains(&widest) || lengths.len() < 2 {
        return None;
    }
    for (columns, first_word) in lengths {
        inner += 1;
        full_like += usize::from(is_full(columns, first_word, widest));
    }
    // A fifth of others is headings and addresses.
    (full_like * 5 >= inner * 4).then_some(widest)
}

/// Whether the next line's first word had no room in a line of so many columns; a few columns may stay empty.
fn is_full(columns: usize, first_word: usize, width: usize) -> bool {
    columns + 1 + first_word + 3 > width
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let blocks = blocks_of_text(text);
        let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(texts, expected, "{text}");
    }

    #[test]
    fn lines_are_blocks() {
        check("Home\nNews\r\n\r\n  A ferry leaves. \n", &["Home", "News", "A ferry leaves."]);
        check("• one\n * two\n*", &["one", "two"]);
        check("", &[]);
        check("\n \n\u{AD}\n", &[]);
    }

    #[test]
    fn lines_broken_at_a_width_are_joined() {
        check(
            "The ferry stayed in port on Monday because of the storm, said the\nharbour master, who had watched the sea since the early morning and\nsaw no reason to let anybody out.\n\nShe goes on.",
            &[
                "The ferry stayed in port on Monday because of the storm, said the harbour master, who had watched the sea since the early morning and saw no reason to let anybody out.",
                "She goes on.",
            ],
        );
        check(
            "Home\nNews from the harbour and the town of Lund\nSport\nWeather",
            &["Home", "News from the harbour and the town of Lund", "Sport", "Weather"],
        );
    }

    #[test]
    fn gaps_and_bullets_are_kept() {
        let blocks = blocks_of_text("one\n\n  • two");
        let second = blocks.get(1).unwrap();
        assert!(second.gap_before && second.bullet && second.indent == 2);
        assert!(!blocks.first().unwrap().gap_before);
    }

    #[test]
    fn lines_past_the_most_are_one_block() {
        let text = "a\n".repeat(MOST_BLOCKS) + "b\nc";
        assert!(is_too_long(&text));
        let blocks = blocks_of_text(&text);
        assert_eq!((blocks.len(), blocks.last().unwrap().text.as_str()), (MOST_BLOCKS, "a b c"));
        assert!(!is_too_long(&"a\n".repeat(MOST_BLOCKS - 1)));
    }
}
