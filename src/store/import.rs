//! One run of `archive import`: the conversation with the writer.
//!
//! Entries, sightings of known bytes and problems come in one by one; they are gathered and written a batch at a time.
//!
//! Invariant: between two batches the file is whole; what is not yet written when an [`Import`] is dropped is lost
//! without a trace.

use std::collections::HashSet;

use rusqlite::{OptionalExtension as _, TransactionBehavior, params};

use crate::model::{Digest, Source};
use crate::store::addresses::keys::Addresses;
use crate::store::archive::Archive;
use crate::store::batch::{Batch, Run};
use crate::store::entry::{Counts, EXTRACTOR, Entry, Outcome, Problem};
use crate::store::error::StoreError;
use crate::store::removal::deleted::Deleted;
use crate::store::seals;
use crate::store::seals::Table;
use crate::store::sources::editions::Again;
use crate::store::sources::{Pending, Sighting, problems};

/// Articles in a batch. Beyond this the cost of a commit no longer shows.
const BATCH_ARTICLES: usize = 2_000;
/// Bytes of text and originals in a batch, so that long records do not fill the memory.
const BATCH_BYTES: usize = 16 << 20;
/// Sightings and problems in a batch.
const BATCH_NOTES: usize = 20_000;
/// Higher levels of zstd buy nothing on pages of a few kilobytes.
const ZSTD_LEVEL: i32 = 3;

/// One run of `archive import` into one archive.
pub struct Import<'a> {
    archive: &'a mut Archive,
    id: i64,
    started_at: String,
    addresses: Addresses,
    batch: Batch,
    digests: HashSet<Digest>,
    keys: HashSet<String>,
    deleted: Deleted,
    bytes: usize,
    counts: Counts,
    stored: Counts,
    batch_articles: usize,
    again: Option<Again<'a>>,
    compressor: Option<zstd::bulk::Compressor<'static>>,
}

impl Archive {
    /// Begins an import; `started_at` is the time, ISO 8601.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be written.
    pub fn begin_import(&mut self, started_at: &str) -> Result<Import<'_>, StoreError> {
        let sql = "INSERT INTO imports (started_at, extractor) VALUES (?1, ?2)";
        // A transaction that says whether it was committed: a statement of its own that gives rows does not.
        let mut begin = || -> rusqlite::Result<i64> {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            transaction.execute(sql, params![started_at, EXTRACTOR])?;
            let id = transaction.last_insert_rowid();
            transaction.commit()?;
            Ok(id)
        };
        let id = begin().map_err(|cause| self.refused(cause))?;
        let addresses = Addresses::of(&self.connection).map_err(|cause| self.refused(cause))?;
        let deleted = Deleted::of(&self.connection).map_err(|cause| self.refused(cause))?;
        Ok(Import {
            archive: self,
            id,
            started_at: started_at.to_owned(),
            addresses,
            batch: Batch::default(),
            digests: HashSet::new(),
            keys: HashSet::new(),
            deleted,
            bytes: 0,
            counts: Counts::default(),
            stored: Counts::default(),
            batch_articles: BATCH_ARTICLES,
            again: None,
            compressor: zstd::bulk::Compressor::new(ZSTD_LEVEL).ok(),
        })
    }
}

impl std::fmt::Debug for Import<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Import").field("id", &self.id).field("counts", &self.counts).finish_non_exhaustive()
    }
}

impl<'a> Import<'a> {
    /// Makes batches of so many articles instead of 2,000; at least one.
    #[must_use]
    pub fn in_batches_of(self, articles: usize) -> Self {
        Self { batch_articles: articles.max(1), ..self }
    }

    /// Reads originals again with `again`: an older version of an article turns out to be the newest where its bytes are
    /// found again in a place of their own. Without it the article stays as it is shown until a rebuild.
    #[must_use]
    pub fn reading_with(self, again: Again<'a>) -> Self {
        Self { again: Some(again), ..self }
    }

    /// Whether bytes of this digest are stored, or about to be, or were deleted: such a record need not be analysed again,
    /// only [seen](Self::seen).
    ///
    /// # Errors
    ///
    /// Where the archive cannot be read.
    pub fn known(&self, sha256: &Digest) -> Result<bool, StoreError> {
        if self.digests.contains(sha256) || self.deleted.has_source(sha256) {
            return Ok(true);
        }
        self.exists("SELECT 1 FROM sources WHERE sha256 = ?1", &sha256.to_string())
    }

    /// Notes that known bytes were found, perhaps in a new place. Counts as unchanged, or as deleted where the owner deleted
    /// them.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be written.
    pub fn seen(&mut self, source: &Source) -> Result<(), StoreError> {
        if self.deleted.has_source(&source.sha256) {
            self.counts.deleted += 1;
            return Ok(());
        }
        self.counts.unchanged += 1;
        self.batch.sightings.push(Sighting::of(source));
        self.flush_when_full()
    }

