//! Articles that turn out to be one page when their originals are read again, by a canonical address that an older version
//! of the program did not heed.
//!
//! Invariant: articles become one only where the versions that they show give the same key.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{OptionalExtension as _, Result, Transaction};

use crate::store::addresses::keys::Addresses;
use crate::store::decide;
use crate::store::entry::Entry;
use crate::store::rekey::{anew, called, merges};

/// The articles that would be known by another address today, by that address.
#[derive(Debug, Default)]
pub(super) struct Twins(BTreeMap<String, BTreeSet<i64>>);

impl Twins {
    /// Notes an article that was read again and is known by `key` so far.
    pub(super) fn note(
        &mut self,
        transaction: &Transaction<'_>,
        article_id: i64,
        key: &str,
        entry: &Entry,
    ) -> Result<()> {
        let wanted = Addresses::of(transaction)?.key_of(&entry.article, &entry.source);
        if wanted.starts_with("url ") && wanted != key {
            self.0.entry(wanted).or_default().insert(article_id);
        }
        Ok(())
    }

    /// Makes one article of those that are one page; gives their numbers.
    pub(super) fn unite(&self, transaction: &Transaction<'_>) -> Result<Vec<i64>> {
        let mut united = Vec::new();
        for (key, articles) in &self.0 {
            let known: Option<i64> = transaction
                .prepare_cached("SELECT id FROM articles WHERE key = ?1")?
                .query_row([key], |row| row.get(0))
                .optional()?;
            let all: Vec<i64> = articles.iter().copied().chain(known).collect::<BTreeSet<_>>().into_iter().collect();
            if all.len() < 2 {
                continue;
            }
            let mut renamed = Vec::new();
            for id in &all {
                let before: Option<String> = transaction
                    .prepare_cached("SELECT key FROM articles WHERE id = ?1")?
                    .query_row([id], |row| row.get(0))
                    .optional()?;
                renamed.extend(before.filter(|before| before != key).map(|before| (before, key.clone())));
            }
            for stays in merges::merge(transaction, &[all])? {
                anew::set_key(transaction, stays, key)?;
                united.push(stays);
            }
            if called::rename(transaction, &renamed)? {
                decide::follow_splits(transaction)?;
            }
        }
        Ok(united)
    }
}
