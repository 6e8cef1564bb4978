//! The marks of a signature as words of a full-text index.
//!
//! Invariant: a mark is always the same eight letters and digits, whether it is stored or asked for.

use rusqlite::functions::FunctionFlags;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Result};

use crate::model::Signature;

/// The name under which SQL knows the words of a signature.
pub(in crate::store) const WORDS: &str = "signature_words";

/// The word of a mark.
pub(crate) fn word(mark: u32) -> String {
    format!("{mark:08x}")
}

/// Lets SQL on this connection ask for the words of a signature.
pub(in crate::store) fn register(connection: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function(WORDS, 1, flags, |call| {
        Ok(match call.get_raw(0) {
            ValueRef::Blob(bytes) => {
                let signature = Signature::from_bytes(bytes);
                let mut words = String::with_capacity(9 * signature.marks().len());
                for mark in signature.marks() {
                    words += &word(*mark);
                    words.push(' ');
                }
                Some(words)
            }
            _ => None,
        })
    })
}
