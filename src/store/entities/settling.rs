//! Brings counts, aliases, roles and names of everything a batch touched up to date.
//!
//! What changed comes in, rows go out.
//!
//! Invariant: what no article names any more is gone; what an article names stays, even where a decision says that
//! somebody else is meant and nothing is counted for it.

use std::collections::BTreeSet;

use rusqlite::{CachedStatement, Result, Transaction, params};

use crate::store::decisions::rulings::Rulings;
use crate::store::entities::kind::Counted;
use crate::store::entities::ledger::{Change, Ledger};
use crate::store::kind::Kind;
use crate::store::{names, seals};

impl Ledger<'_> {
    /// Writes the counts, aliases and names of everything touched since the last time, and removes what nothing names
    /// any more.
    pub(super) fn settle(&mut self, transaction: &Transaction<'_>, rulings: &Rulings) -> Result<()> {
        self.ids.clear();
        let mut counts = transaction.prepare_cached(&self.sql.add_counts)?;
        let mut aliases = self.sql.aliases_counted.prepare(transaction)?;
        let mut roles = match self.kind {
            Kind::Person => Some(Counted::of("person", "roles", "role").prepare(transaction)?),
            _ => None,
        };
        for (id, change) in std::mem::take(&mut self.changes) {
            // Nobody has a number that an archive changed by hand speaks of.
            let Some(is_nothing) = self.add_counts(transaction, &mut counts, id, &change)? else { continue };
            if change.has_lost_mentions {
                transaction.prepare_cached(&self.sql.find_surest)?.execute([id])?;
            }
            let mut has_other_aliases = change.is_new || change.is_reconsidered;
            for (alias, by) in &change.aliases {
                has_other_aliases |= aliases.add((id, change.is_new), alias, *by)?;
            }
            if let Some(roles) = &mut roles {
                for (role, by) in &change.roles {
                    roles.add((id, change.is_new), role, *by)?;
                }
            }
            if is_nothing && !self.is_named(transaction, id)? {
                self.remove(transaction, id)?;
            } else if has_other_aliases || self.is_spelt_otherwise(transaction, id, &change)? {
                self.rename(transaction, id, &change, rulings)?;
            }
        }
        Ok(())
    }

    /// Adds to the counts of a thing; gives whether nothing is counted for it any more, `None` where there is no such
    /// thing.
    fn add_counts(
        &self,
        transaction: &Transaction<'_>,
        statement: &mut CachedStatement<'_>,
        id: i64,
        change: &Change,
    ) -> Result<Option<bool>> {
        let Change { articles, mentions, quotes, confidence, .. } = change;
        let known = match self.kind {
            Kind::Person => statement.execute(params![id, articles, mentions, confidence, quotes])?,
            _ => statement.execute(params![id, articles, mentions, confidence])?,
        };
        if known == 0 {
            return Ok(None);
        }
        // What is counted once more is counted.
        if *mentions > 0 && *articles >= 0 && *quotes >= 0 {
            return Ok(Some(false));
        }
        let total: i64 = transaction.prepare_cached(&self.sql.total)?.query_row([id], |row| row.get(0))?;
        Ok(Some(total == 0))
    }

    /// Whether an article names it, though no mention counts for it.
    fn is_named(&self, transaction: &Transaction<'_>, id: i64) -> Result<bool> {
        let has_mentions: bool =
            transaction.prepare_cached(&self.sql.has_mentions)?.query_row([id], |row| row.get(0))?;
        if has_mentions {
            return Ok(true);
        }
        transaction
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM unplaced_mentions WHERE entity_id = ?1 AND kind = ?2)
                     OR EXISTS (SELECT 1 FROM appearances WHERE kind = ?2 AND named_id = ?1)",
            )?
            .query_row(params![id, self.kind.noun()], |row| row.get(0))
    }

    fn remove(&self, transaction: &Transaction<'_>, id: i64) -> Result<()> {
        for folded in texts(transaction, &self.sql.forms, id)? {
            transaction.prepare_cached(&self.sql.delete_form)?.execute(params![id, folded])?;
        }
        transaction.prepare_cached(&self.sql.delete_aliases)?.execute(params![id, "[]"])?;
        transaction.prepare_cached(&self.sql.delete)?.execute([id])?;
        Ok(())
    }

    /// Whether a text gives it a name other than the one shown.
    fn is_spelt_otherwise(&self, transaction: &Transaction<'_>, id: i64, change: &Change) -> Result<bool> {
        if change.spellings.is_empty() {
            return Ok(false);
        }
        let name: String = transaction.prepare_cached(&self.sql.name)?.query_row([id], |row| row.get(0))?;
        Ok(change.spellings.iter().any(|spelling| *spelling != name))
    }

    /// Chooses the name to show and brings the forms it can be asked for by up to date.
    fn rename(&self, transaction: &Transaction<'_>, id: i64, change: &Change, rulings: &Rulings) -> Result<()> {
        let (name, key): (String, String) =
            transaction.prepare_cached(&self.sql.name)?.query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        self.declare_aliases(transaction, id, &rulings.aliases(self.kind, &key).collect::<Vec<_>>())?;
        let aliases = texts(transaction, &self.sql.aliases, id)?;
        let best = match rulings.chosen_name(self.kind, &key) {
            Some(chosen) => chosen.to_owned(),
            None => self.best_name(&name, &key, &aliases, change),
        };
        if best != name {
            transaction.prepare_cached(&self.sql.set_name)?.execute(params![id, best])?;
            seals::seal(transaction, self.kind.sealed(), id)?;
        }
        let mut wanted = BTreeSet::new();
        let own_name = own_name(self.kind, &key);
        for form in aliases.iter().map(String::as_str).chain([best.as_str()]).chain(own_name) {
            names::asked_by(form, &mut wanted);
        }
        let present = if change.is_new { Vec::new() } else { texts(transaction, &self.sql.forms, id)? };
        let present: BTreeSet<String> = present.into_iter().collect();
        for form in present.difference(&wanted) {
            transaction.prepare_cached(&self.sql.delete_form)?.execute(params![id, form])?;
        }
        for form in wanted.difference(&present) {
            transaction.prepare_cached(&self.sql.insert_form)?.execute(params![id, form])?;
        }
        Ok(())
    }

    /// The name nobody chose: a place on the map has the gazetteer's, everything else the best spelling found in a text.
    fn best_name(&self, name: &str, key: &str, aliases: &[String], change: &Change) -> String {
        let own_name = own_name(self.kind, key);
        let is_own = |spelling: &&str| own_name.is_some_and(|own| names::key(spelling) == own);
        let in_texts = aliases.iter().map(String::as_str).filter(is_own);
        // The name shown so far may be one that was chosen and is not any more.
        // A name that is the key itself is none yet: it was put there where the name was lost.
        let shown = Some(name).filter(|name| *name != key);
        let shown = shown.filter(|name| if own_name.is_some() { is_own(name) } else { !change.is_reconsidered });
        let given = change.spellings.iter().map(String::as_str).chain(shown);
        names::best_spelling(in_texts).or_else(|| names::best_spelling(given)).unwrap_or(name).to_owned()
    }

    /// Keeps the aliases that decisions give beside those found in texts.
    fn declare_aliases(&self, transaction: &Transaction<'_>, id: i64, aliases: &[&str]) -> Result<()> {
        let list = serde_json::json!(aliases).to_string();
        transaction.prepare_cached(&self.sql.delete_aliases)?.execute(params![id, list])?;
        for alias in aliases {
            transaction.prepare_cached(&self.sql.declare_alias)?.execute(params![id, alias])?;
        }
        Ok(())
    }
}

