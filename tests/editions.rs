//! The newest edition of an article is shown, whatever runs, kills, skips and orders lie behind.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use proptest::prelude::*;
use rusqlite::Connection;

use crate::dump::dump;
use crate::harness::Folder;

fn asked(folder: &Folder, sql: &str) -> String {
    let connection = Connection::open(folder.path("archive.db")).unwrap();
    connection.query_row(sql, [], |row| row.get::<_, Option<String>>(0)).unwrap().unwrap_or_default()
}

/// The body of the one article.
fn shown(folder: &Folder) -> String {
    asked(folder, "SELECT group_concat(body, ' | ') FROM articles")
}

fn record(id: &str, dates: &str, body: &str) -> String {
    format!("{{\"id\":\"{id}\",\"url\":\"https://quay.example/ferry\",{dates}\"body\":\"{body}\"}}\n")
}

/// Imports, checks and gives the body that is shown.
fn import(folder: &Folder, paths: &[&str]) -> String {
    folder.archive(&[&["import"], paths].concat()).run().success();
    folder.archive(&["check"]).run().success();
    shown(folder)
}

#[test]
fn an_older_edition_imported_later_is_kept_and_not_shown() {
    let check = |newer: &str, older: &str| {
        let folder =
            Folder::new().file("b.jsonl", record("1", newer, "newer")).file("a.jsonl", record("2", older, "older"));
        assert_eq!(import(&folder, &["b.jsonl"]), "newer");
        assert_eq!(import(&folder, &["a.jsonl"]), "newer", "{newer} then {older}");
        let folder =
            Folder::new().file("a.jsonl", record("1", newer, "newer")).file("b.jsonl", record("2", older, "older"));
        assert_eq!(import(&folder, &["b.jsonl"]), "older");
        assert_eq!(import(&folder, &["a.jsonl"]), "newer", "{older} then {newer}");
    };
    check("\"published_at\":\"2015-03-02\",", "\"published_at\":\"2015-03-01\",");
    check(
        "\"published_at\":\"2015-03-01\",\"updated_at\":\"2015-03-04T08:00Z\",",
        "\"published_at\":\"2015-03-02\",\"updated_at\":\"2015-03-03T08:00Z\",",
    );
    // As instants: half past eleven in New York is half past four in London.
    check("\"published_at\":\"2015-03-01T23:30:00-05:00\",", "\"published_at\":\"2015-03-02T03:30:00Z\",");
    // What says less is older.
    check("\"published_at\":\"2015-03-01\",", "\"published_at\":\"2015\",");
    check("\"published_at\":\"2015-03-01T10:00\",", "\"published_at\":\"2015-03-01\",");
    check("\"published_at\":\"2016\",", "\"published_at\":\"2015-03-01T10:00\",");
    check("\"published_at\":\"1999\",", "");
    // The fetch, where the dates are the same or there are none.
    check("\"fetched_at\":\"2020-01-02\",", "\"fetched_at\":\"2020-01-01T10:00Z\",");
    check(
        "\"published_at\":\"2015\",\"fetched_at\":\"2020-01-02\",",
        "\"published_at\":\"2015\",\"fetched_at\":\"2020-01-01\",",
    );
    check("\"published_at\":\"2015\",", "\"fetched_at\":\"2020-01-01\",");
}

#[test]
fn what_states_no_date_is_as_new_as_its_place_in_the_input() {
    let both = record("1", "", "first") + &record("2", "", "second");
    let folder = Folder::new().file("a.jsonl", &both).file("b.jsonl", record("1", "", "other file"));
    assert_eq!(import(&folder, &["a.jsonl"]), "second");
    assert_eq!(import(&folder, &["b.jsonl"]), "other file");
    let folder = Folder::new().file("a.jsonl", &both).file("b.jsonl", record("1", "", "other file"));
    assert_eq!(import(&folder, &["b.jsonl"]), "other file");
    assert_eq!(import(&folder, &["a.jsonl"]), "other file");
}

#[test]
fn a_file_that_changed_shows_what_it_holds_now() {
    let page =
        |text: &str| format!("<html><body><h1>Ferry</h1><p>{text} It rained all day in Bergen.</p></body></html>");
    let mut folder = Folder::new();
    for text in ["The ferry is late.", "The ferry is on time.", "The ferry is late.", "The ferry sank."] {
        folder = folder.file("page.html", page(text));
        assert!(import(&folder, &["page.html"]).starts_with(text), "{text}");
    }
    let folder = Folder::new();
    for body in ["one", "two", "one", "three"] {
        folder.archive(&["import", "-", "--format", "jsonl"]).stdin(record("1", "", body)).run().success();
        assert_eq!(shown(&folder), body);
    }
}

#[test]
fn standard_input_shows_what_came_with_the_last_run() {
    let folder = Folder::new();
    let other = "{\"id\":\"0\",\"body\":\"another page\"}\n";
    let runs = [other.to_owned() + &record("1", "", "first"), record("2", "", "second"), record("2", "", "second")];
    for run in runs {
        folder.archive(&["import", "-", "--format", "jsonl"]).stdin(run).run().success();
    }
    assert_eq!(shown(&folder), "another page | second");
}

