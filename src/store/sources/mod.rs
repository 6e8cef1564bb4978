//! The original bytes, the places where they were found, and what could not be imported.
//!
//! Invariant: bytes are stored once by their digest and never changed or removed; the place shown beside them is the
//! first of all their places by path and record.

pub(super) mod editions;
pub(super) mod fingerprint;
pub(super) mod problems;

use std::collections::BTreeSet;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{OptionalExtension as _, Result, Transaction, params, params_from_iter};

use crate::model::{Analysis, Article, Diagnostic, Digest, PartialDate, Reading, Source};
use crate::store::addresses::keys::key_of_place;
use crate::store::decisions::correction::Corrected;
use crate::store::entry::Entry;
use crate::store::seals;
use crate::store::seals::Table;

/// An entry ready to be written: its original bytes are packed already.
pub(super) struct Pending {
    pub(super) sha256: Digest,
    pub(super) key: String,
    pub(super) article: Article,
    pub(super) analysis: Analysis,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) fingerprint: String,
    /// Fields that say something else than the page does.
    pub(super) corrected: Vec<Corrected>,
    reading: Reading,
    path: String,
    record: Option<String>,
    position: i64,
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
    pub(super) position: i64,
}

/// What a batch of sources leads to.
#[derive(Default)]
pub(super) struct Touched {
    /// Articles that may have another newest version now.
    pub(super) articles: BTreeSet<i64>,
    /// Sources that were written, or found in another place.
    pub(super) sources: BTreeSet<i64>,
}

/// An article without an address is known by the first place of its bytes: from which key to which that moves it.
pub(super) struct KeyMove {
    article_id: i64,
    from: String,
    to: String,
}

impl Sighting {
    pub(super) fn of(source: &Source) -> Self {
        let Source { sha256, path, record, position, .. } = source;
        let position = i64::try_from(*position).unwrap_or(i64::MAX);
        Self { sha256: *sha256, path: path.clone(), record: record.clone(), position }
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
            corrected: Vec::new(),
            reading: source.reading,
            path: source.path,
            record: source.record,
            position: i64::try_from(source.position).unwrap_or(i64::MAX),
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

    /// The same with the fields that say something else than the page does.
    pub(super) fn with_corrected(self, corrected: Vec<Corrected>) -> Self {
        Self { corrected, ..self }
    }

    /// What was read, without the bytes that it was read from.
    pub(super) fn to_entry(&self) -> Entry {
        let source = Source {
            path: self.path.clone(),
            record: self.record.clone(),
            position: u64::try_from(self.position).unwrap_or(0),
            sha256: self.sha256,
            media_type: self.media_type,
            bytes: Vec::new(),
            reading: self.reading.clone(),
        };
        let (article, analysis) = (self.article.clone(), self.analysis.clone());
        Entry { source, article, analysis, diagnostics: self.diagnostics.clone() }
    }

    /// About how much memory it takes.
    pub(super) fn byte_len(&self) -> usize {
        let mentions: usize = self.analysis.people.iter().map(|person| person.mentions.len()).sum::<usize>()
            + self.analysis.places.iter().map(|place| place.mentions.len()).sum::<usize>()
            + self.analysis.organisations.iter().map(|organisation| organisation.mentions.len()).sum::<usize>();
        let quotes: usize = self.analysis.quotes.iter().map(|quote| 200 + quote.text.len()).sum();
        self.content.len() + self.article.body.len() + 100 * mentions + quotes
    }

    pub(super) fn sighting(&self) -> Sighting {
        let Self { sha256, path, record, position, .. } = self;
        Sighting { sha256: *sha256, path: path.clone(), record: record.clone(), position: *position }
    }

    /// When the article says it was changed last.
    pub(super) fn dated(&self) -> Option<&str> {
        self.article.updated_at.as_ref().or(self.article.published_at.as_ref()).map(PartialDate::as_str)
    }

    /// When the page was fetched.
    pub(super) fn fetched_at(&self) -> Option<&str> {
        self.article.fetched_at.as_ref().map(PartialDate::as_str)
    }
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
    let sha256 = entry.sha256.to_string();
    let byte_length = i64::try_from(entry.byte_length).unwrap_or(i64::MAX);
    let date_orders = entry.reading.date_orders.to_text();
    // In the order of the table, columns that came later at the end.
    let columns = [
        ("sha256", text(&sha256)),
        ("article_id", ValueRef::Integer(article_id)),
        ("import_id", ValueRef::Integer(import_id)),
        ("imported_at", text(imported_at)),
        ("path", text(&entry.path)),
        ("record", perhaps(entry.record.as_deref())),
        ("media_type", text(entry.media_type)),
        ("dated", perhaps(entry.dated())),
        ("byte_length", ValueRef::Integer(byte_length)),
        ("compression", text(entry.compression)),
        ("format", perhaps(entry.reading.format.as_deref())),
        ("map", perhaps(entry.reading.map.as_deref())),
        ("encoding", perhaps(entry.reading.encoding.as_deref())),
        ("fetched_at", perhaps(entry.fetched_at())),
        ("position", ValueRef::Integer(entry.position)),
        ("placed_by", ValueRef::Integer(import_id)),
        ("date_orders", perhaps(date_orders.as_deref())),
    ];
    let place = [text(&entry.path), perhaps(entry.record.as_deref()), ValueRef::Integer(import_id)];
    let digest = seals::digest_of_source(&columns, place);
    let names = columns.map(|(name, _)| name).join(", ");
    let values = columns.into_iter().map(|(_, value)| ToSqlOutput::Borrowed(value));
    let values = values.chain([ToSqlOutput::Borrowed(ValueRef::Blob(&entry.content)), digest.into()]);
    let source_id = transaction
        .prepare_cached(&format!(
            "INSERT INTO sources ({names}, content, digest)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19) RETURNING id"
        ))?
        .query_row(params_from_iter(values), |row| row.get(0))?;
    add_location(transaction, source_id, import_id, &entry.path, entry.record.as_deref())?;
    Ok(source_id)
}

fn text(text: &str) -> ValueRef<'_> {
    ValueRef::Text(text.as_bytes())
}

