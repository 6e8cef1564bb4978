//! Lists of names that somebody brings along: a column of a table in a file.
//!
//! A path comes in; the names go out, each with its line.
//!
//! Invariant: the column is the one that was asked for, else the first whose header says that it holds names, else the only one;
//! otherwise the headers are named and nothing is guessed.

pub mod identified;
mod table;

use std::path::Path;

use crate::lexicon::people::name_columns::NAME_COLUMNS;
use crate::read::error::{ReadError, ReadErrorKind};
use crate::read::input::read_text;
use crate::read::lists::table::table;

/// The names of the list at `path`, or on standard input for `-`, each with its line; `column` says in which column they stand.
///
/// # Errors
/// Where the file cannot be read, and where no column holds names.
pub fn read_names(path: &Path, column: Option<&str>) -> Result<Vec<(u64, String)>, ReadError> {
    let text = read_text(path)?;
    let failed = |message: String| ReadError::of_file(&path.display().to_string(), ReadErrorKind::Malformed, message);
    let mut reader = table(&text);
    let headers = reader.headers().map_err(|error| failed(error.to_string()))?.clone();
    let place = find(&headers, column).ok_or_else(|| {
        let names: Vec<&str> = headers.iter().collect();
        match column {
            Some(column) => failed(format!("no column `{column}` among {}", names.join(", "))),
            None => failed(format!("no column is called like one of names: {}", names.join(", "))),
        }
    })?;
    let mut names = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| failed(error.to_string()))?;
        let line = record.position().map_or(0, csv::Position::line);
        let name = record.get(place).unwrap_or_default();
        if !name.is_empty() {
            names.push((line, name.to_owned()));
        }
    }
    Ok(names)
}

/// The column in which the names stand.
fn find(headers: &csv::StringRecord, column: Option<&str>) -> Option<usize> {
    let is = |header: &str, name: &str| header.trim().to_lowercase() == name.trim().to_lowercase();
    if let Some(column) = column {
        return headers.iter().position(|header| is(header, column)).or_else(|| {
            let number = column.parse::<usize>().ok()?.checked_sub(1)?;
            (number < headers.len()).then_some(number)
        });
    }
    let named = headers.iter().position(|header| NAME_COLUMNS.contains(&header.trim().to_lowercase()));
    named.or_else(|| (headers.len() == 1).then_some(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_column_of_names_is_found_or_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.csv");
        let check = |text: &str, column: Option<&str>, expected: Result<&[(u64, &str)], &str>| {
            std::fs::write(&path, text).unwrap();
            let read = read_names(&path, column).map_err(|error| error.message);
            let expected = expected
                .map(|names| names.iter().map(|(line, name)| (*line, (*name).to_owned())).collect::<Vec<_>>())
                .map_err(str::to_owned);
            assert_eq!(read, expected, "{text}");
        };
        check(
            "id,Full Name\n1,\"Ferrin, Tomas\"\n2,\n3,Ida Lund\n",
            None,
            Ok(&[(2, "Ferrin, Tomas"), (4, "Ida Lund")]),
        );
        check("\u{feff}Nom;Pays\nIda Lund;NO\n", None, Ok(&[(2, "Ida Lund")]));
        check("Wer\nIda Lund\n", None, Ok(&[(2, "Ida Lund")]));
        check("a,b\nx,Ida Lund\n", Some("B"), Ok(&[(2, "Ida Lund")]));
        check("a,b\nx,Ida Lund\n", Some("2"), Ok(&[(2, "Ida Lund")]));
        check("a,b\nx,y\n", None, Err("no column is called like one of names: a, b"));
        check("a,b\nx,y\n", Some("c"), Err("no column `c` among a, b"));
    }
}
