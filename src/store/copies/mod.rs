//! What copies of an article are found by: one signature an article, and an index of their marks.
//!
//! Articles come in, rows of `copy_signatures` and words of `copy_search` go out. The marks stand in a full-text index and not
//! in an index of SQLite's own: they are random numbers, and a tree that is given sixteen random keys an article writes most
//! of its pages anew with every batch once it is large, while a full-text index writes them in runs and merges these.
//!
//! Invariant: a signature is that of the body in its row and of nothing else, so nothing an article shares with another is
//! stored, and no order of imports shows.

pub(super) mod anew;

use rusqlite::{Result, Transaction, params};

use crate::store::articles::search;
use crate::store::articles::search::{Index, json_list};

/// Stores the signatures of articles that were written: of those numbered `rewritten` anew, of those from `first_new` on for the
/// first time.
pub(super) fn write<'s>(
    transaction: &Transaction<'_>,
    articles: impl Iterator<Item = (i64, &'s [u8])>,
    rewritten: &[i64],
    first_new: i64,
) -> Result<()> {
    forget(transaction, rewritten)?;
    for (article_id, signature) in articles {
        insert(transaction, article_id, signature)?;
    }
    search::learn(transaction, Index::Copies, rewritten, first_new)
}

/// Takes the signatures of these articles out, and their marks out of the index.
pub(super) fn forget(transaction: &Transaction<'_>, article_ids: &[i64]) -> Result<()> {
    if article_ids.is_empty() {
        return Ok(());
    }
    search::forget(transaction, Index::Copies, article_ids)?;
    transaction
        .prepare_cached("DELETE FROM copy_signatures WHERE id IN (SELECT value FROM json_each(?1))")?
        .execute([json_list(article_ids)])?;
    Ok(())
}

/// Stores the signature of an article that has none.
fn insert(transaction: &Transaction<'_>, article_id: i64, signature: &[u8]) -> Result<()> {
    transaction
        .prepare_cached("INSERT INTO copy_signatures (id, signature) VALUES (?1, ?2)")?
        .execute(params![article_id, signature])?;
    Ok(())
}
