//! An archive as text by natural keys: what must be the same whatever the order, the threads and the clock.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::ValueRef;

/// What each line of a dump is made of; row numbers and times of import are left out.
const QUERIES: &[(&str, &str)] = &[
    ("source", "SELECT sha256, path, record, media_type, byte_length FROM sources"),
    (
        "article",
        "SELECT s.sha256, a.url, a.site, a.headline, a.standfirst, a.byline, a.agency, a.dateline, a.language, a.published_at, a.updated_at, a.body, a.word_count, a.sha256 FROM articles a JOIN sources s ON s.id = a.source_id",
    ),
    ("author", "SELECT a.sha256, w.position, w.name FROM authors w JOIN articles a ON a.id = w.article_id"),
    ("caption", "SELECT sha256, text, credit, photographer, agency FROM captions"),
    (
        "use",
        "SELECT a.sha256, c.sha256, u.position, u.occurrences FROM article_captions u JOIN captions c ON c.id = u.caption_id JOIN articles a ON a.id = u.article_id",
    ),
    ("person", "SELECT name FROM people"),
    ("alias", "SELECT p.name, x.alias FROM person_aliases x JOIN people p ON p.id = x.person_id"),
    (
        "person mention",
        "SELECT a.sha256, p.name, m.field, c.sha256, m.start_char, m.end_char, m.text, m.role FROM person_mentions m JOIN people p ON p.id = m.person_id JOIN articles a ON a.id = m.article_id LEFT JOIN captions c ON c.id = m.caption_id",
    ),
    (
        "place mention",
        "SELECT a.sha256, p.name, p.kind, p.country_code, p.latitude, p.longitude, p.geonames_id, m.field, c.sha256, m.start_char, m.end_char, m.text FROM place_mentions m JOIN places p ON p.id = m.place_id JOIN articles a ON a.id = m.article_id LEFT JOIN captions c ON c.id = m.caption_id",
    ),
    (
        "organisation mention",
        "SELECT a.sha256, o.name, m.field, c.sha256, m.start_char, m.end_char, m.text FROM organisation_mentions m JOIN organisations o ON o.id = m.organisation_id JOIN articles a ON a.id = m.article_id LEFT JOIN captions c ON c.id = m.caption_id",
    ),
    (
        "quote",
        "SELECT a.sha256, q.field, q.start_char, q.end_char, q.text, q.kind, p.name, q.speaker_text, q.cue, q.group_id FROM quotes q JOIN articles a ON a.id = q.article_id LEFT JOIN people p ON p.id = q.speaker_id",
    ),
    ("problem", "SELECT path, record, kind, message FROM import_problems"),
];

/// The archive at `path` as sorted lines.
pub fn dump(path: &Path) -> String {
    let connection = Connection::open(path).expect("the archive opens");
    let mut lines = Vec::new();
    for (name, query) in QUERIES {
        let mut statement = connection.prepare(query).expect("the tables are those of the contract");
        let columns = statement.column_count();
        let mut rows = statement.query([]).expect("the query runs");
        while let Some(row) = rows.next().expect("a row") {
            let mut line = (*name).to_owned();
            for column in 0..columns {
                line += &match row.get_ref(column).expect("a value") {
                    ValueRef::Null => "\t-".to_owned(),
                    ValueRef::Integer(value) => format!("\t{value}"),
                    ValueRef::Real(value) => format!("\t{value}"),
                    ValueRef::Text(text) => format!("\t{}", String::from_utf8_lossy(text).escape_debug()),
                    ValueRef::Blob(bytes) => format!("\t{} bytes", bytes.len()),
                };
            }
            lines.push(line);
        }
    }
    lines.sort();
    lines.join("\n")
}
