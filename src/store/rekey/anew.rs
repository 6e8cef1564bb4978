//! Gives articles their keys anew, where what makes a key has changed.
//!
//! An archive comes in; its articles are known by the keys that their addresses have today, and those that have the same one
//! are one article.
//!
//! Invariant: an article that stays keeps its number, its tags and its notes, and decisions that named it name it still.

use std::collections::BTreeMap;

use rusqlite::{Result, Transaction, params};

use crate::store::addresses::keys::Addresses;
use crate::store::decide;
use crate::store::rekey::{called, merges};
use crate::store::seals;
use crate::store::seals::table::Table;

/// Gives every article that is known by its address the key that the address has today; articles that have the same one
/// become one. Gives those whose key or versions are others now.
pub(in crate::store) fn rekey(transaction: &Transaction<'_>) -> Result<Vec<i64>> {
    let articles = articles_by_key_today(transaction)?;
    let merged: Vec<Vec<i64>> =
        articles.values().filter(|same| same.len() > 1).map(|same| same.iter().map(|(id, _)| *id).collect()).collect();
    let stay = merges::merge(transaction, &merged)?;
    let mut changed = Vec::new();
    let mut renamed = Vec::new();
    for (key, same) in &articles {
        let others = same.iter().filter(|(_, before)| before != key);
        renamed.extend(others.map(|(_, before)| (before.clone(), key.clone())));
        let (id, before) = match same.as_slice() {
            [only] => only.clone(),
            _ => match same.iter().find(|(id, _)| stay.contains(id)) {
                Some(stays) => stays.clone(),
                None => continue,
            },
        };
        if before != *key {
            set_key(transaction, id, key)?;
        }
        if before != *key || same.len() > 1 {
            changed.push(id);
        }
    }
    if called::rename(transaction, &renamed)? {
        decide::follow_splits(transaction)?;
    }
    Ok(changed)
}

/// The articles that are known by an address, with their keys so far, by the key that the address has today.
fn articles_by_key_today(transaction: &Transaction<'_>) -> Result<BTreeMap<String, Vec<(i64, String)>>> {
    let addresses = Addresses::of(transaction)?;
    let mut articles: BTreeMap<String, Vec<(i64, String)>> = BTreeMap::new();
    let mut statement = transaction.prepare("SELECT id, key, url FROM articles WHERE key GLOB 'url *' ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (id, key, url): (i64, String, Option<String>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        // The key may be of a canonical address, which is kept nowhere else.
        let own = key.strip_prefix("url ").unwrap_or_default();
        let is_own = url.as_deref().is_some_and(|url| Addresses::common_form(url) == Addresses::common_form(own));
        let address = url.filter(|_| is_own).unwrap_or_else(|| own.to_owned());
        articles.entry(addresses.key(&address).unwrap_or_else(|| key.clone())).or_default().push((id, key));
    }
    Ok(articles)
}

/// Gives an article another key; one that was changed by hand keeps its digest, so that the change still shows.
pub(in crate::store) fn set_key(transaction: &Transaction<'_>, id: i64, key: &str) -> Result<()> {
    let is_sound = seals::is_sound(transaction, Table::Articles, id)?;
    transaction.prepare_cached("UPDATE OR IGNORE articles SET key = ?1 WHERE id = ?2")?.execute(params![key, id])?;
    if is_sound { seals::seal(transaction, Table::Articles, id) } else { Ok(()) }
}
