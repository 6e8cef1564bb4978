//! What programs that know nothing of `archive` ask of its file: DuckDB, Datasette, sqlite-utils, pandas.
//!
//! Each question here is one that such a program was seen to ask, put with SQLite alone, so that no test needs the program.

use rusqlite::{Connection, OpenFlags};

use crate::harness::Folder;

/// An archive of the pages of the tour, opened read-only.
fn tour() -> (Folder, Connection) {
    let folder = Folder::new();
    let pages = std::env::current_dir().unwrap().join("fixtures/tour");
    folder.archive(&["import", &pages.display().to_string()]).run().success();
    let connection = Connection::open_with_flags(folder.path("archive.db"), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    (folder, connection)
}

fn texts(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn every_table_is_counted_and_split_by_a_row_number() {
    let (_folder, connection) = tour();
    let tables = texts(
        &connection,
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'",
    );
    assert!(tables.len() > 30);
    for table in tables {
        let count = |sql: String| connection.query_row(&sql, [], |row| row.get::<_, i64>(0)).unwrap();
        let rows = count(format!("SELECT count(*) FROM \"{table}\""));
        assert_eq!(count(format!("SELECT count(ROWID) FROM \"{table}\"")), rows, "{table}");
        // DuckDB reads a table anew for every 122,880 numbers between the least and the greatest.
        let spread = count(format!("SELECT ifnull(max(ROWID) - min(ROWID), 0) FROM \"{table}\""));
        assert!(spread < 122_880, "{table} is spread over {spread} numbers");
    }
}

#[test]
fn no_view_counts_rows_by_an_asterisk() {
    let (_folder, connection) = tour();
    let views = texts(&connection, "SELECT name FROM sqlite_schema WHERE type = 'view' AND sql LIKE '%count(*)%'");
    assert_eq!(views, [""; 0]);
}

#[test]
fn view_of_articles_shows_columns_that_sqlite_works_out() {
    let (_folder, connection) = tour();
    let seen = |table: &str| texts(&connection, &format!("SELECT name FROM pragma_table_info('{table}')"));
    assert!(!seen("articles").contains(&"date".to_owned()), "the view is not needed any more");
    for column in ["article_id", "date", "headline", "site", "host", "language", "word_count"] {
        assert!(seen("article_list").contains(&column.to_owned()), "{column}");
    }
    let same = "SELECT (SELECT group_concat(article_id || date) FROM (SELECT * FROM article_list ORDER BY article_id))
                     = (SELECT group_concat(id || date) FROM (SELECT * FROM articles ORDER BY id))";
    assert_eq!(connection.query_row(same, [], |row| row.get(0)), Ok(true));
}

#[test]
fn full_text_indexes_are_found_for_their_tables() {
    let (_folder, connection) = tour();
    for (table, index) in [("articles", "article_search"), ("quotes", "quote_search"), ("captions", "caption_search")] {
        // The questions of Datasette and sqlite-utils, which take any further match for another index.
        let found = texts(
            &connection,
            &format!(
                "SELECT name FROM sqlite_schema WHERE rootpage = 0 AND (sql LIKE '%VIRTUAL TABLE%USING FTS%content=\"{table}\"%'
                 OR (tbl_name = '{table}' AND sql LIKE '%VIRTUAL TABLE%USING FTS%'))"
            ),
        );
        assert_eq!(found, [index]);
        let ddl = texts(&connection, &format!("SELECT sql FROM sqlite_schema WHERE name = '{index}'"));
        assert!(ddl[0].starts_with(&format!("CREATE VIRTUAL TABLE {index} USING fts5 (")), "{}", ddl[0]);
    }
    let search = "WITH original AS (SELECT rowid, * FROM articles) SELECT original.headline FROM original
                  JOIN article_search ON original.rowid = article_search.rowid
                  WHERE article_search MATCH '\"helsinki\"' ORDER BY article_search.rank";
    assert!(!texts(&connection, search).is_empty());
}
