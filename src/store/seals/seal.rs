//! What a digest is taken of, put down so that no two rows look alike.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Result};

use crate::model::Digest;

/// Which definition of the digests a number follows: it stands in its lowest bits.
const FORM: i64 = 1;
/// The bits that hold the form.
const FORM_BITS: i64 = 0xf;

/// What a digest is taken of, put down so that no two look alike.
#[derive(Default)]
pub(super) struct Seal(Vec<u8>);

impl Seal {
    pub(super) fn value(&mut self, value: ValueRef<'_>) {
        let (mark, bytes): (u8, &[u8]) = match &value {
            ValueRef::Null => (0, &[]),
            ValueRef::Integer(number) => (1, &number.to_le_bytes()),
            ValueRef::Real(number) => (2, &number.to_bits().to_le_bytes()),
            ValueRef::Text(text) => (3, text),
            ValueRef::Blob(bytes) => (4, bytes),
        };
        self.0.push(mark);
        self.0.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        self.0.extend_from_slice(bytes);
    }

    /// A column that has a value.
    pub(super) fn column(&mut self, name: &str, value: ValueRef<'_>) {
        if value != ValueRef::Null {
            self.value(ValueRef::Text(name.as_bytes()));
            self.value(value);
        }
    }

    /// Every value of every row, in the order of the rows.
    pub(super) fn rows(&mut self, connection: &Connection, sql: &str) -> Result<()> {
        let mut statement = connection.prepare(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                self.value(row.get_ref(column)?);
            }
        }
        Ok(())
    }

    /// Takes what was put down, so that the next row finds nothing of it; the sum of such numbers hangs on no order.
    pub(super) fn take(&mut self) -> i64 {
        let number = self.number();
        self.0.clear();
        number
    }

    pub(super) fn number(&self) -> i64 {
        Digest::of(&self.0).as_bytes().first_chunk::<8>().map_or(0, |bytes| i64::from_le_bytes(*bytes))
    }
}

/// A sum of digests of rows as the number that is kept.
pub(super) fn kept(sum: i64) -> i64 {
    sum & !FORM_BITS | FORM
}
