//! Which of the versions of an article is shown: the newest.
//!
//! The sources of an article come in, the number of the one to show goes out.
//!
//! Versions stand in one order: first by the date each states of itself (when it was changed, else published), then by
//! its fetch, then by its place in the input: by path, by position in the file. What states a date is newer than what
//! states none. Only where other bytes stood in the same place does the run count, the later one having found the file
//! changed; on standard input, where no two runs read the same file, it counts before the position.
//!
//! A page dumped as text holds less than the page itself, and often other dates: where both are there, the dump is shown only
//! if it is of a later day by its own date.
//!
//! Invariant: nothing of this order depends on where a run was cut short, what it skipped, or which file was read first.

use rusqlite::{Connection, OptionalExtension as _, Result, Row, Transaction};

use crate::model::{Analysis, Article, Digest, PartialDate, Reading, Source, media_type};
use crate::store::entry::Entry;
use crate::store::sources::pending::Pending;

/// How what is stored is read again.
#[derive(Clone, Copy)]
pub struct Again<'a> {
    /// Normalises and analyses an original as an import does it; `None` where it cannot be read any more.
    pub read: &'a dyn Fn(Source) -> Option<Entry>,
    /// Looks for names and quotes in an article of which a field was corrected.
    pub analyse: &'a dyn Fn(&Article) -> Analysis,
}

/// Path of standard input.
const STANDARD_INPUT: &str = "-";

/// Where a version stands among those of its article: the greatest is shown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    dated: Option<(i64, u8)>,
    fetched: Option<(i64, u8)>,
    place: Place,
    id: i64,
}

/// Where the bytes of a version stand: the first of their places by path and position.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    path: String,
    /// Position and run, or for standard input run and position.
    order: [Option<i64>; 2],
}

impl Place {
    fn new(path: String, position: Option<i64>, run: Option<i64>) -> Self {
        let order = if path == STANDARD_INPUT { [run, position] } else { [position, run] };
        Self { path, order }
    }
}

/// A version while the newest is sought.
struct Version {
    rank: Rank,
    dated: Option<PartialDate>,
    is_dump: bool,
}

/// Of rows of older versions it is not known where in its file a version stood; the run that found it and its number tell
/// them apart as they told them apart then.
const RANK_COLUMNS: &str = "id, dated, fetched_at, path, position, ifnull(placed_by, import_id),
    dump IS 1 OR (media_type = 'text/plain' AND ifnull(format, 'text') = 'text')";

fn read_version(row: &Row<'_>) -> Result<Version> {
    let date = |text: Option<String>| text.and_then(|text| PartialDate::parse(&text));
    let dated = date(row.get(1)?);
    let rank = Rank {
        dated: dated.as_ref().map(PartialDate::order),
        fetched: date(row.get(2)?).map(|date| date.order()),
        place: Place::new(row.get(3)?, row.get(4)?, row.get(5)?),
        id: row.get(0)?,
    };
    Ok(Version { rank, dated, is_dump: row.get(6)? })
}

impl Version {
    /// Whether it states a date and that is of a later day than the other's.
    fn is_plainly_newer(&self, other: &Self) -> bool {
        match (&self.dated, &other.dated) {
            (Some(own), Some(other)) => own.is_of_later_day(other),
            _ => false,
        }
    }
}

/// The newest version of an article; `None` where it has no source.
pub(in crate::store) fn newest(connection: &Connection, article_id: i64) -> Result<Option<i64>> {
    let sql = format!("SELECT {RANK_COLUMNS} FROM sources WHERE article_id = ?1");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([article_id])?;
    // The newest page and the newest dump of one.
    let mut newest: [Option<Version>; 2] = [None, None];
    while let Some(row) = rows.next()? {
        let version = read_version(row)?;
        let best = &mut newest[usize::from(version.is_dump)];
        if best.as_ref().is_none_or(|best| version.rank > best.rank) {
            *best = Some(version);
        }
    }
    Ok(match newest {
        [Some(page), Some(dump)] => Some(if dump.is_plainly_newer(&page) { dump } else { page }),
        [page, dump] => page.or(dump),
    }
    .map(|version| version.rank.id))
}

/// The versions of an article from the oldest to the newest, and whether each is a dump.
pub(in crate::store) fn in_order(connection: &Connection, article_id: i64) -> Result<Vec<(i64, bool)>> {
    let sql = format!("SELECT {RANK_COLUMNS} FROM sources WHERE article_id = ?1");
    let mut versions: Vec<Version> =
        connection.prepare_cached(&sql)?.query_map([article_id], read_version)?.collect::<Result<_>>()?;
    versions.sort_by(|a, b| a.rank.cmp(&b.rank));
    Ok(versions.into_iter().map(|version| (version.rank.id, version.is_dump)).collect())
}

