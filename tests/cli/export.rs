//! `archive export`: what leaves comes back, and what other programs read is well-formed.

use std::fs;

use crate::harness::Folder;

/// Pages by invented hands, with what a hostile page may hold.
const PAGES: &str = "\
{\"id\":\"a\",\"url\":\"https://example.org/a\",\"site\":\"Fen Echo\",\"headline\":\"Quay opens\",\"published_at\":\"2031-05-02\",\"language\":\"en\",\"body\":\"The mayor, Tomas Ferrin, opened the quay in Lisbon. \\\"We waited for years,\\\" Tomas Ferrin said.\\n\\nIda Lund was there.\",\"captions\":[{\"text\":\"The quay in Lisbon\",\"credit\":\"Per Holm\"}]}
{\"id\":\"b\",\"headline\":\"=cmd|' /C calc'!A0\",\"published_at\":\"2031-05\",\"language\":\"en\",\"body\":\"It rained in Lisbon ]]> <b>&amp;\\u202e\\u0001, said Thomas Ferrin of the Harbour Board.\",\"captions\":[{\"text\":\"The quay in Lisbon\",\"credit\":\"Per Holm/AFP\"}]}
{\"id\":\"c\",\"url\":\"https://example.org/a\",\"site\":\"Fen Echo\",\"headline\":\"Quay opens at last\",\"published_at\":\"2031-05-04T09:30:00+02:00\",\"language\":\"en\",\"body\":\"Tomas Ferrin, the mayor, opened the quay in Porto with Ida Lund. \\\"We waited for years,\\\" he said.\",\"captions\":[{\"text\":\"The quay in Lisbon\",\"credit\":\"Per Holm\"}]}
{\"id\":\"d\",\"url\":\"https://example.org/d\",\"published_at\":\"2031-05-05\",\"language\":\"en\",\"body\":\"A letter by Tomas Ferrin was read aloud in Lisbon.\"}
{\"id\":\"e\",\"url\":\"https://example.org/e\",\"language\":\"en\",\"body\":\"Nobody came to Porto.\"}
";

/// An archive of them with decisions, corrections, tags, notes and something deleted.
fn folder() -> Folder {
    let folder = Folder::new().file("pages.jsonl", PAGES);
    folder.archive(&["import", "pages.jsonl"]).run().success();
    for args in [
        &["people", "merge", "Tomas Ferrin", "Thomas Ferrin"] as &[&str],
        &["people", "alias", "Ida Lund", "Ida of the Fen"],
        &["correct", "https://example.org/d", "--headline", "A letter", "--author", "Anna Quill"],
        &["tag", "https://example.org/a", "Harbour"],
        &["note", "https://example.org/a", "Ask again"],
        &["delete", "https://example.org/e", "--yes"],
    ] {
        folder.archive(args).run().success();
    }
    folder
}

fn dump(folder: &Folder, db: &str) -> String {
    folder.archive(&["--db", db, "dump"]).run().success().output().to_owned()
}

#[test]
fn an_export_becomes_the_same_archive() {
    let folder = folder();
    folder.archive(&["export", "jsonl", "all.jsonl"]).run().success().stdout("");
    let told = folder.archive(&["--db", "new.db", "import", "all.jsonl"]).run().success();
    assert!(told.errors().starts_with("loaded 3 articles, "), "{}", told.errors());
    assert_eq!(dump(&folder, "new.db"), dump(&folder, "archive.db"));
    folder.archive(&["--db", "new.db", "check"]).run().success();
    // What is read again of the originals is the same, older versions and all.
    folder.archive(&["--db", "new.db", "rebuild"]).run().success();
    assert_eq!(dump(&folder, "new.db"), dump(&folder, "archive.db"));
    // The same export again changes nothing.
    let again = folder.archive(&["--db", "new.db", "import", "all.jsonl"]).run().success();
    assert_eq!(again.errors(), "imported 0, updated 0, unchanged 4, skipped 0\n");
    assert_eq!(dump(&folder, "new.db"), dump(&folder, "archive.db"));
}

#[test]
fn an_export_goes_into_an_archive_that_is_there() {
    let folder = folder();
    folder.archive(&["export", "jsonl", "all.jsonl"]).run().success();
    let more = "{\"id\":\"z\",\"url\":\"https://example.org/z\",\"headline\":\"Fog\",\"language\":\"en\",\"body\":\"Tomas Ferrin waited in Porto.\"}\n";
    fs::write(folder.path("more.jsonl"), more).unwrap();
    folder.archive(&["--db", "other.db", "import", "more.jsonl"]).run().success();
    let told = folder.archive(&["--db", "other.db", "import", "all.jsonl"]).run().success();
    assert_eq!(told.errors(), "imported 3, updated 1, unchanged 0, skipped 0\ndecisions, tags and notes: 6 made\n");
    assert!(!folder.path("other.db.archive-part").exists());
    folder.archive(&["--db", "other.db", "check"]).run().success();
    // The same pages and decisions in one archive from the start, but for what was deleted: that stays with its archive.
    folder.archive(&["import", "more.jsonl"]).run().success();
    let without = |text: String| -> String {
        text.lines().filter(|line| !line.contains("deleted_digests")).map(|line| format!("{line}\n")).collect()
    };
    assert_eq!(without(dump(&folder, "other.db")), without(dump(&folder, "archive.db")));
    let folder = folder.file("notes.db", "shopping list");
    folder.archive(&["--db", "notes.db", "import", "all.jsonl"]).run().code(4);
    assert_eq!(fs::read_to_string(folder.path("notes.db")).unwrap(), "shopping list");
}

#[test]
fn an_export_is_known_by_its_bytes_in_a_pipe_and_packed() {
    let folder = folder();
    let all = folder.archive(&["export", "jsonl", "-"]).run().success().output().to_owned();
    folder.archive(&["--db", "pipe.db", "import", "-"]).stdin(&all).run().success();
    assert_eq!(dump(&folder, "pipe.db"), dump(&folder, "archive.db"));
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, all.as_bytes()).unwrap();
    fs::write(folder.path("export.bin"), packed.finish().unwrap()).unwrap();
    folder.archive(&["--db", "packed.db", "import", "export.bin"]).run().success();
    assert_eq!(dump(&folder, "packed.db"), dump(&folder, "archive.db"));
    folder.archive(&["--db", "no.db", "import", "export.bin", "pages.jsonl"]).run().code(2);
    // In a folder it is one file among others, and named as what it is.
    let folder =
        folder.file("all/export.jsonl", &all).file("all/page.txt", "Quay floods\n\nThe quay was under water.\n");
    let told = folder.archive(&["--db", "no.db", "import", "all"]).run();
    assert!(told.errors().contains("import it by itself, into a new archive"), "{}", told.errors());
    assert!(told.errors().ends_with("imported 1, updated 0, unchanged 0, skipped 1\n"), "{}", told.errors());
}

#[test]
fn a_load_that_was_cut_short_is_completed() {
    let folder = folder();
    let all = folder.archive(&["export", "jsonl", "-"]).run().success().output().to_owned();
    let half: String = all.lines().take(40).map(|line| format!("{line}\n")).collect();
    fs::write(folder.path("all.jsonl"), &half).unwrap();
    // A draft as a run leaves it that was killed: some rows, and no name yet.
    folder.archive(&["--db", "new.db", "import", "all.jsonl"]).run().code(3).stderr_has("it was cut short");
    fs::rename(folder.path("new.db"), folder.path("half.db")).unwrap();
    fs::write(folder.path("all.jsonl"), &all).unwrap();
    folder.archive(&["--db", "new.db", "import", "all.jsonl"]).run().success();
    assert_eq!(dump(&folder, "new.db"), dump(&folder, "archive.db"));
    assert!(!folder.path("new.db.draft").exists());
}

#[test]
fn a_draft_that_was_cut_short_before_its_first_byte_is_begun_anew() {
    let folder = folder().file("part.db.draft", "").file("other.db.draft", "a file of somebody else");
    folder.archive(&["export", "archive", "part.db"]).run().success();
    assert_eq!(dump(&folder, "part.db"), dump(&folder, "archive.db"));
    folder.archive(&["export", "archive", "other.db"]).run().code(4).stderr_has("other.db.draft");
}

#[test]
fn lines_that_are_no_rows_are_named_and_made_anew_by_a_repair() {
    let folder = folder();
    let all = folder.archive(&["export", "jsonl", "-"]).run().success().output().to_owned();
    let broken: String = all
        .lines()
        .map(|line| match line {
            line if line.contains("{\"table\":\"person_mentions\"") => "{\"table\":\"person_mentions\"}\n".to_owned(),
            line => format!("{line}\n"),
        })
        .collect();
    fs::write(folder.path("broken.jsonl"), broken).unwrap();
    let told = folder.archive(&["--db", "new.db", "import", "broken.jsonl"]).run().code(3);
    assert!(told.errors().contains("the line has no `table` and `row`"), "{}", told.errors());
    assert!(told.errors().ends_with("of the originals that are there\n"), "{}", told.errors());
    folder.archive(&["--db", "new.db", "rebuild", "--repair"]).run().success();
    assert_eq!(dump(&folder, "new.db"), dump(&folder, "archive.db"));
}

#[test]
fn a_part_of_an_archive_is_an_archive() {
    let folder = folder();
    folder.archive(&["export", "archive", "part.db", "--place", "Porto"]).run().success();
    folder.archive(&["--db", "part.db", "check"]).run().success();
    let rows = folder.archive(&["--db", "part.db", "query", "--format", "jsonl"]).run().success().lines_of_json();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["tags"], "Harbour");
    // Its decisions and older versions came along; the credit is the fullest of its own pages.
    folder.archive(&["--db", "part.db", "show", "https://example.org/a", "--versions"]).run().success();
    folder.archive(&["--db", "part.db", "decisions"]).run().success().stdout_has("Ida of the Fen");
    folder.archive(&["--db", "part.db", "captions", "--format", "csv"]).run().success().stdout_has("Per Holm,");
    // Read again, it is the same archive.
    let before = dump(&folder, "part.db");
    folder.archive(&["--db", "part.db", "rebuild", "--repair"]).run().success();
    assert_eq!(dump(&folder, "part.db"), before);
    folder.archive(&["export", "jsonl", "part.jsonl", "--place", "Porto"]).run().success();
    folder.archive(&["--db", "lines.db", "import", "part.jsonl"]).run().success();
    assert_eq!(dump(&folder, "lines.db"), before);
    folder.archive(&["export", "archive", "part.db", "--place", "Porto"]).run().code(4).stderr_has("already");
    folder.archive(&["export", "archive", "none.db", "nowhere"]).run().code(1);
}

#[test]
fn nothing_is_replaced_without_force() {
    let folder = folder().file("all.jsonl", "mine");
    folder.archive(&["export", "jsonl", "all.jsonl"]).run().code(2).stderr_has("--force");
    assert_eq!(fs::read_to_string(folder.path("all.jsonl")).unwrap(), "mine");
    folder.archive(&["export", "jsonl", "all.jsonl", "--force"]).run().success();
    assert!(fs::read_to_string(folder.path("all.jsonl")).unwrap().starts_with("{\"archive_export\":1,"));
}

/// The files of a folder with their text, by name.
fn files(folder: &Folder, name: &str) -> Vec<(String, String)> {
    let mut files: Vec<_> = fs::read_dir(folder.path(name))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn tables_have_no_formula_and_one_form_of_date() {
    let folder = folder();
    folder.archive(&["export", "csv", "tables", "--views"]).run().success();
    let files = files(&folder, "tables");
    assert_eq!(files.len(), 27, "{:?}", files.iter().map(|(name, _)| name).collect::<Vec<_>>());
    let package: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(folder.path("tables/datapackage.json")).unwrap()).unwrap();
    for resource in package["resources"].as_array().unwrap() {
        let path = folder.path("tables").join(resource["path"].as_str().unwrap());
        let mut reader = csv::Reader::from_path(path).unwrap();
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), names, "{}", resource["name"]);
        let mut rows = 0;
        for record in reader.records() {
            let record = record.unwrap();
            rows += 1;
            for (cell, field) in record.iter().zip(fields) {
                let is_day = |cell: &str| cell.len() == 10 && cell.bytes().filter(|byte| *byte == b'-').count() == 2;
                match field["type"].as_str().unwrap() {
                    _ if cell.is_empty() => {}
                    "integer" => assert!(cell.parse::<i64>().is_ok(), "{cell} in {field}"),
                    "number" => assert!(cell.parse::<f64>().is_ok(), "{cell} in {field}"),
                    "date" => assert!(is_day(cell), "{cell} in {field}"),
                    "datetime" => assert!(cell.ends_with('Z') && cell.len() == 20, "{cell} in {field}"),
                    _ => assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell} in {field}"),
                }
            }
        }
        assert_eq!(resource["rows"], rows, "{}", resource["name"]);
    }
    let articles = fs::read_to_string(folder.path("tables/articles.csv")).unwrap();
    assert!(articles.contains("'=cmd|"), "{articles}");
    assert!(articles.contains(",,2031-05,"), "a month is no day: {articles}");
    folder.archive(&["export", "csv", "tables"]).run().code(2).stderr_has("not empty");
    folder.archive(&["export", "csv", "part", "--bom", "--place", "Porto"]).run().success();
    let people = fs::read_to_string(folder.path("part/people.csv")).unwrap();
    assert!(people.starts_with("\u{feff}id,name,key,confidence\r\n"), "{people}");
}

