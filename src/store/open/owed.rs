//! What the migrations leave to be done by the program, because SQL alone cannot.
//!
//! A connection whose schema is up to date comes in. What is owed stands in the file as `user_version` from before the
//! migration on, so that whoever is killed between the two leaves word of it.
//!
//! Another bit of that number is left by deletions (see `removal::wipe`) and stays until the file is written anew.
//!
//! Invariant: everything owed is done in one transaction, with the word of it.

use rusqlite::{Connection, Result, Transaction, TransactionBehavior};

use crate::store::articles::folding::fold;
use crate::store::copies::anew;
use crate::store::rekey::anew::rekey;
use crate::store::removal::wipe::WIPE;
use crate::store::seals::table::Table;
use crate::store::{bar, repair, sayings, seals};

/// What is owed to an archive of an older version of the schema: the version that no longer is, and the bit.
const DEBTS: [(i64, i64); 3] = [(13, KEYS), (14, COUNTS), (19, COPIES)];
/// Counts are to be made anew: since version 14 they ask for the bar, and no surname stands for somebody of another article.
const COUNTS: i64 = 1;
/// Articles are to be known by one form of their address, and names by plain letters that they did not have before.
const KEYS: i64 = 2;
/// Signatures are to be made: since version 19 every article has one.
const COPIES: i64 = 8;

/// Leaves word of what is owed to an archive that is at version `found` of the schema and will be at the latest.
pub(super) fn note(connection: &Connection, found: i64) -> Result<()> {
    let owed = DEBTS.iter().filter(|(since, _)| (1..*since).contains(&found)).map(|(_, bit)| bit).sum::<i64>();
    if owed == 0 { Ok(()) } else { connection.pragma_update(None, "user_version", owed | self::owed(connection)?) }
}

