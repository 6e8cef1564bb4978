//! What tables and views of the archive look like to other programs: fields, types, keys, and what each means.
//!
//! An archive comes in; for each table the shape in which its rows are handed out. A date is handed out twice: as a day, which is
//! one form throughout, and as the page states it.
//!
//! Invariant: names and meanings are read off the schema itself, so that a column of a later version is not forgotten.

use rusqlite::{Connection, Result};

/// What the values of a field are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Whole numbers.
    Integer,
    /// Numbers with a fraction.
    Number,
    /// Texts.
    Text,
    /// Days, `YYYY-MM-DD`; empty where only a month or year is known.
    Day,
    /// Points in time in UTC, `YYYY-MM-DDTHH:MM:SSZ`.
    Time,
}

/// One field of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldShape {
    /// Its name.
    pub name: String,
    /// What its values are.
    pub kind: FieldKind,
    /// What it means.
    pub description: Option<String>,
    /// What gives the value in SQL.
    pub(super) sql: String,
}

/// A table as it is handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableShape {
    /// Its name.
    pub name: &'static str,
    /// What a row is.
    pub description: Option<String>,
    /// Its fields, in order.
    pub fields: Vec<FieldShape>,
    /// The fields that tell its rows apart.
    pub primary_key: Vec<String>,
    /// Fields that point to a field of another table.
    pub foreign_keys: Vec<(String, String, String)>,
}

/// The tables that are handed out, those that others point to first.
pub(super) const TABLES: [&str; 20] = [
    "articles",
    "authors",
    "captions",
    "article_captions",
    "people",
    "person_aliases",
    "person_roles",
    "person_mentions",
    "places",
    "place_aliases",
    "place_mentions",
    "organisations",
    "organisation_aliases",
    "organisation_mentions",
    "quotes",
    "sources",
    "tags",
    "notes",
    "decisions",
    "import_problems",
];

/// The views for people who open the file by hand.
pub(super) const VIEWS: [&str; 6] =
    ["article_list", "article_people", "article_places", "article_organisations", "article_quotes", "caption_uses"];

/// Columns that speak to programs alone: originals as they are packed, digests of rows, what others are found by.
const OWN: [&str; 11] = [
    "content",
    "compression",
    "digest",
    "fingerprint",
    "saying_key",
    "placed_by",
    "import_id",
    "met_by",
    "file_state",
    "extractor",
    "rowid",
];
/// Counts over the whole archive, which say nothing of a part of it.
const COUNTS: [&str; 4] = ["article_count", "mention_count", "quote_count", "occurrences"];
/// Dates as precise as a page states them.
const STATED: [&str; 5] = ["date", "published_at", "updated_at", "dated", "fetched_at"];
/// Columns of views that count.
const VIEWED: [&str; 3] = ["mentions", "confidence", "occurrences"];
/// Points in time at which something was done in the archive.
const TIMES: [&str; 5] = ["imported_at", "tagged_at", "noted_at", "made_at", "undone_at"];