#[test]
fn xml_is_well_formed_whatever_a_page_says() {
    let folder = folder();
    folder.archive(&["export", "tei", "tei", "--sure", "0"]).run().success();
    folder.archive(&["export", "graphml", "people.graphml"]).run().success();
    let mut texts: Vec<(String, String)> = files(&folder, "tei");
    texts.push(("people.graphml".to_owned(), fs::read_to_string(folder.path("people.graphml")).unwrap()));
    assert_eq!(texts.len(), 4);
    for (name, text) in &texts {
        let mut reader = quick_xml::Reader::from_str(text);
        reader.config_mut().check_end_names = true;
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Eof) => break,
                Ok(_) => {}
                Err(error) => panic!("{name}: {error}\n{text}"),
            }
        }
        assert!(!text.contains("]]>") && !text.contains(['\u{1}', '\u{202e}']), "{name}");
    }
    let tei: String = texts.iter().map(|(_, text)| text.as_str()).collect();
    assert!(tei.contains("<said direct=\"true\" aloud=\"true\" who=\"#person-"), "{tei}");
    assert!(tei.contains("<placeName ref=\"#place-"), "{tei}");
    assert!(tei.contains("<date type=\"published\" when=\"2031-05\">2031-05</date>"), "{tei}");
}

#[test]
fn pages_for_a_browser_run_nothing_and_go_on_where_they_stopped() {
    let folder = folder();
    folder.archive(&["export", "html", "site"]).run().success();
    let pages = files(&folder, "site");
    assert_eq!(pages.len(), 4);
    for (name, page) in &pages {
        assert!(
            !page.contains("<b>&amp;") && !page.contains("<script") && !page.contains('\u{202e}'),
            "{name}: {page}"
        );
    }
    assert!(pages.iter().any(|(name, page)| name == "index.html" && page.contains("<h1>3 articles</h1>")));
    fs::remove_file(folder.path("site/1.html")).unwrap();
    fs::write(folder.path("site/2.html"), "mine").unwrap();
    let told = folder.archive(&["export", "html", "site", "--resume"]).run().success();
    assert_eq!(told.errors(), "site: 3 articles, 2 of them there before\n");
    assert_eq!(fs::read_to_string(folder.path("site/2.html")).unwrap(), "mine");
    folder.archive(&["export", "markdown", "notes", "--tag", "harbour"]).run().success();
    assert_eq!(files(&folder, "notes").len(), 1);
}

