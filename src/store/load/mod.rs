//! Makes an archive of rows that left another one.
//!
//! Rows come in, table by table in any order; a new archive goes out, which appears at its path when it is whole. Until then
//! it is a file beside, so that a run that was killed goes on where it stopped: rows that are there already are passed over.
//!
//! Invariant: no file that is there is replaced; what stands in the archive in the end is the rows that came and what follows
//! from them. Nothing is read or analysed again.

mod draft;
mod settle;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, ErrorCode, ToSql, params_from_iter};

use crate::model::Datum;
use crate::store::error::StoreError;
use crate::store::open::Access;

/// Rows in a transaction.
const BATCH_ROWS: usize = 50_000;
/// Bytes of values in a transaction.
const BATCH_BYTES: usize = 32 << 20;

/// What came of the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// Rows that were put in.
    pub rows: u64,
    /// Rows that an earlier run had put in.
    pub present: u64,
}

/// An archive that is being made of rows.
pub struct Load {
    connection: Connection,
    draft: PathBuf,
    path: PathBuf,
    access: Access,
    /// The columns of each table that was asked for.
    tables: HashMap<String, Vec<String>>,
    loaded: Loaded,
    rows: usize,
    bytes: usize,
}

impl std::fmt::Debug for Load {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Load").field("draft", &self.draft).field("loaded", &self.loaded).finish_non_exhaustive()
    }
}

impl Load {
    /// Begins an archive at `path`, where nothing may be, with the schema of version `schema`. `mark` says what the rows are
    /// of: a draft with the same mark is gone on with, any other is begun anew.
    ///
    /// # Errors
    /// Where something is at `path`, where this program does not know the version, and where no file can be written there.
    pub fn begin(path: &Path, schema: i64, mark: &str, access: Access) -> Result<Self, StoreError> {
        let (draft, connection) = draft::open(path, schema, mark, &access)?;
        let load = Self {
            connection,
            draft,
            path: path.to_path_buf(),
            access,
            tables: HashMap::new(),
            loaded: Loaded::default(),
            rows: 0,
            bytes: 0,
        };
        load.run("BEGIN IMMEDIATE")?;
        Ok(load)
    }

    /// Puts a row in; `Err` inside says in words what is wrong with it, and then it is left out.
    ///
    /// # Errors
    /// Where the draft cannot be written.
    pub fn row(
        &mut self,
        table: &str,
        columns: &[&str],
        values: &[Datum<'_>],
    ) -> Result<Result<(), String>, StoreError> {
        if let Err(words) = self.know(table, columns)? {
            return Ok(Err(words));
        }
        let places: Vec<String> = (1..=columns.len()).map(|place| format!("?{place}")).collect();
        let same: Vec<String> =
            columns.iter().zip(&places).map(|(column, place)| format!("{column} IS {place}")).collect();
        // A table without a key, such as `bar`, must not get its row twice either.
        let sql = format!(
            "INSERT INTO {table} ({}) SELECT {} WHERE NOT EXISTS (SELECT 1 FROM {table} WHERE {}) ON CONFLICT DO NOTHING",
            columns.join(", "),
            places.join(", "),
            if KEYLESS.contains(&table) { same.join(" AND ") } else { "0".to_owned() },
        );
        let outcome = self
            .connection
            .prepare_cached(&sql)
            .and_then(|mut statement| statement.execute(params_from_iter(values.iter().map(Bound))));
        match outcome {
            Ok(0) => self.loaded.present += 1,
            Ok(_) => self.loaded.rows += 1,
            Err(cause) if is_about_the_row(&cause) => return Ok(Err(in_words(&cause))),
            Err(cause) => return Err(self.refused(cause)),
        }
        self.rows += 1;
        self.bytes += values.iter().map(Datum::byte_len).sum::<usize>();
        if self.rows >= BATCH_ROWS || self.bytes >= BATCH_BYTES {
            self.run("COMMIT; BEGIN IMMEDIATE")?;
            (self.rows, self.bytes) = (0, 0);
        }
        Ok(Ok(()))
    }

    /// What came of the rows so far.
    #[must_use]
    pub fn loaded(&self) -> Loaded {
        self.loaded
    }

    /// Stores what has come; a later run goes on from there.
    pub fn break_off(self) {
        // What cannot be stored now comes again with the next run.
        let _ = self.connection.execute_batch("COMMIT");
    }

    /// Lets everything agree that follows from the rows, full-text indexes first, and gives the archive its name.
    ///
    /// # Errors
    /// Where the draft cannot be written, and where something has come to be at the path meanwhile.
    pub fn finish(self) -> Result<Loaded, StoreError> {
        self.run("COMMIT")?;
        let Self { connection, draft, path, access, loaded, .. } = self;
        drop(connection);
        settle::settle(&draft, &access)?;
        draft::appear(&draft, &path)?;
        Ok(loaded)
    }

    /// Whether the table has these columns.
    fn know(&mut self, table: &str, columns: &[&str]) -> Result<Result<(), String>, StoreError> {
        if !self.tables.contains_key(table) {
            let sql = "SELECT name FROM pragma_table_xinfo(?1) WHERE hidden = 0
                       AND ?1 IN (SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table')";
            let names = self.connection.prepare_cached(sql).and_then(|mut statement| {
                statement.query_map([table], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()
            });
            self.tables.insert(table.to_owned(), names.map_err(|cause| self.refused(cause))?);
        }
        let known = self.tables.get(table).map(Vec::as_slice).unwrap_or_default();
        if known.is_empty() || OWN.contains(&table) {
            return Ok(Err(format!("an archive has no table `{table}` to be filled")));
        }
        if columns.is_empty() {
            return Ok(Err("the row has no columns".to_owned()));
        }
        let unknown = columns.iter().find(|column| !known.iter().any(|name| name == *column));
        Ok(unknown.map_or(Ok(()), |column| Err(format!("{table} has no column `{column}`"))))
    }

    fn run(&self, sql: &str) -> Result<(), StoreError> {
        self.connection.execute_batch(sql).map_err(|cause| self.refused(cause))
    }

    fn refused(&self, cause: rusqlite::Error) -> StoreError {
        StoreError::from_sqlite(&self.path, cause)
    }
}

/// Tables whose rows nothing tells apart but their values.
const KEYLESS: [&str; 1] = ["bar"];
/// Tables that this program alone writes.
const OWN: [&str; 3] = ["seals", "refinery_schema_history", draft::MARKS];

/// A value on its way into a statement.
struct Bound<'d>(&'d Datum<'d>);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            Datum::Null => ToSqlOutput::Owned(Value::Null),
            Datum::Integer(number) => ToSqlOutput::Owned(Value::Integer(*number)),
            Datum::Real(number) => ToSqlOutput::Owned(Value::Real(*number)),
            Datum::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Datum::Bytes(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
        })
    }
}

