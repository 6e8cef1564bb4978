//! Signatures made anew from the bodies, for archives of older versions and for a check.
//!
//! Invariant: one body is held at a time.

use rusqlite::{Connection, Result, Transaction};

use crate::model::Signature;
use crate::store::articles::search;
use crate::store::articles::search::Index;

/// The articles whose signature is not that of their body, and those that are gone while their signature stands.
pub(in crate::store) fn wrong(connection: &Connection) -> Result<Vec<i64>> {
    let mut wrong = Vec::new();
    let mut statement = connection.prepare(
        "SELECT article.id, article.body, kept.signature
         FROM articles AS article LEFT JOIN copy_signatures AS kept ON kept.id = article.id ORDER BY article.id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let body = String::from_utf8_lossy(row.get_ref(1)?.as_bytes()?);
        let kept = row.get_ref(2)?.as_bytes_or_null()?;
        if kept != Some(Signature::of(&body).to_bytes().as_slice()) {
            wrong.push(row.get(0)?);
        }
    }
    let stray = "SELECT id FROM copy_signatures WHERE id NOT IN (SELECT id FROM articles) ORDER BY id";
    wrong.extend(connection.prepare(stray)?.query_map([], |row| row.get(0))?.collect::<Result<Vec<i64>>>()?);
    Ok(wrong)
}

/// Gives these articles the signatures of their bodies. The index is not told.
pub(in crate::store) fn mend(transaction: &Transaction<'_>, article_ids: &[i64]) -> Result<()> {
    for id in article_ids {
        transaction.prepare_cached("DELETE FROM copy_signatures WHERE id = ?1")?.execute([id])?;
        let mut statement = transaction.prepare_cached("SELECT body FROM articles WHERE id = ?1")?;
        let mut rows = statement.query([id])?;
        let Some(row) = rows.next()? else { continue };
        let signature = Signature::of(&String::from_utf8_lossy(row.get_ref(0)?.as_bytes()?));
        super::insert(transaction, *id, &signature.to_bytes())?;
    }
    Ok(())
}

/// Makes what an archive lacks that was made before articles had signatures.
pub(in crate::store) fn fill_in(transaction: &Transaction<'_>) -> Result<()> {
    let missing = wrong(transaction)?;
    mend(transaction, &missing)?;
    search::learn_anew(transaction, Index::Copies)
}
