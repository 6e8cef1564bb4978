//! Rows that speak of something that is not there.
//!
//! Invariant: what goes is made anew with its article; an article that is gone but for its original comes back empty and
//! is filled when the original is read again.

use rusqlite::{Result, Transaction, params};

use crate::store::kind::Kind;
use crate::store::repair::repaired::{Repaired, execute, note};
use crate::store::sources::editions;

/// Parts of articles, each with its article.
const PARTS: [&str; 11] = [
    "authors",
    "author_names",
    "article_captions",
    "article_diagnostics",
    "person_mentions",
    "place_mentions",
    "organisation_mentions",
    "unplaced_mentions",
    "rejected_mentions",
    "appearances",
    "quotes",
];

/// Takes out what points nowhere and puts the articles back that originals belong to.
pub(super) fn mend(transaction: &Transaction<'_>, repaired: &mut Repaired) -> Result<()> {
    restore_articles(transaction, repaired)?;
    for table in PARTS.into_iter().chain(["article_digests", "corrected_fields", "tags", "notes"]) {
        let sql = format!("DELETE FROM {table} WHERE article_id NOT IN (SELECT id FROM articles)");
        execute(transaction, repaired, table, &sql)?;
    }
    for table in PARTS.into_iter().skip(4).filter(|table| *table != "appearances").chain(["article_captions"]) {
        let sql =
            format!("DELETE FROM {table} WHERE caption_id IS NOT NULL AND caption_id NOT IN (SELECT id FROM captions)");
        execute(transaction, repaired, table, &sql)?;
    }
    for kind in Kind::ALL {
        mend_kind(transaction, repaired, kind)?;
    }
    execute(
        transaction,
        repaired,
        "copy_signatures",
        "DELETE FROM copy_signatures WHERE id NOT IN (SELECT id FROM articles)",
    )?;
    let people = "(SELECT id FROM people)";
    // NULL is not in an empty list: in an archive of no people, that would be every quote.
    let stray = |column: &str| format!("({column} IS NOT NULL AND {column} NOT IN {people})");
    let sql = format!("DELETE FROM quotes WHERE {} OR {}", stray("speaker_id"), stray("named_speaker_id"));
    execute(transaction, repaired, "quotes", &sql)
}

fn mend_kind(transaction: &Transaction<'_>, repaired: &mut Repaired, kind: Kind) -> Result<()> {
    let (noun, table) = (kind.noun(), kind.table());
    let known = format!("(SELECT id FROM {table})");
    let (mentions, aliases, names) = match kind {
        Kind::Person => ("person_mentions", "person_aliases", "person_names"),
        Kind::Place => ("place_mentions", "place_aliases", "place_names"),
        Kind::Organisation => ("organisation_mentions", "organisation_aliases", "organisation_names"),
    };
    let stray = [
        (mentions, format!("{noun}_id NOT IN {known} OR named_id NOT IN {known}")),
        ("unplaced_mentions", format!("kind = '{noun}' AND (entity_id NOT IN {known} OR named_id NOT IN {known})")),
        ("rejected_mentions", format!("kind = '{noun}' AND named_id NOT IN {known}")),
        ("appearances", format!("kind = '{noun}' AND (named_id NOT IN {known} OR entity_id NOT IN {known})")),
        (aliases, format!("{noun}_id NOT IN {known}")),
        (names, format!("{noun}_id NOT IN {known}")),
    ];
    for (table, condition) in stray {
        execute(transaction, repaired, table, &format!("DELETE FROM {table} WHERE {condition}"))?;
    }
    if kind == Kind::Person {
        let sql = format!("DELETE FROM person_roles WHERE person_id NOT IN {known}");
        execute(transaction, repaired, "person_roles", &sql)?;
    }
    Ok(())
}

/// Every article that originals belong to is there and shows one of its own.
fn restore_articles(transaction: &Transaction<'_>, repaired: &mut Repaired) -> Result<()> {
    let stray: Vec<(i64, bool)> = transaction
        .prepare(
            "SELECT DISTINCT source.article_id, article.id IS NULL
             FROM sources AS source LEFT JOIN articles AS article ON article.id = source.article_id
             WHERE article.id IS NULL
                OR article.source_id NOT IN (SELECT id FROM sources WHERE article_id = article.id)",
        )?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_>>()?;
    for (article_id, is_gone) in &stray {
        let newest = editions::newest(transaction, *article_id)?;
        let sql = if *is_gone {
            "INSERT INTO articles (id, source_id, key, word_count, sha256, extractor, body)
             VALUES (?1, ?2, 'lost ' || ?1, 0, printf('%064d', 0), '', '')"
        } else {
            "UPDATE articles SET source_id = ?2 WHERE id = ?1"
        };
        transaction.prepare_cached(sql)?.execute(params![article_id, newest])?;
    }
    note(repaired, "articles", stray.len());
    Ok(())
}
