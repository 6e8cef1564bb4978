//! Articles that turn out to be versions of one.
//!
//! Numbers of articles come in, those that belong together; of each group one stays, which shows the newest version and has
//! the sources of all. The rows of the others go.
//!
//! Invariant: no source is lost, and what decisions say of an article that goes they say of the one that stays.

use std::collections::{BTreeSet, HashSet};

use rusqlite::{OptionalExtension as _, Result, Transaction, params};

use crate::store::articles::captions::Shelf;
use crate::store::articles::search::{Index, json_list};
use crate::store::articles::{self, search};
use crate::store::entities::register::Register;
use crate::store::seals::Table;
use crate::store::sources::editions;
use crate::store::values::next_id;
use crate::store::{copies, decide, seals};

/// Makes one article of each group; gives the numbers of those that stay.
pub(in crate::store) fn merge(transaction: &Transaction<'_>, groups: &[Vec<i64>]) -> Result<HashSet<i64>> {
    let mut stay = HashSet::new();
    let mut leave = BTreeSet::new();
    for group in groups {
        let Some(stays) = unite_sources(transaction, group)? else { continue };
        stay.insert(stays);
        leave.extend(group.iter().copied().filter(|id| *id != stays));
    }
    if !leave.is_empty() {
        remove(transaction, &leave.into_iter().collect::<Vec<_>>())?;
        decide::follow_splits(transaction)?;
    }
    Ok(stay)
}

/// Gives all sources of a group to the article that shows the newest of them.
fn unite_sources(transaction: &Transaction<'_>, group: &[i64]) -> Result<Option<i64>> {
    let Some(first) = group.first() else { return Ok(None) };
    let sources: Vec<i64> = transaction
        .prepare_cached("SELECT id FROM sources WHERE article_id IN (SELECT value FROM json_each(?1)) ORDER BY id")?
        .query_map([json_list(group)], |row| row.get(0))?
        .collect::<Result<_>>()?;
    let mut sound = Vec::new();
    for id in &sources {
        if seals::is_sound(transaction, Table::Sources, *id)? {
            sound.push(*id);
        }
    }
    let give = |article_id: i64| -> Result<()> {
        let sql = "UPDATE sources SET article_id = ?1 WHERE id IN (SELECT value FROM json_each(?2))";
        transaction.prepare_cached(sql)?.execute(params![article_id, json_list(&sources)]).map(drop)
    };
    give(*first)?;
    let newest = editions::newest(transaction, *first)?;
    let shows: Option<i64> = transaction
        .prepare_cached("SELECT id FROM articles WHERE source_id = ?1")?
        .query_row([newest], |row| row.get(0))
        .optional()?;
    let stays = shows.filter(|shows| group.contains(shows)).unwrap_or(*first);
    give(stays)?;
    for id in sound {
        seals::seal(transaction, Table::Sources, id)?;
    }
    Ok(Some(stays))
}

/// Removes articles that have no source any more, with everything that hangs on them.
fn remove(transaction: &Transaction<'_>, ids: &[i64]) -> Result<()> {
    let mut register = Register::new(transaction)?;
    let mut shelf = Shelf::new(next_id(transaction, "captions")?);
    search::forget(transaction, Index::Articles, ids)?;
    copies::forget(transaction, ids)?;
    search::forget(transaction, Index::Quotes, &articles::quote_ids(transaction, ids)?)?;
    for id in ids {
        register.forget(transaction, *id)?;
        shelf.forget(transaction, *id)?;
        articles::erase_parts(transaction, *id)?;
    }
    let changed = shelf.settle(transaction)?;
    for (caption_id, credit) in &changed {
        register.relocate(transaction, *caption_id, credit.as_deref())?;
    }
    register.settle(transaction)?;
    for id in ids {
        for sql in ["DELETE FROM article_digests WHERE article_id = ?1", "DELETE FROM articles WHERE id = ?1"] {
            transaction.prepare_cached(sql)?.execute([id])?;
        }
    }
    let changed: Vec<i64> = changed.keys().copied().collect();
    search::learn(transaction, Index::Captions, &changed, shelf.first_new())
}
