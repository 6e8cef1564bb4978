//! Writes a batch of articles that were read again.
//!
//! Entries come in, rows go out, with an account of what came out differently.
//!
//! Invariant: an article that is the same keeps its rows and their digest, also where they were changed by hand; only a
//! repair writes all of them.

use std::collections::{BTreeMap, HashSet};

use rusqlite::{OptionalExtension as _, Result, Transaction, params};

use crate::model::{Article, Digest, PartialDate};
use crate::store::addresses::keys::{Addresses, key_of_place};
use crate::store::articles::corrected;
use crate::store::decisions::correction::{Corrected, Corrections};
use crate::store::entry::{EXTRACTOR, Entry};
use crate::store::rebuild::twins::Twins;
use crate::store::seals::table::Table;
use crate::store::sources::editions::Again;
use crate::store::sources::pending::Current;
use crate::store::sources::pending::Pending;
use crate::store::sources::{editions, fingerprint};
use crate::store::values::next_id;
use crate::store::{batch, seals};

/// Articles that are named one by one.
const MOST_NAMED: usize = 100;

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
    pub parts: BTreeMap<&'static str, u64>,
    /// How many rows of each table a repair put right in this run, those of articles aside.
    pub repaired: BTreeMap<&'static str, u64>,
    /// The articles that a repair put right in this run, at most 100 of them.
    pub articles: Vec<i64>,
}

/// What is stored of an article that was read again.
struct Stored {
    article_id: i64,
    source_id: i64,
    key: String,
    fingerprint: Option<String>,
    extractor: String,
}

/// An article that is written anew.
struct Rewritten {
    stored: Stored,
    entry: Pending,
    /// The parts that were read differently.
    differences: Vec<&'static str>,
    /// How its rows looked before, where that is to be compared.
    before: Option<[i64; 3]>,
}

