//! Figures as rows: statistics and what a check looked at.
//!
//! Invariant: a figure has the name of its key in JSON, with spaces for underscores.

use serde::Serialize;

use crate::present::columns::{Cell, Column, Row};
use crate::query::rows::Stats;

/// One figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// What is counted.
    pub figure: String,
    /// How much.
    pub value: Value,
}

/// How much, or when.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A count.
    Count(i64),
    /// A date; `None` where no article has one.
    Date(Option<String>),
}

impl Row for Figure {
    const COLUMNS: &'static [Column<Self>] = &[
        Column { name: "figure", cell: |row| Cell::Text(&row.figure), place_in_table: Some(0) },
        Column {
            name: "value",
            cell: |row| match &row.value {
                Value::Count(count) => Cell::Integer(*count),
                Value::Date(date) => date.as_deref().map_or(Cell::Empty, Cell::Text),
            },
            place_in_table: Some(1),
        },
    ];
}

/// The figures of `stats`, in the order of its fields.
#[must_use]
pub fn figures_of(stats: &Stats) -> Vec<Figure> {
    let counts = [
        ("articles", stats.articles),
        ("sources", stats.sources),
        ("words", stats.words),
        ("people", stats.people),
        ("places", stats.places),
        ("organisations", stats.organisations),
        ("quotes", stats.quotes),
        ("captions", stats.captions),
        ("repeated captions", stats.repeated_captions),
        ("problems", stats.problems),
        ("imports", stats.imports),
    ];
    let mut figures: Vec<_> = counts.map(|(name, count)| count_of(name.to_owned(), count)).into();
    for (name, date) in [("first date", &stats.first_date), ("last date", &stats.last_date)] {
        figures.push(Figure { figure: name.to_owned(), value: Value::Date(date.clone()) });
    }
    for (what, tallies) in [("language", &stats.by_language), ("site", &stats.by_site), ("tag", &stats.by_tag)] {
        let named = |tally: &Option<String>| format!("{what} {}", tally.as_deref().unwrap_or("unknown"));
        figures.extend(tallies.iter().map(|tally| count_of(named(&tally.name), tally.articles)));
    }
    if stats.deleted > 0 {
        figures.push(count_of("deleted articles".to_owned(), stats.deleted));
    }
    figures.push(count_of("file bytes".to_owned(), stats.file_bytes));
    figures
}

fn count_of(figure: String, count: i64) -> Figure {
    Figure { figure, value: Value::Count(count) }
}

/// One thing a check looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// What it is.
    pub check: &'static str,
    /// How many of them.
    pub looked_at: u64,
}

impl Checked {
    /// `looked_at` of `check`.
    #[must_use]
    pub fn new(check: &'static str, looked_at: u64) -> Self {
        Self { check, looked_at }
    }
}

impl Row for Checked {
    const COLUMNS: &'static [Column<Self>] = &[
        Column { name: "check", cell: |row| Cell::Text(row.check), place_in_table: Some(0) },
        Column {
            name: "looked_at",
            cell: |row| Cell::Integer(i64::try_from(row.looked_at).unwrap_or(i64::MAX)),
            place_in_table: Some(1),
        },
    ];
}
