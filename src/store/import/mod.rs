//! One run of `archive import`: the conversation with the writer.
//!
//! Entries, sightings of known bytes and problems come in one by one; they are gathered and written a batch at a time. One
//! batch is stored on a thread of its own while the next is gathered; a run that fills none needs no thread.
//!
//! Invariant: between two batches the file is whole; what is not yet written when an [`Import`] is dropped is lost
//! without a trace.

mod run;
mod storer;

use std::collections::HashSet;

use rusqlite::{OptionalExtension as _, TransactionBehavior, params};

use crate::model::{Digest, Source};
use crate::store::addresses::keys::Addresses;
use crate::store::archive::Archive;
use crate::store::batch::Batch;
use crate::store::entry::{Counts, EXTRACTOR, Outcome, Problem};
use crate::store::error::StoreError;
use crate::store::import::run::{Order, Run};
use crate::store::import::storer::Storer;
use crate::store::removal::deleted::Deleted;
use crate::store::seals;
use crate::store::seals::table::Table;
use crate::store::sources::pending::Packed;
use crate::store::sources::problems;
use crate::store::sources::sighting::Sighting;

pub use run::Reread;

/// Articles in a batch. Beyond this the cost of a commit no longer shows.
const BATCH_ARTICLES: usize = 2_000;
/// Bytes of text and originals in a batch, so that long records do not fill the memory.
const BATCH_BYTES: usize = 16 << 20;
/// Sightings and problems in a batch.
const BATCH_NOTES: usize = 20_000;
/// KiB of the file that whoever gathers keeps in memory, negative by SQLite's convention: only whether bytes and articles
/// are known is asked there.
const LOOKED_UP: i64 = -4_096;

/// One run of `archive import` into one archive.
pub struct Import<'a> {
    archive: &'a mut Archive,
    run: Run,
    addresses: Addresses,
    batch: Batch,
    /// What the owner deleted, as far as whoever gathers knows.
    deleted: Deleted,
    bytes: usize,
    /// What is in the batch that is gathered.
    gathered: Known,
    /// What is in the batch that is being stored.
    handed_over: Option<(Known, Counts)>,
    counts: Counts,
    stored: Counts,
    batch_articles: usize,
    storer: Option<Storer>,
}

/// What a batch brings that the archive does not show yet.
#[derive(Default)]
struct Known {
    digests: HashSet<Digest>,
    keys: HashSet<String>,
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
            run: Run { id, started_at: started_at.to_owned(), again: None },
            addresses,
            batch: Batch::default(),
            deleted,
            bytes: 0,
            gathered: Known::default(),
            handed_over: None,
            counts: Counts::default(),
            stored: Counts::default(),
            batch_articles: BATCH_ARTICLES,
            storer: None,
        })
    }
}

impl std::fmt::Debug for Import<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Import").field("id", &self.run.id).field("counts", &self.counts).finish_non_exhaustive()
    }
}