/// The shape of a table or view; `of_part` where only some articles are handed out.
pub(super) fn shape(connection: &Connection, name: &'static str, of_part: bool) -> Result<TableShape> {
    let ddl: String =
        connection.query_row("SELECT sql FROM sqlite_schema WHERE name = ?1", [name], |row| row.get(0))?;
    let sql = "SELECT name, type, pk FROM pragma_table_xinfo(?1) WHERE hidden <> 1 ORDER BY cid";
    let columns: Vec<(String, String, i64)> = connection
        .prepare(sql)?
        .query_map([name], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_>>()?;
    let is_left_out = |column: &str| {
        let is_count = of_part && COUNTS.contains(&column) && name != "article_captions";
        OWN.contains(&column) || is_count || (name == "articles" && column == "captions")
    };
    let mut fields = Vec::new();
    for (column, declared, _) in columns.iter().filter(|(column, _, _)| !is_left_out(column)) {
        let description = comment_of(&ddl, column);
        if STATED.contains(&column.as_str()) {
            let day = format!(
                "iif({column} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*', substr({column}, 1, 10), NULL)"
            );
            let about = description.clone().map(|text| format!("{text}; the day alone, where it is known"));
            fields.push(field(column.clone(), FieldKind::Day, about, day));
            fields.push(field(format!("{column}_stated"), FieldKind::Text, description, column.clone()));
        } else {
            fields.push(field(column.clone(), kind_of(column, declared), description, column.clone()));
        }
    }
    let mut key: Vec<(i64, String)> =
        columns.iter().filter(|(_, _, place)| *place > 0).map(|(column, _, place)| (*place, column.clone())).collect();
    key.sort();
    let handed_out = |table: &str| TABLES.contains(&table);
    let foreign_keys = connection
        .prepare("SELECT \"from\", \"table\", ifnull(\"to\", 'id') FROM pragma_foreign_key_list(?1) ORDER BY seq, id")?
        .query_map([name], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<Vec<(String, String, String)>>>()?;
    Ok(TableShape {
        name,
        description: comment_of_table(&ddl),
        primary_key: key.into_iter().map(|(_, column)| column).collect(),
        foreign_keys: foreign_keys
            .into_iter()
            .filter(|(column, table, _)| handed_out(table) && !is_left_out(column))
            .collect(),
        fields,
    })
}

fn field(name: String, kind: FieldKind, description: Option<String>, sql: String) -> FieldShape {
    FieldShape { name, kind, description, sql }
}

fn kind_of(column: &str, declared: &str) -> FieldKind {
    match declared {
        _ if TIMES.contains(&column) => FieldKind::Time,
        "INTEGER" => FieldKind::Integer,
        "REAL" => FieldKind::Number,
        // Views count without declaring what comes out.
        "" if VIEWED.contains(&column) => FieldKind::Integer,
        _ => FieldKind::Text,
    }
}

/// What the definition says of a column: the rest of its line behind two dashes.
fn comment_of(ddl: &str, column: &str) -> Option<String> {
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    ddl.lines().find_map(|line| {
        let (code, comment) = line.split_once("-- ")?;
        let mut places = code.match_indices(column);
        let stands = places.any(|(at, _)| {
            let before = code.get(..at).unwrap_or_default().trim_end();
            let after = code.get(at + column.len()..).unwrap_or_default();
            let begins = before.is_empty() || before.ends_with(',') || before.ends_with('.');
            begins
                && !after.starts_with(is_name)
                && (before.is_empty() || before.ends_with(',') || before.ends_with('.'))
        });
        stands.then(|| comment.trim_end().trim_end_matches("*/").trim_end().to_owned())
    })
}

/// What the definition says of a row: the lines of comment under its first line.
fn comment_of_table(ddl: &str) -> Option<String> {
    let lines: Vec<&str> =
        ddl.lines().skip(1).map_while(|line| line.trim_start().strip_prefix("-- ")).map(str::trim_end).collect();
    (!lines.is_empty()).then(|| lines.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Archive, Journal};

    #[test]
    fn every_field_says_what_it_means() {
        let folder = tempfile::tempdir().unwrap();
        let archive = Archive::create_or_open(&folder.path().join("a.db"), Journal::Rollback).unwrap();
        for name in TABLES {
            let shape = shape(&archive.connection, name, false).unwrap();
            assert!(shape.description.is_some(), "{name}");
            for field in &shape.fields {
                assert!(field.description.as_ref().is_some_and(|text| text.len() > 3), "{name}.{}", field.name);
            }
        }
        for name in VIEWS {
            assert!(!shape(&archive.connection, name, false).unwrap().fields.is_empty());
        }
        let articles = shape(&archive.connection, "articles", true).unwrap();
        let names: Vec<&str> = articles.fields.iter().map(|field| field.name.as_str()).collect();
        assert!(names.contains(&"published_at") && names.contains(&"published_at_stated"), "{names:?}");
        assert_eq!(articles.primary_key, ["id"]);
        assert_eq!(articles.foreign_keys, [("source_id".to_owned(), "sources".to_owned(), "id".to_owned())]);
    }
}
