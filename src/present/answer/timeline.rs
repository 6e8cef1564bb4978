//! Time lines side by side, a time a line and a query a column.
//!
//! Invariant: all bars are of one scale, that of shares, so that months of few articles can be compared with months of many; no
//! line is wider than the screen.

use std::io::{self, Write};

use anstyle::Style as Ansi;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::present::style::Style;
use crate::present::terminal::one_line;
use crate::query::rows::TimelineRow;

/// The longest bar, and the shortest that is drawn.
const LONGEST: usize = 24;
const SHORTEST: usize = 6;

/// The look of headings, as in a table.
const HEADING: Ansi = Ansi::new().bold();

/// Writes `rows`, of which `queries` follow each other for every time: numbers alone into a pipe, with bars on a terminal.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_timeline(out: &mut impl Write, rows: &[TimelineRow], queries: usize, style: Style) -> io::Result<()> {
    let times: Vec<&[TimelineRow]> = rows.chunks(queries.max(1)).collect();
    let Some(first) = times.first() else { return Ok(()) };
    let widest = |texts: &mut dyn Iterator<Item = usize>, heading: usize| texts.max().unwrap_or(0).max(heading);
    let time = widest(&mut rows.iter().map(|row| row.group.width()), 0);
    let of = widest(&mut rows.iter().map(|row| row.of.to_string().len()), "of".len());
    let number = widest(&mut rows.iter().map(|row| row.count.to_string().len()), 1);
    let bar = bar_width(style, first.len(), time + 2 + of, number);
    let column = number + "  0.00".len() + bar.map_or(0, |bar| bar + 1);
    let headings: Vec<String> = first.iter().map(|row| one_line(&row.query).into_owned()).collect();
    let wide = |heading: &String| if style.width.is_some() { column } else { heading.width().max(column) };
    let widths: Vec<usize> = headings.iter().map(wide).collect();
    let mut line = format!("{:time$}  {:>of$}", "", "of");
    for (heading, width) in headings.iter().zip(&widths) {
        line += "  ";
        line += &padded(&cut(heading, *width), *width);
    }
    if style.colour {
        writeln!(out, "{HEADING}{}{HEADING:#}", line.trim_end())?;
    } else {
        writeln!(out, "{}", line.trim_end())?;
    }
    let most = rows.iter().map(|row| row.share.value()).fold(0.0, f64::max);
    for same_time in times {
        let Some(first) = same_time.first() else { continue };
        let mut line = format!("{}  {:>of$}", padded(&one_line(&first.group), time), first.of);
        for (row, width) in same_time.iter().zip(&widths) {
            let drawn = bar.map(|bar| format!(" {}", drawn(row.share.value(), most, bar))).unwrap_or_default();
            let share = if row.count == 0 { "    ".to_owned() } else { format!("{:.2}", row.share.value()) };
            line += &format!("  {}", padded(&format!("{:>number$}  {share}{drawn}", row.count), *width));
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// Cells of the longest bar; `None` where there is no terminal, or no room for bars.
fn bar_width(style: Style, queries: usize, before: usize, number: usize) -> Option<usize> {
    let room = usize::from(style.width?).checked_sub(before)? / queries.max(1);
    let bar = room.checked_sub(number + "  0.00".len() + 3)?.min(LONGEST);
    (bar >= SHORTEST).then_some(bar)
}

/// A bar as long as `share` is of `most`; the least that is not nothing is half a cell.
fn drawn(share: f64, most: f64, longest: usize) -> String {
    let halves = if most > 0.0 { (share / most * longest as f64 * 2.0).round() } else { 0.0 };
    let halves = (0..=longest * 2).rev().find(|number| *number as f64 <= halves).unwrap_or(0);
    let halves = if share > 0.0 { halves.max(1) } else { halves };
    "█".repeat(halves / 2) + if halves % 2 == 1 { "▌" } else { "" }
}

/// At most `width` cells of `text`.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut cells = 0;
    let fits = |letter: &char| {
        cells += letter.width().unwrap_or(0);
        cells < width
    };
    text.chars().take_while(fits).collect::<String>() + "…"
}

fn padded(text: &str, width: usize) -> String {
    text.to_owned() + &" ".repeat(width.saturating_sub(text.width()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::rows::Share;

    fn rows() -> Vec<TimelineRow> {
        let row = |group: &str, query: &str, count: i64, of: i64| TimelineRow {
            group: group.into(),
            query: query.into(),
            count,
            of,
            share: Share::per_mille(u16::try_from(count * 1000 / of).unwrap()),
            thin: of < 10,
        };
        vec![
            row("2031-05", "ferry", 12, 48),
            row("2031-05", "speaker:quill said:\"harbour 橋橋橋橋橋橋\"", 0, 48),
            row("2031-06", "ferry", 3, 6),
            row("2031-06", "speaker:quill said:\"harbour 橋橋橋橋橋橋\"", 1, 6),
        ]
    }

    #[test]
    fn a_pipe_gets_numbers_alone() {
        let mut out = Vec::new();
        write_timeline(&mut out, &rows(), 2, Style::default()).unwrap();
        let expected = "         of  ferry     speaker:quill said:\"harbour 橋橋橋橋橋橋\"
2031-05  48  12  0.25   0
2031-06   6   3  0.50   1  0.17
";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for width in [40, 60, 80, 120, 200] {
            let mut out = Vec::new();
            write_timeline(&mut out, &rows(), 2, Style { width: Some(width), colour: false }).unwrap();
            let text = String::from_utf8(out).unwrap();
            for line in text.lines() {
                assert!(line.width() <= usize::from(width), "{width}: {line}");
            }
            assert!(width < 60 || text.contains("██████"), "{text}");
        }
    }
}
