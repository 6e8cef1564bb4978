//! Rows as columns for people to read.
//!
//! Rows come in. On a terminal a table as wide as the window goes out, long cells wrapped; into a pipe plain rows go
//! out: one line a row, nothing cut, no frame and no colour, so that `grep` and `cut` see whole rows.
//!
//! Invariant: every cell is on the lines of its own row, and no text from a page reaches a terminal as a command.

use std::borrow::Cow;
use std::io::{self, Write};

use anstyle::Style as Ansi;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width};
use unicode_width::UnicodeWidthStr;

use crate::present::columns::{Cell, Column, Row, table_columns};
use crate::present::page::line_breaks::pieces;
use crate::present::style::Style;
use crate::present::terminal::{day_of, in_order, one_line};

/// A plain row is padded up to this many columns a cell; one long name must not push every row off the screen.
const WIDEST_PADDING: usize = 40;

/// The blanks between two columns.
const GAP: usize = 2;

/// A word longer than this is parted sooner than that another column gives way to it.
const LONGEST_WORD: usize = 32;

/// The look of headings: no colour, as none can be read on every ground.
const HEADING: Ansi = Ansi::new().bold();

/// No frame; a line under the headings.
const FRAME: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// Writes a heading line and `rows`; nothing at all where there are none. Columns that hold nothing are left out.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_table<R: Row>(out: &mut impl Write, rows: &[R], style: Style) -> io::Result<()> {
    let mut columns = table_columns::<R>();
    columns.retain(|column| rows.iter().any(|row| (column.cell)(row) != Cell::Empty));
    write_columns(out, rows, &columns, style)
}

/// Writes a heading line and these columns of `rows`; nothing at all where there are no rows.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_columns<R: Row>(
    out: &mut impl Write,
    rows: &[R],
    columns: &[&'static Column<R>],
    style: Style,
) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    match style.width {
        Some(width) => {
            let mut grid = Grid::of(rows, columns);
            if grid.least_widths(width).is_none() {
                // Degrees say nothing without the name beside them; nobody looks for them in a narrow window.
                let is_degrees = |row: &R, column: &Column<R>| matches!((column.cell)(row), Cell::Degrees(_));
                let mut columns = columns.to_vec();
                columns.retain(|column| !rows.iter().any(|row| is_degrees(row, column)));
                grid = Grid::of(rows, &columns);
            }
            write_wrapped(out, grid, width, style.colour)
        }
        None => write_plain(out, &Grid::of(rows, columns)),
    }
}

/// The texts of a table.
struct Grid<'a> {
    headings: Vec<String>,
    /// Which columns hold numbers, which are aligned at the right.
    numeric: Vec<bool>,
    /// Which columns draw numbers.
    bars: Vec<bool>,
    cells: Vec<Vec<Cow<'a, str>>>,
}

impl<'a> Grid<'a> {
    fn of<R: Row>(rows: &'a [R], columns: &[&'static Column<R>]) -> Self {
        let is_number = |cell: Cell<'_>| matches!(cell, Cell::Integer(_) | Cell::Degrees(_) | Cell::Share(_));
        Self {
            headings: columns.iter().map(|column| column.name.replace('_', " ")).collect(),
            numeric: columns.iter().map(|column| rows.iter().any(|row| is_number((column.cell)(row)))).collect(),
            bars: columns.iter().map(|column| column.is_bar()).collect(),
            cells: rows.iter().map(|row| columns.iter().map(|column| text_in(column, row)).collect()).collect(),
        }
    }

    /// How narrow each column can be without breaking a word of its heading, a number or a bar; `None` where a table of this width has no
    /// room for that.
    fn least_widths(&self, width: u16) -> Option<Vec<usize>> {
        let heading = |heading: &String| heading.split(' ').map(UnicodeWidthStr::width).max().unwrap_or_default();
        let numbers = |at: usize| {
            self.cells.iter().map(|row| row[at].width()).max().filter(|_| self.numeric[at] || self.bars[at])
        };
        let least = |(at, text): (usize, &String)| heading(text).max(numbers(at).unwrap_or(0));
        let widths: Vec<usize> = self.headings.iter().enumerate().map(least).collect();
        fits(&widths, width).then_some(widths)
    }

    /// How narrow each column can be where also the words of its cells stay whole: all of them if there is room, else the shorter ones.
    fn widths_of_words(&self, width: u16) -> Option<Vec<usize>> {
        let least = self.least_widths(width)?;
        let word = |at: usize| self.cells.iter().map(|row| longest_piece(&row[at])).max().unwrap_or(0);
        let words: Vec<usize> = (0..least.len()).map(word).collect();
        let up_to = |longest: usize| -> Vec<usize> {
            least.iter().zip(&words).map(|(least, word)| (*least).max((*word).min(longest))).collect()
        };
        (1..=LONGEST_WORD).rev().map(up_to).find(|widths| fits(widths, width)).or(Some(least))
    }
}

