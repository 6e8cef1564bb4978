//! What was deleted, by digests alone: an import knows it again and leaves it out.
//!
//! Bytes and keys come in; whether the owner deleted them goes out.
//!
//! Invariant: nothing that was deleted can be read from here; a digest can only be compared with that of the same thing.

use std::collections::HashSet;

use rusqlite::{Connection, Result, Transaction, params};

use crate::model::Digest;
use crate::store::articles::search::json_list;
use crate::store::seals;
use crate::store::seals::Table;

/// The digests of everything that was deleted.
#[derive(Debug, Default)]
pub(in crate::store) struct Deleted {
    digests: HashSet<String>,
    /// The last row that is in it.
    last: i64,
}

impl Deleted {
    /// Those of the archive behind `connection`.
    pub(in crate::store) fn of(connection: &Connection) -> Result<Self> {
        let mut deleted = Self::default();
        deleted.catch_up(connection)?;
        Ok(deleted)
    }

    /// Reads what was deleted in the meantime; whether there was any.
    pub(in crate::store) fn catch_up(&mut self, connection: &Connection) -> Result<bool> {
        let mut statement = connection.prepare_cached("SELECT id, sha256 FROM deleted_digests WHERE id > ?1")?;
        let mut rows = statement.query([self.last])?;
        let before = self.digests.len();
        let mut last = self.last;
        while let Some(row) = rows.next()? {
            last = last.max(row.get(0)?);
            self.digests.insert(row.get(1)?);
        }
        self.last = last;
        Ok(self.digests.len() > before)
    }

    /// Whether these bytes were deleted.
    pub(in crate::store) fn has_source(&self, sha256: &Digest) -> bool {
        !self.digests.is_empty() && self.digests.contains(&sha256.to_string())
    }

    /// Whether the article of this key was deleted. One without an address is known by its bytes alone: another article may
    /// come to stand in its place.
    pub(in crate::store) fn has_key(&self, key: &str) -> bool {
        !self.digests.is_empty() && digest_of_key(key).is_some_and(|digest| self.digests.contains(&digest))
    }
}

/// The digest of the address in a key.
pub(super) fn digest_of_key(key: &str) -> Option<String> {
    key.starts_with("url ").then(|| Digest::of(key.as_bytes()).to_string())
}

/// Remembers the article of this number, which is about to be deleted, by its digests.
pub(super) fn remember(transaction: &Transaction<'_>, article_id: i64, deleted_at: &str) -> Result<()> {
    let deletion: i64 =
        transaction.query_row("SELECT ifnull(max(deletion), 0) + 1 FROM deleted_digests", [], |row| row.get(0))?;
    let key: String = transaction
        .prepare_cached("SELECT key FROM articles WHERE id = ?1")?
        .query_row([article_id], |row| row.get(0))?;
    let sources: Vec<String> = transaction
        .prepare_cached("SELECT sha256 FROM sources WHERE article_id = ?1 ORDER BY sha256")?
        .query_map([article_id], |row| row.get(0))?
        .collect::<Result<_>>()?;
    let sources = sources.into_iter().map(|digest| (digest, "source"));
    for (digest, kind) in sources.chain(digest_of_key(&key).map(|digest| (digest, "address"))) {
        let id: Option<i64> = transaction
            .prepare_cached(
                "INSERT INTO deleted_digests (sha256, kind, deletion, deleted_at) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT DO NOTHING RETURNING id",
            )?
            .query_map(params![digest, kind, deletion, deleted_at], |row| row.get(0))?
            .next()
            .transpose()?;
        if let Some(id) = id {
            seals::seal(transaction, Table::Deleted, id)?;
        }
    }
    Ok(())
}

/// Forgets everything that was deleted together with one of `digests`; gives how many articles that were.
pub(super) fn forget(transaction: &Transaction<'_>, digests: &[String]) -> Result<u64> {
    let mut deletions = Vec::new();
    for digest in digests {
        let mut statement = transaction.prepare_cached("SELECT deletion FROM deleted_digests WHERE sha256 = ?1")?;
        deletions.extend(statement.query_map([digest], |row| row.get::<_, i64>(0))?.collect::<Result<Vec<_>>>()?);
    }
    deletions.sort_unstable();
    deletions.dedup();
    let sql = "DELETE FROM deleted_digests WHERE deletion IN (SELECT value FROM json_each(?1))";
    transaction.prepare_cached(sql)?.execute([json_list(&deletions)])?;
    Ok(deletions.len() as u64)
}
