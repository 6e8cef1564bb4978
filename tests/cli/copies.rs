//! Copies of an article with the evidence, and one row a story.

use rusqlite::Connection;

use crate::harness::Folder;

const STORY: &str = "The ferry to Brill sank in the harbour on Monday night after it struck the old mole, the coastguard said. \
    All forty passengers were taken off by fishing boats before the vessel went down. The owner promised to raise the wreck \
    before the spring tides, which would carry it into the fairway.";
const OTHER: &str = "Bread is cheaper than it was last winter, said the guild of bakers in Oston, because the mills have \
    bought more rye from abroad and the new ovens need less wood than those that they replaced two years ago.";

fn record(number: u32, date: &str, body: &str) -> String {
    let url = format!("https://paper{number}.example/a");
    let record = serde_json::json!({ "id": number.to_string(), "url": url, "headline": format!("Page {number}"),
        "published_at": date, "body": body });
    format!("{record}\n")
}

fn filled() -> Folder {
    let trimmed = STORY.split(" The owner").next().unwrap();
    let pages = record(1, "2031-05-01", STORY)
        + &record(2, "2031-05-02", trimmed)
        + &record(3, "2031-05-03", OTHER)
        + &record(4, "2031-05-04", STORY);
    let folder = Folder::new().file("pages.jsonl", pages);
    folder.archive(&["import", "pages.jsonl"]).run().success();
    folder
}

#[test]
fn copies_come_with_the_evidence_the_likest_first() {
    let folder = filled();
    let rows = folder.archive(&["copies", "1", "--format", "jsonl"]).run().success().lines_of_json();
    let told: Vec<_> =
        rows.iter().map(|row| (row["id"].as_i64(), row["of_this"].as_f64(), row["of_copy"].as_f64())).collect();
    assert_eq!(told, [(Some(4), Some(1.0), Some(1.0)), (Some(2), Some(0.653), Some(1.0))]);
    assert_eq!(rows[1]["shared_words"], 34);
    assert_eq!(rows[1]["longest_passage"], 34);
    assert!(rows[1]["passage"].as_str().unwrap().ends_with("before the vessel went down"));
    let from_the_copy = folder.archive(&["copies", "https://paper2.example/a", "--format", "jsonl"]).run().success();
    assert_eq!(from_the_copy.lines_of_json().len(), 2);
    folder.archive(&["copies", "3"]).run().code(1).stderr("archive: archive.db: no copies matched\n");
    folder
        .archive(&["copies", "9"])
        .run()
        .code(1)
        .stderr("archive: archive.db: no article 9\nhint: `archive query` lists articles with their numbers\n");
}

#[test]
fn a_row_stands_for_all_that_are_the_same() {
    let folder = filled();
    let rows = |collapse: &str| -> Vec<(i64, Option<i64>)> {
        let run = folder.archive(&["query", "--collapse", collapse, "--format", "jsonl"]).run().success();
        run.lines_of_json().iter().map(|row| (row["id"].as_i64().unwrap(), row["stands_for"].as_i64())).collect()
    };
    assert_eq!(rows("none"), [(4, None), (3, None), (2, None), (1, None)]);
    assert_eq!(rows("exact"), [(4, Some(2)), (3, Some(1)), (2, Some(1))]);
    assert_eq!(rows("story"), [(4, Some(3)), (3, Some(1))]);
    // Only what matches is counted, and the window counts rows.
    let run = folder
        .archive(&["query", "--collapse", "story", "--to", "2031-05-03", "--limit", "1", "--offset", "1"])
        .args(&["--format", "jsonl"])
        .run()
        .success();
    assert_eq!(run.lines_of_json()[0]["stands_for"], 2);
    let run =
        folder.archive(&["query", "ferry", "--collapse", "story", "--sort", "relevance", "--format", "jsonl"]).run();
    assert_eq!(run.success().lines_of_json()[0]["stands_for"], 3);
}

/// Every mark of the index with its article's address.
fn signatures(folder: &Folder) -> Vec<(String, Vec<u8>)> {
    let connection = Connection::open(folder.path("archive.db")).unwrap();
    let mut statement =
        connection.prepare("SELECT url, signature FROM articles JOIN copy_signatures USING (id) ORDER BY url").unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

#[test]
fn signatures_follow_the_articles_whatever_becomes_of_them() {
    let folder = filled();
    let expected = signatures(&folder);
    assert_eq!(expected.len(), 4);
    assert!(expected.iter().all(|(_, signature)| (4..=256).contains(&signature.len())));
    // A newer edition, a rebuild, another order with other threads.
    let folder = folder.file("new.jsonl", record(3, "2031-06-01", STORY));
    folder.archive(&["import", "new.jsonl", "--threads", "1"]).run().success();
    folder.archive(&["check"]).run().success();
    let after = signatures(&folder);
    assert_eq!(after[2].1, after[0].1);
    assert_eq!(folder.archive(&["copies", "1", "--format", "jsonl"]).run().success().lines_of_json().len(), 3);
    folder.archive(&["rebuild", "--repair"]).run().success();
    folder.archive(&["check"]).run().success();
    assert_eq!(signatures(&folder), after);
}

#[test]
fn a_repair_keeps_the_quotes_of_an_archive_that_names_nobody() {
    let folder = filled();
    let quotes = || {
        let connection = Connection::open(folder.path("archive.db")).unwrap();
        let count = |table: &str| -> i64 {
            connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
        };
        (count("people"), count("quotes"))
    };
    let before = quotes();
    assert!(before.0 == 0 && before.1 > 0, "{before:?}");
    folder.archive(&["rebuild", "--repair"]).run().success();
    folder.archive(&["check"]).run().success();
    assert_eq!(quotes(), before);
}

#[test]
fn signatures_that_were_changed_by_hand_are_found_and_mended() {
    let folder = filled();
    let expected = signatures(&folder);
    let connection = Connection::open(folder.path("archive.db")).unwrap();
    connection
        .execute_batch("UPDATE copy_signatures SET signature = x'00000001' WHERE id = 1; DELETE FROM copy_signatures WHERE id = 2;")
        .unwrap();
    drop(connection);
    let run = folder.archive(&["check"]).run();
    assert_ne!(run.exit_code(), 0);
    assert!(
        run.errors().contains("copy_signatures 1: it is not the signature of the article's body"),
        "{}",
        run.errors()
    );
    assert!(run.errors().contains("copy_search"), "{}", run.errors());
    folder.archive(&["rebuild", "--repair"]).run().success();
    folder.archive(&["check"]).run().success();
    assert_eq!(signatures(&folder), expected);
}