fn perhaps(value: Option<&str>) -> ValueRef<'_> {
    value.map_or(ValueRef::Null, text)
}

/// Notes where known bytes were found; adds to `touched` the article that may have another newest version now. Gives how
/// the key of their article moves.
pub(super) fn note_sighting(
    transaction: &Transaction<'_>,
    import_id: i64,
    sighting: &Sighting,
    touched: &mut Touched,
) -> Result<Option<KeyMove>> {
    let Sighting { sha256, path, record, position } = sighting;
    let Some(source_id) = id_of(transaction, sha256)? else { return Ok(None) };
    place(transaction, source_id, (path, *position), import_id, touched)?;
    if !add_location(transaction, source_id, import_id, path, record.as_deref())? {
        return Ok(None);
    }
    touched.sources.insert(source_id);
    let (first_path, first_record, article_id): (String, Option<String>, i64) = transaction
        .prepare_cached("SELECT path, record, article_id FROM sources WHERE id = ?1")?
        .query_row([source_id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    if (path, record) >= (&first_path, &first_record) {
        return Ok(None);
    }
    transaction
        .prepare_cached("UPDATE sources SET path = ?1, record = ?2 WHERE id = ?3")?
        .execute(params![path, record, source_id])?;
    let from = key_of_place(&first_path, first_record.as_deref());
    Ok(Some(KeyMove { article_id, from, to: key_of_place(path, record.as_deref()) }))
}

/// Moves the key of an article, unless another one is known by it.
pub(super) fn move_key(transaction: &Transaction<'_>, KeyMove { article_id, from, to }: &KeyMove) -> Result<()> {
    let is_sound = seals::is_sound(transaction, Table::Articles, *article_id)?;
    transaction
        .prepare_cached("UPDATE OR IGNORE articles SET key = ?1 WHERE id = ?2 AND key = ?3")?
        .execute(params![to, article_id, from])?;
    if is_sound { seals::seal(transaction, Table::Articles, *article_id) } else { Ok(()) }
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

/// Known bytes were found again: notes their place where it comes before the one they had so far, or where other bytes
/// stood in it in the meantime. Adds the article to `touched` where another version may be the newest now.
pub(super) fn place(
    transaction: &Transaction<'_>,
    source_id: i64,
    found: (&str, i64),
    run: i64,
    touched: &mut Touched,
) -> Result<()> {
    let (path, position) = found;
    let sql = "SELECT source.article_id, source.path, source.position, source.placed_by, shown.id, shown.path,
                      shown.position, ifnull(shown.placed_by, shown.import_id)
               FROM sources AS source LEFT JOIN articles AS article ON article.id = source.article_id
               LEFT JOIN sources AS shown ON shown.id = article.source_id
               WHERE source.id = ?1";
    let mut statement = transaction.prepare_cached(sql)?;
    let mut rows = statement.query([source_id])?;
    let Some(row) = rows.next()? else { return Ok(()) };
    let article_id: i64 = row.get(0)?;
    let (first_path, first_position): (String, Option<i64>) = (row.get(1)?, row.get(2)?);
    let is_first = path < first_path.as_str()
        || (path == first_path && first_position.is_none_or(|first_position| position < first_position));
    let shown: Option<(i64, String)> = row.get::<_, Option<i64>>(4)?.zip(row.get(5)?);
    let is_back = match shown {
        Some((shown_id, shown_path)) if shown_id != source_id && shown_path == path => {
            let (shown_position, shown_run): (Option<i64>, Option<i64>) = (row.get(6)?, row.get(7)?);
            shown_position == Some(position) && Some(run) > shown_run
        }
        _ => false,
    };
    if is_first || is_back {
        transaction
            .prepare_cached("UPDATE sources SET position = ?1, placed_by = ?2 WHERE id = ?3")?
            .execute(params![position, run, source_id])?;
        touched.articles.insert(article_id);
        touched.sources.insert(source_id);
    }
    Ok(())
}
