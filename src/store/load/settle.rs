//! Lets an archive agree that was made of rows.
//!
//! Invariant: what the rows say is kept; what follows from them (counts, aliases, forms of names, credits, full-text indexes,
//! signatures) is made anew, as a repair makes it.

use std::path::Path;

use rusqlite::{Result, Transaction, TransactionBehavior};

use crate::store::archive::Archive;
use crate::store::entities::register::Register;
use crate::store::error::StoreError;
use crate::store::load::draft::MARKS;
use crate::store::open::{Access, Journal};
use crate::store::seals::table::Table;
use crate::store::{repair, seals};

/// Captions with a name that does not stand where it is said to stand in the credit, or that may stand there now.
const MISPLACED: &str = "SELECT id, credit FROM captions AS caption
    WHERE EXISTS (SELECT 1 FROM person_mentions WHERE caption_id = caption.id AND field = 'credit'
                  AND substr(ifnull(credit, ''), start_char + 1, end_char - start_char) <> text)
       OR EXISTS (SELECT 1 FROM place_mentions WHERE caption_id = caption.id AND field = 'credit'
                  AND substr(ifnull(credit, ''), start_char + 1, end_char - start_char) <> text)
       OR EXISTS (SELECT 1 FROM organisation_mentions WHERE caption_id = caption.id AND field = 'credit'
                  AND substr(ifnull(credit, ''), start_char + 1, end_char - start_char) <> text)
       OR EXISTS (SELECT 1 FROM unplaced_mentions WHERE caption_id = caption.id AND instr(credit, text) > 0)
    ORDER BY id";

/// Brings the draft up to date and lets it agree; it is no draft any more then.
pub(super) fn settle(draft: &Path, access: &Access) -> std::result::Result<(), StoreError> {
    let mut archive = Archive::create_or_open(draft, Access { journal: Journal::Rollback, ..*access })?;
    let outcome = (|| {
        let transaction = archive.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        repair::level(&transaction)?;
        place_credits(&transaction)?;
        // Another schema, or none, is what was sealed before.
        transaction.execute(&format!("DROP TABLE IF EXISTS {MARKS}"), [])?;
        for table in Table::ALL {
            let mut after = Some(0);
            while let Some(last) = after {
                after = seals::seal_missing(&transaction, table, last)?;
            }
        }
        seals::seal_whole(&transaction)?;
        transaction.commit()
    })();
    outcome.map_err(|cause| archive.refused(cause))
}

/// Looks for the names in credits again where a caption keeps another credit than it did among more articles.
fn place_credits(transaction: &Transaction<'_>) -> Result<()> {
    let misplaced: Vec<(i64, Option<String>)> =
        transaction.prepare(MISPLACED)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_>>()?;
    if misplaced.is_empty() {
        return Ok(());
    }
    let mut register = Register::new(transaction)?;
    for (caption_id, credit) in misplaced {
        register.relocate(transaction, caption_id, credit.as_deref())?;
    }
    register.settle(transaction)
}