/// Whether columns of these widths fit a table of `width`.
fn fits(widths: &[usize], width: u16) -> bool {
    widths.iter().map(|least| least + GAP).sum::<usize>() <= usize::from(width) + GAP
}

/// The width of the longest stretch of `text` inside which no line breaks.
fn longest_piece(text: &str) -> usize {
    text.split(' ').flat_map(pieces).map(UnicodeWidthStr::width).max().unwrap_or(0)
}

/// The text of `row` in `column`: of a time the day alone.
fn text_in<'r, R>(column: &Column<R>, row: &'r R) -> Cow<'r, str> {
    match (column.cell)(row) {
        Cell::Text(time) if column.is_date() => one_line(day_of(time)),
        cell => text_of(cell),
    }
}

/// The text a cell shows, on one line.
fn text_of(cell: Cell<'_>) -> Cow<'_, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(text) => one_line(text),
        Cell::Integer(number) => Cow::Owned(number.to_string()),
        Cell::Degrees(number) | Cell::Share(number) => Cow::Owned(format!("{number:.2}")),
        Cell::Mark => Cow::Borrowed("yes"),
    }
}

fn write_wrapped(out: &mut impl Write, grid: Grid<'_>, width: u16, colour: bool) -> io::Result<()> {
    let mut table = Table::new();
    table.load_style(FRAME).set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    table.set_header(&grid.headings);
    let least_widths = grid.widths_of_words(width).unwrap_or_else(|| vec![0; grid.headings.len()]);
    table.add_rows(grid.cells);
    for (((column, numeric), least), place) in table.column_iter_mut().zip(&grid.numeric).zip(least_widths).zip(1..) {
        // With the blank that the table itself puts between columns, two spaces as in plain rows.
        let padding = u16::from(place < grid.headings.len());
        column.set_padding((0, padding));
        // What a column is wide counts its padding.
        let least = u16::try_from(least).unwrap_or(u16::MAX).saturating_add(padding);
        column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
        if *numeric {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let mut heading = colour;
    for line in table.lines() {
        let line = line.trim_end();
        heading &= !line.starts_with('─');
        if heading {
            writeln!(out, "{HEADING}{line}{HEADING:#}")?;
        } else {
            writeln!(out, "{}", in_order(line))?;
        }
    }
    Ok(())
}

fn write_plain(out: &mut impl Write, grid: &Grid<'_>) -> io::Result<()> {
    let mut widths: Vec<_> = grid.headings.iter().map(|heading| heading.width()).collect();
    for row in &grid.cells {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width().min(WIDEST_PADDING));
        }
    }
    write_line(out, grid.headings.iter().map(String::as_str), &widths, &grid.numeric)?;
    for row in &grid.cells {
        write_line(out, row.iter().map(Cow::as_ref), &widths, &grid.numeric)?;
    }
    Ok(())
}

