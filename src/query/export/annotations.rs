//! Tags and notes of the owner with the key of their article, as they go from one archive to another.
//!
//! Invariant: an article is called by its key, which is the same in every archive.

use rusqlite::OptionalExtension as _;

use crate::query::error::QueryError;
use crate::query::sql::statement::Conditions;
use crate::store::Archive;

/// What the owner put on an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// Which of the two it is.
    pub kind: AnnotationKind,
    /// The key of the article.
    pub article: String,
    /// The tag, or the note.
    pub text: String,
    /// When it was put there, ISO 8601.
    pub at: String,
}

/// Tag or note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnnotationKind {
    /// A tag.
    Tag,
    /// A note.
    Note,
}

/// All tags and notes, in the order in which they were made.
///
/// # Errors
/// Where the archive cannot be read.
pub fn annotations(archive: &Archive) -> Result<Vec<Annotation>, QueryError> {
    let sql = "SELECT 1, article.key, tag.name, tag.tagged_at, tag.id FROM tags AS tag
               JOIN articles AS article ON article.id = tag.article_id
               UNION ALL SELECT 0, article.key, note.text, note.noted_at, note.id FROM notes AS note
               JOIN articles AS article ON article.id = note.article_id ORDER BY 1, 5";
    Conditions::default().rows(archive, sql, |row| {
        let kind = if row.get::<_, i64>(0)? == 1 { AnnotationKind::Tag } else { AnnotationKind::Note };
        Ok(Annotation { kind, article: row.get(1)?, text: row.get(2)?, at: row.get(3)? })
    })
}

/// The article of this key.
///
/// # Errors
/// Where the archive cannot be read.
pub fn article_of_key(archive: &Archive, key: &str) -> Result<Option<i64>, QueryError> {
    let sql = "SELECT id FROM articles WHERE key = ?1";
    let found = archive.connection.query_row(sql, [key], |row| row.get(0)).optional();
    found.map_err(|cause| QueryError(archive.refused(cause)))
}

/// Whether the article has a note of this text.
///
/// # Errors
/// Where the archive cannot be read.
pub fn has_note(archive: &Archive, article_id: i64, text: &str) -> Result<bool, QueryError> {
    let sql = "SELECT 1 FROM notes WHERE article_id = ?1 AND text = ?2";
    let found = archive.connection.prepare(sql).and_then(|mut statement| statement.exists((article_id, text.trim())));
    found.map_err(|cause| QueryError(archive.refused(cause)))
}
