//! Groups with a bar each, for people to read.
//!
//! Invariant: the longest bar is that of the largest count; a share that says little is marked.

use serde::Serialize;

use crate::present::columns::{Cell, Column, Row};
use crate::query::rows::{GroupRow, Share};

/// The longest bar.
const LONGEST: i64 = 24;

/// A group with its bar.
#[derive(Debug, Serialize)]
pub struct BarRow {
    group: String,
    count: i64,
    of: Option<i64>,
    share: Option<Share>,
    bar: String,
    note: &'static str,
}

impl Row for BarRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column { name: "group", cell: |row| Cell::Text(&row.group), place_in_table: Some(0) },
        Column { name: "count", cell: |row| Cell::Integer(row.count), place_in_table: Some(1) },
        Column { name: "of", cell: |row| row.of.map_or(Cell::Empty, Cell::Integer), place_in_table: Some(2) },
        Column {
            name: "share",
            cell: |row| row.share.map_or(Cell::Empty, |share| Cell::Share(share.value())),
            place_in_table: Some(3),
        },
        Column { name: "bar", cell: |row| Cell::Text(&row.bar), place_in_table: Some(4) },
        Column {
            name: "note",
            cell: |row| if row.note.is_empty() { Cell::Empty } else { Cell::Text(row.note) },
            place_in_table: Some(5),
        },
    ];
}

/// What is said of rows that are of no group.
const UNNAMED: &str = "unknown";

/// The groups, what has no name called unknown.
pub fn named(groups: &[GroupRow]) -> Vec<GroupRow> {
    let name = |row: &GroupRow| Some(row.group.clone().unwrap_or_else(|| UNNAMED.to_owned()));
    groups.iter().map(|row| GroupRow { group: name(row), ..row.clone() }).collect()
}

/// The groups with their bars. What has no name is unknown.
pub fn with_bars(groups: &[GroupRow]) -> Vec<BarRow> {
    let most = groups.iter().map(|group| group.count).max().unwrap_or(1).max(1);
    let row = |group: &GroupRow| {
        // Half a cell for every half.
        let halves = (group.count * LONGEST * 2 + most / 2) / most;
        let cells = usize::try_from(halves / 2).unwrap_or(0);
        let rest = if halves % 2 == 1 || halves == 0 { "▌" } else { "" };
        BarRow {
            group: group.group.clone().unwrap_or_else(|| UNNAMED.to_owned()),
            count: group.count,
            of: group.of,
            share: group.share,
            bar: "█".repeat(cells) + rest,
            note: if group.thin { "few" } else { "" },
        }
    };
    groups.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::style::Style;
    use crate::present::table::write_table;

    #[test]
    fn bars_stay_whole_in_a_narrow_window() {
        let group = |name: &str, count| GroupRow {
            group: Some(name.to_owned()),
            count,
            of: Some(count),
            share: None,
            thin: count < 10,
        };
        let mut out = Vec::new();
        let rows = with_bars(&[group("Berta Lanternmaker-Wickfield of Upper Orvel", 48), group("Ida Wake", 2)]);
        write_table(&mut out, &rows, Style { width: Some(60), colour: false }).unwrap();
        let table = String::from_utf8(out).unwrap();
        assert!(table.contains(&"█".repeat(24)), "{table}");
    }

    #[test]
    fn bars_are_as_long_as_their_counts() {
        let group = |count, of: i64| GroupRow {
            group: Some("2031-05".to_owned()),
            count,
            of: Some(of),
            share: None,
            thin: of < 10,
        };
        let bars = with_bars(&[group(48, 100), group(24, 100), group(1, 2)]);
        let drawn: Vec<(usize, &str)> = bars.iter().map(|row| (row.bar.chars().count(), row.note)).collect();
        assert_eq!(drawn, [(24, ""), (12, ""), (1, "few")]);
    }
}
