//! Articles that turn out to be versions of one.
//!
//! Numbers of articles come in, those that belong together; of each group one stays, which shows the newest version and has
//! the sources of all. The rows of the others go.
//!
//! Invariant: no source is lost, and what decisions say of an article that goes they say of the one that stays.

use std::collections::{BTreeSet, HashSet};

use rusqlite::{OptionalExtension as _, Result, Transaction, params};

use crate::store::articles::search::json_list;
use crate::store::removal::rows;
use crate::store::seals::table::Table;
use crate::store::sources::editions;
use crate::store::{decide, seals};

/// Makes one article of each group; gives the numbers of those that stay.
pub(in crate::store) fn merge(transaction: &Transaction<'_>, groups: &[Vec<i64>]) -> Result<HashSet<i64>> {
    let mut stay = HashSet::new();
    let mut leave = BTreeSet::new();
    for group in groups {
        let Some(stays) = unite_sources(transaction, group)? else { continue };
        stay.insert(stays);
        for leaves in group.iter().copied().filter(|id| *id != stays) {
            give_notes(transaction, leaves, stays)?;
            leave.insert(leaves);
        }
    }
    if !leave.is_empty() {
        rows::remove(transaction, &leave.into_iter().collect::<Vec<_>>())?;
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

/// Gives the tags and notes of one article to another, which may have some of the tags already.
fn give_notes(transaction: &Transaction<'_>, from: i64, to: i64) -> Result<()> {
    for (table, name) in [(Table::Tags, "tags"), (Table::Notes, "notes")] {
        let moved: Vec<i64> = transaction
            .prepare_cached(&format!("UPDATE OR IGNORE {name} SET article_id = ?2 WHERE article_id = ?1 RETURNING id"))?
            .query_map([from, to], |row| row.get(0))?
            .collect::<Result<_>>()?;
        for id in moved {
            seals::seal(transaction, table, id)?;
        }
    }
    Ok(())
}