/// The newest version of an article, where that is not the one shown.
pub(in crate::store) fn newer_than_shown(connection: &Connection, article_id: i64) -> Result<Option<i64>> {
    let shown: Option<i64> = connection
        .prepare_cached("SELECT source_id FROM articles WHERE id = ?1")?
        .query_row([article_id], |row| row.get(0))
        .optional()?;
    Ok(newest(connection, article_id)?.filter(|newest| Some(*newest) != shown))
}

/// The articles after the one of number `after` that have several versions and do not show the newest, with that one; at
/// most `limit` of them.
pub(in crate::store) fn outdated(connection: &Connection, after: i64, limit: usize) -> Result<Vec<(i64, i64)>> {
    let mut statement = connection.prepare(
        "SELECT article.id, article.source_id FROM
             (SELECT article_id FROM sources WHERE article_id > ?1 GROUP BY article_id HAVING count(*) > 1) AS several
         JOIN articles AS article ON article.id = several.article_id ORDER BY article.id",
    )?;
    let mut rows = statement.query([after])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (article_id, shown): (i64, i64) = (row.get(0)?, row.get(1)?);
        if let Some(newest) = newest(connection, article_id)?.filter(|newest| *newest != shown) {
            found.push((article_id, newest));
            if found.len() >= limit {
                break;
            }
        }
    }
    Ok(found)
}

/// The columns of `sources` that [`read_original`] reads, in its order.
pub(in crate::store) const ORIGINAL_COLUMNS: &str = "source.path, source.record, source.sha256, source.media_type,
    source.byte_length, source.compression, source.content, source.format, source.map, source.encoding,
    source.imported_at, source.date_orders, source.position";

/// The original in a row of [`ORIGINAL_COLUMNS`] and whether it has the digest beside it.
pub(in crate::store) fn read_original(row: &Row<'_>) -> Result<(Source, bool)> {
    let sha256: String = row.get(2)?;
    let length = usize::try_from(row.get::<_, i64>(4)?).unwrap_or(0);
    let content = row.get_ref(6)?.as_blob()?;
    let bytes = match row.get::<_, String>(5)?.as_str() {
        "zstd" => zstd::bulk::decompress(content, length).unwrap_or_default(),
        _ => content.to_vec(),
    };
    let media_type = media_type(&row.get::<_, String>(3)?);
    let reading = Reading {
        format: row.get::<_, Option<String>>(7)?.map(Into::into),
        map: row.get(8)?,
        encoding: row.get::<_, Option<String>>(9)?.map(Into::into),
        date_orders: row.get::<_, Option<String>>(11)?.and_then(|text| text.parse().ok()).unwrap_or_default(),
        year: row.get::<_, String>(10)?.get(..4).and_then(|year| year.parse().ok()),
    };
    let position = row.get::<_, Option<i64>>(12)?.and_then(|number| u64::try_from(number).ok()).unwrap_or(0);
    let source = Source { position, reading, ..Source::new(row.get(0)?, row.get(1)?, media_type, bytes) };
    let is_whole = source.sha256.to_string() == sha256;
    Ok((source, is_whole))
}

/// Reads the source of this number again, for the article of this key; `None` where it is damaged or gives no article.
pub(in crate::store) fn read_again(
    transaction: &Transaction<'_>,
    source_id: i64,
    article_id: i64,
    again: Again<'_>,
) -> Result<Option<Pending>> {
    let sql = format!("SELECT {ORIGINAL_COLUMNS} FROM sources AS source WHERE source.id = ?1");
    let (source, is_whole) = transaction.prepare_cached(&sql)?.query_row([source_id], read_original)?;
    let key: String = transaction
        .prepare_cached("SELECT key FROM articles WHERE id = ?1")?
        .query_row([article_id], |row| row.get(0))?;
    Ok(Some(source).filter(|_| is_whole).and_then(again.read).map(|entry| Pending::reread(entry, key)))
}

/// The number of the article that these bytes are a version of, and whether it is the one shown.
pub(in crate::store) fn version_of(connection: &Connection, sha256: &Digest) -> Result<Option<(i64, bool)>> {
    connection
        .prepare_cached(
            "SELECT article.id, article.source_id = source.id
             FROM sources AS source JOIN articles AS article ON article.id = source.article_id WHERE source.sha256 = ?1",
        )?
        .query_row([sha256.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}