/// Whether the refusal speaks of the values of the row and not of the file.
fn is_about_the_row(cause: &rusqlite::Error) -> bool {
    matches!(
        cause.sqlite_error_code(),
        Some(ErrorCode::ConstraintViolation | ErrorCode::TypeMismatch | ErrorCode::TooBig)
    )
}

fn in_words(cause: &rusqlite::Error) -> String {
    match cause {
        rusqlite::Error::SqliteFailure(_, Some(words)) => format!("the row does not fit its table: {words}"),
        _ => "the row does not fit its table".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Archive, check, schema};

    fn text(text: &str) -> Datum<'_> {
        Datum::Text(text.into())
    }

    #[test]
    fn rows_become_an_archive_only_in_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new.db");
        let begin = |mark: &str| Load::begin(&path, schema::latest(), mark, Access::default()).unwrap();
        let columns = ["id", "started_at", "extractor"];
        let row = [Datum::Integer(1), text("2031-01-02T03:04:05Z"), text("0.1.0")];
        let mut load = begin("one");
        assert_eq!(load.row("imports", &columns, &row).unwrap(), Ok(()));
        load.break_off();
        assert!(!path.exists());
        // The same rows again, then those of another export, of which nothing is here.
        for (mark, expected) in [("one", (0, 1)), ("two", (1, 0))] {
            let mut load = begin(mark);
            assert_eq!(load.row("imports", &columns, &row).unwrap(), Ok(()));
            assert_eq!(load.row("bar", &["least"], &[Datum::Integer(700)]).unwrap(), Ok(()));
            let Loaded { rows, present } = load.loaded();
            assert_eq!((rows - 1, present), expected, "{mark}");
            load.break_off();
        }
        assert_eq!(begin("two").finish().unwrap(), Loaded::default());
        let archive = Archive::open_read_only(&path).unwrap();
        assert!(check(&archive).unwrap().findings.iter().all(|finding| finding.kind == "unsealed"));
        assert!(Load::begin(&path, schema::latest(), "two", Access::default()).is_err());
    }

    #[test]
    fn rows_of_an_older_schema_become_an_archive_of_today() {
        let folder = tempfile::tempdir().unwrap();
        for version in [9, 14, 16] {
            let path = folder.path().join(format!("{version}.db"));
            let mut load = Load::begin(&path, version, "", Access::default()).unwrap();
            let columns = ["id", "started_at", "extractor"];
            let row = [Datum::Integer(1), text("2031-01-02T03:04:05Z"), text("0.0.9")];
            assert_eq!(load.row("imports", &columns, &row).unwrap(), Ok(()));
            let is_known =
                load.row("tags", &["key"], &[Datum::Null]).unwrap().is_err_and(|words| words.contains("NOT NULL"));
            assert_eq!(is_known, version >= 16, "tags came with version 16");
            load.finish().unwrap();
            let archive = Archive::open_read_only(&path).unwrap();
            assert_eq!(check(&archive).unwrap().findings, [], "{version}");
        }
        let newer = folder.path().join("newer.db");
        let refused = Load::begin(&newer, schema::latest() + 1, "", Access::default()).unwrap_err();
        assert_eq!(refused.kind(), "archive-newer");
        assert!(!newer.exists());
    }

    #[test]
    fn rows_that_do_not_fit_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let mut load = Load::begin(&folder.path().join("new.db"), schema::latest(), "", Access::default()).unwrap();
        let mut check = |table: &str, columns: &[&str], values: &[Datum<'_>], expected: &str| {
            assert_eq!(load.row(table, columns, values).unwrap(), Err(expected.to_owned()));
        };
        check("bars", &["least"], &[Datum::Null], "an archive has no table `bars` to be filled");
        check("seals", &["name"], &[Datum::Null], "an archive has no table `seals` to be filled");
        check("articles", &["date"], &[Datum::Null], "articles has no column `date`");
        check(
            "bar; DROP TABLE bar",
            &["least"],
            &[Datum::Null],
            "an archive has no table `bar; DROP TABLE bar` to be filled",
        );
        let refused = "the row does not fit its table: CHECK constraint failed: least BETWEEN 0 AND 1000";
        check("bar", &["least"], &[Datum::Integer(4000)], refused);
    }
}