#[test]
fn bytes_found_again_in_an_earlier_place_stand_there() {
    let (x, y) = (record("1", "", "x"), record("2", "", "y"));
    let files = [("d.jsonl", &x), ("c.jsonl", &y), ("a.jsonl", &x)];
    let mut dumps = Vec::new();
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2], [0, 2, 1]] {
        let folder = files.iter().fold(Folder::new(), |folder, (name, text)| folder.file(name, text));
        for place in order {
            import(&folder, &[files[place].0]);
        }
        assert_eq!(shown(&folder), "y", "{order:?}");
        dumps.push(dump(&folder.path("archive.db")));
    }
    let folder = files.iter().fold(Folder::new(), |folder, (name, text)| folder.file(name, text));
    assert_eq!(import(&folder, &["d.jsonl", "c.jsonl", "a.jsonl"]), "y");
    dumps.push(dump(&folder.path("archive.db")));
    for other in &dumps {
        assert_eq!(*other, dumps[0]);
    }
}

#[test]
fn a_record_that_was_skipped_and_is_read_later_has_its_place() {
    let broken = "{\"id\":\"0\",\"url\":\"https://quay.example/ferry\",\"body\":\n";
    let rest = record("1", "", "second") + &record("2", "", "third");
    let folder = Folder::new().file("a.jsonl", broken.to_owned() + &rest);
    folder.archive(&["import", "a.jsonl"]).run().code(3);
    assert_eq!(shown(&folder), "third");
    let folder = folder.file("a.jsonl", record("0", "", "first") + &rest);
    assert_eq!(import(&folder, &["a.jsonl"]), "third");
}

#[test]
fn rebuild_puts_right_what_older_versions_left_wrong() {
    let (newer, older) = ("\"published_at\":\"2015-03-02\",", "\"published_at\":\"2010\",");
    let folder = Folder::new()
        .file("a.jsonl", record("1", newer, "Anders Lie left Oslo."))
        .file("b.jsonl", record("2", older, "Ida Moe left Bergen."));
    import(&folder, &["a.jsonl", "b.jsonl"]);
    let right = dump(&folder.path("archive.db"));
    let folder = Folder::new()
        .file("a.jsonl", record("1", newer, "Anders Lie left Oslo."))
        .file("b.jsonl", record("2", older, "Ida Moe left Bergen."));
    import(&folder, &["a.jsonl"]);
    // An older version kept neither fetch nor place.
    Connection::open(folder.path("archive.db"))
        .unwrap()
        .execute_batch(
            "UPDATE sources SET dated = NULL, fetched_at = NULL, position = NULL, placed_by = NULL, digest = NULL",
        )
        .unwrap();
    folder.archive(&["import", "b.jsonl"]).run().success();
    assert_eq!(shown(&folder), "Ida Moe left Bergen.");
    folder
        .archive(&["rebuild"])
        .run()
        .success()
        .stderr("rebuilt 1, changed 1, skipped 0\narticles with changes in edition 1\n");
    folder.archive(&["check"]).run().success();
    assert_eq!(dump(&folder.path("archive.db")), right);
    folder.archive(&["rebuild"]).run().success().stderr("rebuilt 1, changed 0, skipped 0\n");
}

#[test]
fn an_archive_of_an_older_version_goes_on_showing_what_a_changed_file_held_last() {
    let mut folder = Folder::new();
    for body in ["one", "two", "three"] {
        folder = folder.file("page.jsonl", record("1", "", body));
        import(&folder, &["page.jsonl"]);
    }
    Connection::open(folder.path("archive.db"))
        .unwrap()
        .execute_batch("UPDATE sources SET fetched_at = NULL, position = NULL, placed_by = NULL, digest = NULL")
        .unwrap();
    folder.archive(&["check"]).run().success();
    folder.archive(&["rebuild"]).run().success().stderr("rebuilt 1, changed 0, skipped 0\n");
    assert_eq!(shown(&folder), "three");
    assert_eq!(import(&folder, &["page.jsonl"]), "three");
    assert_eq!(import(&folder.file("page.jsonl", record("1", "", "one")), &["page.jsonl"]), "one");
}

