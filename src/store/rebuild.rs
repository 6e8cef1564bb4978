//! One run of `archive rebuild`: what is stored is read again by this version of the program.
//!
//! Entries made of stored originals come in, in the order of their articles; articles that come out differently are
//! written anew, a batch at a time, and the run notes how far it is.
//!
//! Invariant: sources and decisions are never touched but for the date a source states; between two batches the file is
//! whole, and a run that was cut short is taken up where it was cut.

use std::collections::{BTreeMap, HashSet};
use std::ops::ControlFlow;
use std::thread;
use std::time::Duration;

use rusqlite::{OptionalExtension as _, Result, Transaction, TransactionBehavior, params};

use super::batch::{self, Current};
use super::entities;
use super::sources::{Pending, article_key};
use super::{Archive, EXTRACTOR, Entry, StoreError, fingerprint};
use crate::model::{Digest, Reading, Source};

/// Articles in a batch.
const BATCH_ARTICLES: usize = 500;
/// Bytes of text in a batch.
const BATCH_BYTES: usize = 16 << 20;
/// Originals that are fetched at a time: reading must not hold up the writer.
const PAGE: i64 = 64;

/// How long others get the archive between two batches. SQLite's own waiting looks for the lock every 100 ms; the threads
/// that read again work on meanwhile.
const TURN_OF_OTHERS: Duration = Duration::from_millis(110);

/// What came of a rebuild.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// Articles that were read again, those of the runs that were cut short included.
    pub rebuilt: u64,
    /// Those that came out differently.
    pub changed: u64,
    /// Articles whose original could not be read again, and that stay as they were.
    pub skipped: u64,
    /// In how many articles of this run each part came out differently: `("people", 9)`.
    pub parts: Vec<(&'static str, u64)>,
}

/// The original of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Original {
    /// Its bytes.
    Whole(Source),
    /// Its bytes are damaged.
    Damaged {
        /// As in [`Source::path`].
        path: String,
        /// As in [`Source::record`].
        record: Option<String>,
    },
}

/// One run of `archive rebuild`.
#[derive(Debug)]
pub struct Rebuild<'a> {
    archive: &'a mut Archive,
    id: i64,
    last_article: i64,
    waiting: Vec<Entry>,
    bytes: usize,
    batch_articles: usize,
    counts: Rebuilt,
    parts: BTreeMap<&'static str, u64>,
}

