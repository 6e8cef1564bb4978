//! What was changed behind the program's back: `archive check` sees it, `archive rebuild --repair` mends it.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::dump::dump;
use crate::harness::Folder;

/// A small archive with something in every table: several versions, decisions of every kind, a problem, a rebuild.
fn filled() -> Folder {
    let dump = "Quay floods\n\nBy Ida Moe\nMay 10, 2031\n\n\"The water came at night,\" said Anders Lie, a sailor in Bergen.\n\n\
        Nobody was hurt, he added.\n\nSandbags on the quay in Bergen. (Photo: Per Holm/AFP)\n";
    let page = "<html><head><title>Ferry returns</title></head><body><h1>Ferry returns</h1><figure><img src=a><figcaption>The ferry \
        in Bergen. Photo: Ida Lund/AP</figcaption></figure><p>The ferry came back to Bergen on Monday, said Ida Moe of the Harbour \
        Board.</p><p>It rained all day.</p></body></html>";
    let other = page
        .replace("It rained", "Tomas Ferrin said it rained")
        .replace("Ida Lund/AP", "Annemarie Longstocking-Ferrin/Reuters");
    let record = |id: &str, url: &str, date: &str, body: &str| {
        format!(
            "{{\"id\":\"{id}\",\"url\":\"https://quay.example/{url}\",\"published_at\":\"{date}\",\"body\":\"{body}\"}}\n"
        )
    };
    let records = [
        record("1", "a", "2031-05-11", "Anders Lie said in Oslo that he was tired. Lie lives in Paris, Texas."),
        record("2", "a", "2031-05-10", "Anders Lie said in Oslo that he was hungry."),
        record(
            "3",
            "b",
            "2031-06-01",
            "Tomas Ferrin, mayor of Bergen, met Thomas Ferrin. Ferrin said: \\\"We will mend the old quay soon.\\\"",
        ),
        record("4", "c", "2031-06-02", "Ferrin went to Oslo. The Grand Quay is closed, said Mara al-Feld."),
        record("5", "d", "2031-06-03", "Mara Feld came to the town of Umbrella, said the Harbour Board of Bergen."),
        "{\"id\":\n".to_owned(),
    ];
    let folder = Folder::new()
        .file("page.txt", dump)
        .file("page.html", page)
        .file("other.html", other)
        .file("copy.txt", dump)
        .file("pages.jsonl", records.concat());
    folder.archive(&["import", "page.txt", "page.html", "other.html", "copy.txt"]).run().success();
    folder.archive(&["import", "pages.jsonl"]).run().code(3);
    folder
}

/// Makes decisions of every kind, one of them undone.
fn decide(folder: &Folder) {
    for decision in [
        &["people", "merge", "Tomas Ferrin", "Thomas Ferrin"][..],
        &["people", "rename", "Ida Moe", "Ida Marie Moe"],
        &["people", "alias", "Anders Lie", "Old Lie"],
        &["people", "reject", "Mara Feld"],
        &["correct", "https://quay.example/b", "--headline", "Tomas Ferrin mends quay", "--site", "Quay Echo"],
        &["correct", "https://quay.example/c", "--author", "Anders Lie", "--date", "2031-06-04"],
        &["people", "merge", "Ida Moe", "Anders Lie"],
    ] {
        folder.archive(decision).run().success();
        folder.archive(&["check"]).run().success();
    }
    let last = asked(folder, "SELECT max(id) FROM decisions");
    folder.archive(&["decisions", "undo", &last]).run().success();
    folder.archive(&["check"]).run().success();
}

fn asked(folder: &Folder, sql: &str) -> String {
    let connection = Connection::open(folder.path("archive.db")).unwrap();
    connection.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap().to_string()
}

fn change(folder: &Folder, sql: &str) {
    let connection = Connection::open(folder.path("archive.db")).unwrap();
    connection.execute_batch(&format!("PRAGMA foreign_keys = off; {sql}")).unwrap();
}

