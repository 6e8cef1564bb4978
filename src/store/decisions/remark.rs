//! Tags and notes as an export of decisions has them.
//!
//! Rows of `tags` and `notes` come in with what their articles are called; remarks go out, and from remarks rows.
//!
//! Invariant: a remark on an article that is not in the archive makes no row; it is given back, so that it can be named.

use rusqlite::{OptionalExtension as _, Result, Transaction, params};

use crate::store::decisions::rulings::referred;
use crate::store::names;
use crate::store::seals;
use crate::store::seals::table::Table;

/// Which of the two it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RemarkKind {
    /// A word put on an article.
    Tag,
    /// A text about an article.
    Note,
}

impl RemarkKind {
    /// Its name in an export.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Tag => "tag",
            Self::Note => "note",
        }
    }
}

/// A tag or a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Which of the two.
    pub kind: RemarkKind,
    /// When it was made, ISO 8601.
    pub made_at: String,
    /// What the article is called: `url https://…` or `sha256 …`.
    pub article: String,
    /// The tag, or the note.
    pub text: String,
}

impl Remark {
    /// A remark whose text is whole; `None` where nothing is left of it.
    pub(super) fn new(kind: RemarkKind, made_at: &str, article: String, text: &str) -> Option<Self> {
        let text = match kind {
            RemarkKind::Tag => text.split_whitespace().collect::<Vec<_>>().join(" "),
            RemarkKind::Note => text.trim().to_owned(),
        };
        (!text.is_empty()).then(|| Self { kind, made_at: made_at.to_owned(), article, text })
    }
}

/// What became of a remark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Put {
    /// It is new here.
    New,
    /// The article had it.
    Known,
    /// There is no such article.
    Absent,
}

/// All tags, then all notes, in the order in which they were made.
pub(in crate::store) fn load(transaction: &Transaction<'_>) -> Result<Vec<Remark>> {
    let mut remarks = Vec::new();
    for (kind, columns) in [
        (RemarkKind::Tag, "remark.tagged_at, remark.name FROM tags"),
        (RemarkKind::Note, "remark.noted_at, remark.text FROM notes"),
    ] {
        let sql = format!(
            "SELECT CASE WHEN article.key GLOB 'url *' THEN article.key ELSE 'sha256 ' || source.sha256 END, {columns} AS remark
             JOIN articles AS article ON article.id = remark.article_id
             JOIN sources AS source ON source.id = article.source_id ORDER BY remark.id"
        );
        let mut statement = transaction.prepare_cached(&sql)?;
        let rows = statement
            .query_map([], |row| Ok(Remark { kind, article: row.get(0)?, made_at: row.get(1)?, text: row.get(2)? }))?;
        for remark in rows {
            remarks.push(remark?);
        }
    }
    Ok(remarks)
}

/// Gives the article its tag or note.
pub(in crate::store) fn put(transaction: &Transaction<'_>, remark: &Remark) -> Result<Put> {
    let Some(article_id) = referred(transaction, &remark.article)? else { return Ok(Put::Absent) };
    let (sql, table) = match remark.kind {
        RemarkKind::Tag => (
            "INSERT INTO tags (article_id, name, tagged_at, key) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO NOTHING RETURNING id",
            Table::Tags,
        ),
        RemarkKind::Note => (
            "INSERT INTO notes (article_id, text, noted_at) SELECT ?1, ?2, ?3
             WHERE ?4 IS NULL AND NOT EXISTS (SELECT 1 FROM notes WHERE article_id = ?1 AND text = ?2) RETURNING id",
            Table::Notes,
        ),
    };
    let key = (remark.kind == RemarkKind::Tag).then(|| names::key(&remark.text));
    let row: Option<i64> = transaction
        .prepare_cached(sql)?
        .query_row(params![article_id, remark.text, remark.made_at, key], |row| row.get(0))
        .optional()?;
    match row {
        None => Ok(Put::Known),
        Some(id) => seals::seal(transaction, table, id).map(|()| Put::New),
    }
}
