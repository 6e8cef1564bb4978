//! What the owner of the archive puts on articles: tags and notes.
//!
//! Numbers of articles and words come in, rows go out, each with its digest: they are state, and no import or rebuild touches
//! them.
//!
//! Invariant: an article has a tag once, however it is spelt.

use rusqlite::{OptionalExtension as _, Transaction, params};

use crate::store::archive::Archive;
use crate::store::decisions::error::DecisionError;
use crate::store::names;
use crate::store::seals;
use crate::store::seals::table::Table;

type Outcome<T> = std::result::Result<T, DecisionError>;

impl Archive {
    /// Puts a tag on articles; gives how many did not have it. `tagged_at` is the time, ISO 8601.
    ///
    /// # Errors
    ///
    /// Where the tag is empty, an article is not there, and where the archive cannot be written.
    pub fn tag(&mut self, ids: &[i64], name: &str, tagged_at: &str) -> Outcome<u64> {
        let (name, key) = sound_tag(name)?;
        self.in_transaction(|transaction| {
            let mut tagged = 0;
            for id in ids {
                expect_article(transaction, *id)?;
                let row: Option<i64> = transaction
                    .prepare_cached(
                        "INSERT INTO tags (article_id, name, key, tagged_at) VALUES (?1, ?2, ?3, ?4)
                         ON CONFLICT DO NOTHING RETURNING id",
                    )?
                    .query_row(params![id, name, key, tagged_at], |row| row.get(0))
                    .optional()?;
                if let Some(row) = row {
                    seals::seal(transaction, Table::Tags, row)?;
                    tagged += 1;
                }
            }
            Ok(tagged)
        })
    }

    /// Takes a tag off articles; gives how many had it.
    ///
    /// # Errors
    ///
    /// Where the tag is empty, an article is not there, and where the archive cannot be written.
    pub fn untag(&mut self, ids: &[i64], name: &str) -> Outcome<u64> {
        let (_, key) = sound_tag(name)?;
        self.in_transaction(|transaction| {
            let mut untagged = 0;
            for id in ids {
                expect_article(transaction, *id)?;
                untagged += transaction
                    .prepare_cached("DELETE FROM tags WHERE article_id = ?1 AND key = ?2")?
                    .execute(params![id, key])?;
            }
            Ok(untagged as u64)
        })
    }

    /// Writes a note about an article and gives its number; `noted_at` is the time, ISO 8601. The same note is written once.
    ///
    /// # Errors
    ///
    /// Where the note is empty, the article is not there, and where the archive cannot be written.
    pub fn note(&mut self, id: i64, text: &str, noted_at: &str) -> Outcome<i64> {
        let text = text.trim();
        if text.is_empty() {
            return Err(DecisionError::Senseless("the note is empty".to_owned()));
        }
        self.in_transaction(|transaction| {
            expect_article(transaction, id)?;
            let known: Option<i64> = transaction
                .prepare_cached("SELECT id FROM notes WHERE article_id = ?1 AND text = ?2")?
                .query_row(params![id, text], |row| row.get(0))
                .optional()?;
            if let Some(known) = known {
                return Ok(known);
            }
            let row = transaction
                .prepare_cached("INSERT INTO notes (article_id, text, noted_at) VALUES (?1, ?2, ?3) RETURNING id")?
                .query_row(params![id, text, noted_at], |row| row.get(0))?;
            seals::seal(transaction, Table::Notes, row)?;
            Ok(row)
        })
    }

    /// Takes a note off an article; whether the article had one of this number.
    ///
    /// # Errors
    ///
    /// Where the article is not there, and where the archive cannot be written.
    pub fn remove_note(&mut self, id: i64, note: i64) -> Outcome<bool> {
        self.in_transaction(|transaction| {
            expect_article(transaction, id)?;
            let sql = "DELETE FROM notes WHERE article_id = ?1 AND id = ?2";
            Ok(transaction.prepare_cached(sql)?.execute([id, note])? > 0)
        })
    }
}

/// The tag with its white space folded, and the key under which it is one tag.
fn sound_tag(name: &str) -> Outcome<(String, String)> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(DecisionError::Senseless("the tag is empty".to_owned()));
    }
    let key = names::key(&name);
    Ok((name, key))
}

fn expect_article(transaction: &Transaction<'_>, id: i64) -> Outcome<()> {
    let is_there = transaction.prepare_cached("SELECT 1 FROM articles WHERE id = ?1")?.exists([id])?;
    if is_there { Ok(()) } else { Err(DecisionError::NoArticle(id)) }
}