/// Two spaces between cells, none after the last.
fn write_line<'c>(
    out: &mut impl Write,
    cells: impl Iterator<Item = &'c str>,
    widths: &[usize],
    numeric: &[bool],
) -> io::Result<()> {
    let mut line = String::new();
    for ((cell, width), numeric) in cells.zip(widths).zip(numeric) {
        let padding = " ".repeat(width.saturating_sub(cell.width()));
        let (before, after) = if *numeric { (padding.as_str(), "") } else { ("", padding.as_str()) };
        line.extend([before, cell, after, "  "]);
    }
    writeln!(out, "{}", line.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::rows::{OrganisationRow, PersonRow, PlaceRow};

    fn check(names: &[&str], style: Style, expected: &str) {
        let rows: Vec<_> = names
            .iter()
            .zip(1..)
            .map(|(name, id)| OrganisationRow {
                id,
                name: (*name).into(),
                articles: id * 9,
                mentions: id * 50,
                confidence: None,
                doubtful: false,
                identifiers: None,
            })
            .collect();
        let mut out = Vec::new();
        write_table(&mut out, &rows, style).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn pipe_gets_one_whole_line_a_row() {
        check(&[], Style::default(), "");
        check(
            &["Harbour Board", "Lighthouse\nKeepers \x1b[1m"],
            Style::default(),
            "id  articles  mentions  name\n 1         9        50  Harbour Board\n 2        18       100  Lighthouse Keepers ␛[1m\n",
        );
    }

    #[test]
    fn terminal_gets_wrapped_cells() {
        check(
            &["The Harbour Board of the Northern Isles", "Tide"],
            Style { width: Some(44), colour: false },
            &format!(
                "id  articles  mentions  name\n{}\n 1         9        50  The Harbour Board of\n{}the Northern Isles\n 2        18       100  Tide\n",
                "─".repeat(44),
                " ".repeat(24),
            ),
        );
    }

    #[test]
    fn words_of_cells_stay_whole_where_there_is_room() {
        let row = PersonRow {
            id: 10,
            name: "Berta Lanternmaker-Wickfield".into(),
            articles: 1,
            mentions: 2,
            quotes: 0,
            role: Some("sea pilot of the port at Orvel".into()),
            aliases: None,
            confidence: None,
            doubtful: false,
            identifiers: None,
        };
        let mut out = Vec::new();
        write_table(&mut out, &[row], Style { width: Some(64), colour: false }).unwrap();
        let table = String::from_utf8(out).unwrap();
        assert!(table.contains("Lanternmaker-Wickfield"), "{table}");
        assert!(table.lines().all(|line| line.width() <= 64), "{table}");
    }

    #[test]
    fn marks_of_reading_order_go_to_a_terminal_alone() {
        let names = ["ميناء"];
        check(&names, Style::default(), "id  articles  mentions  name\n 1         9        50  ميناء\n");
        let mut out = Vec::new();
        let row = OrganisationRow {
            id: 1,
            name: names[0].into(),
            articles: 9,
            mentions: 50,
            confidence: None,
            doubtful: false,
            identifiers: None,
        };
        write_table(&mut out, &[row], Style { width: Some(60), colour: false }).unwrap();
        let table = String::from_utf8(out).unwrap();
        assert!(table.lines().last().unwrap().starts_with('\u{200e}'), "{table:?}");
    }

    #[test]
    fn narrow_table_breaks_no_heading_and_gives_up_the_degrees() {
        let row = PlaceRow {
            id: 96,
            name: "Lower Fenmouth".into(),
            articles: 7,
            mentions: 10,
            kind: Some("city".into()),
            country_code: Some("PL".into()),
            latitude: Some(52.23),
            longitude: Some(21.01),
            geonames_id: None,
            confidence: None,
            doubtful: false,
            identifiers: None,
        };
        let table = |width| {
            let mut out = Vec::new();
            write_table(&mut out, std::slice::from_ref(&row), Style { width: Some(width), colour: false }).unwrap();
            String::from_utf8(out).unwrap()
        };
        let wide = table(80);
        assert!(wide.lines().next().unwrap().ends_with("longitude  name"), "{wide}");
        let narrow = table(50);
        let heading = narrow.lines().take_while(|line| !line.starts_with('─')).flat_map(str::split_whitespace);
        assert_eq!(heading.collect::<Vec<_>>(), ["id", "articles", "mentions", "kind", "country", "name", "code"]);
    }

    #[test]
    fn headings_are_coloured_where_asked_for() {
        check(
            &["Tide"],
            Style { width: Some(40), colour: true },
            &format!("\x1b[1mid  articles  mentions  name\x1b[0m\n{}\n 1         9        50  Tide\n", "─".repeat(28)),
        );
    }

    #[test]
    fn columns_that_hold_nothing_are_left_out() {
        let row = PersonRow {
            id: 1,
            name: "Ada Quill".into(),
            articles: 1,
            mentions: 2,
            quotes: 0,
            role: None,
            aliases: None,
            confidence: None,
            doubtful: false,
            identifiers: None,
        };
        let mut out = Vec::new();
        write_table(&mut out, &[row], Style::default()).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "id  articles  mentions  quotes  name\n 1         1         2       0  Ada Quill\n"
        );
    }
}
