//! Keeps the full-text indexes in step with the tables they are built on.
//!
//! Invariant: every index is written at most twice a batch, once to forget and once to learn, each time in ascending
//! order of rows; anything finer makes FTS5 write out its memory each time and doubles the cost of a load. A row is
//! forgotten while its old text still stands in its table: the index has no text of its own.

use rusqlite::{Result, Transaction};

/// A full-text index.
#[derive(Clone, Copy)]
pub(crate) enum Index {
    /// Headline, standfirst, body and captions.
    Articles,
    /// The words of quotes.
    Quotes,
    /// Captions and credits.
    Captions,
}

impl Index {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::Articles, Self::Quotes, Self::Captions];

    /// The index, the table it is built on, and the columns of both.
    pub(crate) fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Articles => ("article_search", "articles", "headline, standfirst, body, captions"),
            Self::Quotes => ("quote_search", "quotes", "text"),
            Self::Captions => ("caption_search", "captions", "text, credit, photographer, agency"),
        }
    }
}

/// Takes the rows `ids` out of the index; to be called before they change.
pub(in crate::store) fn forget(transaction: &Transaction<'_>, index: Index, ids: &[i64]) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let (search, table, columns) = index.names();
    let sql = format!(
        "INSERT INTO {search} ({search}, rowid, {columns})
         SELECT 'delete', id, {columns} FROM {table} WHERE id IN (SELECT value FROM json_each(?1)) ORDER BY id"
    );
    transaction.prepare_cached(&sql)?.execute([json_list(ids)])?;
    Ok(())
}

/// Puts the rows `ids` and all rows from `first_new` on into the index.
pub(in crate::store) fn learn(transaction: &Transaction<'_>, index: Index, ids: &[i64], first_new: i64) -> Result<()> {
    let (search, table, columns) = index.names();
    if !ids.is_empty() {
        let sql = format!(
            "INSERT INTO {search} (rowid, {columns})
             SELECT id, {columns} FROM {table} WHERE id IN (SELECT value FROM json_each(?1)) ORDER BY id"
        );
        transaction.prepare_cached(&sql)?.execute([json_list(ids)])?;
    }
    let sql =
        format!("INSERT INTO {search} (rowid, {columns}) SELECT id, {columns} FROM {table} WHERE id >= ?1 ORDER BY id");
    transaction.prepare_cached(&sql)?.execute([first_new])?;
    Ok(())
}

/// The numbers as a JSON array, the form in which SQLite takes a list as one parameter.
pub(crate) fn json_list(ids: &[i64]) -> String {
    let ids: Vec<String> = ids.iter().map(i64::to_string).collect();
    format!("[{}]", ids.join(","))
}
