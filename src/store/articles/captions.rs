//! Captions: one row each, however often and wherever they are shown.
//!
//! The captions of articles come in, rows of `captions` and `article_captions` go out.
//!
//! Invariant: the credit a caption keeps is the longest that any article prints (of equals the first by its bytes),
//! so it does not depend on the order of the articles.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension as _, Result, Transaction, params, params_from_iter};

use crate::model::{Caption, Digest};
use crate::store::articles::search;
use crate::store::articles::search::Index;
use crate::store::seals::article::{ArticleSeal, Part};
use crate::store::values::{offset, text_or_null};

const INSERT_USE: &str =
    "INSERT INTO article_captions (position, caption_id, occurrences, credit, photographer, agency, article_id)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

/// A caption of an article and the credit that is kept for it.
pub(in crate::store) struct Kept<'a> {
    pub(in crate::store) id: i64,
    /// The credit as the article prints it.
    pub(in crate::store) own_credit: Option<&'a str>,
    /// The credit in `captions`, in which offsets count.
    pub(in crate::store) credit: Option<&'a str>,
}

/// Credit, photographer and agency as one article prints them.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Credit {
    line: Option<String>,
    photographer: Option<String>,
    agency: Option<String>,
}

impl Credit {
    /// The least is kept.
    fn preference(&self) -> impl Ord + '_ {
        let length = self.line.as_ref().map(|line| line.chars().count());
        let rest =
            (Reverse(self.photographer.is_some()), &self.photographer, Reverse(self.agency.is_some()), &self.agency);
        (Reverse(length), &self.line, rest)
    }
}

/// What a batch does to one caption.
#[derive(Default)]
struct Change {
    articles: i64,
    occurrences: i64,
    gained: Vec<Credit>,
    lost: bool,
}

/// The captions that a batch touches.
pub(in crate::store) struct Shelf {
    first_new: i64,
    next: i64,
    ids: HashMap<Digest, i64>,
    changes: BTreeMap<i64, Change>,
    credits: HashMap<i64, Option<String>>,
}

impl Shelf {
    /// A shelf whose new captions are numbered from `first_new` on.
    pub(in crate::store) fn new(first_new: i64) -> Self {
        Self { first_new, next: first_new, ids: HashMap::new(), changes: BTreeMap::new(), credits: HashMap::new() }
    }

    /// The number of the first new caption.
    pub(in crate::store) fn first_new(&self) -> i64 {
        self.first_new
    }

    /// Removes the captions from an article.
    pub(in crate::store) fn forget(&mut self, transaction: &Transaction<'_>, article_id: i64) -> Result<()> {
        let sql = "SELECT caption_id, occurrences FROM article_captions WHERE article_id = ?1";
        let mut statement = transaction.prepare_cached(sql)?;
        let mut rows = statement.query([article_id])?;
        while let Some(row) = rows.next()? {
            let change = self.changes.entry(row.get(0)?).or_default();
            change.articles -= 1;
            change.occurrences -= row.get::<_, i64>(1)?;
            change.lost = true;
        }
        transaction.prepare_cached("DELETE FROM article_captions WHERE article_id = ?1")?.execute([article_id])?;
        Ok(())
    }

    /// Adds the captions of an article and gives their numbers, in order.
    pub(in crate::store) fn put(
        &mut self,
        transaction: &Transaction<'_>,
        seal: &mut ArticleSeal,
        captions: &[Caption],
    ) -> Result<Vec<i64>> {
        let mut ids: Vec<i64> = Vec::with_capacity(captions.len());
        let mut uses: BTreeMap<i64, (usize, usize, &Caption)> = BTreeMap::new();
        for (position, caption) in captions.iter().enumerate() {
            let id = self.id_of(transaction, caption)?;
            ids.push(id);
            uses.entry(id).or_insert((position, 0, caption)).1 += caption.occurrences.max(1);
        }
        for (id, (position, occurrences, caption)) in uses {
            let credit = Credit {
                line: caption.credit.clone(),
                photographer: caption.photographer.clone(),
                agency: caption.agency.clone(),
            };
            let values = [
                ValueRef::Integer(offset(position)),
                ValueRef::Integer(id),
                ValueRef::Integer(offset(occurrences)),
                text_or_null(credit.line.as_deref()),
                text_or_null(credit.photographer.as_deref()),
                text_or_null(credit.agency.as_deref()),
            ];
            let row = values.into_iter().chain([ValueRef::Integer(seal.article_id())]).map(ToSqlOutput::Borrowed);
            transaction.prepare_cached(INSERT_USE)?.execute(params_from_iter(row))?;
            seal.add(Part::Captions, &values);
            let change = self.changes.entry(id).or_default();
            change.articles += 1;
            change.occurrences += offset(occurrences);
            change.gained.push(credit);
        }
        Ok(ids)
    }

