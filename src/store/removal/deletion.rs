//! Deletes articles for good.
//!
//! Numbers of articles come in. Everything that was stored of them goes, originals and older versions included, and whatever
//! they alone show or name; what went, or would go, is said.
//!
//! Invariant: all of it is one transaction, and word that the file is still to be cleared of what the rows left is in the
//! same. Rows of other articles stay as they are.

use std::collections::BTreeSet;

use rusqlite::{Result, Transaction, TransactionBehavior};

use crate::store::addresses::keys::Addresses;
use crate::store::archive::Archive;
use crate::store::articles::search::json_list;
use crate::store::decisions::rulings::references;
use crate::store::error::StoreError;
use crate::store::kind::Kind;
use crate::store::removal::{deleted, rows, wipe};
use crate::store::seals;
use crate::store::seals::table::Table;

/// What is to become of articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delete<'t> {
    /// Nothing: only what would go is wanted.
    Preview,
    /// They go, and their digests stay, so that an import leaves them out; the time is ISO 8601.
    Remember(&'t str),
    /// They go, and nothing tells of them any more.
    Forget,
}

/// What goes with deleted articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deletion {
    /// Articles.
    pub articles: u64,
    /// Their originals, older versions included.
    pub originals: u64,
    /// Their quotes.
    pub quotes: u64,
    /// Captions that no other article shows.
    pub captions: Vec<String>,
    /// People whom no other article names.
    pub people: Vec<String>,
    /// Places that no other article names.
    pub places: Vec<String>,
    /// Organisations that no other article names.
    pub organisations: Vec<String>,
    /// Decisions that were about these articles alone: corrections of their fields, and splits.
    pub decisions: u64,
    /// Other articles with the same body, which stay.
    pub copies: Vec<i64>,
}

impl Archive {
    /// Deletes the articles of these numbers, or says what would go. Their text may still stand in free parts of the file:
    /// [`Archive::wipe`] clears it.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be written.
    pub fn delete(&mut self, ids: &[i64], how: Delete<'_>) -> std::result::Result<Deletion, StoreError> {
        let mut delete = || {
            // What is freed is overwritten at once, so that little is left for the time until the file is written anew.
            self.connection.pragma_update(None, "secure_delete", true)?;
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let deletion = delete(&transaction, ids, how)?;
            match how {
                Delete::Preview => transaction.rollback()?,
                _ => transaction.commit()?,
            }
            Ok(deletion)
        };
        let deletion = delete();
        deletion.map_err(|cause| self.refused(cause))
    }

    /// Lets imports bring back what was deleted at this address or had originals of this digest; gives how many articles
    /// that were.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be written.
    pub fn forget_deleted(&mut self, name: &str) -> std::result::Result<u64, StoreError> {
        let mut forget = || {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let key = Addresses::of(&transaction)?.key(name);
            let digest = key.as_deref().and_then(deleted::digest_of_key);
            let digests: Vec<String> = digest.into_iter().chain([name.trim().to_ascii_lowercase()]).collect();
            let forgotten = deleted::forget(&transaction, &digests)?;
            transaction.commit()?;
            Ok(forgotten)
        };
        let forgotten = forget();
        forgotten.map_err(|cause| self.refused(cause))
    }
}

fn delete(transaction: &Transaction<'_>, ids: &[i64], how: Delete<'_>) -> Result<Deletion> {
    let list = json_list(ids);
    let mut deletion = Deletion {
        articles: count(transaction, "articles WHERE id IN (SELECT value FROM json_each(?1))", &list)?,
        originals: count(transaction, "sources WHERE article_id IN (SELECT value FROM json_each(?1))", &list)?,
        quotes: count(transaction, "quotes WHERE article_id IN (SELECT value FROM json_each(?1))", &list)?,
        copies: copies(transaction, &list)?,
        ..Deletion::default()
    };
    let shown = named(transaction, CAPTIONS, &list)?;
    let mut people_and_others = Vec::new();
    for kind in Kind::ALL {
        people_and_others.push((kind, named(transaction, &entities_of(kind), &list)?));
    }
    let mut names = BTreeSet::new();
    for id in ids {
        names.extend(references(transaction, *id)?);
        if let Delete::Remember(deleted_at) = how {
            deleted::remember(transaction, *id, &list, deleted_at)?;
        }
    }
    rows::remove(transaction, ids)?;
    for sql in [
        "DELETE FROM source_locations WHERE source_id IN
             (SELECT id FROM sources WHERE article_id IN (SELECT value FROM json_each(?1)))",
        "DELETE FROM sources WHERE article_id IN (SELECT value FROM json_each(?1))",
    ] {
        transaction.execute(sql, [&list])?;
    }
    deletion.decisions = forget_decisions(transaction, &names)?;
    deletion.captions = gone(transaction, "captions", shown)?;
    for (kind, found) in people_and_others {
        let gone = gone(transaction, kind.table(), found)?;
        match kind {
            Kind::Person => deletion.people = gone,
            Kind::Place => deletion.places = gone,
            Kind::Organisation => deletion.organisations = gone,
        }
    }
    if how != Delete::Preview {
        wipe::optimise_search(transaction)?;
        wipe::note(transaction)?;
    }
    Ok(deletion)
}

