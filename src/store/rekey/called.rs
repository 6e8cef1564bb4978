//! What decisions call an article that is known by another key from now on.
//!
//! The key before and the key after come in; corrections and splits that named the article by the one name it by the other.
//!
//! Invariant: a decision that was changed by hand keeps its digest, so that the change still shows.

use rusqlite::{Result, Transaction, params};

use crate::store::addresses::keys::Addresses;
use crate::store::seals;
use crate::store::seals::table::Table;

/// Lets decisions follow articles from one key to another; gives whether any did.
pub(in crate::store) fn rename(transaction: &Transaction<'_>, keys: &[(String, String)]) -> Result<bool> {
    let addresses = Addresses::of(transaction)?;
    let name_now = |name: &str| {
        let known = addresses.reference(name);
        keys.iter().find(|(before, _)| *before == known).map(|(_, after)| after.clone())
    };
    let stored: Vec<(i64, String, Option<String>)> = transaction
        .prepare_cached("SELECT id, subject, articles FROM decisions WHERE verb IN ('correct', 'split') ORDER BY id")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_>>()?;
    let mut is_any = false;
    for (id, subject, articles) in stored {
        let (subject, articles) = match articles.and_then(|text| serde_json::from_str::<Vec<String>>(&text).ok()) {
            None => (name_now(&subject), None),
            Some(list) => {
                let now: Vec<String> = list.iter().map(|name| name_now(name).unwrap_or_else(|| name.clone())).collect();
                (None, (now != list).then(|| serde_json::json!(now).to_string()))
            }
        };
        if subject.is_none() && articles.is_none() {
            continue;
        }
        let is_sound = seals::is_sound(transaction, Table::Decisions, id)?;
        transaction
            .prepare_cached(
                "UPDATE decisions SET subject = ifnull(?1, subject), subject_key = ifnull(?1, subject_key),
                                      articles = ifnull(?2, articles) WHERE id = ?3",
            )?
            .execute(params![subject, articles, id])?;
        if is_sound {
            seals::seal(transaction, Table::Decisions, id)?;
        }
        is_any = true;
    }
    Ok(is_any)
}