impl Archive {
    /// Begins a rebuild, or takes up the one that was cut short; `started_at` is the time, ISO 8601.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be written.
    pub fn begin_rebuild(&mut self, started_at: &str) -> std::result::Result<Rebuild<'_>, StoreError> {
        let mut begin = || {
            // A transaction that says whether it was committed: a statement of its own that gives rows does not.
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let cut_short = transaction
                .query_row(
                    "SELECT id, last_article, rebuilt, changed, skipped FROM rebuilds
                     WHERE id = (SELECT max(id) FROM rebuilds) AND finished_at IS NULL AND extractor = ?1",
                    [EXTRACTOR],
                    |row| Ok((row.get(0)?, row.get(1)?, [row.get(2)?, row.get(3)?, row.get(4)?])),
                )
                .optional()?;
            if let Some(run) = cut_short {
                return Ok(run);
            }
            let sql = "INSERT INTO rebuilds (started_at, extractor) VALUES (?1, ?2)";
            transaction.execute(sql, params![started_at, EXTRACTOR])?;
            let id = transaction.last_insert_rowid();
            transaction.commit()?;
            Ok((id, 0, [0, 0, 0]))
        };
        let (id, last_article, [rebuilt, changed, skipped]): (i64, i64, [i64; 3]) =
            begin().map_err(|cause| self.refused(cause))?;
        let counted = |count: i64| u64::try_from(count).unwrap_or(0);
        let counts = Rebuilt {
            rebuilt: counted(rebuilt),
            changed: counted(changed),
            skipped: counted(skipped),
            parts: Vec::new(),
        };
        let (waiting, parts) = (Vec::new(), BTreeMap::new());
        let batch_articles = BATCH_ARTICLES;
        Ok(Rebuild { archive: self, id, last_article, waiting, bytes: 0, batch_articles, counts, parts })
    }

    /// How many articles there are after the one of number `after`, and the bytes of their originals.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be read.
    pub fn originals_after(&self, after: i64) -> std::result::Result<(u64, u64), StoreError> {
        let sql = "SELECT count(*), ifnull(sum(source.byte_length), 0)
                   FROM articles AS article JOIN sources AS source ON source.id = article.source_id
                   WHERE article.id > ?1";
        let counted = |count: i64| u64::try_from(count).unwrap_or(0);
        self.connection
            .query_row(sql, [after], |row| Ok((counted(row.get(0)?), counted(row.get(1)?))))
            .map_err(|cause| self.refused(cause))
    }

    /// Hands out the original of every article after the one of number `after`, in order, until `each` answers `Break`.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be read.
    pub fn originals(
        &self,
        mut after: i64,
        each: &mut dyn FnMut(Original) -> ControlFlow<()>,
    ) -> std::result::Result<(), StoreError> {
        loop {
            let page = self.page_of_originals(after).map_err(|cause| self.refused(cause))?;
            let Some((last, _)) = page.last() else { return Ok(()) };
            after = *last;
            for (_, original) in page {
                if each(original).is_break() {
                    return Ok(());
                }
            }
        }
    }

    fn page_of_originals(&self, after: i64) -> Result<Vec<(i64, Original)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT article.id, source.path, source.record, source.sha256, source.media_type, source.byte_length,
                    source.compression, source.content, source.format, source.map, source.encoding,
                    source.imported_at
             FROM articles AS article JOIN sources AS source ON source.id = article.source_id
             WHERE article.id > ?1 ORDER BY article.id LIMIT ?2",
        )?;
        let mut rows = statement.query([after, PAGE])?;
        let mut page = Vec::new();
        while let Some(row) = rows.next()? {
            let (path, record): (String, Option<String>) = (row.get(1)?, row.get(2)?);
            let sha256: String = row.get(3)?;
            let length = usize::try_from(row.get::<_, i64>(5)?).unwrap_or(0);
            let content = row.get_ref(7)?.as_blob()?;
            let bytes = match row.get::<_, String>(6)?.as_str() {
                "zstd" => zstd::bulk::decompress(content, length).unwrap_or_default(),
                _ => content.to_vec(),
            };
            let media_type = media_type(&row.get::<_, String>(4)?);
            let reading = Reading {
                format: row.get::<_, Option<String>>(8)?.map(Into::into),
                map: row.get(9)?,
                encoding: row.get::<_, Option<String>>(10)?.map(Into::into),
                year: row.get::<_, String>(11)?.get(..4).and_then(|year| year.parse().ok()),
            };
            let source = Source { reading, ..Source::new(path.clone(), record.clone(), media_type, bytes) };
            let is_whole = source.sha256.to_string() == sha256;
            let original = if is_whole { Original::Whole(source) } else { Original::Damaged { path, record } };
            page.push((row.get(0)?, original));
        }
        Ok(page)
    }
}

fn media_type(name: &str) -> &'static str {
    let known = ["text/html", "application/json", "text/csv"];
    known.into_iter().find(|known| *known == name).unwrap_or("text/plain")
}

