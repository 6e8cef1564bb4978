//! Writes one batch: everything gathered since the last commit, in one transaction.
//!
//! Entries, sightings and problems come in, rows go out. The order of the steps matters: what leaves a full-text index
//! must be told to it while the old text still stands in its table, and names in credits can be placed only when it is
//! settled which credit a caption keeps.
//!
//! Invariant: the rows depend on what was imported so far, not on the order in which it came.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{OptionalExtension as _, Result, Transaction, params};

use crate::store::articles::captions::Shelf;
use crate::store::articles::corrected::corrected;
use crate::store::articles::search;
use crate::store::articles::search::Index;
use crate::store::articles::{Quotes, Said};
use crate::store::decisions::correction::Corrections;
use crate::store::entities::register::Register;
use crate::store::entry::{EXTRACTOR, Problem};
use crate::store::seals::article::ArticleSeal;
use crate::store::seals::table::Table;
use crate::store::sources::editions::Again;
use crate::store::sources::pending::{Current, Pending};
use crate::store::sources::sighting::Sighting;
use crate::store::sources::{KeyMove, Touched, editions, problems};
use crate::store::values::next_id;
use crate::store::{articles, copies, seals, sources};

/// What waits to be written.
#[derive(Default)]
pub(super) struct Batch {
    pub(super) entries: Vec<Pending>,
    pub(super) sightings: Vec<Sighting>,
    pub(super) problems: Vec<(Problem, String)>,
}

/// The run that a batch is a part of.
#[derive(Clone, Copy)]
pub(super) struct Run<'r> {
    pub(super) import_id: i64,
    pub(super) imported_at: &'r str,
    /// Reads an original again, where an older version that is known already turns out to be the newest.
    pub(super) again: Option<Again<'r>>,
}

/// What became of the sources of a batch.
#[derive(Default)]
struct Stored<'b> {
    /// The entries whose bytes are new.
    entries: HashMap<i64, &'b Pending>,
    /// New articles with the one source they have, where it is one.
    new_articles: Vec<(i64, Option<i64>)>,
    touched: Touched,
    moves: Vec<KeyMove>,
}

impl Batch {
    /// Writes everything as part of `run`.
    pub(super) fn write(&self, transaction: &Transaction<'_>, run: Run<'_>) -> Result<()> {
        let first_new_article = next_id(transaction, "articles")?;
        let mut stored = Stored::default();
        self.store_sources(transaction, run, first_new_article, &mut stored)?;
        write_newest(transaction, run, first_new_article, &stored)?;
        for key_move in &stored.moves {
            sources::move_key(transaction, key_move)?;
        }
        for (problem, occurred_at) in &self.problems {
            problems::note(transaction, run.import_id, problem, occurred_at)?;
        }
        Ok(())
    }

    /// Stores the originals, new articles being numbered from `next_article` on, and where known ones were found.
    fn store_sources<'b>(
        &'b self,
        transaction: &Transaction<'_>,
        run: Run<'_>,
        mut next_article: i64,
        stored: &mut Stored<'b>,
    ) -> Result<()> {
        let mut versions: BTreeMap<&str, Vec<&Pending>> = BTreeMap::new();
        let mut found_again = Vec::new();
        for entry in &self.entries {
            if sources::id_of(transaction, &entry.sha256)?.is_some() {
                // Another process was faster.
                found_again.push(entry.sighting());
            } else {
                versions.entry(&entry.key).or_default().push(entry);
            }
        }
        for (key, entries) in &versions {
            let known = known_article(transaction, key)?;
            let article_id = known.unwrap_or(next_article);
            let mut only = None;
            for entry in entries {
                let source_id = sources::insert(transaction, entry, article_id, (run.import_id, run.imported_at))?;
                stored.entries.insert(source_id, entry);
                only = Some(source_id).filter(|_| entries.len() == 1);
            }
            if known.is_some() {
                stored.touched.articles.insert(article_id);
            } else {
                stored.new_articles.push((article_id, only));
                next_article += 1;
            }
        }
        for sighting in found_again.iter().chain(&self.sightings) {
            stored.moves.extend(sources::note_sighting(transaction, run.import_id, sighting, &mut stored.touched)?);
        }
        for source_id in &stored.touched.sources {
            seals::seal(transaction, Table::Sources, *source_id)?;
        }
        Ok(())
    }
}

