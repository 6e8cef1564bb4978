//! All versions of an article with their originals, the oldest first.
//!
//! Invariant: they stand in the order by which the one to show is chosen; bytes that do not have their digest are no original.

use rusqlite::Result;

use crate::model::Source;
use crate::store::archive::Archive;
use crate::store::error::StoreError;
use crate::store::sources::editions;
use crate::store::sources::editions::{ORIGINAL_COLUMNS, read_original};

/// A version of an article: where and when its bytes were found, and the bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// When it says it was changed, else published, ISO 8601.
    pub date: Option<String>,
    /// When the page was fetched, ISO 8601.
    pub fetched_at: Option<String>,
    /// When the import began that found it, ISO 8601.
    pub imported_at: String,
    /// As in [`Source::path`].
    pub path: String,
    /// As in [`Source::record`].
    pub record: Option<String>,
    /// Whether it is the version that the archive shows.
    pub is_shown: bool,
    /// Whether it is a page dumped as text.
    pub is_dump: bool,
    /// Its bytes; `None` where they are damaged.
    pub original: Option<Source>,
}

impl Archive {
    /// The versions of the article of this number, the oldest first; none where there is no such article.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be read.
    pub fn versions(&self, article_id: i64) -> std::result::Result<Vec<Version>, StoreError> {
        self.find_versions(article_id).map_err(|cause| self.refused(cause))
    }

    fn find_versions(&self, article_id: i64) -> Result<Vec<Version>> {
        let transaction = self.connection.unchecked_transaction()?;
        let sql = format!(
            "SELECT {ORIGINAL_COLUMNS}, source.dated, source.fetched_at, article.source_id = source.id AS is_shown
             FROM sources AS source JOIN articles AS article ON article.id = source.article_id WHERE source.id = ?1"
        );
        let mut statement = transaction.prepare_cached(&sql)?;
        let mut versions = Vec::new();
        for (source_id, is_dump) in editions::in_order(&transaction, article_id)? {
            let version = statement.query_row([source_id], |row| {
                let (source, is_whole) = read_original(row)?;
                Ok(Version {
                    date: row.get("dated")?,
                    fetched_at: row.get("fetched_at")?,
                    imported_at: row.get("imported_at")?,
                    path: source.path.clone(),
                    record: source.record.clone(),
                    is_shown: row.get("is_shown")?,
                    is_dump,
                    original: is_whole.then_some(source),
                })
            });
            versions.push(version?);
        }
        Ok(versions)
    }
}
