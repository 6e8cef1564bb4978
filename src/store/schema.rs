//! Which version of the schema a file has, and how it gets the latest one.
//!
//! The migrations are compiled in. Invariant: a file is at one version or at another, never between two; a version
//! that this program does not know is refused.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::store::error::StoreError;

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// The `application_id` of an archive: the letters `News` in ASCII. It stands in bytes 68 to 71 of the file.
pub const APPLICATION_ID: i64 = 0x4e65_7773;

/// SQLite 3.51.3 mends a fault that could lose what stands in the write-ahead log.
const _: () = assert!(rusqlite::ffi::SQLITE_VERSION_NUMBER >= 3_051_003);

/// The table refinery keeps its account in, made beforehand so that it carries its explanation like the others.
const HISTORY: &str = "CREATE TABLE refinery_schema_history (
    -- Which migrations this file has had.
    version    INTEGER PRIMARY KEY, -- number of the migration
    name       TEXT,                -- its name
    applied_on TEXT,                -- when it was applied
    checksum   TEXT                 -- digest of its text
) STRICT";

/// The latest version of the schema that this program knows.
#[must_use]
pub fn latest() -> i64 {
    embedded::migrations::runner().get_migrations().iter().map(|step| i64::from(step.version())).max().unwrap_or(0)
}

/// The version of the schema of the archive behind `connection`; 0 before the first migration.
pub(crate) fn version(path: &Path, connection: &Connection) -> Result<i64, StoreError> {
    read_version(connection).map_err(|cause| StoreError::from_sqlite(path, cause))
}

/// The same, with the refusal as SQLite gives it.
pub(super) fn read_version(connection: &Connection) -> rusqlite::Result<i64> {
    if !has_history(connection)? {
        return Ok(0);
    }
    connection.query_row("SELECT ifnull(max(version), 0) FROM refinery_schema_history", [], |row| row.get(0))
}

/// Marks a new file as an archive, before anything else is written to it.
pub(crate) fn mark(path: &Path, connection: &mut Connection) -> Result<(), StoreError> {
    let refused = |cause| StoreError::from_sqlite(path, cause);
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(refused)?;
    if !has_history(&transaction).map_err(refused)? {
        transaction.pragma_update(None, "application_id", APPLICATION_ID).map_err(refused)?;
        transaction.execute(HISTORY, []).map_err(refused)?;
    }
    transaction.commit().map_err(refused)
}

/// Brings the archive behind `connection` to the latest version, all steps in one transaction.
pub(crate) fn migrate(path: &Path, connection: &mut Connection) -> Result<(), StoreError> {
    let found = version(path, connection)?;
    let known = latest();
    if found > known {
        return Err(StoreError::Newer { path: path.to_path_buf(), found, known });
    }
    verify_history(path, connection)?;
    if found == known {
        return Ok(());
    }
    let outcome = embedded::migrations::runner().set_grouped(true).run(connection);
    // Another process may have taken the same steps in the meantime.
    if version(path, connection)? == known {
        return Ok(());
    }
    let detail = match outcome {
        Ok(_) => "the schema stayed at an older version".to_owned(),
        Err(refusal) => match std::error::Error::source(&refusal).and_then(|cause| cause.downcast_ref()) {
            Some(rusqlite::Error::SqliteFailure(code, message)) => {
                return Err(StoreError::from_sqlite(path, rusqlite::Error::SqliteFailure(*code, message.clone())));
            }
            _ => refusal.to_string(),
        },
    };
    Err(StoreError::Damaged { path: path.to_path_buf(), detail })
}

/// Brings a new archive behind `connection` to `version` of the schema, of those that this program knows.
pub(super) fn migrate_to(path: &Path, connection: &mut Connection, version: i64) -> Result<(), StoreError> {
    let target = i32::try_from(version).map_or(refinery::Target::Latest, refinery::Target::Version);
    let outcome = embedded::migrations::runner().set_target(target).set_grouped(true).run(connection);
    outcome.map(drop).map_err(|refusal| StoreError::Disk { path: path.to_path_buf(), detail: refusal.to_string() })
}

/// Refuses a history that was edited by hand: refinery would take it for a fault of its own.
fn verify_history(path: &Path, connection: &Connection) -> Result<(), StoreError> {
    let refused = |cause| StoreError::from_sqlite(path, cause);
    let runner = embedded::migrations::runner();
    let mut statement = connection
        .prepare("SELECT version, name, applied_on, checksum FROM refinery_schema_history ORDER BY version")
        .map_err(refused)?;
    let mut rows = statement.query([]).map_err(refused)?;
    while let Some(row) = rows.next().map_err(refused)? {
        let number: i64 = row.get(0).map_err(refused)?;
        let name: Option<String> = row.get(1).map_err(refused)?;
        let applied_on: Option<String> = row.get(2).map_err(refused)?;
        let checksum: Option<String> = row.get(3).map_err(refused)?;
        let stands = runner.get_migrations().iter().any(|step| {
            i64::from(step.version()) == number
                && name.as_deref() == Some(step.name())
                && checksum.as_deref() == Some(step.checksum().to_string().as_str())
        });
        let dated = applied_on.is_some_and(|text| text.ends_with('Z') && text.parse::<jiff::Timestamp>().is_ok());
        if !stands || !dated {
            let detail = format!("its history of migrations does not fit: step {number}");
            return Err(StoreError::Damaged { path: path.to_path_buf(), detail });
        }
    }
    Ok(())
}