/// Everything in the tables of the archive and what its indexes find, the packed originals aside.
fn whole(path: &Path) -> Result<String, rusqlite::Error> {
    let archive = Connection::open(path)?;
    let mut text = String::new();
    let tables: Vec<String> = archive
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '*_search*' ORDER BY name")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut queries: Vec<String> = tables.iter().map(|table| format!("SELECT * FROM {table}")).collect();
    queries.push("SELECT type, name, tbl_name, sql FROM sqlite_schema".to_owned());
    for (search, word) in [
        ("article_search", "ferry"),
        ("article_search", "quay"),
        ("quote_search", "water"),
        ("caption_search", "ferry"),
    ] {
        queries.push(format!("SELECT rowid FROM {search} WHERE {search} MATCH '{word}' ORDER BY rank"));
    }
    for query in queries {
        let mut statement = archive.prepare(&query)?;
        let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut rows = statement.query([])?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            let cells: Vec<String> = (0..names.len())
                .filter(|column| names[*column] != "content")
                .map(|column| match row.get_ref(column) {
                    Ok(ValueRef::Text(text)) => format!("{:?}", String::from_utf8_lossy(text)),
                    Ok(value) => format!("{value:?}"),
                    Err(error) => error.to_string(),
                })
                .collect();
            lines.push(cells.join(" | "));
        }
        lines.sort();
        text += &format!("{query}\n{}\n", lines.join("\n"));
    }
    Ok(text)
}

/// Flips `flips` random bits, each in a copy of its own; gives how many were seen, and those that were not and did harm.
fn flip(flips: u64, start: u64) -> (u64, Vec<String>) {
    let folder = filled();
    decide(&folder);
    folder.archive(&["rebuild"]).run().success();
    folder.archive(&["check"]).run().success();
    let bytes = fs::read(folder.path("archive.db")).unwrap();
    let sound = whole(&folder.path("archive.db")).unwrap();
    let mut state = start;
    let mut next = |limit: usize| {
        // A linear congruential generator (Knuth, MMIX): the same every time.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % limit
    };
    let (mut seen, mut missed) = (0, Vec::new());
    // Free space is most of a small file: half of the flips go where something is written.
    let written: Vec<usize> = (0..bytes.len()).filter(|place| bytes[*place] != 0).collect();
    for number in 0..flips {
        let place = if number % 2 == 0 { next(bytes.len()) } else { written[next(written.len())] };
        let bit = next(8);
        let mut damaged = bytes.clone();
        damaged[place] ^= 1 << bit;
        let path = folder.path("damaged.db");
        fs::write(&path, damaged).unwrap();
        let run = folder.archive(&["--db", "damaged.db", "check"]).run();
        if run.exit_code() == 0 {
            match whole(&path) {
                Ok(text) if text == sound => {}
                Ok(text) => {
                    let lines = text.lines().zip(sound.lines()).find(|(now, before)| now != before);
                    missed.push(format!("byte {place}, bit {bit}: {lines:?}"));
                }
                Err(error) => missed.push(format!("byte {place}, bit {bit}: {error}")),
            }
        } else {
            run.code(4);
            seen += 1;
        }
    }
    (seen, missed)
}

#[test]
fn every_flipped_bit_is_seen_or_does_no_harm() {
    // `FLIPS=500 cargo test every_flipped_bit` is the long form.
    let flips = std::env::var("FLIPS").ok().and_then(|flips| flips.parse().ok()).unwrap_or(100);
    let (seen, missed) = flip(flips, 11);
    eprintln!("{flips} bits flipped, {seen} seen, {} missed", missed.len());
    assert_eq!(missed, [""; 0], "{seen} of {flips} were seen");
    assert!(seen > flips / 4, "hardly a bit hit anything: {seen} of {flips}");
}

/// The tables that are made of originals and decisions.
const DERIVED: [&str; 24] = [
    "articles",
    "authors",
    "author_names",
    "article_diagnostics",
    "corrected_fields",
    "captions",
    "article_captions",
    "people",
    "person_aliases",
    "person_roles",
    "person_names",
    "person_mentions",
    "places",
    "place_aliases",
    "place_names",
    "place_mentions",
    "organisations",
    "organisation_aliases",
    "organisation_names",
    "organisation_mentions",
    "unplaced_mentions",
    "rejected_mentions",
    "quotes",
    "appearances",
];

