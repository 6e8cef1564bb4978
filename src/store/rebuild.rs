//! One run of `archive rebuild`: what is stored is read again by this version of the program.
//!
//! Entries made of stored originals come in, in the order of their articles; articles that come out differently are
//! written anew, a batch at a time, and the run notes how far it is.
//!
//! Invariant: sources and decisions are never touched but for the dates a source states; between two batches the file is
//! whole, and a run that was cut short is taken up where it was cut.

use std::collections::{BTreeMap, HashSet};
use std::ops::ControlFlow;

use rusqlite::{OptionalExtension as _, Result, Transaction, TransactionBehavior, params};

use super::batch::{self, Current};
use super::editions::{self, Again, ORIGINAL_COLUMNS, read_original};
use super::entities;
use super::sources::{Pending, article_key};
use super::{Archive, EXTRACTOR, Entry, StoreError, fingerprint};
use crate::model::{Article, Digest, PartialDate, Source};

/// Articles in a batch.
const BATCH_ARTICLES: usize = 500;
/// Bytes of text in a batch.
const BATCH_BYTES: usize = 16 << 20;
/// Originals that are fetched at a time: reading must not hold up the writer.
const PAGE: usize = 64;

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

/// The original of a version of an article.
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
pub struct Rebuild<'a> {
    archive: &'a mut Archive,
    id: i64,
    last_article: i64,
    /// The article whose versions come in now: they are stored together.
    article: i64,
    waiting: Waiting,
    bytes: usize,
    counts: Rebuilt,
    parts: BTreeMap<&'static str, u64>,
    again: Option<Again<'a>>,
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
        let begin = || {
            let cut_short = self
                .connection
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
            let sql = "INSERT INTO rebuilds (started_at, extractor) VALUES (?1, ?2) RETURNING id";
            let id = self.connection.query_row(sql, params![started_at, EXTRACTOR], |row| row.get(0))?;
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
        let (waiting, parts) = (Waiting::default(), BTreeMap::new());
        Ok(Rebuild { archive: self, id, last_article, article: 0, waiting, bytes: 0, counts, parts, again: None })
    }

    /// How many originals the articles after the one of number `after` have, and their bytes.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be read.
    pub fn originals_after(&self, after: i64) -> std::result::Result<(u64, u64), StoreError> {
        let sql = "SELECT count(*), ifnull(sum(byte_length), 0) FROM sources WHERE article_id > ?1";
        let counted = |count: i64| u64::try_from(count).unwrap_or(0);
        self.connection
            .query_row(sql, [after], |row| Ok((counted(row.get(0)?), counted(row.get(1)?))))
            .map_err(|cause| self.refused(cause))
    }

    /// Hands out the originals of every article after the one of number `after`, older versions included, in the order of
    /// the articles, until `each` answers `Break`.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be read.
    pub fn originals(
        &self,
        after: i64,
        each: &mut dyn FnMut(Original) -> ControlFlow<()>,
    ) -> std::result::Result<(), StoreError> {
        let mut after = (after, i64::MAX);
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

    fn page_of_originals(&self, after: (i64, i64)) -> Result<Vec<((i64, i64), Original)>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {ORIGINAL_COLUMNS}, source.article_id, source.id FROM sources AS source
             WHERE (source.article_id, source.id) > (?1, ?2) ORDER BY source.article_id, source.id LIMIT ?3"
        ))?;
        let mut rows = statement.query(params![after.0, after.1, PAGE as i64])?;
        let mut page = Vec::new();
        while let Some(row) = rows.next()? {
            let place = (row.get("article_id")?, row.get("id")?);
            page.push((
                place,
                match read_original(row)? {
                    (source, true) => Original::Whole(source),
                    (Source { path, record, .. }, false) => Original::Damaged { path, record },
                },
            ));
        }
        Ok(page)
    }
}

impl<'a> Rebuild<'a> {
    /// Reads originals again with `again`, where an article shows another version from now on. Without it no article does.
    #[must_use]
    pub fn reading_with(self, again: Again<'a>) -> Self {
        Self { again: Some(again), ..self }
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
        if article_id != self.article && (self.waiting.shown.len() >= BATCH_ARTICLES || self.bytes >= BATCH_BYTES) {
            self.flush()?;
        }
        self.article = article_id;
        if is_shown {
            self.bytes += entry.source.bytes.len() + entry.article.body.len();
            self.waiting.shown.push(entry);
        } else {
            let Article { updated_at, published_at, fetched_at, .. } = entry.article;
            let dated = updated_at.or(published_at);
            self.waiting.older.push(Stated { sha256: entry.source.sha256, dated, fetched_at });
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
        self.show_newest()?;
        let id = self.id;
        self.in_transaction(|transaction| {
            entities::link_all(transaction)?;
            let sql = "UPDATE rebuilds SET finished_at = ?1 WHERE id = ?2";
            transaction.execute(sql, params![finished_at, id]).map(drop)
        })?;
        self.archive.rest()?;
        self.counts.parts = self.parts.into_iter().collect();
        Ok(self.counts)
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
            self.counts.changed += shown;
            *self.parts.entry("edition").or_default() += shown;
        }
    }

    /// Writes the batch in one transaction.
    pub(super) fn flush(&mut self) -> std::result::Result<(), StoreError> {
        let Waiting { shown, older } = std::mem::take(&mut self.waiting);
        self.bytes = 0;
        let (id, mut last_article) = (self.id, self.last_article);
        let (mut counts, mut parts) = (self.counts.clone(), self.parts.clone());
        self.in_transaction(|transaction| {
            last_article = last_article.max(write(transaction, shown, &mut counts, &mut parts)?);
            for Stated { sha256, dated, fetched_at } in &older {
                let dates = (dated.as_ref().map(PartialDate::as_str), fetched_at.as_ref().map(PartialDate::as_str));
                state(transaction, &sha256.to_string(), dates)?;
            }
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
        let Article { updated_at, published_at, fetched_at, .. } = &entry.article;
        let dated = updated_at.as_ref().or(published_at.as_ref()).map(PartialDate::as_str);
        state(transaction, &entry.source.sha256.to_string(), (dated, fetched_at.as_ref().map(PartialDate::as_str)))?;
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

/// Notes the dates that a version states of itself: of its article and of its fetch.
fn state(transaction: &Transaction<'_>, sha256: &str, (dated, fetched): (Option<&str>, Option<&str>)) -> Result<()> {
    let sql = "UPDATE sources SET dated = ?1, fetched_at = ?2
               WHERE sha256 = ?3 AND (dated, fetched_at) IS NOT (?1, ?2)";
    transaction.prepare_cached(sql)?.execute(params![dated, fetched, sha256])?;
    Ok(())
}

/// Lets the articles show these versions of theirs; gives how many do.
fn show(transaction: &Transaction<'_>, newest: &[(i64, i64)], again: Again<'_>) -> Result<u64> {
    let mut entries = Vec::new();
    for (article_id, source_id) in newest {
        // Another program may have been here in the meantime.
        if editions::newer_than_shown(transaction, *article_id)? == Some(*source_id)
            && let Some(entry) = editions::read_again(transaction, *source_id, *article_id, again)?
        {
            entries.push((*article_id, *source_id, entry));
        }
    }
    let rewritten: Vec<Current<'_>> = entries
        .iter()
        .map(|(article_id, source_id, entry)| Current { article_id: *article_id, source_id: *source_id, entry })
        .collect();
    let first_new = batch::next_id(transaction, "articles")?;
    batch::write_articles(transaction, &[], &rewritten, first_new)?;
    Ok(rewritten.len() as u64)
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