    fn id_of(&mut self, transaction: &Transaction<'_>, caption: &Caption) -> Result<i64> {
        if let Some(id) = self.ids.get(&caption.sha256) {
            return Ok(*id);
        }
        let sha256 = caption.sha256.to_string();
        let known = transaction
            .prepare_cached("SELECT id, text IS ?2 FROM captions WHERE sha256 = ?1")?
            .query_row([&sha256, &caption.text], |row| Ok((row.get(0)?, row.get::<_, bool>(1)?)))
            .optional()?;
        let id = if let Some((id, is_whole)) = known {
            if !is_whole {
                // The text was changed by hand: its digest says which one it was.
                transaction
                    .prepare_cached("UPDATE captions SET text = ?2 WHERE id = ?1")?
                    .execute(params![id, caption.text])?;
            }
            id
        } else {
            let id = self.next;
            self.next += 1;
            transaction
                .prepare_cached("INSERT INTO captions (id, sha256, text) VALUES (?1, ?2, ?3)")?
                .execute(params![id, sha256, caption.text])?;
            id
        };
        self.ids.insert(caption.sha256, id);
        Ok(id)
    }

    /// Decides which credit each touched caption keeps, and removes captions that nobody shows any more.
    ///
    /// Gives the captions that were there before and have another credit now.
    pub(in crate::store) fn settle(&mut self, transaction: &Transaction<'_>) -> Result<BTreeMap<i64, Option<String>>> {
        let mut changed = BTreeMap::new();
        let mut orphans = Vec::new();
        let mut updates = Vec::new();
        for (id, change) in &self.changes {
            let is_new = *id >= self.first_new;
            let before = if is_new { None } else { Some(kept_credit(transaction, *id)?) };
            let after = if change.lost {
                let uses = used_credits(transaction, *id)?;
                if uses.is_empty() {
                    orphans.push(*id);
                    continue;
                }
                best(uses.iter())
            } else {
                best(before.iter().chain(&change.gained))
            };
            let Some(after) = after else { continue };
            if let Some(before) = before
                && before != after
            {
                changed.insert(*id, after.line.clone());
            }
            self.credits.insert(*id, after.line.clone());
            updates.push((*id, change.articles, change.occurrences, after));
        }
        let mut stale: Vec<i64> = changed.keys().copied().chain(orphans.iter().copied()).collect();
        stale.sort_unstable();
        search::forget(transaction, Index::Captions, &stale)?;
        for (id, articles, occurrences, kept) in updates {
            transaction
                .prepare_cached(
                    "UPDATE captions SET credit = ?2, photographer = ?3, agency = ?4,
                            article_count = article_count + ?5, occurrences = occurrences + ?6 WHERE id = ?1",
                )?
                .execute(params![id, kept.line, kept.photographer, kept.agency, articles, occurrences])?;
        }
        for id in orphans {
            transaction.prepare_cached("DELETE FROM captions WHERE id = ?1")?.execute([id])?;
        }
        Ok(changed)
    }

    /// The captions of an article with the credits that are kept for them, once [settled](Self::settle).
    pub(in crate::store) fn kept<'a>(&'a self, captions: &'a [Caption], ids: &[i64]) -> Vec<Kept<'a>> {
        captions
            .iter()
            .zip(ids)
            .map(|(caption, id)| Kept {
                id: *id,
                own_credit: caption.credit.as_deref(),
                credit: self.credits.get(id).and_then(Option::as_deref),
            })
            .collect()
    }
}

fn best<'c>(credits: impl Iterator<Item = &'c Credit>) -> Option<Credit> {
    credits.min_by(|a, b| a.preference().cmp(&b.preference())).cloned()
}

/// Whether the caption keeps the fullest credit of its uses.
pub(in crate::store) fn keeps_the_fullest(connection: &Connection, id: i64) -> Result<bool> {
    let uses = used_credits(connection, id)?;
    Ok(best(uses.iter()) == Some(kept_credit(connection, id)?))
}

/// Lets every caption keep the fullest credit of its uses; gives how many kept another one.
pub(in crate::store) fn keep_the_fullest(transaction: &Transaction<'_>) -> Result<usize> {
    let mut mended = 0;
    let ids: Vec<i64> =
        transaction.prepare("SELECT id FROM captions")?.query_map([], |row| row.get(0))?.collect::<Result<_>>()?;
    for id in ids {
        let Some(fullest) = best(used_credits(transaction, id)?.iter()) else { continue };
        if fullest != kept_credit(transaction, id)? {
            mended += transaction
                .prepare_cached("UPDATE captions SET credit = ?2, photographer = ?3, agency = ?4 WHERE id = ?1")?
                .execute(params![id, fullest.line, fullest.photographer, fullest.agency])?;
        }
    }
    Ok(mended)
}

fn kept_credit(connection: &Connection, id: i64) -> Result<Credit> {
    connection
        .prepare_cached("SELECT credit, photographer, agency FROM captions WHERE id = ?1")?
        .query_row([id], read_credit)
}

fn used_credits(connection: &Connection, id: i64) -> Result<Vec<Credit>> {
    connection
        .prepare_cached("SELECT DISTINCT credit, photographer, agency FROM article_captions WHERE caption_id = ?1")?
        .query_map([id], read_credit)?
        .collect()
}

fn read_credit(row: &rusqlite::Row<'_>) -> Result<Credit> {
    Ok(Credit { line: row.get(0)?, photographer: row.get(1)?, agency: row.get(2)? })
}