/// Does what is owed, gives an archive without a bar that of this program, and seals the schema that the migrations made.
pub(super) fn settle(connection: &mut Connection) -> Result<()> {
    if bar::is_set(connection)? && owed(connection)? & !WIPE == 0 && seals::is_whole_sealed(connection)? {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have been here in the meantime.
    let owed = owed(&transaction)?;
    bar::set_where_missing(&transaction)?;
    if owed & KEYS != 0 {
        fold_anew(&transaction)?;
        // Archives that old have no corrections, of which an article might have to be read again.
        rekey(&transaction)?;
    }
    if owed & COUNTS != 0 {
        repair::count_anew(&transaction)?;
    }
    if owed & COPIES != 0 {
        anew::fill_in(&transaction)?;
    }
    // What was sealed before the migration says nothing of the schema that it made.
    seals::seal_whole(&transaction)?;
    if owed & !WIPE != 0 {
        transaction.pragma_update(None, "user_version", owed & WIPE)?;
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

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use crate::model::Digest;
    use crate::store::archive::Archive;
    use crate::store::{Journal, check, schema};

    /// The rows of an article of version 12 with the person it names.
    fn article(id: i64, key: &str, url: &str, dated: &str, person: (i64, &str)) -> String {
        let body = format!("{} opened it.", person.1);
        let (digest, chars) = (Digest::of(body.as_bytes()), person.1.chars().count());
        let source = Digest::of(url.as_bytes());
        format!(
            "INSERT INTO sources (id, sha256, article_id, import_id, imported_at, path, record, media_type, dated,
                                  byte_length, compression, content)
             VALUES ({id}, '{source}', {id}, 1, '2026-01-02T03:04:05Z', 'a.jsonl', '{id}', 'application/json', '{dated}',
                     {}, 'none', CAST('{url}' AS BLOB));
             INSERT INTO source_locations (source_id, path, record, import_id) VALUES ({id}, 'a.jsonl', '{id}', 1);
             INSERT INTO articles (id, source_id, key, url, word_count, sha256, extractor, body, published_at)
             VALUES ({id}, {id}, '{key}', '{url}', 4, '{digest}', '0', '{body}', '{dated}');
             INSERT INTO person_mentions (article_id, ordinal, person_id, field, start_char, end_char, text)
             VALUES ({id}, 0, {}, 'body', 0, {chars}, '{}');
             INSERT INTO article_search (rowid, body) VALUES ({id}, '{body}');",
            url.len(),
            person.0,
            person.1
        )
    }

    #[test]
    fn an_older_archive_is_sound_when_it_has_been_opened_for_writing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.db");
        let old = schema::older(&path, 14);
        old.execute_batch("INSERT INTO seals (name, digest) VALUES ('schema 14', 1), ('settings 14', 1)").unwrap();
        drop(old);
        let archive = Archive::create_or_open(&path, Journal::Rollback).unwrap();
        assert_eq!(check(&archive).unwrap().findings, []);
        archive.connection.execute_batch("CREATE INDEX more_by_hand ON articles (byline)").unwrap();
        drop(archive);
        let archive = Archive::create_or_open(&path, Journal::Rollback).unwrap();
        assert_eq!(check(&archive).unwrap().findings.len(), 1);
    }

    #[test]
    fn articles_of_one_address_become_one_in_an_older_archive() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.db");
        let old = schema::older(&path, 12);
        let mut rows = String::from(
            "INSERT INTO imports (id, started_at, extractor) VALUES (1, '2026-01-02T03:04:05Z', '0');
             INSERT INTO people (id, name, key, article_count, mention_count) VALUES (1, 'Vüqar Əzim', 'vüqar əzim', 3, 3);
             INSERT INTO person_aliases (person_id, alias, mention_count) VALUES (1, 'Vüqar Əzim', 3);
             INSERT INTO person_names (folded, person_id) VALUES ('vuqar əzim', 1), ('əzim', 1);
             INSERT INTO decisions (made_at, kind, verb, subject, subject_key, object, object_key, articles)
             VALUES ('2026-01-02T03:04:05Z', 'person', 'split', 'Vüqar Əzim', 'vüqar əzim', 'Vüqar Əzim (2)',
                     'vüqar əzim (2)', '[\"url http://quay.example/a?utm_id=1\"]');",
        );
        let person = (1, "Vüqar Əzim");
        for (id, url, dated) in [
            (1, "http://quay.example/a?utm_id=1", "2020-01-01"),
            (2, "https://quay.example/a", "2020-01-02"),
            (3, "https://quay.example/b", "2020-01-03"),
        ] {
            write!(rows, "{}", article(id, &format!("url {url}"), url, dated, person)).unwrap();
        }
        old.execute_batch(&format!("PRAGMA foreign_keys = off; BEGIN; {rows} COMMIT;")).unwrap();
        drop(old);

        let archive = Archive::create_or_open(&path, Journal::Rollback).unwrap();
        let text = |sql: &str| archive.connection.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
        let articles = "SELECT group_concat(id || ' ' || key, ', ') FROM (SELECT * FROM articles ORDER BY id)";
        assert_eq!(text(articles), "2 url https://quay.example/a, 3 url https://quay.example/b");
        assert_eq!(text("SELECT group_concat(article_id, ' ') FROM sources"), "2 2 3");
        let named = "SELECT person.name FROM person_mentions JOIN people AS person ON person.id = person_id
                     WHERE article_id =";
        assert_eq!(text(&format!("{named} 2")), "Vüqar Əzim (2)");
        assert_eq!(text(&format!("{named} 3")), "Vüqar Əzim");
        let forms =
            "SELECT group_concat(folded, ', ') FROM (SELECT folded FROM person_names WHERE person_id = 1 ORDER BY 1)";
        assert_eq!(text(forms), "azim, vuqar azim");
        assert_eq!(text("SELECT count(*) || '' FROM article_search WHERE article_search MATCH 'azim'"), "2");
        let findings: Vec<_> =
            check(&archive).unwrap().findings.into_iter().map(|finding| (finding.kind, finding.message)).collect();
        assert!(findings.iter().all(|(kind, _)| ["unsealed", "row-digest"].contains(kind)), "{findings:?}");
    }
}
