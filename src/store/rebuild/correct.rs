//! Corrects fields of articles, and takes corrections back.
//!
//! What fields are to say comes in; decisions go out, and the article is read again from its original and written anew with
//! them, so that names and quotes are those of what is shown.
//!
//! Invariant: a decision and the rows that follow from it are one transaction.

use rusqlite::{OptionalExtension as _, Result, Transaction, params};

use crate::store::archive::Archive;
use crate::store::articles::corrected::corrected;
use crate::store::batch;
use crate::store::decisions::correction::{ArticleField, Correction, Corrections, insert, load};
use crate::store::decisions::error::DecisionError;
use crate::store::decisions::rulings::{references, referred};
use crate::store::seals;
use crate::store::seals::table::Table;
use crate::store::sources::editions;
use crate::store::sources::editions::Again;
use crate::store::sources::pending::Current;
use crate::store::values::next_id;

impl Archive {
    /// Corrects fields of an article; `made_at` is the time, ISO 8601. An empty text empties the field. Gives the decisions it
    /// came to: one for each field that says something else already.
    ///
    /// # Errors
    ///
    /// Where there is no such article, its original cannot be read again, a value is no date, and where the archive cannot be
    /// written.
    pub fn correct(
        &mut self,
        article_id: i64,
        changes: &[(ArticleField, String)],
        made_at: &str,
        again: Again<'_>,
    ) -> std::result::Result<Vec<Correction>, DecisionError> {
        self.in_transaction(|transaction| {
            let article = name_of(transaction, article_id)?.ok_or(DecisionError::NoArticle(article_id))?;
            let mut made = Vec::new();
            for (field, value) in changes {
                let folded = field.folded(value);
                if folded.is_none() && !value.trim().is_empty() {
                    return Err(DecisionError::Senseless(format!("`{value}` is no {}", field.name())));
                }
                let (made_at, article) = (made_at.to_owned(), article.clone());
                made.push(Correction { id: 0, made_at, article, field: *field, value: folded });
            }
            let made = make(transaction, made, Some(again))?;
            Ok(made)
        })
    }

    /// Takes the correction of this number back; `undone_at` is the time, ISO 8601. `None` where no correction of this number
    /// holds.
    ///
    /// # Errors
    ///
    /// Where the original of the article cannot be read again, and where the archive cannot be written.
    pub fn undo_correction(
        &mut self,
        id: i64,
        undone_at: &str,
        again: Again<'_>,
    ) -> std::result::Result<Option<Correction>, DecisionError> {
        self.in_transaction(|transaction| {
            let Some(correction) = load(transaction)?.into_iter().find(|correction| correction.id == id) else {
                return Ok(None);
            };
            let is_sound = seals::is_sound(transaction, Table::Decisions, id)?;
            transaction.execute("UPDATE decisions SET undone_at = ?1 WHERE id = ?2", params![undone_at, id])?;
            if is_sound {
                seals::seal(transaction, Table::Decisions, id)?;
            }
            show_as_decided(transaction, &correction.article, again)?;
            Ok(Some(correction))
        })
    }
}

/// Stores the corrections that change something and writes their articles anew, where there is a way to; gives them with
/// their numbers.
pub(in crate::store) fn make(
    transaction: &Transaction<'_>,
    corrections: Vec<Correction>,
    again: Option<Again<'_>>,
) -> std::result::Result<Vec<Correction>, DecisionError> {
    let mut made: Vec<Correction> = Vec::new();
    for mut correction in corrections {
        if holds(transaction, &correction)? {
            continue;
        }
        correction.id = insert(transaction, &correction)?;
        made.push(correction);
    }
    let mut articles: Vec<&str> = made.iter().map(|correction| correction.article.as_str()).collect();
    articles.dedup();
    if let Some(again) = again {
        for article in articles {
            show_as_decided(transaction, article, again)?;
        }
    }
    Ok(made)
}

/// Whether the field says that already: as decided last, or of itself where nothing is decided.
fn holds(transaction: &Transaction<'_>, correction: &Correction) -> Result<bool> {
    let corrections = Corrections::in_force(transaction)?;
    let article_id = referred(transaction, &correction.article)?;
    let mut names = vec![correction.article.clone()];
    if let Some(id) = article_id {
        names.extend(references(transaction, id)?);
    }
    if let Some(known) = corrections.of(&names).into_iter().find(|known| known.field == correction.field) {
        return Ok(known.value == correction.value);
    }
    let Some(id) = article_id else { return Ok(false) };
    let sql = format!("SELECT {} FROM articles AS article WHERE id = ?1", correction.field.in_sql());
    let said: Option<String> = transaction.query_row(&sql, [id], |row| row.get(0))?;
    Ok(said == correction.value)
}

/// Writes the article of this name anew as its original and the corrections have it. One that is not there is written so when
/// it is imported.
fn show_as_decided(
    transaction: &Transaction<'_>,
    article: &str,
    again: Again<'_>,
) -> std::result::Result<(), DecisionError> {
    let Some(article_id) = referred(transaction, article)? else { return Ok(()) };
    let corrections = Corrections::in_force(transaction)?;
    if show_with(transaction, &corrections, article_id, again)? {
        return Ok(());
    }
    Err(DecisionError::Senseless(format!("article {article_id}: its original cannot be read again")))
}

/// Writes those of the articles anew of which a correction speaks; one whose original cannot be read again stays as it is.
pub(in crate::store) fn show_corrected(transaction: &Transaction<'_>, ids: &[i64], again: Again<'_>) -> Result<()> {
    let corrections = Corrections::in_force(transaction)?;
    for id in ids {
        if !corrections.of(&references(transaction, *id)?).is_empty() {
            show_with(transaction, &corrections, *id, again)?;
        }
    }
    Ok(())
}

/// Writes the article anew as its original and the corrections have it; `false` where the original cannot be read again.
fn show_with(
    transaction: &Transaction<'_>,
    corrections: &Corrections,
    article_id: i64,
    again: Again<'_>,
) -> Result<bool> {
    let source_id: Option<i64> = transaction
        .prepare_cached("SELECT source_id FROM articles WHERE id = ?1")?
        .query_row([article_id], |row| row.get(0))
        .optional()?;
    let Some(source_id) = source_id else { return Ok(true) };
    let Some(entry) = editions::read_again(transaction, source_id, article_id, again)? else { return Ok(false) };
    let entry = corrected(transaction, corrections, (article_id, &entry), again)?.unwrap_or(entry);
    let first_new = next_id(transaction, "articles")?;
    batch::write_articles(transaction, &[], &[Current { article_id, source_id, entry: &entry }], first_new)?;
    Ok(true)
}

/// What decisions call the article of this number: its address, else the bytes that are shown now.
fn name_of(transaction: &Transaction<'_>, article_id: i64) -> Result<Option<String>> {
    let sql = "SELECT CASE WHEN article.key GLOB 'url *' THEN article.key ELSE 'sha256 ' || source.sha256 END
               FROM articles AS article JOIN sources AS source ON source.id = article.source_id WHERE article.id = ?1";
    transaction.prepare_cached(sql)?.query_row([article_id], |row| row.get(0)).optional()
}