/// The columns of a table, and those of its key.
fn columns(archive: &Connection, table: &str) -> (Vec<String>, Vec<String>) {
    let columns: Vec<(String, i64)> = archive
        .prepare("SELECT name, pk FROM pragma_table_info(?1)")
        .unwrap()
        .query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let key = columns.iter().filter(|(_, place)| *place > 0).map(|(name, _)| name.clone()).collect();
    (columns.into_iter().map(|(name, _)| name).collect(), key)
}

/// Changes one value of the column, of a row in the middle; whether there was one.
fn edit(path: &Path, table: &str, column: &str, key: &[String]) -> bool {
    let archive = Connection::open(path).unwrap();
    archive.execute_batch("PRAGMA foreign_keys = off; PRAGMA ignore_check_constraints = on").unwrap();
    let key = key.join(", ");
    let rows = format!("FROM {table} WHERE {column} IS NOT NULL");
    let sql = format!(
        "UPDATE OR IGNORE {table} SET {column} = CASE typeof({column}) WHEN 'integer' THEN {column} + 1 WHEN 'real' THEN {column} + 0.5
             ELSE {column} || 'x' END
         WHERE ({key}) = (SELECT {key} {rows} LIMIT 1 OFFSET (SELECT count(*) / 2 {rows}))"
    );
    archive.execute(&sql, []).unwrap() > 0
}

