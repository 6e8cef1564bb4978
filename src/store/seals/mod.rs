//! Digests of rows, by which a check sees what was changed behind the program's back.
//!
//! Rows that were written come in, their digest goes out beside them. One digest covers an article with all that was read
//! of it, one a source with the places where it was found, one each other row that stands for itself. What can be counted
//! or put together from other rows (counts, aliases, roles, forms of names, the credit a caption keeps) has none: the
//! check makes it anew and compares.
//!
//! Invariant: a digest covers nothing that a decision about names changes, whoever is meant and which credit is kept least of
//! all; an article of which a decision corrects a field is written and sealed anew;
//! a column that a later version adds changes no digest while it is NULL.

pub(super) mod article;
mod seal;
pub(super) mod table;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension as _, Result, params};

use crate::store::seals::seal::{Seal, kept};
use crate::store::seals::table::Table;

/// The digest of a row as it stands; `None` where there is no such row.
pub(super) fn digest_of(connection: &Connection, table: Table, id: i64) -> Result<Option<i64>> {
    let mut seal = Seal::default();
    {
        let mut statement = connection.prepare_cached(&table.row())?;
        let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut rows = statement.query([id])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        for (column, name) in names.iter().enumerate() {
            if !table.left_out().contains(&name.as_str()) {
                seal.column(name, row.get_ref(column)?);
            }
        }
    }
    let sum = seal.take();
    Ok(Some(kept(sum.wrapping_add(sum_of(connection, table.parts(), id)?))))
}

/// The sum of the digests of the rows that hang on a row, each with the number of its statement.
fn sum_of(connection: &Connection, parts: &[&str], id: i64) -> Result<i64> {
    let (mut seal, mut sum) = (Seal::default(), 0_i64);
    for (part, sql) in (0_i64..).zip(parts) {
        let mut statement = connection.prepare_cached(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query([id])?;
        while let Some(row) = rows.next()? {
            seal.value(ValueRef::Integer(part));
            for column in 0..columns {
                seal.value(row.get_ref(column)?);
            }
            sum = sum.wrapping_add(seal.take());
        }
    }
    Ok(sum)
}

/// The digest of a source that is about to be written in one place: the same as [`digest_of`] gives of its rows. The
/// columns come in the order of the table.
pub(super) fn digest_of_source<'v>(
    columns: impl IntoIterator<Item = (&'v str, ValueRef<'v>)>,
    place: [ValueRef<'_>; 3],
) -> i64 {
    let mut seal = Seal::default();
    for (name, value) in columns {
        seal.column(name, value);
    }
    let sum = seal.take();
    seal.value(ValueRef::Integer(0));
    for value in place {
        seal.value(value);
    }
    kept(sum.wrapping_add(seal.take()))
}

/// Puts the digest of a row beside it.
pub(super) fn seal(connection: &Connection, table: Table, id: i64) -> Result<()> {
    let Some(digest) = digest_of(connection, table, id)? else { return Ok(()) };
    let sql = match table {
        Table::Articles => "INSERT OR REPLACE INTO article_digests (digest, article_id) VALUES (?1, ?2)".to_owned(),
        _ => format!("UPDATE {} SET digest = ?1 WHERE id = ?2", table.name()),
    };
    connection.prepare_cached(&sql)?.execute(params![digest, id])?;
    Ok(())
}

/// Whether the row has the digest beside it, or none: only such a row is sealed anew when a part of it is changed, so that
/// what was changed behind the program's back still shows.
pub(super) fn is_sound(connection: &Connection, table: Table, id: i64) -> Result<bool> {
    let sql = format!("SELECT digest FROM ({}) WHERE id = ?1", table.digests());
    let kept: Option<Option<i64>> = connection.prepare_cached(&sql)?.query_row([id], |row| row.get(0)).optional()?;
    Ok(match kept.flatten() {
        Some(kept) => digest_of(connection, table, id)? == Some(kept),
        None => true,
    })
}

/// A digest of whom the names and quotes of an article mean and where those in credits stand.
pub(super) fn meaning_of(connection: &Connection, article_id: i64) -> Result<i64> {
    sum_of(connection, &MEANINGS, article_id)
}

const MEANINGS: [&str; 7] = [
    "SELECT ordinal, person_id, named_id, start_char, end_char FROM person_mentions WHERE article_id = ?1",
    "SELECT ordinal, place_id, named_id, start_char, end_char FROM place_mentions WHERE article_id = ?1",
    "SELECT ordinal, organisation_id, named_id, start_char, end_char FROM organisation_mentions WHERE article_id = ?1",
    "SELECT kind, ordinal, entity_id, named_id FROM unplaced_mentions WHERE article_id = ?1",
    "SELECT kind, ordinal, named_id FROM rejected_mentions WHERE article_id = ?1",
    "SELECT kind, named_id, entity_id FROM appearances WHERE article_id = ?1",
    "SELECT field, caption_id, start_char, speaker_id, named_speaker_id FROM quotes WHERE article_id = ?1",
];

/// Rows that are sealed at a time where they have no digest.
const PAGE: i64 = 2_000;

/// Puts digests beside the next rows after number `after` that have none; gives the last of them.
pub(super) fn seal_missing(connection: &Connection, table: Table, after: i64) -> Result<Option<i64>> {
    let sql = format!("SELECT id FROM ({}) WHERE id > ?1 AND digest IS NULL ORDER BY id LIMIT ?2", table.digests());
    let ids: Vec<i64> =
        connection.prepare_cached(&sql)?.query_map(params![after, PAGE], |row| row.get(0))?.collect::<Result<_>>()?;
    for id in &ids {
        seal(connection, table, *id)?;
    }
    Ok(ids.last().copied())
}

/// What has no row of its own to keep a digest in, with its name in `seals`: the schema, and how the full-text indexes are set up.
fn whole(connection: &Connection, version: i64) -> Result<[(String, i64); 2]> {
    let mut schema = Seal::default();
    schema.rows(connection, SCHEMA)?;
    schema.rows(connection, "SELECT * FROM refinery_schema_history ORDER BY version")?;
    let mut settings = Seal::default();
    for search in ["article_search", "quote_search", "caption_search", "copy_search"] {
        settings.rows(connection, &format!("SELECT k, v FROM {search}_config ORDER BY k"))?;
    }
    Ok([(format!("schema {version}"), kept(schema.number())), (format!("settings {version}"), kept(settings.number()))])
}

/// Tables, indexes and views of this program; what a reader adds to the file is his own affair.
const SCHEMA: &str = "WITH ours (name) AS (VALUES
        ('imports'), ('sources'), ('source_locations'), ('import_problems'), ('articles'), ('authors'), ('author_names'),
        ('captions'), ('article_captions'), ('article_diagnostics'), ('people'), ('person_aliases'), ('person_roles'),
        ('person_names'), ('person_mentions'), ('places'), ('place_aliases'), ('place_names'), ('place_mentions'),
        ('organisations'), ('organisation_aliases'), ('organisation_names'), ('organisation_mentions'),
        ('unplaced_mentions'), ('quotes'), ('decisions'), ('article_digests'), ('appearances'), ('rejected_mentions'),
        ('rebuilds'), ('seals'), ('refinery_schema_history'), ('article_people'), ('article_places'), ('article_quotes'),
        ('caption_uses'), ('article_organisations'), ('article_list'), ('person_links'), ('kept_parameters'), ('bar'),
        ('deleted_digests'), ('tags'), ('notes'), ('corrected_fields'), ('copy_signatures'),
        ('quote_reasons'))
    SELECT type, name, tbl_name, sql FROM sqlite_schema
    WHERE name IN ours OR name GLOB '*_search*' OR name GLOB '*_by_*'
       OR rtrim(substr(name, length('sqlite_autoindex_') + 1), '_0123456789') IN ours
    ORDER BY name, type";