/// Writes the articles that came out differently, or all of them; gives the number of the last one.
pub(super) fn write(
    transaction: &Transaction<'_>,
    entries: Vec<Entry>,
    (is_repair, again): (bool, Option<Again<'_>>),
    counts: &mut Rebuilt,
    twins: &mut Twins,
) -> Result<i64> {
    let mut last_article = 0;
    let corrections = Corrections::in_force(transaction)?;
    let mut rewritten = Vec::new();
    let mut keys = HashSet::new();
    for entry in entries {
        // Another program may have stored a newer version in the meantime: then there is nothing to do.
        let Some(stored) = find(transaction, &entry.source.sha256)? else { continue };
        last_article = last_article.max(stored.article_id);
        counts.rebuilt += 1;
        twins.note(transaction, stored.article_id, &stored.key, &entry)?;
        let Article { updated_at, published_at, fetched_at, .. } = &entry.article;
        let own = updated_at.as_ref().or(published_at.as_ref()).map(PartialDate::as_str);
        let dates = (own, fetched_at.as_ref().map(PartialDate::as_str));
        state(transaction, &entry.source.sha256.to_string(), dates, entry.is_dump)?;
        // What an article is known by is said by its page, whatever is corrected.
        let key = new_key(transaction, &stored, &entry, is_repair, &mut keys)?;
        let (entry, corrected) = correct(transaction, &corrections, (stored.article_id, &key), entry, again)?;
        let differences = fingerprint::differences(stored.fingerprint.as_deref(), &fingerprint::of(&entry));
        if differences.is_empty() && !is_repair {
            confirm(transaction, &stored)?;
            continue;
        }
        let before = if is_repair { Some(look_of(transaction, stored.article_id)?) } else { None };
        let entry = Pending::reread(entry, key).with_corrected(corrected);
        rewritten.push(Rewritten { stored, entry, differences, before });
    }
    let current: Vec<Current<'_>> = rewritten
        .iter()
        .map(|Rewritten { stored, entry, .. }| Current {
            article_id: stored.article_id,
            source_id: stored.source_id,
            entry,
        })
        .collect();
    if !current.is_empty() {
        let first_new = next_id(transaction, "articles")?;
        batch::write_articles(transaction, &[], &current, first_new)?;
    }
    for Rewritten { stored, differences, before, .. } in &rewritten {
        count(transaction, stored.article_id, differences, *before, counts)?;
    }
    Ok(last_article)
}

/// The entry with the fields that decisions correct.
fn correct(
    transaction: &Transaction<'_>,
    corrections: &Corrections,
    (article_id, key): (i64, &str),
    entry: Entry,
    again: Option<Again<'_>>,
) -> Result<(Entry, Vec<Corrected>)> {
    let Some(again) = again else { return Ok((entry, Vec::new())) };
    let names = corrected::names_of(transaction, corrections, article_id, key)?;
    Ok(corrected::correct(corrections, &names, entry, again))
}

/// Counts an article that was written anew, where that has changed it.
fn count(
    transaction: &Transaction<'_>,
    article_id: i64,
    differences: &[&'static str],
    before: Option<[i64; 3]>,
    counts: &mut Rebuilt,
) -> Result<()> {
    if let Some(before) = before {
        if before == look_of(transaction, article_id)? {
            return Ok(());
        }
        if counts.articles.len() < MOST_NAMED {
            counts.articles.push(article_id);
        }
    }
    counts.changed += 1;
    for part in differences {
        *counts.parts.entry(part).or_default() += 1;
    }
    if differences.is_empty() {
        *counts.parts.entry("rows").or_default() += 1;
    }
    Ok(())
}

/// What the rows of an article look like: what was read, whom it means, the body.
fn look_of(transaction: &Transaction<'_>, article_id: i64) -> Result<[i64; 3]> {
    let read = seals::digest_of(transaction, Table::Articles, article_id)?.unwrap_or(0);
    let body = transaction
        .prepare_cached("SELECT body FROM articles WHERE id = ?1")?
        .query_row([article_id], |row| Ok(Digest::of(row.get_ref(0)?.as_bytes()?)))?;
    let body = body.as_bytes().first_chunk::<8>().map_or(0, |bytes| i64::from_le_bytes(*bytes));
    Ok([read, seals::meaning_of(transaction, article_id)?, body])
}

/// Notes that this version of the program reads an article as it stands.
fn confirm(transaction: &Transaction<'_>, stored: &Stored) -> Result<()> {
    if stored.extractor == EXTRACTOR {
        return Ok(());
    }
    let is_sound = seals::is_sound(transaction, Table::Articles, stored.article_id)?;
    let sql = "UPDATE articles SET extractor = ?1 WHERE id = ?2";
    transaction.prepare_cached(sql)?.execute(params![EXTRACTOR, stored.article_id])?;
    if is_sound { seals::seal(transaction, Table::Articles, stored.article_id) } else { Ok(()) }
}

/// Notes the dates that a version states of itself: of its article and of its fetch; and whether it is a dump.
pub(super) fn state(
    transaction: &Transaction<'_>,
    sha256: &str,
    (dated, fetched): (Option<&str>, Option<&str>),
    is_dump: bool,
) -> Result<()> {
    let dump = is_dump.then_some(1);
    let sql = "SELECT id FROM sources WHERE sha256 = ?3 AND (dated, fetched_at, dump) IS NOT (?1, ?2, ?4)";
    let changed: Option<i64> = transaction
        .prepare_cached(sql)?
        .query_row(params![dated, fetched, sha256, dump], |row| row.get(0))
        .optional()?;
    let Some(id) = changed else { return Ok(()) };
    let is_sound = seals::is_sound(transaction, Table::Sources, id)?;
    let sql = "UPDATE sources SET dated = ?1, fetched_at = ?2, dump = ?4 WHERE id = ?3";
    transaction.prepare_cached(sql)?.execute(params![dated, fetched, id, dump])?;
    if is_sound { seals::seal(transaction, Table::Sources, id) } else { Ok(()) }
}

/// Lets the articles show these versions of theirs; gives how many do.
pub(super) fn show(transaction: &Transaction<'_>, newest: &[(i64, i64)], again: Again<'_>) -> Result<u64> {
    let corrections = Corrections::in_force(transaction)?;
    let mut entries = Vec::new();
    for (article_id, source_id) in newest {
        // Another program may have been here in the meantime.
        if editions::newer_than_shown(transaction, *article_id)? == Some(*source_id)
            && let Some(entry) = editions::read_again(transaction, *source_id, *article_id, again)?
        {
            let corrected = corrected::corrected(transaction, &corrections, (*article_id, &entry), again)?;
            entries.push((*article_id, *source_id, corrected.unwrap_or(entry)));
        }
    }
    let rewritten: Vec<Current<'_>> = entries
        .iter()
        .map(|(article_id, source_id, entry)| Current { article_id: *article_id, source_id: *source_id, entry })
        .collect();
    let first_new = next_id(transaction, "articles")?;
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
    is_repair: bool,
    keys: &mut HashSet<String>,
) -> Result<String> {
    let key = Addresses::of(transaction)?.key_of(&entry.article, &entry.source);
    let is_same_sort = !key.starts_with("url ")
        && !stored.key.starts_with("url ")
        && (!is_repair || is_key_of_a_version(transaction, stored)?);
    let is_taken = is_same_sort
        || !keys.insert(key.clone())
        || transaction
            .prepare_cached("SELECT 1 FROM articles WHERE key = ?1 AND id <> ?2")?
            .exists(params![key, stored.article_id])?;
    Ok(if is_taken { stored.key.clone() } else { key })
}

/// Whether the key is the place of one of the article's versions.
fn is_key_of_a_version(transaction: &Transaction<'_>, stored: &Stored) -> Result<bool> {
    let mut statement = transaction.prepare_cached("SELECT path, record FROM sources WHERE article_id = ?1")?;
    let mut rows = statement.query([stored.article_id])?;
    while let Some(row) = rows.next()? {
        let (path, record): (String, Option<String>) = (row.get(0)?, row.get(1)?);
        if stored.key == key_of_place(&path, record.as_deref()) {
            return Ok(true);
        }
    }
    Ok(false)
}