fn count(transaction: &Transaction<'_>, rows: &str, list: &str) -> Result<u64> {
    let count: i64 = transaction.query_row(&format!("SELECT count(*) FROM {rows}"), [list], |row| row.get(0))?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// Other articles whose body is that of one that goes.
fn copies(transaction: &Transaction<'_>, list: &str) -> Result<Vec<i64>> {
    let sql = "SELECT id FROM articles
               WHERE sha256 IN (SELECT sha256 FROM articles WHERE id IN (SELECT value FROM json_each(?1)) AND body <> '')
                 AND id NOT IN (SELECT value FROM json_each(?1)) ORDER BY id";
    transaction.prepare(sql)?.query_map([list], |row| row.get(0))?.collect()
}

const CAPTIONS: &str = "SELECT DISTINCT caption.id, caption.text FROM article_captions AS usage
     JOIN captions AS caption ON caption.id = usage.caption_id
     WHERE usage.article_id IN (SELECT value FROM json_each(?1)) ORDER BY caption.text";

/// Whoever is named in the articles, and whose name stands for somebody else there.
fn entities_of(kind: Kind) -> String {
    let (noun, table) = (kind.noun(), kind.table());
    format!(
        "SELECT id, name FROM {table} WHERE id IN (
             SELECT {noun}_id FROM {noun}_mentions WHERE article_id IN (SELECT value FROM json_each(?1))
             UNION SELECT named_id FROM {noun}_mentions WHERE article_id IN (SELECT value FROM json_each(?1))
             UNION SELECT entity_id FROM unplaced_mentions
                   WHERE kind = '{noun}' AND article_id IN (SELECT value FROM json_each(?1))
             UNION SELECT named_id FROM rejected_mentions
                   WHERE kind = '{noun}' AND article_id IN (SELECT value FROM json_each(?1))) ORDER BY name"
    )
}

fn named(transaction: &Transaction<'_>, sql: &str, list: &str) -> Result<Vec<(i64, String)>> {
    transaction.prepare(sql)?.query_map([list], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// Those of `found` that the table does not have any more.
fn gone(transaction: &Transaction<'_>, table: &str, found: Vec<(i64, String)>) -> Result<Vec<String>> {
    let mut statement = transaction.prepare(&format!("SELECT 1 FROM {table} WHERE id = ?1"))?;
    let mut gone = Vec::new();
    for (id, name) in found {
        if !statement.exists([id])? {
            gone.push(name);
        }
    }
    Ok(gone)
}

/// Removes the decisions that were about articles of these names alone, and their names from those about others, too.
fn forget_decisions(transaction: &Transaction<'_>, names: &BTreeSet<String>) -> Result<u64> {
    let addresses = Addresses::of(transaction)?;
    let rows: Vec<(i64, String, Option<String>)> = transaction
        .prepare("SELECT id, subject, articles FROM decisions WHERE verb IN ('correct', 'split')")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_>>()?;
    let mut removed = 0;
    for (id, subject, articles) in rows {
        let before: Vec<String> = match articles {
            Some(list) => serde_json::from_str(&list).unwrap_or_default(),
            None => vec![subject],
        };
        let is_other = |name: &&String| !names.contains(&addresses.reference(name));
        let after: Vec<&String> = before.iter().filter(is_other).collect();
        if after.is_empty() {
            removed += transaction.execute("DELETE FROM decisions WHERE id = ?1", [id])?;
        } else if after.len() < before.len() {
            let is_sound = seals::is_sound(transaction, Table::Decisions, id)?;
            let list = serde_json::json!(after).to_string();
            transaction.execute("UPDATE decisions SET articles = ?1 WHERE id = ?2", (list, id))?;
            if is_sound {
                seals::seal(transaction, Table::Decisions, id)?;
            }
        }
    }
    Ok(removed as u64)
}
