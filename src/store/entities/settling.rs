//! Brings counts, aliases, roles and names of everything a batch touched up to date.
//!
//! What changed comes in, rows go out.
//!
//! Invariant: what no article names any more is gone; what an article names stays, even where a decision says that
//! somebody else is meant and nothing is counted for it.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension as _, Result, Transaction, params};

use crate::store::decisions::rulings::Rulings;
use crate::store::entities::ledger::{Change, Ledger};
use crate::store::kind::Kind;
use crate::store::{names, seals};

impl Ledger {
    /// Writes the counts, aliases and names of everything touched since the last time, and removes what nothing names
    /// any more.
    pub(super) fn settle(&mut self, transaction: &Transaction<'_>, rulings: &Rulings) -> Result<()> {
        self.ids.clear();
        for (id, change) in std::mem::take(&mut self.changes) {
            // Nobody has a number that an archive changed by hand speaks of.
            let Some(total) = self.add_counts(transaction, id, &change)? else { continue };
            let mut renamed = change.is_new || change.is_reconsidered;
            for (alias, by) in &change.aliases {
                if *by != 0 {
                    let count = add_counted(transaction, &self.sql.add_alias, id, alias, *by)?;
                    renamed |= count == *by || count <= 0;
                    if count <= 0 {
                        transaction.prepare_cached(&self.sql.delete_alias)?.execute(params![id, alias])?;
                    }
                }
            }
            for (role, by) in &change.roles {
                if self.kind == Kind::Person && *by != 0 {
                    let count = add_counted(transaction, ADD_ROLE, id, role, *by)?;
                    if count <= 0 {
                        transaction.prepare_cached(DELETE_ROLE)?.execute(params![id, role])?;
                    }
                }
            }
            if total == 0 && !self.is_named(transaction, id)? {
                self.remove(transaction, id)?;
            } else {
                self.rename(transaction, id, &change, renamed, rulings)?;
            }
        }
        Ok(())
    }

    fn add_counts(&self, transaction: &Transaction<'_>, id: i64, change: &Change) -> Result<Option<i64>> {
        let mut statement = transaction.prepare_cached(&self.sql.add_counts)?;
        if self.kind == Kind::Person {
            statement
                .query_row(params![id, change.articles, change.mentions, change.quotes], |row| row.get(0))
                .optional()
        } else {
            statement.query_row(params![id, change.articles, change.mentions], |row| row.get(0)).optional()
        }
    }

    /// Whether an article names it, though no mention counts for it.
    fn is_named(&self, transaction: &Transaction<'_>, id: i64) -> Result<bool> {
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

    /// Chooses the name to show and brings the forms it can be asked for by up to date.
    fn rename(
        &self,
        transaction: &Transaction<'_>,
        id: i64,
        change: &Change,
        aliases_changed: bool,
        rulings: &Rulings,
    ) -> Result<()> {
        let (name, key): (String, String) =
            transaction.prepare_cached(&self.sql.name)?.query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        if !aliases_changed && change.spellings.iter().all(|spelling| *spelling == name) {
            return Ok(());
        }
        if aliases_changed {
            self.declare_aliases(transaction, id, &rulings.aliases(self.kind, &key).collect::<Vec<_>>())?;
        }
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
        let present: BTreeSet<String> = texts(transaction, &self.sql.forms, id)?.into_iter().collect();
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

const ADD_ROLE: &str = "INSERT INTO person_roles (person_id, role, mention_count) VALUES (?1, ?2, ?3)
     ON CONFLICT DO UPDATE SET mention_count = mention_count + excluded.mention_count RETURNING mention_count";

const DELETE_ROLE: &str = "DELETE FROM person_roles WHERE person_id = ?1 AND role = ?2";

/// Adds to the count kept beside a text, and gives the new count.
fn add_counted(transaction: &Transaction<'_>, sql: &str, id: i64, text: &str, by: i64) -> Result<i64> {
    transaction.prepare_cached(sql)?.query_row(params![id, text, by], |row| row.get(0))
}

fn texts(transaction: &Transaction<'_>, sql: &str, id: i64) -> Result<Vec<String>> {
    transaction.prepare_cached(sql)?.query_map([id], |row| row.get(0))?.collect()
}
