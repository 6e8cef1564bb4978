//! The rows of articles that go, and of everything that nothing else names or shows.
//!
//! Invariant: sources and decisions are left alone; whoever calls this has seen to them.

use rusqlite::{Result, Transaction};

use crate::store::articles::captions::Shelf;
use crate::store::articles::reasons;
use crate::store::articles::search;
use crate::store::articles::search::Index;
use crate::store::entities::register::Register;
use crate::store::values::next_id;
use crate::store::{articles, copies};

/// Removes the articles with everything that hangs on them. No source may refer to them any more when the transaction ends.
pub(in crate::store) fn remove(transaction: &Transaction<'_>, ids: &[i64]) -> Result<()> {
    let mut register = Register::new(transaction)?;
    let mut shelf = Shelf::new(next_id(transaction, "captions")?);
    search::forget(transaction, Index::Articles, ids)?;
    copies::forget(transaction, ids)?;
    search::forget(transaction, Index::Quotes, &articles::quote_ids(transaction, ids)?)?;
    for id in ids {
        register.forget(transaction, *id)?;
        shelf.forget(transaction, *id)?;
        articles::erase_parts(transaction, *id)?;
    }
    reasons::forget_needless(transaction)?;
    let changed = shelf.settle(transaction)?;
    for (caption_id, credit) in &changed {
        register.relocate(transaction, *caption_id, credit.as_deref())?;
    }
    register.settle(transaction)?;
    for id in ids {
        for sql in [
            "DELETE FROM article_digests WHERE article_id = ?1",
            "DELETE FROM tags WHERE article_id = ?1",
            "DELETE FROM notes WHERE article_id = ?1",
            "DELETE FROM articles WHERE id = ?1",
        ] {
            transaction.prepare_cached(sql)?.execute([id])?;
        }
    }
    let changed: Vec<i64> = changed.keys().copied().collect();
    search::learn(transaction, Index::Captions, &changed, shelf.first_new())
}
