//! One run of `archive rebuild`: what is stored is read again by this version of the program.
//!
//! Entries made of stored originals come in, in the order of their articles; articles that come out differently are
//! written anew, a batch at a time, and the run notes how far it is.
//!
//! Invariant: sources and decisions are never touched but for the dates a source states; between two batches the file is
//! whole, and a run that was cut short is taken up where it was cut.

pub(super) mod correct;
mod kept_parameters;
mod originals;
mod rewrite;
mod twins;

use std::thread;
use std::time::Duration;

use rusqlite::{OptionalExtension as _, Result, Transaction, TransactionBehavior, params};

use crate::model::{Article, Digest, PartialDate};
use crate::store::archive::Archive;
use crate::store::entry::{EXTRACTOR, Entry};
use crate::store::error::StoreError;
use crate::store::repair::repaired::Repaired;
use crate::store::seals::table::Table;
use crate::store::sources::editions;
use crate::store::sources::editions::Again;
use crate::store::{bar, repair, seals};

pub use originals::Original;
pub use rewrite::Rebuilt;
use rewrite::show;
use rewrite::state;
use rewrite::write;
use twins::Twins;

/// Articles in a batch.
const BATCH_ARTICLES: usize = 500;
/// Bytes of text in a batch.
const BATCH_BYTES: usize = 16 << 20;
/// How long others get the archive between two batches. SQLite's own waiting looks for the lock every 100 ms; the threads
/// that read again work on meanwhile.
const TURN_OF_OTHERS: Duration = Duration::from_millis(110);
/// Articles that are given another version to show at a time.
const PAGE: usize = 64;

/// One run of `archive rebuild`.
pub struct Rebuild<'a> {
    archive: &'a mut Archive,
    id: i64,
    last_article: i64,
    /// The article whose versions come in now: they are stored together.
    article: i64,
    waiting: Waiting,
    bytes: usize,
    batch_articles: usize,
    counts: Rebuilt,
    twins: Twins,
    again: Option<Again<'a>>,
    /// What was put right, where every row is made anew whether or not it has changed.
    repair: Option<Repaired>,
}

/// What waits to be written.
#[derive(Default)]
struct Waiting {
    /// Versions that are shown.
    shown: Vec<Entry>,
    /// What older versions state of themselves.
    older: Vec<Stated>,
}

/// What a version that is not shown states of itself.
struct Stated {
    sha256: Digest,
    dated: Option<PartialDate>,
    fetched_at: Option<PartialDate>,
    is_dump: bool,
}

impl std::fmt::Debug for Rebuild<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Rebuild").field("id", &self.id).field("counts", &self.counts).finish_non_exhaustive()
    }
}

impl Archive {
    /// Begins a rebuild, or takes up the one that was cut short; `started_at` is the time, ISO 8601.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be written.
    pub fn begin_rebuild(&mut self, started_at: &str) -> std::result::Result<Rebuild<'_>, StoreError> {
        self.begin(started_at, false)
    }

    /// Begins a rebuild that makes every row anew, or takes up the one that was cut short; `started_at` is the time, ISO
    /// 8601. What hangs on no one article (counts, names, full-text indexes) is put right at once.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be written.
    pub fn begin_repair(&mut self, started_at: &str) -> std::result::Result<Rebuild<'_>, StoreError> {
        self.begin(started_at, true)
    }

    fn begin(&mut self, started_at: &str, is_repair: bool) -> std::result::Result<Rebuild<'_>, StoreError> {
        let mut begin = || {
            // A transaction that says whether it was committed: a statement of its own that gives rows does not.
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let cut_short = transaction
                .query_row(
                    "SELECT id, last_article, rebuilt, changed, skipped FROM rebuilds
                     WHERE id = (SELECT max(id) FROM rebuilds) AND finished_at IS NULL AND extractor = ?1 AND repair = ?2",
                    params![EXTRACTOR, is_repair],
                    |row| Ok((row.get(0)?, row.get(1)?, [row.get(2)?, row.get(3)?, row.get(4)?])),
                )
                .optional()?;
            if let Some((id, last_article, counts)) = cut_short {
                return Ok((id, last_article, counts, is_repair.then(Repaired::new)));
            }
            let repaired = if is_repair { Some(repair::level(&transaction)?) } else { None };
            let sql = "INSERT INTO rebuilds (started_at, extractor, repair) VALUES (?1, ?2, ?3)";
            transaction.execute(sql, params![started_at, EXTRACTOR, is_repair])?;
            let id = transaction.last_insert_rowid();
            transaction.commit()?;
            Ok((id, 0, [0, 0, 0], repaired))
        };
        let (id, last_article, [rebuilt, changed, skipped], repair): (i64, i64, [i64; 3], Option<Repaired>) =
            begin().map_err(|cause| self.refused(cause))?;
        let counted = |count: i64| u64::try_from(count).unwrap_or(0);
        let counts = Rebuilt {
            rebuilt: counted(rebuilt),
            changed: counted(changed),
            skipped: counted(skipped),
            ..Rebuilt::default()
        };
        let waiting = Waiting::default();
        Ok(Rebuild {
            archive: self,
            id,
            last_article,
            article: 0,
            waiting,
            bytes: 0,
            batch_articles: BATCH_ARTICLES,
            counts,
            twins: Twins::default(),
            again: None,
            repair,
        })
    }
}