/// The version of the schema, which names the digests of what belongs to it.
fn version(connection: &Connection) -> Result<i64> {
    connection.query_row("SELECT ifnull(max(version), 0) FROM refinery_schema_history", [], |row| row.get(0))
}

/// Whether this version of the schema and the settings has digests.
pub(super) fn is_whole_sealed(connection: &Connection) -> Result<bool> {
    let name = format!("settings {}", version(connection)?);
    connection.prepare("SELECT 1 FROM seals WHERE name = ?1")?.exists([name])
}

/// Seals the schema and the settings, where this version of them has no digest yet.
pub(super) fn seal_whole(connection: &Connection) -> Result<()> {
    if is_whole_sealed(connection)? {
        return Ok(());
    }
    let version = version(connection)?;
    connection.execute("DELETE FROM seals", [])?;
    for (name, digest) in whole(connection, version)? {
        connection.execute("INSERT INTO seals (name, digest) VALUES (?1, ?2)", params![name, digest])?;
    }
    Ok(())
}

/// The names of what was changed since it was sealed.
pub(super) fn broken_wholes(connection: &Connection) -> Result<Vec<String>> {
    let version = version(connection)?;
    let now = whole(connection, version)?;
    let mut statement = connection.prepare("SELECT name, digest FROM seals ORDER BY name")?;
    let kept: Vec<(String, i64)> =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_>>()?;
    Ok(kept.into_iter().filter(|seal| !now.contains(seal)).map(|(name, _)| name).collect())
}

/// The digest of a person or an organisation: the same as [`digest_of`] gives of its row.
pub(super) fn digest_of_name(id: i64, name: &str, key: &str) -> i64 {
    let mut seal = Seal::default();
    seal.column("id", ValueRef::Integer(id));
    seal.column("name", ValueRef::Text(name.as_bytes()));
    seal.column("key", ValueRef::Text(key.as_bytes()));
    kept(seal.take())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Journal;
    use crate::store::archive::Archive;
    use crate::store::seals::table::ARTICLE_COLUMNS;

    #[test]
    fn digest_of_an_article_covers_every_column_that_is_not_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let archive = Archive::create_or_open(&folder.path().join("new.db"), Journal::Rollback).unwrap();
        let columns: Vec<String> = archive
            .connection
            .prepare("SELECT name FROM pragma_table_xinfo('articles') ORDER BY cid")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<Result<_>>()
            .unwrap();
        let covered = ARTICLE_COLUMNS.to_vec();
        let expected: Vec<&str> =
            columns.iter().map(String::as_str).filter(|name| !Table::Articles.left_out().contains(name)).collect();
        assert_eq!(covered, expected);
    }
}