/// Writes the articles that are new and those whose newest version is another one now.
fn write_newest(
    transaction: &Transaction<'_>,
    run: Run<'_>,
    first_new_article: i64,
    stored: &Stored<'_>,
) -> Result<()> {
    let mut new = Vec::new();
    for (article_id, only) in &stored.new_articles {
        let newest = only.map_or_else(|| editions::newest(transaction, *article_id), |only| Ok(Some(only)))?;
        let entry = newest.and_then(|source_id| stored.entries.get(&source_id).map(|entry| (source_id, *entry)));
        if let Some((source_id, entry)) = entry {
            new.push(Current { article_id: *article_id, source_id, entry });
        }
    }
    let mut outdated = Vec::new();
    for article_id in stored.touched.articles.range(..first_new_article) {
        if let Some(source_id) = editions::newer_than_shown(transaction, *article_id)? {
            outdated.push((*article_id, source_id));
        }
    }
    let mut read_again = HashMap::new();
    for (article_id, source_id) in &outdated {
        if let (false, Some(again)) = (stored.entries.contains_key(source_id), run.again)
            && let Some(entry) = editions::read_again(transaction, *source_id, *article_id, again)?
        {
            read_again.insert(*source_id, entry);
        }
    }
    let mut rewritten: Vec<Current<'_>> = outdated
        .into_iter()
        .filter_map(|(article_id, source_id)| {
            let entry = stored.entries.get(&source_id).copied().or_else(|| read_again.get(&source_id))?;
            Some(Current { article_id, source_id, entry })
        })
        .collect();
    if new.is_empty() && rewritten.is_empty() {
        return Ok(());
    }
    let corrected = corrected_among(transaction, run, new.iter().chain(&rewritten))?;
    for current in new.iter_mut().chain(&mut rewritten) {
        current.entry = corrected.get(&current.article_id).unwrap_or(current.entry);
    }
    write_articles(transaction, &new, &rewritten, first_new_article)
}

/// The entries, by article, of which a correction speaks: as they are to be shown. Without a way to read them again there are
/// none, and a rebuild corrects them.
fn corrected_among<'c>(
    transaction: &Transaction<'_>,
    run: Run<'_>,
    all: impl Iterator<Item = &'c Current<'c>>,
) -> Result<HashMap<i64, Pending>> {
    let mut found = HashMap::new();
    let Some(again) = run.again else { return Ok(found) };
    let corrections = Corrections::in_force(transaction)?;
    if corrections.are_none() {
        return Ok(found);
    }
    for Current { article_id, entry, .. } in all {
        if let Some(entry) = corrected(transaction, &corrections, (*article_id, entry), again)? {
            found.insert(*article_id, entry);
        }
    }
    Ok(found)
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
    let mut seals = write_rows(transaction, new, rewritten)?;
    let mut caption_ids = Vec::new();
    for (current, seal) in all().zip(&mut seals) {
        caption_ids.push(shelf.put(transaction, seal, &current.entry.article.captions)?);
    }
    let changed = shelf.settle(transaction)?;
    for (caption_id, credit) in &changed {
        register.relocate(transaction, *caption_id, credit.as_deref())?;
    }
    let mut quotes = Quotes::new(transaction, first_new_quote)?;
    for ((current, ids), seal) in all().zip(&caption_ids).zip(&mut seals) {
        let Current { entry, .. } = current;
        let captions = shelf.kept(&entry.article.captions, ids);
        articles::insert_parts(transaction, seal, entry)?;
        let people = register.enter(transaction, seal, entry, &captions)?;
        for (quote, saying) in entry.analysis.quotes.iter().zip(&entry.sayings) {
            let speaker = quote.speaker.and_then(|place| people.get(place)).copied();
            let said = Said { quote, saying: *saying, speaker };
            if quotes.put(transaction, seal, &said, &captions)?
                && let Some(speaker) = speaker.and_then(|speaker| speaker.meant)
            {
                register.count_quote(speaker, quote.confidence);
            }
        }
        seal.put(transaction)?;
    }
    register.settle(transaction)?;

    search::learn(transaction, Index::Articles, &rewritten_ids, first_new_article)?;
    copies::write(transaction, all().map(Current::signature), &rewritten_ids, first_new_article)?;
    search::learn(transaction, Index::Quotes, &[], first_new_quote)?;
    let changed_ids: Vec<i64> = changed.keys().copied().collect();
    search::learn(transaction, Index::Captions, &changed_ids, shelf.first_new())
}

/// Writes the rows that are the articles themselves, and begins their digests.
fn write_rows(
    transaction: &Transaction<'_>,
    new: &[Current<'_>],
    rewritten: &[Current<'_>],
) -> Result<Vec<ArticleSeal>> {
    let new = new.iter().map(|current| articles::insert(transaction, current, EXTRACTOR));
    let rewritten = rewritten.iter().map(|current| articles::update(transaction, current, EXTRACTOR));
    new.chain(rewritten).collect()
}

/// The article of `key`.
fn known_article(transaction: &Transaction<'_>, key: &str) -> Result<Option<i64>> {
    transaction
        .prepare_cached("SELECT id FROM articles WHERE key = ?1")?
        .query_row(params![key], |row| row.get(0))
        .optional()
}