fn start(db: &Path, args: &[&str], batch: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_archive"));
    command
        .arg("--db")
        .arg(db)
        .args(args)
        .env("ARCHIVE_BATCH_ARTICLES", batch)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

#[test]
fn an_import_killed_after_any_number_of_batches_shows_the_newest_when_it_is_completed() {
    let page = |number: usize, year: u32| {
        let body = format!("Bridge {number} was opened in {year}, said Mirsad Tanovic in Mostar.");
        format!(
            "{{\"id\":\"{number}-{year}\",\"url\":\"https://b.example/{number}\",\"published_at\":\"{year}\",\"body\":\"{body}\"}}\n"
        )
    };
    let records: String =
        [2015, 2010].into_iter().flat_map(|year| (0..2_500).map(move |number| page(number, year))).collect();
    let folder = Folder::new().file("pages.jsonl", records);
    let (whole, broken) = (folder.path("whole.db"), folder.path("broken.db"));
    let pages = folder.path("pages.jsonl");
    let import = ["import", pages.to_str().unwrap()];
    assert!(start(&whole, &import, "2000").status().unwrap().success());
    let mut kills = 0;
    for stored in [300, 1_500, 2_400, 2_700, 3_300, 4_200] {
        let mut child = start(&broken, &import, "100").spawn().unwrap();
        loop {
            std::thread::sleep(Duration::from_millis(2));
            let sources = Connection::open(&broken)
                .and_then(|archive| archive.query_row("SELECT count(*) FROM sources", [], |row| row.get::<_, i64>(0)));
            if sources.is_ok_and(|sources| sources >= stored) {
                break;
            }
            assert!(child.try_wait().unwrap().is_none(), "it ended before {stored} were stored");
        }
        child.kill().unwrap();
        child.wait().unwrap();
        kills += 1;
        // What the killed run left in its log is taken into the file, as any reader does it: what is tested here is which
        // edition is shown, and `crash` tests how an archive is opened.
        let sources = "SELECT count(*) FROM sources";
        Connection::open(&broken).unwrap().query_row(sources, [], |row| row.get::<_, i64>(0)).unwrap();
    }
    assert_eq!(kills, 6);
    assert!(start(&broken, &import, "100").status().unwrap().success());
    assert!(start(&broken, &["check"], "100").status().unwrap().success());
    let count = "SELECT count(*) FROM articles WHERE published_at = '2015'";
    let newest: i64 = Connection::open(&broken).unwrap().query_row(count, [], |row| row.get(0)).unwrap();
    assert_eq!(newest, 2_500);
    assert_eq!(dump(&broken), dump(&whole));
}

/// A record of one of two addresses, or of none, with some of many dates.
fn any_record() -> impl Strategy<Value = String> {
    let date = prop::sample::select(vec![
        None,
        None,
        Some("2015"),
        Some("2015-03"),
        Some("2015-03-01"),
        Some("2015-03-01T10:00"),
        Some("2015-03-01T10:00Z"),
        Some("2015-03-01T11:30:00+02:00"),
        Some("2015-02-28T23:30-05:00"),
        Some("2014-12-31"),
    ]);
    let fetched = prop::sample::select(vec![None, None, Some("2020-01-01"), Some("2020-01-01T08:00Z")]);
    let url = prop::sample::select(vec![None, Some("https://quay.example/1"), Some("https://quay.example/2")]);
    let body = prop::sample::select(vec!["Ida Moe left Bergen.", "Anders Lie left Oslo.", "It rained.", "Moe stayed."]);
    let broken = prop::bool::weighted(0.05);
    (url, date.clone(), date, fetched, body, broken).prop_map(|(url, published, updated, fetched, body, broken)| {
        if broken {
            return "{\"body\":\n".to_owned();
        }
        let mut record = serde_json::json!({ "body": body });
        for (field, value) in
            [("url", url), ("published_at", published), ("updated_at", updated), ("fetched_at", fetched)]
        {
            if let Some(value) = value {
                record[field] = value.into();
            }
        }
        format!("{record}\n")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn orders_of_files_and_split_runs_give_the_same_archive(
        files in prop::collection::vec(prop::collection::vec(any_record(), 1..6), 2..6),
        seed in any::<u64>(),
    ) {
        let folder = files.iter().enumerate().fold(Folder::new(), |folder, (number, records)| {
            folder.file(&format!("{number}.jsonl"), records.concat())
        });
        let names: Vec<String> = (0..files.len()).map(|number| format!("{number}.jsonl")).collect();
        let import = |db: &str, names: &[String], batch: &str| {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let run = folder.archive(&["--db", db, "import"]).args(&names).env("ARCHIVE_BATCH_ARTICLES", batch).run();
            assert!([0, 3].contains(&run.exit_code()));
        };
        import("whole.db", &names, "2000");
        let expected = dump(&folder.path("whole.db"));
        let mut state = seed;
        let mut next = |limit: usize| {
            // A linear congruential generator (Knuth, MMIX): the same for the same seed.
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).unwrap_or(0) % limit
        };
        for round in 0..3 {
            let mut shuffled = names.clone();
            for place in (1..shuffled.len()).rev() {
                shuffled.swap(place, next(place + 1));
            }
            let db = format!("{round}.db");
            let (first, second) = shuffled.split_at(next(shuffled.len()));
            for run in [first, second].into_iter().filter(|run| !run.is_empty()) {
                import(&db, run, &(1 + next(4)).to_string());
            }
            // What is there already changes nothing.
            import(&db, &shuffled, "2");
            folder.archive(&["--db", &db, "check"]).run().success();
            prop_assert_eq!(&dump(&folder.path(&db)), &expected, "{:?}", shuffled);
        }
    }
}
