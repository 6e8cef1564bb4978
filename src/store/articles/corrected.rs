//! An article with its corrected fields.
//!
//! What was read of a page comes in with the corrections that hold; where one of them is about it, the same goes out with the
//! corrected fields, read anew: names and quotes are looked for in what is shown.
//!
//! Invariant: the dates by which versions are told apart are those of the page, whatever is corrected.

use rusqlite::types::ValueRef;
use rusqlite::{Result, Transaction, params};

use crate::store::decisions::correction::{Corrected, Corrections, apply};
use crate::store::decisions::rulings::references;
use crate::store::entry::Entry;
use crate::store::seals::article::{ArticleSeal, Part};
use crate::store::sources::editions::Again;
use crate::store::sources::pending::Pending;
use crate::store::values::{text, text_or_null};

/// The entry of an article as it is to be shown, where a correction says so; `None` where it is to be shown as it is.
pub(in crate::store) fn corrected(
    transaction: &Transaction<'_>,
    corrections: &Corrections,
    (article_id, pending): (i64, &Pending),
    again: Again<'_>,
) -> Result<Option<Pending>> {
    let references = names_of(transaction, corrections, article_id, &pending.key)?;
    if corrections.of(&references).is_empty() {
        return Ok(None);
    }
    let (entry, corrected) = correct(corrections, &references, pending.to_entry(), again);
    Ok((!corrected.is_empty()).then(|| Pending::reread(entry, pending.key.clone()).with_corrected(corrected)))
}

/// Every name by which a correction may call an article of this key; none where there are no corrections.
pub(in crate::store) fn names_of(
    transaction: &Transaction<'_>,
    corrections: &Corrections,
    article_id: i64,
    key: &str,
) -> Result<Vec<String>> {
    if corrections.are_none() {
        return Ok(Vec::new());
    }
    let mut references = references(transaction, article_id)?;
    if key.starts_with("url ") && !references.iter().any(|reference| reference == key) {
        references.push(key.to_owned());
    }
    Ok(references)
}

/// The entry with the fields that `corrections` correct, and those fields.
pub(in crate::store) fn correct(
    corrections: &Corrections,
    references: &[String],
    mut entry: Entry,
    again: Again<'_>,
) -> (Entry, Vec<Corrected>) {
    let corrected = apply(&mut entry.article, &corrections.of(references));
    if !corrected.is_empty() {
        entry.analysis = (again.analyse)(&entry.article);
    }
    (entry, corrected)
}

/// Notes what the page says of the fields that are corrected.
pub(in crate::store) fn insert(
    transaction: &Transaction<'_>,
    seal: &mut ArticleSeal,
    corrected: &[Corrected],
) -> Result<()> {
    for Corrected { field, original, decision_id } in corrected {
        transaction
            .prepare_cached(
                "INSERT INTO corrected_fields (article_id, field, original, decision_id) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![seal.article_id(), field.name(), original, decision_id])?;
        let original = text_or_null(original.as_deref());
        seal.add(Part::Corrected, &[text(field.name()), original, ValueRef::Integer(*decision_id)]);
    }
    Ok(())
}
