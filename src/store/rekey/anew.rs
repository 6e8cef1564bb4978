//! Gives articles their keys anew, where what makes a key has changed.
//!
//! An archive comes in; its articles are known by the keys that their addresses have today, and those that have the same one
//! are one article.
//!
//! Invariant: all of it is one transaction.

use std::collections::BTreeMap;

use rusqlite::{Result, Transaction, TransactionBehavior, params};

use crate::store::addresses::keys::Addresses;
use crate::store::archive::Archive;
use crate::store::error::StoreError;
use crate::store::rekey::merges;
use crate::store::seals;
use crate::store::seals::Table;

impl Archive {
    /// Takes these parameters of addresses for such as choose a page, from now on and for whoever imports after; articles
    /// known by an address that has one get their keys anew.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be written.
    pub fn keep_parameters(&mut self, names: &[String]) -> std::result::Result<(), StoreError> {
        let mut keep = || {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let mut added = 0;
            for name in names.iter().map(|name| name.trim().to_lowercase()).filter(|name| !name.is_empty()) {
                added += transaction.execute("INSERT OR IGNORE INTO kept_parameters (name) VALUES (?1)", [name])?;
            }
            if added > 0 {
                rekey(&transaction)?;
            }
            transaction.commit()
        };
        let kept = keep();
        kept.map_err(|cause| self.refused(cause))
    }
}

/// Gives every article that is known by its address the key that the address has today; articles that have the same one
/// become one.
pub(in crate::store) fn rekey(transaction: &Transaction<'_>) -> Result<()> {
    let addresses = Addresses::of(transaction)?;
    let mut articles: BTreeMap<String, Vec<(i64, String)>> = BTreeMap::new();
    {
        let mut statement =
            transaction.prepare("SELECT id, key, url FROM articles WHERE key GLOB 'url *' ORDER BY id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (id, key, url): (i64, String, Option<String>) = (row.get(0)?, row.get(1)?, row.get(2)?);
            // The key may be of a canonical address, which is kept nowhere else.
            let own = key.strip_prefix("url ").unwrap_or_default();
            let is_own = url.as_deref().is_some_and(|url| Addresses::common_form(url) == Addresses::common_form(own));
            let address = url.filter(|_| is_own).unwrap_or_else(|| own.to_owned());
            articles.entry(addresses.key(&address).unwrap_or_else(|| key.clone())).or_default().push((id, key));
        }
    }
    let merged: Vec<Vec<i64>> =
        articles.values().filter(|same| same.len() > 1).map(|same| same.iter().map(|(id, _)| *id).collect()).collect();
    let stay = merges::merge(transaction, &merged)?;
    for (key, same) in &articles {
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
    }
    Ok(())
}

/// Gives an article another key; one that was changed by hand keeps its digest, so that the change still shows.
pub(in crate::store) fn set_key(transaction: &Transaction<'_>, id: i64, key: &str) -> Result<()> {
    let is_sound = seals::is_sound(transaction, Table::Articles, id)?;
    transaction.prepare_cached("UPDATE OR IGNORE articles SET key = ?1 WHERE id = ?2")?.execute(params![key, id])?;
    if is_sound { seals::seal(transaction, Table::Articles, id) } else { Ok(()) }
}
