//! Looks through a whole archive for anything that does not agree.
//!
//! An archive comes in, a list of findings goes out.
//!
//! Invariant: nothing is changed. The full-text indexes are compared with their tables in a transaction of a second
//! connection that is always rolled back.

mod corrected;
pub(super) mod derived;
pub(super) mod digests;
pub(super) mod identity;
pub(super) mod offsets;
pub(super) mod report;

use rusqlite::{Connection, OpenFlags, Result, TransactionBehavior};

use crate::model::Digest;
use crate::store::archive::Archive;
use crate::store::articles::search::{Index, compare};
use crate::store::bar::IS_SURE;
use crate::store::check::report::CheckReport;
use crate::store::copies::anew;
use crate::store::error::StoreError;
use crate::store::open::connect;
use crate::store::removal::wipe;
use crate::store::schema::APPLICATION_ID;

/// Looks through the whole archive for anything that does not agree: the file itself, foreign keys, full-text indexes
/// against their tables, every offset against its text, every digest against its bytes and rows, every count, alias and form of
/// a name against the rows it is made of, everyone who is meant against the decisions, every version shown against the others.
///
/// # Errors
///
/// Where the archive cannot be read at all.
pub fn check(archive: &Archive) -> std::result::Result<CheckReport, StoreError> {
    let mut report = CheckReport::default();
    run(archive, &mut report).map_err(|cause| archive.refused(cause))?;
    Ok(report)
}

fn run(archive: &Archive, report: &mut CheckReport) -> Result<()> {
    let connection = &archive.connection;
    let id: i64 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if id != APPLICATION_ID {
        report.find("application-id", format!("application_id is {id}, not {APPLICATION_ID}"));
    }
    report.is_to_be_wiped = wipe::is_owed(connection)?;
    if !check_file(connection, report)? {
        // Rows of a broken file tell nothing.
        return Ok(());
    }
    if !digests::check_schema(connection, report)? {
        return Ok(());
    }
    check_foreign_keys(connection, report)?;
    check_search(archive, report)?;
    offsets::check(connection, report)?;
    check_digests(connection, report)?;
    check_sources(connection, report)?;
    digests::check(connection, report)?;
    check_signatures(connection, report)?;
    check_counts(connection, report)?;
    derived::check(connection, report)?;
    corrected::check(connection, report)?;
    identity::check(connection, report)
}

/// SQLite's own check; `false` where the file is broken.
fn check_file(connection: &Connection, report: &mut CheckReport) -> Result<bool> {
    let mut sound = true;
    let mut statement = connection.prepare("PRAGMA integrity_check")?;
    let mut rows = statement.query([])?;
    loop {
        match rows.next() {
            Ok(Some(row)) => {
                let line: String = row.get(0)?;
                if line != "ok" {
                    sound = false;
                    report.find("integrity", line);
                }
            }
            Ok(None) => break,
            Err(cause) => {
                sound = false;
                report.find("integrity", cause.to_string());
                break;
            }
        }
    }
    let pages: i64 = connection.pragma_query_value(None, "page_count", |row| row.get(0))?;
    report.checked.push(("pages", u64::try_from(pages).unwrap_or(0)));
    Ok(sound)
}

fn check_foreign_keys(connection: &Connection, report: &mut CheckReport) -> Result<()> {
    let mut statement = connection.prepare("SELECT \"table\", rowid, parent FROM pragma_foreign_key_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (table, rowid, parent): (String, Option<i64>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let place = rowid.map_or(String::new(), |rowid| format!(" {rowid}"));
        report.find("foreign-key", format!("{table}{place} refers to a row that {parent} does not have"));
    }
    Ok(())
}

/// Compares each index with its table: by the number of rows, where it knows that, and row by row where the file can be written.
fn check_search(archive: &Archive, report: &mut CheckReport) -> Result<()> {
    let mut checked = 0;
    for index in Index::ALL {
        let (search, table, _) = index.names();
        let rows: i64 = archive.connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
        checked += u64::try_from(rows).unwrap_or(0);
        if let Some(indexed) = index.count(&archive.connection)?.filter(|indexed| *indexed != rows) {
            report.find("search-index", format!("{search} knows {indexed} rows, {table} has {rows}"));
        }
    }
    report.checked.push(("indexed rows", checked));
    match compare_search(archive, report) {
        Err(cause) if cannot_be_written(&cause) => report.by_count_only = true,
        other => return other,
    }
    Ok(())
}

/// Whether a refusal means that the file or its folder cannot be written, from here or at all.
fn cannot_be_written(cause: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{CannotOpen, DiskFull, ReadOnly, SystemIoFailure};
    matches!(cause.sqlite_error_code(), Some(CannotOpen | DiskFull | ReadOnly | SystemIoFailure))
}

