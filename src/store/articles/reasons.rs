//! Why quotes are whose they are: each reason once, however many quotes it is given for.
//!
//! Reasons come in as text, numbers of rows of `quote_reasons` go out.
//!
//! Invariant: a row is never changed; one that no quote needs any more stays until something is deleted.

use std::collections::HashMap;

use rusqlite::{OptionalExtension as _, Result, Transaction};

use crate::store::values::next_id;

/// The reasons that a batch gives.
pub(in crate::store) struct Reasons {
    ids: HashMap<String, i64>,
    next: i64,
}

impl Reasons {
    pub(in crate::store) fn new(transaction: &Transaction<'_>) -> Result<Self> {
        Ok(Self { ids: HashMap::new(), next: next_id(transaction, "quote_reasons")? })
    }

    /// The number of a reason, which is entered where it is new.
    pub(super) fn id_of(&mut self, transaction: &Transaction<'_>, reason: &str) -> Result<i64> {
        if let Some(id) = self.ids.get(reason) {
            return Ok(*id);
        }
        let known = transaction
            .prepare_cached("SELECT id FROM quote_reasons WHERE text = ?1")?
            .query_row([reason], |row| row.get(0))
            .optional()?;
        let id = known.unwrap_or(self.next);
        if known.is_none() {
            let sql = "INSERT INTO quote_reasons (id, text) VALUES (?1, ?2)";
            transaction.prepare_cached(sql)?.execute((id, reason))?;
            self.next += 1;
        }
        self.ids.insert(reason.to_owned(), id);
        Ok(id)
    }
}

/// Removes the reasons that no quote needs any more: a reason may hold a word of the page.
pub(in crate::store) fn forget_needless(transaction: &Transaction<'_>) -> Result<()> {
    let sql = "DELETE FROM quote_reasons WHERE id NOT IN (SELECT reason_id FROM quotes WHERE reason_id IS NOT NULL)";
    transaction.execute(sql, [])?;
    Ok(())
}