impl Rebuild<'_> {
    /// Makes batches of so many articles instead of 500; at least one.
    #[must_use]
    pub fn in_batches_of(self, articles: usize) -> Self {
        Self { batch_articles: articles.max(1), ..self }
    }

    /// Articles that were read again and are stored.
    #[must_use]
    pub fn stored(&self) -> u64 {
        self.counts.rebuilt
    }

    /// Stores what has come so far, where that can be done before [`Access::halted`](super::Access) says so, and puts the
    /// log away: the run ends here without being finished.
    pub fn break_off(&mut self) {
        // What cannot be stored in time is taken back whole, and comes again with the next run.
        let _ = self.flush();
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
        self.bytes += entry.source.bytes.len() + entry.article.body.len();
        self.waiting.push(entry);
        if self.waiting.len() >= self.batch_articles || self.bytes >= BATCH_BYTES {
            self.flush()?;
            // SQLite has no queue for its lock: who waits for it looks for it every so often, at most this long apart.
            thread::sleep(TURN_OF_OTHERS);
        }
        Ok(())
    }

    /// An original could not be read again: its article stays as it was.
    pub fn skip(&mut self) {
        self.counts.skipped += 1;
    }

    /// Stores what is left, looks again at everyone called by a surname, and ends the run; `finished_at` is the time,
    /// ISO 8601.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be written.
    pub fn finish(mut self, finished_at: &str) -> std::result::Result<Rebuilt, StoreError> {
        self.flush()?;
        let id = self.id;
        self.in_transaction(|transaction| {
            entities::link_all(transaction)?;
            let sql = "UPDATE rebuilds SET finished_at = ?1 WHERE id = ?2";
            transaction.execute(sql, params![finished_at, id]).map(drop)
        })?;
        self.counts.parts = self.parts.into_iter().collect();
        Ok(self.counts)
    }

    /// Writes the batch in one transaction.
    pub(super) fn flush(&mut self) -> std::result::Result<(), StoreError> {
        let entries = std::mem::take(&mut self.waiting);
        self.bytes = 0;
        let (id, mut last_article) = (self.id, self.last_article);
        let (mut counts, mut parts) = (self.counts.clone(), self.parts.clone());
        self.in_transaction(|transaction| {
            last_article = last_article.max(write(transaction, entries, &mut counts, &mut parts)?);
            let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
            let sql = "UPDATE rebuilds SET last_article = ?1, rebuilt = ?2, changed = ?3, skipped = ?4 WHERE id = ?5";
            let values = [last_article, number(counts.rebuilt), number(counts.changed), number(counts.skipped), id];
            transaction.prepare_cached(sql)?.execute(values).map(drop)
        })?;
        (self.last_article, self.counts, self.parts) = (last_article, counts, parts);
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

/// What is stored of an article that was read again.
struct Stored {
    article_id: i64,
    source_id: i64,
    key: String,
    fingerprint: Option<String>,
    extractor: String,
}

/// Writes the articles that came out differently; gives the number of the last one.
fn write(
    transaction: &Transaction<'_>,
    entries: Vec<Entry>,
    counts: &mut Rebuilt,
    parts: &mut BTreeMap<&'static str, u64>,
) -> Result<i64> {
    let mut last_article = 0;
    let mut changed = Vec::new();
    let mut keys = HashSet::new();
    for entry in entries {
        // Another program may have stored a newer version in the meantime: then there is nothing to do.
        let Some(stored) = find(transaction, &entry.source.sha256)? else { continue };
        last_article = last_article.max(stored.article_id);
        counts.rebuilt += 1;
        let differences = fingerprint::differences(stored.fingerprint.as_deref(), &fingerprint::of(&entry));
        if differences.is_empty() {
            if stored.extractor != EXTRACTOR {
                let sql = "UPDATE articles SET extractor = ?1 WHERE id = ?2";
                transaction.prepare_cached(sql)?.execute(params![EXTRACTOR, stored.article_id])?;
            }
            continue;
        }
        counts.changed += 1;
        for part in differences {
            *parts.entry(part).or_default() += 1;
        }
        let key = new_key(transaction, &stored, &entry, &mut keys)?;
        changed.push((stored, Pending::reread(entry, key)));
    }
    for (stored, entry) in &changed {
        let sql = "UPDATE sources SET dated = ?1 WHERE id = ?2 AND dated IS NOT ?1";
        transaction.prepare_cached(sql)?.execute(params![entry.dated(), stored.source_id])?;
    }
    let rewritten: Vec<Current<'_>> = changed
        .iter()
        .map(|(stored, entry)| Current { article_id: stored.article_id, source_id: stored.source_id, entry })
        .collect();
    if !rewritten.is_empty() {
        let first_new = batch::next_id(transaction, "articles")?;
        batch::write_articles(transaction, &[], &rewritten, first_new)?;
    }
    Ok(last_article)
}

/// The article that shows the source of this digest.
fn find(transaction: &Transaction<'_>, sha256: &Digest) -> Result<Option<Stored>> {
    transaction
        .prepare_cached(
            "SELECT article.id, source.id, article.key, article.fingerprint, article.extractor
             FROM sources AS source JOIN articles AS article ON article.source_id = source.id
             WHERE source.sha256 = ?1",
        )?
        .query_row([sha256.to_string()], |row| {
            Ok(Stored {
                article_id: row.get(0)?,
                source_id: row.get(1)?,
                key: row.get(2)?,
                fingerprint: row.get(3)?,
                extractor: row.get(4)?,
            })
        })
        .optional()
}

/// The key of an article that was read again: a new one where another address was found in it, unless another article
/// is known by that.
fn new_key(
    transaction: &Transaction<'_>,
    stored: &Stored,
    entry: &Entry,
    keys: &mut HashSet<String>,
) -> Result<String> {
    let key = article_key(entry.article.url.as_deref(), &entry.source.path, entry.source.record.as_deref());
    let is_same_sort = !key.starts_with("url ") && !stored.key.starts_with("url ");
    let is_taken = is_same_sort
        || !keys.insert(key.clone())
        || transaction
            .prepare_cached("SELECT 1 FROM articles WHERE key = ?1 AND id <> ?2")?
            .exists(params![key, stored.article_id])?;
    Ok(if is_taken { stored.key.clone() } else { key })
}
