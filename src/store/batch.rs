//! Writes one batch: everything gathered since the last commit, in one transaction.
//!
//! Entries, sightings and problems come in, rows go out. The order of the steps matters: what leaves a full-text index
//! must be told to it while the old text still stands in its table, and names in credits can be placed only when it is
//! settled which credit a caption keeps.
//!
//! Invariant: the rows depend on what was imported so far, not on the order within a run.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension as _, Result, Transaction, params};

use super::articles;
use super::captions::Shelf;
use super::entities::Register;
use super::search::{self, Index};
use super::sources::{self, Pending, Rank, Sighting};
use super::{EXTRACTOR, Problem};

/// What waits to be written.
#[derive(Default)]
pub(super) struct Batch {
    pub(super) entries: Vec<Pending>,
    pub(super) sightings: Vec<Sighting>,
    pub(super) problems: Vec<(Problem, String)>,
}

/// An entry that is the current version of its article.
pub(super) struct Current<'b> {
    pub(super) article_id: i64,
    pub(super) source_id: i64,
    pub(super) entry: &'b Pending,
}

impl Batch {
    /// Writes everything as part of import `import_id`, which began at `imported_at`.
    pub(super) fn write(&self, transaction: &Transaction<'_>, import_id: i64, imported_at: &str) -> Result<()> {
        if !self.entries.is_empty() {
            self.write_entries(transaction, import_id, imported_at)?;
        }
        for sighting in &self.sightings {
            sources::note_sighting(transaction, import_id, sighting)?;
        }
        for (problem, occurred_at) in &self.problems {
            sources::note_problem(transaction, import_id, problem, occurred_at)?;
        }
        Ok(())
    }

    fn write_entries(&self, transaction: &Transaction<'_>, import_id: i64, imported_at: &str) -> Result<()> {
        let mut versions: BTreeMap<&str, Vec<&Pending>> = BTreeMap::new();
        for entry in &self.entries {
            if sources::id_of(transaction, &entry.sha256)?.is_some() {
                // Another process was faster.
                sources::note_sighting(transaction, import_id, &entry.sighting())?;
            } else {
                versions.entry(&entry.key).or_default().push(entry);
            }
        }
        let first_new_article = next_id(transaction, "articles")?;
        let mut next_article = first_new_article;
        let (mut new, mut rewritten) = (Vec::new(), Vec::new());
        for (key, entries) in &versions {
            let known = known_article(transaction, key)?;
            let article_id = known.as_ref().map_or(next_article, |(id, _)| *id);
            let mut best: Option<(Rank<'_>, Current<'_>)> = None;
            for entry in entries {
                let source_id = sources::insert(transaction, entry, article_id, import_id, imported_at)?;
                let rank = entry.rank(import_id);
                if best.as_ref().is_none_or(|(other, _)| rank > *other) {
                    best = Some((rank, Current { article_id, source_id, entry }));
                }
            }
            match (best, known) {
                (Some((_, current)), None) => {
                    new.push(current);
                    next_article += 1;
                }
                (Some((rank, current)), Some((_, shown))) if rank > shown.borrowed() => rewritten.push(current),
                _ => {}
            }
        }
        rewritten.sort_by_key(|current| current.article_id);
        write_articles(transaction, &new, &rewritten, first_new_article)
    }
}

/// Writes the rows of new articles, and those of known articles anew.
pub(super) fn write_articles(
    transaction: &Transaction<'_>,
    new: &[Current<'_>],
    rewritten: &[Current<'_>],
    first_new_article: i64,
) -> Result<()> {
    let rewritten_ids: Vec<i64> = rewritten.iter().map(|current| current.article_id).collect();
    let first_new_quote = next_id(transaction, "quotes")?;
    let mut register = Register::new(transaction)?;
    let mut shelf = Shelf::new(next_id(transaction, "captions")?);

    search::forget(transaction, Index::Articles, &rewritten_ids)?;
    search::forget(transaction, Index::Quotes, &articles::quote_ids(transaction, &rewritten_ids)?)?;
    for article_id in &rewritten_ids {
        register.forget(transaction, *article_id)?;
        shelf.forget(transaction, *article_id)?;
        articles::erase_parts(transaction, *article_id)?;
    }

    let all = || new.iter().chain(rewritten);
    for current in new {
        articles::insert(transaction, current.article_id, current.source_id, current.entry, EXTRACTOR)?;
    }
    for current in rewritten {
        articles::update(transaction, current.article_id, current.source_id, current.entry, EXTRACTOR)?;
    }
    let mut caption_ids = Vec::new();
    for current in all() {
        caption_ids.push(shelf.put(transaction, current.article_id, &current.entry.article.captions)?);
    }
    let changed = shelf.settle(transaction)?;
    for (caption_id, credit) in &changed {
        register.relocate(transaction, *caption_id, credit.as_deref())?;
    }
    let mut next_quote = first_new_quote;
    for (current, ids) in all().zip(&caption_ids) {
        let captions = shelf.kept(&current.entry.article.captions, ids);
        articles::insert_parts(transaction, current.article_id, current.entry)?;
        let people = register.enter(transaction, current.article_id, &current.entry.analysis, &captions)?;
        for quote in &current.entry.analysis.quotes {
            let speaker = quote.speaker.and_then(|place| people.get(place)).copied();
            if articles::insert_quote(transaction, next_quote, current.article_id, quote, &captions, speaker)? {
                next_quote += 1;
                if let Some(speaker) = speaker.and_then(|speaker| speaker.meant) {
                    register.count_quote(speaker, 1);
                }
            }
        }
    }
    register.settle(transaction)?;

    search::learn(transaction, Index::Articles, &rewritten_ids, first_new_article)?;
    search::learn(transaction, Index::Quotes, &[], first_new_quote)?;
    let changed_ids: Vec<i64> = changed.keys().copied().collect();
    search::learn(transaction, Index::Captions, &changed_ids, shelf.first_new())
}

/// The article of `key` and the rank of the version it shows.
fn known_article(transaction: &Transaction<'_>, key: &str) -> Result<Option<(i64, sources::OwnedRank)>> {
    transaction
        .prepare_cached(
            "SELECT article.id, source.import_id, source.dated, source.sha256
             FROM articles AS article JOIN sources AS source ON source.id = article.source_id
             WHERE article.key = ?1",
        )?
        .query_row(params![key], |row| {
            let rank = sources::OwnedRank { import_id: row.get(1)?, dated: row.get(2)?, sha256: row.get(3)? };
            Ok((row.get(0)?, rank))
        })
        .optional()
}

/// The number after the highest in `table`.
pub(super) fn next_id(transaction: &Transaction<'_>, table: &'static str) -> Result<i64> {
    transaction.query_row(&format!("SELECT ifnull(max(id), 0) + 1 FROM {table}"), [], |row| row.get(0))
}
