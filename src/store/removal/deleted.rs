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
use crate::store::seals::table::Table;

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

    /// Reads what was deleted in the meantime.
    pub(in crate::store) fn catch_up(&mut self, connection: &Connection) -> Result<()> {
        let mut statement = connection.prepare_cached("SELECT id, sha256 FROM deleted_digests WHERE id > ?1")?;
        let mut rows = statement.query([self.last])?;
        let mut last = self.last;
        while let Some(row) = rows.next()? {
            last = last.max(row.get(0)?);
            self.digests.insert(row.get(1)?);
        }
        self.last = last;
        Ok(())
    }

    /// Whether these bytes were deleted.
    pub(in crate::store) fn has_source(&self, sha256: &Digest) -> bool {
        !self.digests.is_empty() && self.digests.contains(&sha256.to_string())
    }

    /// Whether the article was deleted: one of this key, or one of the same text.
    pub(in crate::store) fn has(&self, key: &str, body: &str) -> bool {
        !self.digests.is_empty() && (self.has_key(key) || self.has_text(body))
    }

    fn has_text(&self, body: &str) -> bool {
        is_telling(body) && self.digests.contains(&Digest::of(body.as_bytes()).to_string())
    }

    /// Whether an article of this key was deleted. One without an address is known by its bytes alone: another article may
    /// come to stand in its place.
    fn has_key(&self, key: &str) -> bool {
        digest_of_key(key).is_some_and(|digest| self.digests.contains(&digest))
    }
}

/// Words that a body has at least if it is to be known again by its text: what is shorter ("Please enable cookies", "This page
/// is no longer available") stands on many pages.
const TELLING_WORDS: usize = 30;

/// Whether the text tells which article it is.
fn is_telling(body: &str) -> bool {
    body.split_whitespace().nth(TELLING_WORDS - 1).is_some()
}

/// The digest of the address in a key.
pub(super) fn digest_of_key(key: &str) -> Option<String> {
    key.starts_with("url ").then(|| Digest::of(key.as_bytes()).to_string())
}

/// Remembers the article of this number, which is about to be deleted with all of `list`, by its digests. Its text is not
/// remembered where another article with the same stays, which may still get newer versions.
pub(super) fn remember(transaction: &Transaction<'_>, article_id: i64, list: &str, deleted_at: &str) -> Result<()> {
    let deletion: i64 =
        transaction.query_row("SELECT ifnull(max(deletion), 0) + 1 FROM deleted_digests", [], |row| row.get(0))?;
    let sql = "SELECT key, body, EXISTS (SELECT 1 FROM articles AS other WHERE other.sha256 = article.sha256
                                         AND other.id NOT IN (SELECT value FROM json_each(?2)))
               FROM articles AS article WHERE id = ?1";
    let (key, body, has_copy): (String, String, bool) = transaction
        .prepare_cached(sql)?
        .query_row(params![article_id, list], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let text = Some(body).filter(|body| !has_copy && is_telling(body));
    let text = text.map(|body| (Digest::of(body.as_bytes()).to_string(), "text"));
    let sources: Vec<String> = transaction
        .prepare_cached("SELECT sha256 FROM sources WHERE article_id = ?1 ORDER BY sha256")?
        .query_map([article_id], |row| row.get(0))?
        .collect::<Result<_>>()?;
    let sources = sources.into_iter().map(|digest| (digest, "source"));
    for (digest, kind) in sources.chain(digest_of_key(&key).map(|digest| (digest, "address"))).chain(text) {
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
