//! The digest of an article, taken while its rows are written.
//!
//! The values of each row come in as it is written, a digest goes out: the same as is taken of the rows once they stand, without
//! reading them again.

use rusqlite::types::ValueRef;
use rusqlite::{Result, Transaction, params};

use crate::store::seals::seal::{Seal, kept};

/// What hangs on an article, in the order in which its digest numbers it.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) enum Part {
    Authors,
    AuthorNames,
    Notes,
    Captions,
    People,
    Places,
    Organisations,
    Quotes,
    Confidences,
    Corrected,
}

/// The digest of an article of which rows are being written.
pub(in crate::store) struct ArticleSeal {
    article_id: i64,
    seal: Seal,
    sum: i64,
}

impl ArticleSeal {
    /// That of the article of which `columns` are those that its digest covers, in the order of the table.
    pub(in crate::store) fn of<'v>(
        article_id: i64,
        columns: impl IntoIterator<Item = (&'static str, ValueRef<'v>)>,
    ) -> Self {
        let mut seal = Seal::default();
        for (name, value) in columns {
            seal.column(name, value);
        }
        let sum = seal.take();
        Self { article_id, seal, sum }
    }

    /// The number of the article.
    pub(in crate::store) fn article_id(&self) -> i64 {
        self.article_id
    }

    /// Takes in a row of one of its parts.
    pub(in crate::store) fn add<'v>(&mut self, part: Part, values: impl IntoIterator<Item = &'v ValueRef<'v>>) {
        self.seal.value(ValueRef::Integer(part as i64));
        for value in values {
            self.seal.value(*value);
        }
        self.sum = self.sum.wrapping_add(self.seal.take());
    }

    /// Puts the digest beside the article, all rows of which are written.
    pub(in crate::store) fn put(&self, transaction: &Transaction<'_>) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO article_digests (digest, article_id) VALUES (?1, ?2)";
        transaction.prepare_cached(sql)?.execute(params![kept(self.sum), self.article_id])?;
        Ok(())
    }
}
