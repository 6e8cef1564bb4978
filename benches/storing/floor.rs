//! The floor: the same articles, packed originals, mentions and words in tables of bare SQLite with one index each.

use std::path::Path;

use nix::sys::resource::{UsageWho, getrusage};
use rusqlite::{Connection, OpenFlags, Result, params};

use crate::seconds;

const SCHEMA: &str = "
    CREATE TABLE sources (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, content BLOB NOT NULL);
    CREATE TABLE articles (id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL REFERENCES sources (id), url TEXT UNIQUE,
                           headline TEXT, published_at TEXT, body TEXT NOT NULL);
    CREATE TABLE mentions (article_id INTEGER NOT NULL REFERENCES articles (id), ordinal INTEGER NOT NULL, entity INTEGER NOT NULL,
                           start_char INTEGER, end_char INTEGER, text TEXT, PRIMARY KEY (article_id, ordinal)) WITHOUT ROWID;
    CREATE INDEX mentions_by_entity ON mentions (entity, article_id);
    CREATE VIRTUAL TABLE words USING fts5 (headline, body, content='articles', content_rowid='id',
                                           tokenize='unicode61 remove_diacritics 2');
    INSERT INTO words (words, rank) VALUES ('hashsize', 67108864);";
/// What an import commits at a time.
const BATCH: i64 = 2_000;

type Article = (i64, String, Vec<u8>, Option<String>, Option<String>, Option<String>, String);
type Mention = (i64, i64, i64, i64, i64, String);

/// CPU seconds of writing the rows of `archive` into a file at `path`, a commit every 2,000 articles, and the size of that file.
pub fn write(archive: &Path, path: &Path) -> Result<(f64, u64)> {
    let from = Connection::open_with_flags(archive, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut to = Connection::open(path)?;
    to.execute_batch(
        "PRAGMA page_size = 16384; PRAGMA journal_mode = wal; PRAGMA synchronous = full; PRAGMA cache_size = -65536;",
    )?;
    to.execute_batch(SCHEMA)?;
    let last: i64 = from.query_row("SELECT max(id) FROM articles", [], |row| row.get(0))?;
    let (mut spent, mut after) = (0.0, 0);
    while after < last {
        let (articles, mentions) = read(&from, after)?;
        let before = thread_seconds();
        write_batch(&mut to, after, &articles, &mentions)?;
        spent += thread_seconds() - before;
        after += BATCH;
    }
    let before = thread_seconds();
    to.execute_batch("PRAGMA wal_checkpoint(truncate);")?;
    drop(to);
    spent += thread_seconds() - before;
    Ok((spent, std::fs::metadata(path).map_or(0, |data| data.len())))
}

/// The rows of the articles of the batch after `after`.
fn read(from: &Connection, after: i64) -> Result<(Vec<Article>, Vec<Mention>)> {
    let range = params![after, after + BATCH];
    let articles = from
        .prepare(
            "SELECT article.id, source.sha256, source.content, url, headline, published_at, body
             FROM articles AS article JOIN sources AS source ON source.id = source_id
             WHERE article.id > ?1 AND article.id <= ?2 ORDER BY article.id",
        )?
        .query_map(range, |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?))
        })?
        .collect::<Result<_>>()?;
    let mentions = from
        .prepare(
            "SELECT article_id, row_number() OVER (PARTITION BY article_id), entity, start_char, end_char, text FROM (
                 SELECT article_id, person_id AS entity, start_char, end_char, text FROM person_mentions
                 UNION ALL SELECT article_id, place_id, start_char, end_char, text FROM place_mentions
                 UNION ALL SELECT article_id, organisation_id, start_char, end_char, text FROM organisation_mentions)
             WHERE article_id > ?1 AND article_id <= ?2 ORDER BY 1, 2",
        )?
        .query_map(range, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?)))?
        .collect::<Result<_>>()?;
    Ok((articles, mentions))
}

fn write_batch(to: &mut Connection, after: i64, articles: &[Article], mentions: &[Mention]) -> Result<()> {
    let transaction = to.transaction()?;
    {
        let mut source = transaction.prepare_cached("INSERT INTO sources VALUES (?1, ?2, ?3)")?;
        let mut article = transaction.prepare_cached("INSERT INTO articles VALUES (?1, ?1, ?2, ?3, ?4, ?5)")?;
        for (id, sha256, content, url, headline, published_at, body) in articles {
            source.execute(params![id, sha256, content])?;
            article.execute(params![id, url, headline, published_at, body])?;
        }
        let mut mention = transaction.prepare_cached("INSERT INTO mentions VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
        for (article_id, ordinal, entity, start, end, text) in mentions {
            mention.execute(params![article_id, ordinal, entity, start, end, text])?;
        }
        let sql = "INSERT INTO words (rowid, headline, body) SELECT id, headline, body FROM articles WHERE id > ?1 ORDER BY id";
        transaction.prepare_cached(sql)?.execute([after])?;
    }
    transaction.commit()
}

fn thread_seconds() -> f64 {
    seconds(&getrusage(UsageWho::RUSAGE_THREAD).expect("the kernel counts"))
}
