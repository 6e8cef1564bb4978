//! Rows as JSON Lines: one object a line, for programs that read as they go.
//!
//! Rows come in, lines go out.
//!
//! Invariant: a line break in a row is an escape, so that a line is always a whole row.

use std::io::{self, Write};

use crate::present::columns::Row;
use crate::present::json::write_object;

/// Writes each of `rows` on a line of its own.
///
/// # Errors
/// Whatever `out` refuses.
pub fn write_lines<R: Row>(out: &mut impl Write, rows: &[R]) -> io::Result<()> {
    for row in rows {
        write_object(out, row)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::rows::OrganisationRow;

    #[test]
    fn every_row_is_one_line() {
        let row = OrganisationRow {
            id: 7,
            name: "Two\nlines".into(),
            articles: 1,
            mentions: 1,
            confidence: None,
            doubtful: false,
            identifiers: None,
        };
        let mut out = Vec::new();
        write_lines(&mut out, &[row.clone(), row]).unwrap();
        let line = "{\"id\":7,\"name\":\"Two\\nlines\",\"articles\":1,\"mentions\":1,\"confidence\":null,\"doubtful\":false,\"identifiers\":null}\n";
        assert_eq!(String::from_utf8(out).unwrap(), line.repeat(2));
    }
}
