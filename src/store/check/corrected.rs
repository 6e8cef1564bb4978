//! Fields that decisions correct: they say what was decided.
//!
//! Invariant: as many articles are looked at as corrections hold, whatever the size of the archive.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension as _, Result, Transaction};

use crate::store::check::report::CheckReport;
use crate::store::decisions::correction::{Correction, Corrections, load};
use crate::store::decisions::rulings::{references, referred};

/// Checks all of them.
pub(super) fn check(connection: &Connection, report: &mut CheckReport) -> Result<()> {
    let transaction = connection.unchecked_transaction()?;
    let corrections = Corrections::in_force(&transaction)?;
    let mut articles = BTreeSet::new();
    for correction in load(&transaction)? {
        articles.extend(referred(&transaction, &correction.article)?);
    }
    let mut checked = 0;
    for article in articles {
        for correction in corrections.of(&references(&transaction, article)?) {
            checked += 1;
            if !is_followed(&transaction, article, correction)? {
                let field = correction.field.name();
                report.find("correction", format!("articles {article}: its {field} is not what was decided"));
            }
        }
    }
    if checked > 0 {
        report.checked.push(("corrected fields", checked));
    }
    Ok(())
}

fn is_followed(transaction: &Transaction<'_>, article: i64, correction: &Correction) -> Result<bool> {
    let sql = format!("SELECT {} FROM articles AS article WHERE id = ?1", correction.field.in_sql());
    let said: Option<Option<String>> = transaction.query_row(&sql, [article], |row| row.get(0)).optional()?;
    Ok(said.is_none_or(|said| said == correction.value))
}