/// Compares every row of the indexes with its table: that is a command in the form of an insertion.
fn compare_search(archive: &Archive, report: &mut CheckReport) -> Result<()> {
    let mut writer = connect(archive.path(), OpenFlags::SQLITE_OPEN_READ_WRITE, &archive.access)?;
    let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for index in Index::ALL {
        let (search, table, _) = index.names();
        if !compare(&transaction, index)? {
            report.find("search-index", format!("{search} does not agree with {table}"));
        }
    }
    transaction.rollback()
}

/// Digests of captions and bodies.
fn check_digests(connection: &Connection, report: &mut CheckReport) -> Result<()> {
    for (what, kind, sql) in [
        ("captions", "caption-digest", "SELECT id, sha256, text FROM captions ORDER BY id"),
        ("articles", "body-digest", "SELECT id, sha256, body FROM articles ORDER BY id"),
    ] {
        let mut checked = 0;
        let mut statement = connection.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            checked += 1;
            let sha256: String = row.get(1)?;
            if Digest::of(row.get_ref(2)?.as_bytes()?).to_string() != sha256 {
                report.find(
                    kind,
                    format!("{what} {}: the text does not have the digest beside it", row.get::<_, i64>(0)?),
                );
            }
        }
        report.checked.push((what, checked));
    }
    Ok(())
}

fn check_sources(connection: &Connection, report: &mut CheckReport) -> Result<()> {
    let mut checked = 0;
    let mut statement =
        connection.prepare("SELECT id, sha256, byte_length, compression, content FROM sources ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        checked += 1;
        let sha256: String = row.get(1)?;
        let length: i64 = row.get(2)?;
        let compression: String = row.get(3)?;
        let content = row.get_ref(4)?.as_blob()?;
        let unpacked;
        let bytes = if compression == "zstd" {
            unpacked = zstd::bulk::decompress(content, usize::try_from(length).unwrap_or(0)).unwrap_or_default();
            unpacked.as_slice()
        } else {
            content
        };
        if i64::try_from(bytes.len()) != Ok(length) || Digest::of(bytes).to_string() != sha256 {
            let id: i64 = row.get(0)?;
            report.find("source-digest", format!("sources {id}: the content does not have the digest beside it"));
        }
    }
    report.checked.push(("sources", checked));
    Ok(())
}

/// Signatures against the bodies they are made of.
fn check_signatures(connection: &Connection, report: &mut CheckReport) -> Result<()> {
    for article in anew::wrong(connection)? {
        report.find("signature", format!("copy_signatures {article}: it is not the signature of the article's body"));
    }
    let signatures: i64 = connection.query_row("SELECT count(*) FROM copy_signatures", [], |row| row.get(0))?;
    report.checked.push(("signatures", u64::try_from(signatures).unwrap_or(0)));
    Ok(())
}

/// Kept counts against the rows they count.
fn check_counts(connection: &Connection, report: &mut CheckReport) -> Result<()> {
    let mut checked = 0;
    for (table, noun) in [("people", "person"), ("places", "place"), ("organisations", "organisation")] {
        let quotes = match table {
            "people" => {
                format!(" OR quote_count <> (SELECT count(*) FROM quotes WHERE speaker_id = entity.id AND {IS_SURE})")
            }
            _ => String::new(),
        };
        let sql = format!(
            "SELECT id FROM {table} AS entity
             WHERE mention_count <> (SELECT count(*) FROM {noun}_mentions WHERE {noun}_id = entity.id AND {IS_SURE})
                OR article_count <> (SELECT count(DISTINCT article_id) FROM {noun}_mentions
                                     WHERE {noun}_id = entity.id AND {IS_SURE})
                OR entity.confidence IS NOT (SELECT max(confidence) FROM {noun}_mentions WHERE {noun}_id = entity.id)
                {quotes} ORDER BY id"
        );
        let mut statement = connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            report
                .find("count", format!("{table} {}: its counts do not agree with its mentions", row.get::<_, i64>(0)?));
        }
        checked += connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get::<_, i64>(0))?;
    }
    let sql = "SELECT id FROM captions AS caption
               WHERE occurrences <> (SELECT ifnull(sum(occurrences), 0) FROM article_captions
                                     WHERE caption_id = caption.id)
                  OR article_count <> (SELECT count(*) FROM article_captions WHERE caption_id = caption.id)
               ORDER BY id";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        report.find("count", format!("captions {}: its counts do not agree with its uses", row.get::<_, i64>(0)?));
    }
    report.checked.push(("counts", u64::try_from(checked).unwrap_or(0)));
    Ok(())
}
