//! What every batch of one run goes by, and how it is written.
//!
//! A batch comes in with what became of the records so far; rows go out, in one transaction.
//!
//! Invariant: the numbers of the run stand in the same transaction as the rows they count.

use rusqlite::{Connection, Result, TransactionBehavior, params};

use crate::model::{Analysis, Article, Source};
use crate::store::batch;
use crate::store::batch::Batch;
use crate::store::entry::{Counts, Entry};
use crate::store::removal::deleted::Deleted;
use crate::store::seals;
use crate::store::seals::table::Table;
use crate::store::sources::editions::Again;

/// How what is stored is read again, on whichever thread stores.
#[derive(Clone, Copy, Debug)]
pub struct Reread {
    /// Normalises and analyses an original as an import does it; `None` where it cannot be read any more.
    pub read: fn(Source) -> Option<Entry>,
    /// Looks for names and quotes in an article of which a field was corrected.
    pub analyse: fn(&Article) -> Analysis,
}

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
    /// Writes a batch in one transaction, without what is deleted by then; `deleted` learns what that is.
    pub(super) fn store(&self, connection: &mut Connection, order: Order, deleted: &mut Deleted) -> Result<()> {
        let Order { mut batch, counts } = order;
        let again = self.again.as_ref().map(|Reread { read, analyse }| Again { read, analyse });
        let run = batch::Run { import_id: self.id, imported_at: &self.started_at, again };
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another program may have deleted something since the entry was gathered: whether this batch or one before it was
        // the first to learn of that, the entry stays out.
        deleted.catch_up(&transaction)?;
        batch
            .entries
            .retain(|entry| !deleted.has_source(&entry.sha256) && !deleted.has(&entry.key, &entry.article.body));
        batch.write(&transaction, run)?;
        let Counts { imported, updated, unchanged, skipped, .. } = counts;
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
