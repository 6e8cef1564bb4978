//! The original bytes, the places where they were found, and what could not be imported.
//!
//! Invariant: bytes are stored once by their digest and never changed or removed; the place shown next to them is the
//! first of all their places by path and record.

pub(super) mod editions;
pub(super) mod fingerprint;
pub(super) mod pending;
pub(super) mod problems;
pub(super) mod sighting;
pub(super) mod versions;

use std::collections::BTreeSet;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{OptionalExtension as _, Result, Transaction, params, params_from_iter};

use crate::model::Digest;
use crate::store::addresses::keys::key_of_place;
use crate::store::seals;
use crate::store::seals::table::Table;
use crate::store::sources::pending::Pending;
use crate::store::sources::sighting::Sighting;
use crate::store::values::{text, text_or_null};

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
    (import_id, imported_at): (i64, &str),
) -> Result<i64> {
    let original = &entry.original;
    let sha256 = entry.sha256.to_string();
    let byte_length = i64::try_from(original.byte_length).unwrap_or(i64::MAX);
    let date_orders = original.reading.date_orders.to_text();
    let place = [text(&original.path), text_or_null(original.record.as_deref()), ValueRef::Integer(import_id)];
    let columns = [
        text(&sha256),
        ValueRef::Integer(article_id),
        ValueRef::Integer(import_id),
        text(imported_at),
        place[0],
        place[1],
        text(original.media_type),
        text_or_null(entry.dated()),
        ValueRef::Integer(byte_length),
        text(original.compression),
        text_or_null(original.reading.format.as_deref()),
        text_or_null(original.reading.map.as_deref()),
        text_or_null(original.reading.encoding.as_deref()),
        text_or_null(entry.fetched_at()),
        ValueRef::Integer(original.position),
        ValueRef::Integer(import_id),
        text_or_null(date_orders.as_deref()),
        if entry.is_dump { ValueRef::Integer(1) } else { ValueRef::Null },
    ];
    let digest = seals::digest_of_source(COLUMNS.into_iter().zip(columns), place);
    let values = columns.into_iter().map(ToSqlOutput::Borrowed);
    let values = values.chain([ToSqlOutput::Borrowed(ValueRef::Blob(&original.content)), digest.into()]);
    transaction.prepare_cached(INSERT)?.execute(params_from_iter(values))?;
    let source_id = transaction.last_insert_rowid();
    add_location(transaction, source_id, import_id, &original.path, original.record.as_deref())?;
    Ok(source_id)
}

/// The columns of a source that its digest covers, in the order of the table, those that came later at the end.
const COLUMNS: [&str; 18] = [
    "sha256",
    "article_id",
    "import_id",
    "imported_at",
    "path",
    "record",
    "media_type",
    "dated",
    "byte_length",
    "compression",
    "format",
    "map",
    "encoding",
    "fetched_at",
    "position",
    "placed_by",
    "date_orders",
    "dump",
];

/// The same columns, and two more.
const INSERT: &str = "INSERT INTO sources (sha256, article_id, import_id, imported_at, path, record, media_type, dated,
                          byte_length, compression, format, map, encoding, fetched_at, position, placed_by, date_orders,
                          dump, content, digest)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)";

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
