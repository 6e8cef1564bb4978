//! Rows of people, places and organisations, and the forms they can be asked for by.
//!
//! Invariant: a row that has its digest is believed; of another one, what its articles say is believed when they are
//! read again, and until then it bears its key for a name.

use std::collections::BTreeSet;

use rusqlite::{Result, Transaction, params};

use crate::store::decisions::decision::load;
use crate::store::decisions::rulings::Rulings;
use crate::store::entities::own_name;
use crate::store::kind::Kind;
use crate::store::repair::repaired::{Repaired, note};
use crate::store::{names, seals};

/// Puts rows right that do not have the digest beside them.
pub(super) fn mend_rows(transaction: &Transaction<'_>, repaired: &mut Repaired) -> Result<()> {
    for kind in Kind::ALL {
        let table = kind.table();
        let rows: Vec<(i64, String, i64)> = transaction
            .prepare(&format!("SELECT id, name, digest FROM {table} WHERE digest IS NOT NULL ORDER BY id"))?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<Result<_>>()?;
        let mut mended = 0;
        for (id, name, digest) in rows {
            if seals::digest_of(transaction, kind.sealed(), id)? == Some(digest) {
                continue;
            }
            mended += 1;
            let key = names::key(&name);
            if kind != Kind::Place && seals::digest_of_name(id, &name, &key) == digest {
                transaction
                    .execute(&format!("UPDATE OR IGNORE {table} SET key = ?1 WHERE id = ?2"), params![key, id])?;
                continue;
            }
            let number = if kind == Kind::Place { ", geonames_id = NULL" } else { "" };
            transaction.execute(&format!("UPDATE {table} SET name = key{number} WHERE id = ?1"), [id])?;
            seals::seal(transaction, kind.sealed(), id)?;
        }
        note(repaired, table, mended);
    }
    Ok(())
}

/// Makes declared aliases and the forms of names those of the decisions and the aliases.
pub(super) fn level_forms(transaction: &Transaction<'_>, repaired: &mut Repaired) -> Result<()> {
    let rulings = Rulings::new(&load(transaction)?);
    for kind in Kind::ALL {
        let (noun, table) = (kind.noun(), kind.table());
        let mut mended = 0;
        let mut things = transaction.prepare(&format!("SELECT id, name, key FROM {table} ORDER BY id"))?;
        let mut rows = things.query([])?;
        while let Some(row) = rows.next()? {
            let (id, name, key): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let declared: Vec<&str> = rulings.aliases(kind, &key).collect();
            let list = serde_json::json!(declared).to_string();
            let mut changed = transaction
                .prepare_cached(&format!(
                    "DELETE FROM {noun}_aliases WHERE {noun}_id = ?1 AND mention_count = 0
                         AND alias NOT IN (SELECT value FROM json_each(?2))"
                ))?
                .execute(params![id, list])?;
            let declare = format!(
                "INSERT INTO {noun}_aliases ({noun}_id, alias, mention_count) VALUES (?1, ?2, 0) ON CONFLICT DO NOTHING"
            );
            for alias in declared {
                changed += transaction.prepare_cached(&declare)?.execute(params![id, alias])?;
            }
            changed += level_forms_of(transaction, kind, id, &name, &key)?;
            mended += usize::from(changed > 0);
        }
        note(repaired, table, mended);
    }
    Ok(())
}

/// The forms that one thing can be asked for by; gives how many rows were put right.
fn level_forms_of(transaction: &Transaction<'_>, kind: Kind, id: i64, name: &str, key: &str) -> Result<usize> {
    let noun = kind.noun();
    let texts = |sql: String| -> Result<Vec<String>> {
        transaction.prepare_cached(&sql)?.query_map([id], |row| row.get(0))?.collect()
    };
    let mut wanted = BTreeSet::new();
    let aliases = texts(format!("SELECT alias FROM {noun}_aliases WHERE {noun}_id = ?1"))?;
    let spellings = aliases.iter().map(String::as_str).chain([name]).chain(own_name(kind, key));
    spellings.for_each(|spelling| names::asked_by(spelling, &mut wanted));
    let present: BTreeSet<String> =
        texts(format!("SELECT folded FROM {noun}_names WHERE {noun}_id = ?1"))?.into_iter().collect();
    let mut changed = 0;
    for form in present.difference(&wanted) {
        changed += transaction
            .prepare_cached(&format!("DELETE FROM {noun}_names WHERE {noun}_id = ?1 AND folded = ?2"))?
            .execute(params![id, form])?;
    }
    for form in wanted.difference(&present) {
        changed += transaction
            .prepare_cached(&format!("INSERT INTO {noun}_names ({noun}_id, folded) VALUES (?1, ?2)"))?
            .execute(params![id, form])?;
    }
    Ok(changed)
}