#[test]
fn maps_entities_and_names_say_which_articles_are_meant() {
    let folder = folder();
    let map = folder.archive(&["export", "geojson", "-"]).run().success();
    let map: serde_json::Value = serde_json::from_str(map.output()).unwrap();
    let lisbon =
        map["features"].as_array().unwrap().iter().find(|place| place["properties"]["name"] == "Lisbon").unwrap();
    assert!(lisbon["geometry"]["coordinates"][0].as_f64().unwrap() < -9.0, "longitude comes first: {lisbon}");
    assert_eq!(
        lisbon["properties"]["articles"].as_u64(),
        Some(lisbon["properties"]["article_ids"].as_array().unwrap().len() as u64)
    );
    let entities = folder.archive(&["export", "ftm", "-"]).run().success().lines_of_json();
    let ids: Vec<&str> = entities.iter().map(|entity| entity["id"].as_str().unwrap()).collect();
    for entity in &entities {
        for proof in entity["properties"]["proof"].as_array().into_iter().flatten() {
            assert!(ids.contains(&proof.as_str().unwrap()), "{entity}");
        }
    }
    assert!(
        entities.iter().any(|entity| entity["schema"] == "Person" && entity["properties"]["name"][0] == "Tomas Ferrin")
    );
    let names = folder.archive(&["export", "openrefine", "-"]).run().success();
    let columns = "kind,id,name,also,roles,country_code,latitude,longitude,articles,wikidata,viaf,gnd,";
    assert!(names.output().starts_with(columns));
    folder.archive(&["export", "geojson", "-", "nowhere"]).run().code(1).stdout("");
}

