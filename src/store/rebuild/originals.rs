//! The originals that a rebuild reads again.
//!
//! An archive comes in; the bytes of every version of every article go out, in the order of the articles.
//!
//! Invariant: bytes that do not have their digest are handed out as damaged, never as an original.

use std::ops::ControlFlow;

use rusqlite::{OptionalExtension as _, Result, params};

use crate::model::Source;
use crate::store::archive::Archive;
use crate::store::error::StoreError;
use crate::store::sources::editions::{ORIGINAL_COLUMNS, read_original};

/// Originals that are fetched at a time: reading must not hold up the writer.
const PAGE: i64 = 64;

/// The original of a version of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Original {
    /// Its bytes.
    Whole(Source),
    /// Its bytes are damaged.
    Damaged {
        /// As in [`Source::path`].
        path: String,
        /// As in [`Source::record`].
        record: Option<String>,
    },
}

impl Original {
    /// The original in a row, and whether it has the digest beside it.
    fn of(read: (Source, bool)) -> Self {
        match read {
            (source, true) => Self::Whole(source),
            (Source { path, record, .. }, false) => Self::Damaged { path, record },
        }
    }
}

impl Archive {
    /// How many originals the articles after the one of number `after` have, and their bytes.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be read.
    pub fn originals_after(&self, after: i64) -> std::result::Result<(u64, u64), StoreError> {
        let sql = "SELECT count(*), ifnull(sum(byte_length), 0) FROM sources WHERE article_id > ?1";
        let counted = |count: i64| u64::try_from(count).unwrap_or(0);
        self.connection
            .query_row(sql, [after], |row| Ok((counted(row.get(0)?), counted(row.get(1)?))))
            .map_err(|cause| self.refused(cause))
    }

    /// The original that the article of this number shows; `None` where there is no such article.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be read.
    pub fn original(&self, article_id: i64) -> std::result::Result<Option<Original>, StoreError> {
        let sql = format!(
            "SELECT {ORIGINAL_COLUMNS} FROM articles AS article JOIN sources AS source ON source.id = article.source_id
             WHERE article.id = ?1"
        );
        let found =
            self.connection.query_row(&sql, [article_id], |row| Ok(Original::of(read_original(row)?))).optional();
        found.map_err(|cause| self.refused(cause))
    }

    /// Hands out the originals of every article after the one of number `after`, older versions included, in the order of
    /// the articles, until `each` answers `Break`.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be read.
    pub fn originals(
        &self,
        after: i64,
        each: &mut dyn FnMut(Original) -> ControlFlow<()>,
    ) -> std::result::Result<(), StoreError> {
        let mut after = (after, i64::MAX);
        loop {
            let page = self.page_of_originals(after).map_err(|cause| self.refused(cause))?;
            let Some((last, _)) = page.last() else { return Ok(()) };
            after = *last;
            for (_, original) in page {
                if each(original).is_break() {
                    return Ok(());
                }
            }
        }
    }

    fn page_of_originals(&self, after: (i64, i64)) -> Result<Vec<((i64, i64), Original)>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {ORIGINAL_COLUMNS}, source.article_id, source.id FROM sources AS source
             WHERE (source.article_id, source.id) > (?1, ?2) ORDER BY source.article_id, source.id LIMIT ?3"
        ))?;
        let mut rows = statement.query(params![after.0, after.1, PAGE])?;
        let mut page = Vec::new();
        while let Some(row) = rows.next()? {
            let place = (row.get("article_id")?, row.get("id")?);
            page.push((place, Original::of(read_original(row)?)));
        }
        Ok(page)
    }
}
