//! Who and what stands in the same articles.
//!
//! Invariant: authors and photographers are no company: they are in the byline or the credit, not in the story.

use std::collections::HashMap;

use rusqlite::{Connection, Result, params};

use super::rows::Companion;
use super::seen::Seen;
use super::subject::{LISTED, Subject};
use crate::store::EntityKind;
use crate::store::articles::search::json_list;

/// Those of `kind` that share most articles with the subject, of those that are looked at.
pub(super) fn beside(
    connection: &Connection,
    subject: &Subject,
    seen: &Seen,
    kind: EntityKind,
) -> Result<Vec<Companion>> {
    let table = kind.table();
    let counts = counted(connection, subject, seen, kind)?;
    let listed = usize::try_from(LISTED).unwrap_or(usize::MAX);
    let mut numbers: Vec<i64> = counts.values().copied().collect();
    let least = if listed < numbers.len() { *numbers.select_nth_unstable_by(listed - 1, |a, b| b.cmp(a)).1 } else { 0 };
    // Among those of as many articles as the last, rarity decides: only of these the rows are read.
    let ids: Vec<i64> = counts.iter().filter(|(_, number)| **number >= least).map(|(id, _)| *id).collect();
    let sql = format!("SELECT id, article_count, name FROM {table} WHERE id IN (SELECT value FROM json_each(?1))");
    let mut found: Vec<(i64, Companion)> = connection
        .prepare(&sql)?
        .query_map([json_list(&ids)], |row| {
            let id = row.get(0)?;
            let articles = counts.get(&id).copied().unwrap_or_default();
            Ok((row.get(1)?, Companion { id, name: row.get(2)?, articles }))
        })?
        .collect::<Result<_>>()?;
    found.sort_by(|(all, one), (others, other)| {
        (other.articles, all, &one.name, one.id).cmp(&(one.articles, others, &other.name, other.id))
    });
    Ok(found.into_iter().take(listed).map(|(_, companion)| companion).collect())
}

/// How many of the articles each of `kind` is in.
fn counted(connection: &Connection, subject: &Subject, seen: &Seen, kind: EntityKind) -> Result<HashMap<i64, i64>> {
    let noun = kind.noun();
    // Nobody is company to oneself; what is of another sort may have the same number.
    let own = if kind == subject.kind { subject.id } else { i64::MIN };
    let sql = format!(
        "SELECT mention.{noun}_id, mention.article_id
         FROM json_each(?1) AS seen CROSS JOIN {noun}_mentions AS mention ON mention.article_id = seen.value
         WHERE mention.field NOT IN ('byline', 'credit') AND ifnull(mention.confidence, 1000) >= ?3
               AND mention.{noun}_id <> ?2"
    );
    let mut counts: HashMap<i64, (Option<i64>, i64)> = HashMap::new();
    let mut statement = connection.prepare(&sql)?;
    let mut rows = statement.query(params![seen.latest(), own, subject.bar])?;
    while let Some(row) = rows.next()? {
        let article: i64 = row.get(1)?;
        // The mentions of an article come one after the other.
        let (last, number) = counts.entry(row.get(0)?).or_default();
        if last.replace(article) != Some(article) {
            *number += 1;
        }
    }
    Ok(counts.into_iter().map(|(id, (_, number))| (id, number)).collect())
}
