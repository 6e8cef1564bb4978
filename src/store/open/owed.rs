//! What the migrations leave to be done by the program, because SQL alone cannot.
//!
//! A connection whose schema is up to date comes in. What is owed stands in the file as `user_version` from before the
//! migration on, so that whoever is killed between the two leaves word of it.
//!
//! Invariant: everything owed is done in one transaction, with the word of it.

use rusqlite::{Connection, Result, Transaction, TransactionBehavior};

use crate::store::folding::fold;
use crate::store::seals::{self, Table};
use crate::store::{addresses, entities, sayings};

/// What is owed to an archive of an older version of the schema: the version that no longer is, and the bit.
const DEBTS: [(i64, i64); 2] = [(8, LINKS), (13, KEYS)];
/// People called by one word are to be linked.
const LINKS: i64 = 1;
/// Articles are to be known by one form of their address, and names by plain letters that they did not have before.
const KEYS: i64 = 2;

/// Leaves word of what is owed to an archive that is at version `found` of the schema and will be at the latest.
pub(super) fn note(connection: &Connection, found: i64) -> Result<()> {
    let owed = DEBTS.iter().filter(|(since, _)| (1..*since).contains(&found)).map(|(_, bit)| bit).sum::<i64>();
    if owed == 0 { Ok(()) } else { connection.pragma_update(None, "user_version", owed | self::owed(connection)?) }
}

/// Does what is owed.
pub(super) fn settle(connection: &mut Connection) -> Result<()> {
    if owed(connection)? == 0 {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have been here in the meantime.
    let owed = owed(&transaction)?;
    if owed & KEYS != 0 {
        fold_anew(&transaction)?;
        addresses::rekey(&transaction)?;
    }
    if owed & LINKS != 0 {
        entities::link_all(&transaction)?;
    }
    if owed != 0 {
        transaction.pragma_update(None, "user_version", 0)?;
    }
    transaction.commit()
}

fn owed(connection: &Connection) -> Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Letters that are plain since version 13, in the form in which names were folded.
const LETTERS: &str = "ŧŋəɓɗƙƴɛɔ";

/// Folds the names and sayings anew that have such letters.
fn fold_anew(transaction: &Transaction<'_>) -> Result<()> {
    let pattern = format!("*[{LETTERS}]*");
    let articles: Vec<i64> = transaction
        .prepare(
            "SELECT article_id FROM author_names WHERE folded GLOB ?1
             UNION SELECT article_id FROM appearances WHERE surname GLOB ?1
             UNION SELECT article_id FROM quotes WHERE lower(text) GLOB ?1 OR text GLOB ?2",
        )?
        .query_map([&pattern, &pattern.to_uppercase()], |row| row.get(0))?
        .collect::<Result<_>>()?;
    let mut sound = Vec::new();
    for id in articles {
        if seals::is_sound(transaction, Table::Articles, id)? {
            sound.push(id);
        }
    }
    for (table, column) in [
        ("person_names", "folded"),
        ("place_names", "folded"),
        ("organisation_names", "folded"),
        ("author_names", "folded"),
        ("appearances", "surname"),
    ] {
        let sql = format!("SELECT DISTINCT {column} FROM {table} WHERE {column} GLOB ?1");
        let forms: Vec<String> =
            transaction.prepare(&sql)?.query_map([&pattern], |row| row.get(0))?.collect::<Result<_>>()?;
        let sql = format!("UPDATE OR REPLACE {table} SET {column} = ?1 WHERE {column} = ?2");
        for form in forms {
            transaction.prepare_cached(&sql)?.execute([&fold(&form), &form])?;
        }
    }
    let quotes: Vec<(i64, String)> = transaction
        .prepare("SELECT id, text FROM quotes WHERE lower(text) GLOB ?1 OR text GLOB ?2")?
        .query_map([&pattern, &pattern.to_uppercase()], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_>>()?;
    for (id, text) in quotes {
        let sql = "UPDATE quotes SET saying_key = ?1 WHERE id = ?2";
        transaction.prepare_cached(sql)?.execute((sayings::key(&text), id))?;
    }
    for id in sound {
        seals::seal(transaction, Table::Articles, id)?;
    }
    Ok(())
}