/// The name that makes the key, in lower case; `None` for a place that is known by its number.
pub(in crate::store) fn own_name(kind: Kind, key: &str) -> Option<&str> {
    match kind {
        Kind::Place => {
            let mut parts = key.strip_prefix("name ")?.rsplitn(3, '|');
            parts.nth(2)
        }
        _ => Some(key),
    }
}

impl Counted {
    fn prepare<'t>(&self, transaction: &'t Transaction<'_>) -> Result<Counting<'t>> {
        Ok(Counting {
            insert: transaction.prepare_cached(&self.insert)?,
            add: transaction.prepare_cached(&self.add)?,
            delete: transaction.prepare_cached(&self.delete)?,
        })
    }
}

/// Counts beside texts that are being added to.
struct Counting<'t> {
    insert: CachedStatement<'t>,
    add: CachedStatement<'t>,
    delete: CachedStatement<'t>,
}

impl Counting<'_> {
    /// Adds to the count kept beside a text of a thing, which may be new; gives whether the text came or went.
    fn add(&mut self, (id, is_new): (i64, bool), text: &str, by: i64) -> Result<bool> {
        if by == 0 {
            return Ok(false);
        }
        if is_new || self.add.execute(params![id, text, by])? == 0 {
            if by > 0 {
                self.insert.execute(params![id, text, by])?;
            }
            return Ok(true);
        }
        Ok(by < 0 && self.delete.execute(params![id, text])? > 0)
    }
}

fn texts(transaction: &Transaction<'_>, sql: &str, id: i64) -> Result<Vec<String>> {
    transaction.prepare_cached(sql)?.query_map([id], |row| row.get(0))?.collect()
}