#[test]
fn every_derived_column_changed_by_hand_is_found_and_made_anew() {
    let folder = filled();
    decide(&folder);
    let path = folder.path("archive.db");
    let (right, bytes) = (dump(&path), fs::read(&path).unwrap());
    let archive = Connection::open(&path).unwrap();
    let (mut edited, mut wrong) = (0, Vec::new());
    for table in DERIVED {
        let (columns, key) = columns(&archive, table);
        let edited_before = edited;
        for column in columns {
            fs::write(folder.path("edited.db"), &bytes).unwrap();
            if !edit(&folder.path("edited.db"), table, &column, &key) {
                continue;
            }
            edited += 1;
            let run = |args: &[&str]| folder.archive(&[&["--db", "edited.db"], args].concat()).run();
            let before = run(&["check"]);
            if before.exit_code() != 4 {
                wrong.push(format!("{table}.{column}: check sees nothing"));
            }
            let repair = run(&["rebuild", "--repair", "--threads", "1"]);
            let after = run(&["check"]);
            if repair.exit_code() != 0 || after.exit_code() != 0 {
                wrong.push(format!("{table}.{column}: {} {}", repair.errors(), after.errors()));
            } else if dump(&folder.path("edited.db")) != right {
                wrong.push(format!("{table}.{column}: {} but the rows are others", repair.errors()));
            }
        }
        assert!(edited > edited_before, "{table} is empty");
    }
    eprintln!("{edited} columns edited");
    assert!(edited > 100, "{edited} columns edited");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rebuild_alone_leaves_what_was_changed_by_hand_in_plain_sight() {
    let folder = filled();
    change(&folder, "UPDATE articles SET headline = 'Other words', extractor = '0.0.1' WHERE id = 2");
    change(&folder, "UPDATE sources SET path = 'elsewhere' WHERE id = 3; UPDATE decisions SET subject = 'x'");
    folder.archive(&["rebuild"]).run().success();
    folder
        .archive(&["check"])
        .run()
        .code(4)
        .stderr_has("row-digest: articles 2: ")
        .stderr_has("state-digest: sources 3: ")
        .stderr_has("hint: `archive rebuild --repair` makes the rows anew")
        .stderr_has("hint: what is wrong with the file, an original");
}

#[test]
fn rows_taken_out_come_back_and_rows_put_in_go() {
    let folder = filled();
    decide(&folder);
    let right = dump(&folder.path("archive.db"));
    for table in DERIVED {
        change(
            &folder,
            &format!("DELETE FROM {table} WHERE rowid % 2 = 0").replace(
                "rowid",
                match table {
                    "articles" | "captions" | "people" | "places" | "organisations" | "quotes" => "id",
                    "authors" | "author_names" | "article_diagnostics" | "article_captions" | "corrected_fields" => {
                        "article_id"
                    }
                    table if table.ends_with("_mentions") => "ordinal",
                    "appearances" => "named_id",
                    table if table.starts_with("person") => "person_id",
                    table if table.starts_with("place") => "place_id",
                    _ => "organisation_id",
                },
            ),
        );
    }
    change(
        &folder,
        "INSERT INTO people (name, key) VALUES ('Nobody At All', 'nobody at all'); INSERT INTO quotes (article_id, field, \
        start_char, end_char, text, kind) VALUES (1, 'body', 0, 4, 'Quay', 'direct')",
    );
    folder.archive(&["check"]).run().code(4);
    folder.archive(&["rebuild", "--repair"]).run().success();
    folder.archive(&["check"]).run().success();
    assert_eq!(dump(&folder.path("archive.db")), right);
}

#[test]
fn a_repair_names_the_rows_whose_original_is_damaged_and_keeps_them() {
    let folder = filled();
    change(&folder, "UPDATE sources SET content = x'00', compression = 'none' WHERE path = 'page.html'");
    change(&folder, "UPDATE articles SET headline = 'Other words'");
    folder
        .archive(&["rebuild", "--repair"])
        .run()
        .code(3)
        .stderr_has("archive: page.html: the original kept in the archive is damaged\n");
    let kept = asked(&folder, "SELECT count(*) FROM articles WHERE headline = 'Other words'");
    assert_eq!(kept, "1");
    folder.archive(&["check"]).run().code(4).stderr_has("source-digest").stderr_has("row-digest");
}

#[test]
fn an_archive_of_an_older_version_has_digests_once_it_is_rebuilt() {
    let folder = filled();
    let tables =
        ["imports", "sources", "import_problems", "people", "places", "organisations", "decisions", "rebuilds"];
    for table in tables {
        change(&folder, &format!("UPDATE {table} SET digest = NULL"));
    }
    change(&folder, "DELETE FROM article_digests; DELETE FROM seals");
    folder.archive(&["check"]).run().success().stdout_has("rows without a digest");
    folder.archive(&["rebuild"]).run().success();
    let check = folder.archive(&["check"]).run().success();
    assert!(!check.output().contains("rows without a digest"), "{}", check.output());
    change(&folder, "UPDATE articles SET site = 'Elsewhere' WHERE id = 2");
    folder.archive(&["check"]).run().code(4);
}

#[test]
fn a_repair_that_was_killed_is_completed_by_the_next() {
    let records: String = (0..400)
        .map(|number| {
            let filler = "The committee met again on Tuesday and read the report line by line. ".repeat(12);
            format!("{{\"id\":{number},\"body\":\"Bridge {number} reopened in Mostar, said Mirsad Tanovic. {filler}\",\"published_at\":\"2031-05-02\"}}\n")
        })
        .collect();
    let folder = Folder::new().file("pages.jsonl", records);
    folder.archive(&["import", "pages.jsonl"]).run().success();
    let path = folder.path("archive.db");
    let right = dump(&path);
    change(
        &folder,
        "UPDATE people SET mention_count = 1, name = 'Somebody'; UPDATE quotes SET speaker_text = 'x', cue = NULL; \
        DELETE FROM place_mentions WHERE article_id % 3 = 0",
    );
    let mut kills = 0;
    for wait_ms in (1..).map(|step| 8 * step * step) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_archive"))
            .arg("--db")
            .arg(&path)
            .args(["rebuild", "--repair"])
            .env("ARCHIVE_BATCH_ARTICLES", "20")
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(wait_ms));
        if child.try_wait().unwrap().is_some() {
            break;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        kills += 1;
    }
    assert!(kills > 1, "the repair was never caught at work");
    folder.archive(&["rebuild", "--repair"]).run().success();
    folder.archive(&["check"]).run().success();
    assert_eq!(dump(&path), right);
}
