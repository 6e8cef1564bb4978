//! What every batch of one run goes by, and how it is written.
//!
//! A batch comes in with what became of the records so far; rows go out, in one transaction.
//!
//! Invariant: the numbers of the run stand in the same transaction as the rows they count.

use rusqlite::{Connection, Result, TransactionBehavior, params};

use crate::model::Source;
use crate::store::batch;
use crate::store::batch::Batch;
use crate::store::entry::{Counts, Entry};
use crate::store::seals;
use crate::store::seals::Table;
use crate::store::sources::editions;

/// Reads a stored original again, on whichever thread stores.
pub type Reread = fn(Source) -> Option<Entry>;

/// A batch, with what became of the records of the run up to its end.
#[derive(Default)]
pub(super) struct Order {
    pub(super) batch: Batch,
    pub(super) counts: Counts,
}

/// One run of `archive import`, as its batches see it.
#[derive(Clone)]
pub(super) struct Run {
    pub(super) id: i64,
    pub(super) started_at: String,
    pub(super) again: Option<Reread>,
}

impl Run {
    /// Writes a batch in one transaction.
    pub(super) fn store(&self, connection: &mut Connection, order: &Order) -> Result<()> {
        let again = self.again.as_ref().map(|again| again as editions::Again<'_>);
        let run = batch::Run { import_id: self.id, imported_at: &self.started_at, again };
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        order.batch.write(&transaction, run)?;
        let Counts { imported, updated, unchanged, skipped } = order.counts;
        transaction
            .prepare_cached(
                "UPDATE imports SET imported = ?1, updated = ?2, unchanged = ?3, skipped = ?4 WHERE id = ?5",
            )?
            .execute(params![number(imported), number(updated), number(unchanged), number(skipped), self.id])?;
        seals::seal(&transaction, Table::Imports, self.id)?;
        transaction.commit()
    }
}

fn number(records: u64) -> i64 {
    i64::try_from(records).unwrap_or(i64::MAX)
}