    /// Takes one entry; it is stored with its batch. An entry of known bytes changes nothing but the list of places
    /// where they were found.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be written; the batch is lost then, the batches before it stand.
    pub fn put(&mut self, entry: Entry) -> Result<Outcome, StoreError> {
        if self.known(&entry.source.sha256)? {
            self.seen(&entry.source)?;
            return Ok(Outcome::Unchanged);
        }
        let key = self.addresses.key_of(&entry.article, &entry.source);
        if self.deleted.has(&key, &entry.article.body) {
            self.counts.deleted += 1;
            return Ok(Outcome::Deleted);
        }
        let known_article = self.keys.contains(&key) || self.exists("SELECT 1 FROM articles WHERE key = ?1", &key)?;
        let outcome = if known_article { Outcome::Updated } else { Outcome::Imported };
        match outcome {
            Outcome::Updated => self.counts.updated += 1,
            _ => self.counts.imported += 1,
        }
        self.digests.insert(entry.source.sha256);
        self.keys.insert(key.clone());
        let pending = Pending::new(entry, key, self.compressor.as_mut());
        self.bytes += pending.byte_len();
        self.batch.entries.push(pending);
        self.flush_when_full()?;
        Ok(outcome)
    }

    /// Notes a record that could not be imported; `occurred_at` is the time, ISO 8601. Counts as skipped; the same
    /// failure of the same record is kept once. Whether it is worth saying: `false` where the same failure was met before in a
    /// file that has not changed since.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be written.
    pub fn problem(&mut self, problem: &Problem, occurred_at: &str) -> Result<bool, StoreError> {
        self.counts.skipped += 1;
        let is_known = problems::is_known(&self.archive.connection, problem);
        let is_known = is_known.map_err(|cause| self.archive.refused(cause))?;
        self.batch.problems.push((problem.clone(), occurred_at.to_owned()));
        self.flush_when_full()?;
        Ok(!is_known)
    }

    /// What became of the records so far.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// What became of the records that are stored.
    #[must_use]
    pub fn stored(&self) -> Counts {
        self.stored
    }

    /// Stores what has come so far, where that can be done before [`Access::halted`](super::Access) says so, and puts the
    /// log away: the run ends here without being finished.
    pub fn break_off(&mut self) {
        // What cannot be stored in time is taken back whole, and comes again with the next run.
        let _ = self.flush();
        let _ = self.archive.rest();
    }

    /// Stores what is left and ends the run; `finished_at` is the time, ISO 8601. [`Archive::rest`] then makes one file
    /// of the archive.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be written.
    pub fn finish(mut self, finished_at: &str) -> Result<Counts, StoreError> {
        self.flush()?;
        let archive = &mut *self.archive;
        let id = self.id;
        let mut finish = || {
            let transaction = archive.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            transaction.execute("UPDATE imports SET finished_at = ?1 WHERE id = ?2", params![finished_at, id])?;
            seals::seal(&transaction, Table::Imports, id)?;
            seals::seal_whole(&transaction)?;
            transaction.commit()
        };
        let outcome = finish();
        outcome.map_err(|cause| self.archive.refused(cause))?;
        Ok(self.counts)
    }

    fn exists(&self, sql: &str, key: &str) -> Result<bool, StoreError> {
        self.archive
            .connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.query_row([key], |_| Ok(())).optional())
            .map(|row| row.is_some())
            .map_err(|cause| self.archive.refused(cause))
    }

    fn flush_when_full(&mut self) -> Result<(), StoreError> {
        let notes = self.batch.sightings.len() + self.batch.problems.len();
        if self.batch.entries.len() >= self.batch_articles || self.bytes >= BATCH_BYTES || notes >= BATCH_NOTES {
            self.flush()?;
        }
        Ok(())
    }

    /// Writes the batch in one transaction.
    pub(super) fn flush(&mut self) -> Result<(), StoreError> {
        let mut batch = std::mem::take(&mut self.batch);
        let deleted = &mut self.deleted;
        self.digests.clear();
        self.keys.clear();
        self.bytes = 0;
        let run = Run { import_id: self.id, imported_at: &self.started_at, again: self.again };
        let path = &self.archive.path;
        let connection = &mut self.archive.connection;
        (|| {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            // Another program may have deleted something since it was read.
            if deleted.catch_up(&transaction)? {
                batch.entries.retain(|entry| {
                    !deleted.has_source(&entry.sha256) && !deleted.has(&entry.key, &entry.article.body)
                });
            }
            batch.write(&transaction, run)?;
            transaction
                .prepare_cached(
                    "UPDATE imports SET imported = ?1, updated = ?2, unchanged = ?3, skipped = ?4 WHERE id = ?5",
                )?
                .execute(params![
                    count(self.counts.imported),
                    count(self.counts.updated),
                    count(self.counts.unchanged),
                    count(self.counts.skipped),
                    self.id
                ])?;
            seals::seal(&transaction, Table::Imports, self.id)?;
            transaction.commit()
        })()
        .map_err(|cause| StoreError::from_sqlite(path, cause))?;
        self.stored = self.counts;
        Ok(())
    }
}

fn count(records: u64) -> i64 {
    i64::try_from(records).unwrap_or(i64::MAX)
}
