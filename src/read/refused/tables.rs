//! Tables whose first row does not say what their columns hold: a reader would have to guess which cell is the text.

use std::io::Cursor;

use super::family::Family;
use crate::read::about::Refusal;
use crate::read::records::table_split::{RowSplitter, cells};

static NO_HEADER: Refusal = Refusal::new(
    "a table without a header row that names its text",
    "put a first row above it that names the columns, one of them body, text or html, others headline, date, author, site or url",
);

/// Tables without a header.
pub(super) static WITHOUT_HEADER: Family = Family { refusals: &[&NO_HEADER], look: table };

/// The rows that are looked at.
const ROWS: usize = 20;

/// The least columns of a table.
const COLUMNS: usize = 3;

/// A table without a header.
fn table(text: &str) -> Option<&'static Refusal> {
    let is_table = [b',', b';', b'\t', b'|'].into_iter().any(|delimiter| is_table(text, delimiter));
    is_table.then_some(&NO_HEADER)
}

/// Whether the lines of `text` are rows of as many cells each, which are quoted, or of which a column holds numbers, dates or addresses
/// only: sentences have commas, too.
fn is_table(text: &str, delimiter: u8) -> bool {
    let mut rows = RowSplitter::new(Cursor::new(text.as_bytes()), delimiter, text.len() + 1);
    let mut seen: Vec<Vec<String>> = Vec::new();
    let mut quoted = true;
    while let Ok(Some(row)) = rows.next_row() {
        // The start of a file may end within a row.
        if row.open && !seen.is_empty() || seen.len() == ROWS {
            break;
        }
        if row.open || row.loose || row.cells < COLUMNS || seen.first().is_some_and(|first| first.len() != row.cells) {
            return false;
        }
        quoted &= row.bytes.starts_with(b"\"") && row.bytes.ends_with(b"\"");
        let found = cells(&row.bytes, delimiter, row.cells);
        seen.push(found.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect());
    }
    let columns = seen.first().map_or(0, Vec::len);
    let is_exact = |column: usize| seen.iter().all(|row| row.get(column).is_some_and(|cell| is_value(cell)));
    !seen.is_empty() && (quoted || seen.len() > 1 && (0..columns).any(is_exact))
}

/// Whether a cell is a number, a date in digits or an address.
fn is_value(cell: &str) -> bool {
    let is_digits = cell.starts_with(|c: char| c.is_ascii_digit())
        && cell.chars().all(|c| c.is_ascii_digit() || "-/.:TZ+ ".contains(c));
    is_digits || cell.starts_with("http://") || cell.starts_with("https://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_told_from_sentences_with_commas() {
        let check = |text: &str, expected: bool| assert_eq!(table(text).is_some(), expected, "{text}");
        check(
            "2026-03-06,Quay floods,The quay stood under water.\n2026-03-07,Pier falls,\"It fell, and lay.\"\n",
            true,
        );
        check("\"7\",\"Quay floods\",\"The quay stood\nunder water.\"\n", true);
        check("Quay\tThe quay stood.\thttps://a.example/1\nPier\tIt fell.\thttps://a.example/2\n", true);
        check("It rained, it blew, and it froze.\nBoats, nets, and men were gone.\n", false);
        check("1, 2 and 3 went, 4 stayed\n", false);
        check("\"Rain,\" she said, \"fell.\"\nNobody, she said, came.\n", false);
        check("Rain fell.", false);
    }
}
