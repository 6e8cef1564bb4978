//! The original bytes, the places where they were found, and what could not be imported.
//!
//! Invariant: bytes are stored once by their digest and never changed or removed; the place shown beside them is the
//! first of all their places by path and record.

use rusqlite::{OptionalExtension as _, Result, Transaction, params};

use super::{Entry, Problem, fingerprint};
use crate::model::{Analysis, Article, Diagnostic, Digest, Reading, Source};

/// An entry ready to be written: its original bytes are packed already.
pub(super) struct Pending {
    pub(super) sha256: Digest,
    pub(super) key: String,
    pub(super) article: Article,
    pub(super) analysis: Analysis,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) fingerprint: String,
    reading: Reading,
    path: String,
    record: Option<String>,
    media_type: &'static str,
    byte_length: usize,
    compression: &'static str,
    content: Vec<u8>,
}

/// Known bytes in a place, perhaps a new one.
pub(super) struct Sighting {
    pub(super) sha256: Digest,
    pub(super) path: String,
    pub(super) record: Option<String>,
}

/// Which of two versions of an article is the current one: the greater.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank<'s> {
    import_id: i64,
    dated: Option<&'s str>,
    sha256: String,
}

/// A rank as it was read.
pub(super) struct OwnedRank {
    pub(super) import_id: i64,
    pub(super) dated: Option<String>,
    pub(super) sha256: String,
}

impl OwnedRank {
    pub(super) fn borrowed(&self) -> Rank<'_> {
        Rank { import_id: self.import_id, dated: self.dated.as_deref(), sha256: self.sha256.clone() }
    }
}

impl Pending {
    pub(super) fn new(entry: Entry, key: String, compressor: Option<&mut zstd::bulk::Compressor<'static>>) -> Self {
        let fingerprint = fingerprint::of(&entry);
        let Entry { source, article, analysis, diagnostics } = entry;
        let byte_length = source.bytes.len();
        let packed = compressor.and_then(|compressor| compressor.compress(&source.bytes).ok());
        let (compression, content) = match packed {
            Some(packed) if packed.len() < byte_length => ("zstd", packed),
            _ => ("none", source.bytes),
        };
        Self {
            sha256: source.sha256,
            key,
            article,
            analysis,
            diagnostics,
            fingerprint,
            reading: source.reading,
            path: source.path,
            record: source.record,
            media_type: source.media_type,
            byte_length,
            compression,
            content,
        }
    }

    /// An entry whose bytes are stored already.
    pub(super) fn reread(entry: Entry, key: String) -> Self {
        let byte_length = entry.source.bytes.len();
        let source = Source { bytes: Vec::new(), ..entry.source };
        Self { byte_length, ..Self::new(Entry { source, ..entry }, key, None) }
    }

    /// About how much memory it takes.
    pub(super) fn byte_len(&self) -> usize {
        let mentions: usize = self.analysis.people.iter().map(|person| person.mentions.len()).sum::<usize>()
            + self.analysis.places.iter().map(|place| place.mentions.len()).sum::<usize>()
            + self.analysis.organisations.iter().map(|organisation| organisation.mentions.len()).sum::<usize>();
        let quotes: usize = self.analysis.quotes.iter().map(|quote| 200 + quote.text.len()).sum();
        self.content.len() + self.article.body.len() + 100 * mentions + quotes
    }

    pub(super) fn rank(&self, import_id: i64) -> Rank<'_> {
        Rank { import_id, dated: self.dated(), sha256: self.sha256.to_string() }
    }

    pub(super) fn sighting(&self) -> Sighting {
        Sighting { sha256: self.sha256, path: self.path.clone(), record: self.record.clone() }
    }

    /// When the article says it was changed last.
    pub(super) fn dated(&self) -> Option<&str> {
        self.article.updated_at.as_ref().or(self.article.published_at.as_ref()).map(crate::model::PartialDate::as_str)
    }
}

/// What makes two sources versions of one article: the address without its fragment; without an address, the place.
pub(crate) fn article_key(url: Option<&str>, path: &str, record: Option<&str>) -> String {
    match url.map(url_key).filter(|url| !url.is_empty()) {
        Some(url) => format!("url {url}"),
        // JSON keeps the two apart whatever they hold.
        None => format!("file {}", serde_json::json!([path, record])),
    }
}