impl<'a> Rebuild<'a> {
    /// Makes batches of so many articles instead of 500; at least one.
    #[must_use]
    pub fn in_batches_of(self, articles: usize) -> Self {
        Self { batch_articles: articles.max(1), ..self }
    }

    /// Reads originals again with `again`, where an article shows another version from now on. Without it no article does.
    #[must_use]
    pub fn reading_with(self, again: Again<'a>) -> Self {
        Self { again: Some(again), ..self }
    }

    /// Articles that were read again and are stored.
    #[must_use]
    pub fn stored(&self) -> u64 {
        self.counts.rebuilt
    }

    /// Ends the run without finishing it and puts the log away. What waits comes again with the next run: an article
    /// whose versions are not all there must not be passed over.
    pub fn break_off(&mut self) {
        self.waiting = Waiting::default();
        // A log that cannot be put away now is read by whoever opens the file next.
        let _ = self.archive.rest();
    }

    /// The article after which this run goes on; 0 at the start.
    #[must_use]
    pub fn goes_on_after(&self) -> i64 {
        self.last_article
    }

    /// Takes what was read again of one original; it is stored with its batch.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be written; the batch is lost then, the batches before it stand.
    pub fn put(&mut self, entry: Entry) -> std::result::Result<(), StoreError> {
        let version = editions::version_of(&self.archive.connection, &entry.source.sha256);
        let Some((article_id, is_shown)) = version.map_err(|cause| self.archive.refused(cause))? else { return Ok(()) };
        if article_id != self.article && (self.waiting.shown.len() >= self.batch_articles || self.bytes >= BATCH_BYTES)
        {
            self.flush()?;
            // SQLite has no queue for its lock: who waits for it looks for it every so often, at most this long apart.
            thread::sleep(TURN_OF_OTHERS);
        }
        self.article = article_id;
        if is_shown {
            self.bytes += entry.source.bytes.len() + entry.article.body.len();
            self.waiting.shown.push(entry);
        } else {
            let Article { updated_at, published_at, fetched_at, .. } = entry.article;
            let dated = updated_at.or(published_at);
            self.waiting.older.push(Stated { sha256: entry.source.sha256, dated, fetched_at, is_dump: entry.is_dump });
        }
        Ok(())
    }

    /// An original could not be read again: its article stays as it was.
    pub fn skip(&mut self) {
        self.counts.skipped += 1;
    }