impl Import<'_> {
    /// Makes batches of so many articles instead of 2,000; at least one.
    #[must_use]
    pub fn in_batches_of(mut self, articles: usize) -> Self {
        self.batch_articles = articles.max(1);
        self
    }

    /// Reads originals again with `again`: an older version of an article turns out to be the newest where its bytes are
    /// found again in a place of their own. Without it the article stays as it is shown until a rebuild.
    #[must_use]
    pub fn reading_with(mut self, again: Reread) -> Self {
        self.run.again = Some(again);
        self
    }

    /// Whether bytes of this digest are stored, or about to be, or were deleted: such a record need not be analysed again,
    /// only [seen](Self::seen).
    ///
    /// # Errors
    ///
    /// Where the archive cannot be read.
    pub fn known(&self, sha256: &Digest) -> Result<bool, StoreError> {
        if self.deleted.has_source(sha256) || self.waiting().any(|known| known.digests.contains(sha256)) {
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
        self.meet(Sighting::of(source))
    }

    /// Takes one entry; it is stored with its batch. An entry of known bytes changes nothing but the list of places
    /// where they were found.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be written; the batch is lost then, the batches before it stand.
    pub fn put(&mut self, entry: impl Into<Packed>) -> Result<Outcome, StoreError> {
        let Packed(mut pending) = entry.into();
        if self.known(&pending.sha256)? {
            self.meet(pending.sighting())?;
            return Ok(Outcome::Unchanged);
        }
        let key = pending.key_with(&self.addresses);
        if self.deleted.has(&key, &pending.article.body) {
            self.counts.deleted += 1;
            return Ok(Outcome::Deleted);
        }
        let known_article = self.waiting().any(|known| known.keys.contains(&key))
            || self.exists("SELECT 1 FROM articles WHERE key = ?1", &key)?;
        let outcome = if known_article { Outcome::Updated } else { Outcome::Imported };
        match outcome {
            Outcome::Updated => self.counts.updated += 1,
            _ => self.counts.imported += 1,
        }
        self.gathered.digests.insert(pending.sha256);
        self.gathered.keys.insert(key.clone());
        pending.key = key;
        self.bytes += pending.byte_len();
        self.batch.entries.push(pending);
        self.hand_over_when_full()?;
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
        self.hand_over_when_full()?;
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
        self.storer = None;
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
        self.storer = None;
        let archive = &mut *self.archive;
        let id = self.run.id;
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

    fn meet(&mut self, sighting: Sighting) -> Result<(), StoreError> {
        if self.deleted.has_source(&sighting.sha256) {
            self.counts.deleted += 1;
            return Ok(());
        }
        self.counts.unchanged += 1;
        self.batch.sightings.push(sighting);
        self.hand_over_when_full()
    }

    /// What is not in the archive yet, or not for certain.
    fn waiting(&self) -> impl Iterator<Item = &Known> {
        [&self.gathered].into_iter().chain(self.handed_over.as_ref().map(|(known, _)| known))
    }

    fn exists(&self, sql: &str, key: &str) -> Result<bool, StoreError> {
        self.archive
            .connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.query_row([key], |_| Ok(())).optional())
            .map(|row| row.is_some())
            .map_err(|cause| self.archive.refused(cause))
    }

    fn hand_over_when_full(&mut self) -> Result<(), StoreError> {
        if let Some(outcome) = self.storer.as_ref().and_then(Storer::look) {
            self.settle(outcome)?;
        }
        let notes = self.batch.sightings.len() + self.batch.problems.len();
        if self.batch.entries.len() >= self.batch_articles || self.bytes >= BATCH_BYTES || notes >= BATCH_NOTES {
            self.wait()?;
            if self.storer.is_none() {
                self.storer = Storer::start(self.archive, &self.run);
                if self.storer.is_some() {
                    let _ = self.archive.connection.pragma_update(None, "cache_size", LOOKED_UP);
                }
            }
            self.hand_over()?;
        }
        Ok(())
    }

    /// Writes what was gathered and waits until it is stored.
    pub(super) fn flush(&mut self) -> Result<(), StoreError> {
        self.wait()?;
        self.hand_over()?;
        self.wait()
    }

    /// Gives the batch to the thread that stores; where there is none, stores it here.
    fn hand_over(&mut self) -> Result<(), StoreError> {
        let order = Order { batch: std::mem::take(&mut self.batch), counts: self.counts };
        self.bytes = 0;
        self.handed_over = Some((std::mem::take(&mut self.gathered), self.counts));
        if let Some(storer) = &self.storer {
            storer.hand_over(order);
            return Ok(());
        }
        let outcome = self.run.store(&mut self.archive.connection, order, &mut self.deleted);
        self.settle(outcome)
    }

    /// Waits until the batch that was handed over is stored, if there is one.
    fn wait(&mut self) -> Result<(), StoreError> {
        match &mut self.storer {
            Some(storer) if self.handed_over.is_some() => {
                let outcome = storer.wait();
                self.settle(outcome)
            }
            _ => Ok(()),
        }
    }

    /// Takes notice of what became of the batch that was handed over.
    fn settle(&mut self, outcome: rusqlite::Result<()>) -> Result<(), StoreError> {
        let handed_over = self.handed_over.take();
        outcome.map_err(|cause| self.archive.refused(cause))?;
        if let Some((_, counts)) = handed_over {
            self.stored = counts;
        }
        // What another program deleted meanwhile need not be gathered any more.
        self.deleted.catch_up(&self.archive.connection).map_err(|cause| self.archive.refused(cause))?;
        Ok(())
    }
}