fn url_key(url: &str) -> &str {
    let url = url.trim();
    url.split_once('#').map_or(url, |(page, _)| page)
}

/// The number of the source with this digest.
pub(super) fn id_of(transaction: &Transaction<'_>, sha256: &Digest) -> Result<Option<i64>> {
    transaction
        .prepare_cached("SELECT id FROM sources WHERE sha256 = ?1")?
        .query_row([sha256.to_string()], |row| row.get(0))
        .optional()
}

/// Stores the bytes of `entry` as a version of article `article_id`, and gives their number.
pub(super) fn insert(
    transaction: &Transaction<'_>,
    entry: &Pending,
    article_id: i64,
    import_id: i64,
    imported_at: &str,
) -> Result<i64> {
    let source_id = transaction
        .prepare_cached(
            "INSERT INTO sources (sha256, article_id, import_id, imported_at, path, record, media_type, dated,
                                  byte_length, compression, content, format, map, encoding)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) RETURNING id",
        )?
        .query_row(
            params![
                entry.sha256.to_string(),
                article_id,
                import_id,
                imported_at,
                entry.path,
                entry.record,
                entry.media_type,
                entry.dated(),
                i64::try_from(entry.byte_length).unwrap_or(i64::MAX),
                entry.compression,
                entry.content,
                entry.reading.format,
                entry.reading.map,
                entry.reading.encoding,
            ],
            |row| row.get(0),
        )?;
    add_location(transaction, source_id, import_id, &entry.path, entry.record.as_deref())?;
    Ok(source_id)
}

/// Notes where known bytes were found.
pub(super) fn note_sighting(transaction: &Transaction<'_>, import_id: i64, sighting: &Sighting) -> Result<()> {
    let Sighting { sha256, path, record } = sighting;
    let Some(source_id) = id_of(transaction, sha256)? else { return Ok(()) };
    if !add_location(transaction, source_id, import_id, path, record.as_deref())? {
        return Ok(());
    }
    let (first_path, first_record, article_id): (String, Option<String>, i64) = transaction
        .prepare_cached("SELECT path, record, article_id FROM sources WHERE id = ?1")?
        .query_row([source_id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    if (path, record) >= (&first_path, &first_record) {
        return Ok(());
    }
    transaction
        .prepare_cached("UPDATE sources SET path = ?1, record = ?2 WHERE id = ?3")?
        .execute(params![path, record, source_id])?;
    // An article without an address is known by the first place of its bytes, unless another one is known by it.
    transaction.prepare_cached("UPDATE OR IGNORE articles SET key = ?1 WHERE id = ?2 AND key = ?3")?.execute(
        params![
            article_key(None, path, record.as_deref()),
            article_id,
            article_key(None, &first_path, first_record.as_deref())
        ],
    )?;
    Ok(())
}

/// Whether the place was a new one.
fn add_location(
    transaction: &Transaction<'_>,
    source_id: i64,
    import_id: i64,
    path: &str,
    record: Option<&str>,
) -> Result<bool> {
    let added = transaction
        .prepare_cached(
            "INSERT INTO source_locations (source_id, path, record, import_id) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO NOTHING",
        )?
        .execute(params![source_id, path, record, import_id])?;
    Ok(added > 0)
}

/// Notes a record that could not be imported.
pub(super) fn note_problem(
    transaction: &Transaction<'_>,
    import_id: i64,
    problem: &Problem,
    occurred_at: &str,
) -> Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO import_problems (import_id, path, record, kind, message, occurred_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
        )?
        .execute(params![import_id, problem.path, problem.record, problem.kind, problem.message, occurred_at])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn article_is_known_by_its_address_else_by_its_place() {
        let check = |url: Option<&str>, record: Option<&str>, expected: &str| {
            assert_eq!(article_key(url, "a \"b\".jsonl", record), expected);
        };
        check(Some(" https://news.example/1?b=A#top "), None, "url https://news.example/1?b=A");
        check(Some("#top"), Some("4"), r#"file ["a \"b\".jsonl","4"]"#);
        check(None, None, r#"file ["a \"b\".jsonl",null]"#);
    }
}