    /// Stores what is left, brings the bar to that of this program, and ends the run; `finished_at` is the time,
    /// ISO 8601.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be written.
    pub fn finish(mut self, finished_at: &str) -> std::result::Result<Rebuilt, StoreError> {
        self.flush()?;
        self.unite_twins()?;
        self.show_newest()?;
        let (id, is_repair) = (self.id, self.repair.is_some());
        let mut levelled = Repaired::new();
        self.in_transaction(|transaction| {
            if bar::adopt(transaction)? {
                repair::count_anew(transaction)?;
            }
            if is_repair {
                levelled = repair::level(transaction)?;
            }
            let sql = "UPDATE rebuilds SET finished_at = ?1 WHERE id = ?2";
            transaction.execute(sql, params![finished_at, id])?;
            seals::seal(transaction, Table::Rebuilds, id)?;
            seals::seal_whole(transaction)
        })?;
        self.seal_missing()?;
        if let Some(mut repaired) = self.repair {
            for (table, rows) in levelled {
                *repaired.entry(table).or_default() += rows;
            }
            self.counts.repaired = repaired;
        }
        Ok(self.counts)
    }

    /// Seals what older versions of the program left without a digest.
    fn seal_missing(&mut self) -> std::result::Result<(), StoreError> {
        for table in Table::ALL {
            let mut after = Some(0);
            while let Some(last) = after {
                self.in_transaction(|transaction| {
                    after = seals::seal_missing(transaction, table, last)?;
                    Ok(())
                })?;
            }
        }
        Ok(())
    }

    /// Makes one article of those that are one page.
    fn unite_twins(&mut self) -> std::result::Result<(), StoreError> {
        let twins = std::mem::take(&mut self.twins);
        let mut united = 0;
        let again = self.again;
        self.in_transaction(|transaction| {
            let stay = twins.unite(transaction)?;
            united = stay.len() as u64;
            again.map_or(Ok(()), |again| correct::show_corrected(transaction, &stay, again))
        })?;
        if united > 0 {
            self.counts.changed += united;
            *self.counts.parts.entry("address").or_default() += united;
        }
        Ok(())
    }

    /// Lets every article show its newest version, a batch a transaction.
    fn show_newest(&mut self) -> std::result::Result<(), StoreError> {
        let Some(again) = self.again else { return Ok(()) };
        let mut after = 0;
        loop {
            let outdated = editions::outdated(&self.archive.connection, after, PAGE)
                .map_err(|cause| self.archive.refused(cause))?;
            let Some((last, _)) = outdated.last() else { return Ok(()) };
            after = *last;
            let mut shown = 0;
            self.in_transaction(|transaction| {
                shown = show(transaction, &outdated, again)?;
                Ok(())
            })?;
            if shown > 0 {
                self.counts.changed += shown;
                *self.counts.parts.entry("edition").or_default() += shown;
            }
        }
    }

    /// Writes the batch in one transaction.
    pub(super) fn flush(&mut self) -> std::result::Result<(), StoreError> {
        let Waiting { shown, older } = std::mem::take(&mut self.waiting);
        self.bytes = 0;
        let (id, mut last_article) = (self.id, self.last_article);
        let mut counts = self.counts.clone();
        let how = (self.repair.is_some(), self.again);
        let mut twins = std::mem::take(&mut self.twins);
        self.in_transaction(|transaction| {
            let written = write(transaction, shown, how, &mut counts, &mut twins)?;
            last_article = last_article.max(written);
            for Stated { sha256, dated, fetched_at, is_dump } in &older {
                let dates = (dated.as_ref().map(PartialDate::as_str), fetched_at.as_ref().map(PartialDate::as_str));
                state(transaction, &sha256.to_string(), dates, *is_dump)?;
            }
            let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
            let sql = "UPDATE rebuilds SET last_article = ?1, rebuilt = ?2, changed = ?3, skipped = ?4 WHERE id = ?5";
            let values = [last_article, number(counts.rebuilt), number(counts.changed), number(counts.skipped), id];
            transaction.prepare_cached(sql)?.execute(values)?;
            seals::seal(transaction, Table::Rebuilds, id)
        })?;
        (self.last_article, self.counts, self.twins) = (last_article, counts, twins);
        Ok(())
    }

    fn in_transaction(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<()>,
    ) -> std::result::Result<(), StoreError> {
        let outcome = (|| {
            let transaction = self.archive.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            work(&transaction)?;
            transaction.commit()
        })();
        outcome.map_err(|cause| self.archive.refused(cause))
    }
}
