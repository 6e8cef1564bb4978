//! Keeps the full-text indexes in step with the tables they are built on.
//!
//! Invariant: every index is written at most twice a batch, once to forget and once to learn, each time in ascending
//! order of rows; anything finer makes FTS5 write out its memory each time and doubles the cost of a load. A row is
//! forgotten while its old text still stands in its table: the index has no text of its own.
//!
//! An index is given its words in plain letters (see `folding`) and shows the text as it stands: it reads that from a view,
//! in whose place [`compare`] puts one of plain letters while SQLite's own comparison runs.

use rusqlite::{Connection, ErrorCode, Result, Transaction};

use crate::store::articles::folding::INDEXED;
use crate::store::articles::marks::WORDS;

/// A full-text index.
#[derive(Clone, Copy)]
pub(crate) enum Index {
    /// Body, headline, standfirst and captions.
    Articles,
    /// The words of quotes.
    Quotes,
    /// Captions and credits.
    Captions,
    /// What copies are found by.
    Copies,
}

impl Index {
    /// All of them.
    pub(crate) const ALL: [Self; 4] = [Self::Articles, Self::Quotes, Self::Captions, Self::Copies];

    /// The index, the table it is built on, and the columns of both.
    pub(crate) fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Articles => ("article_search", "articles", "body, headline, standfirst, captions"),
            Self::Quotes => ("quote_search", "quotes", "text"),
            Self::Captions => ("caption_search", "captions", "text, credit, photographer, agency"),
            Self::Copies => ("copy_search", "copy_signatures", "signature"),
        }
    }
}

impl Index {
    /// The rows that the index knows, where it keeps a list of them: those that nobody asks by relevance keep none.
    pub(in crate::store) fn count(self, connection: &Connection) -> Result<Option<i64>> {
        if matches!(self, Self::Quotes | Self::Copies) {
            return Ok(None);
        }
        let sql = format!("SELECT count(*) FROM {}_docsize", self.names().0);
        connection.query_row(&sql, [], |row| row.get(0)).map(Some)
    }

    /// The view from which it reads its text.
    fn view(self) -> String {
        format!("{}_texts", self.names().0)
    }

    /// What it is given: every column in plain letters, a signature as words.
    fn given(self) -> String {
        let function = if matches!(self, Self::Copies) { WORDS } else { INDEXED };
        let columns = self.names().2.split(", ").map(|column| format!("{function}({column})"));
        columns.collect::<Vec<_>>().join(", ")
    }
}

/// Takes the rows `ids` out of the index; to be called before they change.
pub(in crate::store) fn forget(transaction: &Transaction<'_>, index: Index, ids: &[i64]) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let ((search, table, columns), given) = (index.names(), index.given());
    let sql = format!(
        "INSERT INTO {search} ({search}, rowid, {columns})
         SELECT 'delete', id, {given} FROM {table} WHERE id IN (SELECT value FROM json_each(?1)) ORDER BY id"
    );
    transaction.prepare_cached(&sql)?.execute([json_list(ids)])?;
    Ok(())
}

/// Puts the rows `ids` and all rows from `first_new` on into the index.
pub(in crate::store) fn learn(transaction: &Transaction<'_>, index: Index, ids: &[i64], first_new: i64) -> Result<()> {
    let ((search, table, columns), given) = (index.names(), index.given());
    if !ids.is_empty() {
        let sql = format!(
            "INSERT INTO {search} (rowid, {columns})
             SELECT id, {given} FROM {table} WHERE id IN (SELECT value FROM json_each(?1)) ORDER BY id"
        );
        transaction.prepare_cached(&sql)?.execute([json_list(ids)])?;
    }
    let sql =
        format!("INSERT INTO {search} (rowid, {columns}) SELECT id, {given} FROM {table} WHERE id >= ?1 ORDER BY id");
    transaction.prepare_cached(&sql)?.execute([first_new])?;
    Ok(())
}

/// Makes the index anew from its table.
pub(in crate::store) fn learn_anew(transaction: &Transaction<'_>, index: Index) -> Result<()> {
    let search = index.names().0;
    transaction.execute(&format!("INSERT INTO {search} ({search}) VALUES ('delete-all')"), [])?;
    learn(transaction, index, &[], i64::MIN)
}

/// Whether the index holds the words of its table and no others. The transaction is left as it was.
pub(in crate::store) fn compare(transaction: &Transaction<'_>, index: Index) -> Result<bool> {
    let ((search, table, columns), view, given) = (index.names(), index.view(), index.given());
    let named: Vec<String> =
        given.split(", ").zip(columns.split(", ")).map(|(given, name)| format!("{given} AS {name}")).collect();
    let replace = format!(
        "SAVEPOINT comparison; DROP VIEW {view}; CREATE VIEW {view} AS SELECT id, {} FROM {table};",
        named.join(", ")
    );
    let compared = transaction.execute_batch(&replace).and_then(|()| {
        transaction.execute(&format!("INSERT INTO {search} ({search}, rank) VALUES ('integrity-check', 1)"), [])
    });
    let undone = transaction.execute_batch("ROLLBACK TO comparison; RELEASE comparison");
    match compared {
        Ok(_) => undone.map(|()| true),
        Err(cause) if cause.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt) => undone.map(|()| false),
        // A disk that is full takes the transaction back as a whole, the savepoint with it.
        Err(cause) => Err(cause),
    }
}

/// The numbers as a JSON array, the form in which SQLite takes a list as one parameter.
pub(crate) fn json_list(ids: &[i64]) -> String {
    let ids: Vec<String> = ids.iter().map(i64::to_string).collect();
    format!("[{}]", ids.join(","))
}