#[test]
fn datasette_is_told_what_everything_means_and_asks_questions_that_run() {
    let folder = folder();
    let args = ["export", "datasette", "metadata.json", "--title", "Fen", "--licence", "CC0", "--source", "Fen Echo"];
    folder.archive(&args).run().success();
    folder.archive(&args).run().code(2).stderr_has("there is such a file already");
    let said: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(folder.path("metadata.json")).unwrap()).unwrap();
    assert_eq!((&said["title"], &said["license"], &said["source"]), (&"Fen".into(), &"CC0".into(), &"Fen Echo".into()));
    let database = &said["databases"]["archive"];
    let connection = rusqlite::Connection::open(folder.path("archive.db")).unwrap();
    let mut described = 0;
    for (table, about) in database["tables"].as_object().unwrap() {
        let sql = "SELECT count(*) FROM pragma_table_xinfo(?1)";
        let columns: i64 = connection.query_row(sql, [table], |row| row.get(0)).unwrap();
        assert!(columns > 0, "there is no table {table}");
        let named = about["columns"].as_object().into_iter().flat_map(|columns| columns.keys().cloned());
        let listed = ["facets", "sort_desc", "label_column"].map(|key| about[key].clone());
        let listed = listed.iter().flat_map(|value| match value {
            serde_json::Value::Array(values) => values.clone(),
            value => vec![value.clone()],
        });
        for column in named.chain(listed.filter_map(|value| value.as_str().map(str::to_owned))) {
            let sql = "SELECT count(*) FROM pragma_table_xinfo(?1) WHERE name = ?2";
            let count: i64 = connection.query_row(sql, [table, &column], |row| row.get(0)).unwrap();
            assert_eq!(count, 1, "{table}.{column}");
            described += 1;
        }
    }
    assert!(described > 100, "{described}");
    assert_eq!(database["tables"]["seals"]["hidden"], true);
    assert_eq!(database["tables"]["places"]["license"], "CC BY 4.0");
    for (name, question) in database["queries"].as_object().unwrap() {
        assert!(connection.prepare(question["sql"].as_str().unwrap()).is_ok(), "{name}");
    }
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_files_hold_what_the_tables_hold_with_types() {
    use parquet::file::reader::{FileReader as _, SerializedFileReader};
    use parquet::record::Field;
    let folder = folder();
    folder.archive(&["export", "parquet", "columns", "--views"]).run().success().stderr_has("columns: 26 tables, ");
    folder.archive(&["export", "csv", "tables", "--views"]).run().success();
    for entry in fs::read_dir(folder.path("columns")).unwrap() {
        let path = entry.unwrap().path();
        let csv = folder.path("tables").join(path.with_extension("csv").file_name().unwrap());
        let lines = csv::Reader::from_path(csv).unwrap().into_records().count();
        let reader = SerializedFileReader::new(fs::File::open(&path).unwrap()).unwrap();
        assert_eq!(reader.get_row_iter(None).unwrap().count(), lines, "{}", path.display());
    }
    let cells = |table: &str, column: &str| -> Vec<Field> {
        let path = folder.path("columns").join(format!("{table}.parquet"));
        let reader = SerializedFileReader::new(fs::File::open(path).unwrap()).unwrap();
        let rows = reader.get_row_iter(None).unwrap().map(Result::unwrap);
        rows.map(|row| row.get_column_iter().find(|(name, _)| *name == column).unwrap().1.clone()).collect()
    };
    // 2 May 2031 is day 22401; a month alone is no day; formulas stay as they are.
    assert!(cells("articles", "date").contains(&Field::Null));
    assert!(cells("articles", "date").contains(&Field::Date(22_404)), "{:?}", cells("articles", "date"));
    assert!(cells("articles", "headline").contains(&Field::Str("=cmd|' /C calc'!A0".to_owned())));
    assert!(matches!(cells("decisions", "made_at")[0], Field::TimestampMillis(_)));
    assert!(cells("places", "latitude").iter().any(|field| matches!(field, Field::Double(_))));
    assert!(matches!(cells("quotes", "start_char")[0], Field::Long(_)));
    folder.archive(&["export", "parquet", "columns"]).run().code(2);
    folder.archive(&["export", "parquet", "nothing", "nowhere"]).run().code(1);
}

#[cfg(not(feature = "parquet"))]
#[test]
fn a_program_without_parquet_says_so() {
    let refused = folder().archive(&["export", "parquet", "columns"]).run().code(2);
    refused.stderr_has("built without Parquet").stderr_has("--features parquet");
}