fn has_history(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'refinery_schema_history')",
        [],
        |row| row.get(0),
    )
}

/// An empty archive at `path` as a program made it that knew the schema up to `version`.
#[cfg(test)]
pub(super) fn older(path: &Path, version: i32) -> Connection {
    use rusqlite::OpenFlags;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let mut old = super::open::connect(path, flags, &super::Access::default()).unwrap();
    mark(path, &mut old).unwrap();
    migrate_to(path, &mut old, i64::from(version)).unwrap();
    old
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::store::archive::Archive;
    use crate::store::{Journal, check};

    /// Rows as version 9 keeps them: one article, one person, one quote.
    const OLD_ROWS: &str = "
        BEGIN;
        INSERT INTO imports (id, started_at, extractor) VALUES (1, '2026-01-02T03:04:05Z', '0');
        INSERT INTO sources (id, sha256, article_id, import_id, imported_at, path, media_type, byte_length, compression, content)
        VALUES (1, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 1, 1, '2026-01-02T03:04:05Z', 'a.txt',
                'text/plain', 0, 'none', x'');
        INSERT INTO articles (id, source_id, key, headline, word_count, sha256, extractor, body)
        VALUES (1, 1, 'a.txt', 'Bread is late', 5, 'b83f1dc5c9d9e3c2f9a1f7e1c0f6c3a7a1f7b7c1d0e2f3a4b5c6d7e8f9a0b1c2', '0',
                'Tomas Ferrin: “no rye”.');
        INSERT INTO people (id, name, key) VALUES (1, 'Tomas Ferrin', 'tomas ferrin');
        INSERT INTO person_mentions (article_id, ordinal, person_id, field, start_char, end_char, text)
        VALUES (1, 0, 1, 'body', 0, 12, 'Tomas Ferrin');
        INSERT INTO quotes (id, article_id, field, start_char, end_char, text, kind, speaker_id)
        VALUES (7, 1, 'body', 15, 21, 'no rye', 'mixed', 1);
        INSERT INTO article_search (rowid, headline, body, captions) SELECT id, headline, body, captions FROM articles;
        INSERT INTO quote_search (rowid, text) SELECT id, text FROM quotes;
        COMMIT;";

    #[test]
    fn a_surname_that_stood_for_somebody_of_another_article_means_itself_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.db");
        let old = older(&path, 13);
        old.execute_batch(OLD_ROWS).unwrap();
        old.execute_batch(
            "INSERT INTO people (id, name, key) VALUES (2, 'Ferrin', 'ferrin'), (3, 'Quill', 'quill'), (4, 'Anna Quill', 'anna quill');
             INSERT INTO person_mentions (article_id, ordinal, person_id, named_id, field, start_char, end_char, text)
             VALUES (1, 1, 1, 2, 'body', 6, 12, 'Ferrin'), (1, 2, 4, 3, 'body', 0, 5, 'Quill');
             UPDATE quotes SET named_speaker_id = 2;
             INSERT INTO appearances (kind, named_id, article_id, entity_id, reason, surname)
             VALUES ('person', 2, 1, 1, 'surname', 'ferrin'), ('person', 3, 1, 4, 'decision', 'quill');",
        )
        .unwrap();
        drop(old);
        let archive = Archive::create_or_open(&path, Journal::Rollback).unwrap();
        let ids = |sql: &str| {
            archive
                .connection
                .query_row(sql, [], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Option<i64>>(1)?)))
                .unwrap()
        };
        let mention =
            |ordinal: i64| ids(&format!("SELECT person_id, named_id FROM person_mentions WHERE ordinal = {ordinal}"));
        assert_eq!(mention(1), (2, None));
        assert_eq!(ids("SELECT speaker_id, named_speaker_id FROM quotes"), (2, None));
        // What was decided stays decided.
        assert_eq!(mention(2), (4, Some(3)));
        assert_eq!(ids("SELECT count(*), sum(entity_id) FROM appearances"), (1, Some(4)));
        assert_eq!(ids("SELECT count(*), max(confidence) FROM person_mentions"), (3, None));
    }

    #[test]
    fn an_archive_without_standfirsts_is_brought_up_to_date() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.db");
        let old = older(&path, 9);
        old.execute_batch(OLD_ROWS).unwrap();
        drop(old);
        let archive = Archive::create_or_open(&path, Journal::Rollback).unwrap();
        let connection = &archive.connection;
        let text = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
        assert_eq!(text("SELECT text FROM person_mentions"), "Tomas Ferrin");
        assert_eq!(text("SELECT speaker FROM article_quotes WHERE quote_id = 7"), "Tomas Ferrin");
        assert_eq!(text("SELECT name FROM article_people"), "Tomas Ferrin");
        assert_eq!(text("SELECT headline FROM article_search WHERE article_search MATCH 'rye'"), "Bread is late");
        assert_eq!(text("SELECT text FROM quote_search WHERE quote_search MATCH 'rye'"), "no rye");
        let kinds: Vec<&str> = check(&archive).unwrap().findings.iter().map(|finding| finding.kind).collect();
        assert!(
            !kinds.iter().any(|kind| ["foreign-key", "search-index", "offset", "integrity"].contains(kind)),
            "{kinds:?}"
        );
        let planted = "INSERT INTO person_mentions (article_id, ordinal, person_id, field, start_char, end_char, text)
                       VALUES (1, 1, 1, 'standfirst', 0, 5, 'Tomas')";
        assert_eq!(connection.execute(planted, []), Ok(1));
    }

    #[test]
    fn reasons_of_an_older_archive_stand_once_and_its_words_are_found() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.db");
        let old = older(&path, 19);
        let more = "UPDATE quotes SET reason = '“said” stands beside it';
            INSERT INTO quotes (id, article_id, field, start_char, end_char, text, kind, reason) VALUES
            (8, 1, 'body', 16, 17, 'n', 'mixed', '“said” stands beside it'), (9, 1, 'body', 16, 18, 'no', 'mixed', NULL);";
        old.execute_batch(&format!("{OLD_ROWS}{more}")).unwrap();
        drop(old);
        let archive = Archive::create_or_open(&path, Journal::Rollback).unwrap();
        let connection = &archive.connection;
        let text = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
        assert_eq!(
            text("SELECT group_concat(quote_id || ' ' || reason, ', ') FROM article_quotes WHERE reason IS NOT NULL"),
            "7 “said” stands beside it, 8 “said” stands beside it"
        );
        assert_eq!(
            text("SELECT group_concat(id || ' ' || text, ', ') FROM quote_reasons"),
            "1 “said” stands beside it"
        );
        assert_eq!(text("SELECT group_concat(ifnull(reason_id, '-'), ' ') FROM quotes"), "1 1 -");
        let found = "SELECT highlight(article_search, 1, '[', ']') FROM article_search WHERE article_search MATCH 'headline: bread'";
        assert_eq!(text(found), "[Bread] is late");
        assert_eq!(text("SELECT text FROM quote_search WHERE quote_search MATCH 'rye'"), "no rye");
        let kinds: Vec<&str> = check(&archive).unwrap().findings.iter().map(|finding| finding.kind).collect();
        assert!(!kinds.iter().any(|kind| ["foreign-key", "search-index", "integrity"].contains(kind)), "{kinds:?}");
    }

    #[test]
    fn an_older_archive_loses_the_index_that_serves_no_question() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.db");
        drop(older(&path, 14));
        let archive = Archive::create_or_open(&path, Journal::Rollback).unwrap();
        let sql = "SELECT count(*) FROM sqlite_schema WHERE name = 'articles_by_sha256'";
        assert_eq!(archive.connection.query_row(sql, [], |row| row.get::<_, i64>(0)), Ok(0));
        assert!(!check(&archive).unwrap().findings.iter().any(|finding| finding.kind == "integrity"));
    }

    #[test]
    fn full_text_indexes_of_an_older_archive_are_kept_and_its_tables_can_be_counted() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.db");
        let old = older(&path, 22);
        old.execute_batch(OLD_ROWS).unwrap();
        let index = "SELECT group_concat(hex(block)) FROM article_search_data";
        let before: String = old.query_row(index, [], |row| row.get(0)).unwrap();
        drop(old);
        let archive = Archive::create_or_open(&path, Journal::Rollback).unwrap();
        let text = |sql: &str| archive.connection.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
        assert_eq!(text(index), before);
        assert_eq!(text("SELECT headline FROM article_search WHERE article_search MATCH 'rye'"), "Bread is late");
        assert_eq!(text("SELECT name || ' ' || mentions FROM article_people"), "Tomas Ferrin 1");
        assert_eq!(text("SELECT count(rowid) || ' ' || max(rowid) FROM person_mentions"), "1 1");
        assert_eq!(text("SELECT headline FROM article_list"), "Bread is late");
        let kinds: Vec<&str> = check(&archive).unwrap().findings.iter().map(|finding| finding.kind).collect();
        assert!(
            !kinds.iter().any(|kind| ["foreign-key", "search-index", "integrity", "schema"].contains(kind)),
            "{kinds:?}"
        );
        drop(archive);
        // The definitions are those of a new archive, letter for letter.
        let definitions = "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema WHERE name NOT LIKE '%seal%' ORDER BY name)";
        let of = |path: &Path| {
            let archive = Archive::create_or_open(path, Journal::Rollback).unwrap();
            archive.connection.query_row(definitions, [], |row| row.get::<_, String>(0)).unwrap()
        };
        assert_eq!(of(&path), of(&folder.path().join("new.db")));
    }
}
