//! `archive rebuild`.

use std::process::{Command, Stdio};
use std::time::Duration;

use rusqlite::Connection;

use crate::dump::dump;
use crate::harness::Folder;

/// Records of every format, one of them under a column of its own.
fn filled() -> Folder {
    let folder = Folder::new()
        .file("page.txt", "Quay floods\n\nBy Ida Moe\nMay 10, 2031\n\n\"The water came at night,\" said Anders Lie, a sailor in Bergen.\n\nNobody was hurt, he added.\n")
        .file("page.html", "<html><head><title>Ferry returns</title></head><body><h1>Ferry returns</h1><p>The ferry came back to Bergen on Monday, said Ida Moe of the Harbour Board.</p><p>It rained all day.</p></body></html>")
        .file("body.txt", "  The quay in Oslo was under water,\n  said Anders Lie.")
        .file("pages.jsonl", "{\"id\":\"a\",\"url\":\"https://example.org/a\",\"body\":\"Anders Lie said in Oslo that he was tired.\"}\n{\"id\":\"b\",\"html\":\"<p>Anders Lie came back to Oslo on Monday, and nobody was there to meet him.</p>\"}\n")
        .file("table.csv", "id,Volltext\n7,\"Das Wasser stand hoch,\nsagte Ida Moe in Berlin.\"\n8,Es regnete in Berlin.\n");
    for args in [
        &["import", "page.txt", "page.html", "pages.jsonl"][..],
        &["import", "body.txt", "--format", "plain"],
        &["import", "table.csv", "--map", "body=Volltext"],
    ] {
        folder.archive(args).run().success();
    }
    folder
}

fn change(folder: &Folder, sql: &str) {
    Connection::open(folder.path("archive.db")).unwrap().execute_batch(sql).unwrap();
}

#[test]
fn the_same_version_changes_nothing() {
    let folder = filled();
    let before = dump(&folder.path("archive.db"));
    folder.archive(&["rebuild"]).run().success().stdout("").stderr("rebuilt 7, changed 0, skipped 0\n");
    assert_eq!(dump(&folder.path("archive.db")), before);
    folder.archive(&["check"]).run().success();
    for suffix in ["-wal", "-shm", "-journal"] {
        assert!(!folder.path(&format!("archive.db{suffix}")).exists(), "leaves {suffix}");
    }
}

#[test]
fn a_page_is_dated_no_later_than_the_year_after_it_was_imported() {
    let page = "<html><title>Ferry returns</title><body><h1>Ferry returns</h1><p>Published: 10 May 2087</p><p>The ferry came \
        back to Bergen on Monday, said Ida Moe of the Harbour Board.</p><p>It rained all day, and nobody minded.</p></body></html>";
    let folder = Folder::new().file("page.html", page);
    folder.archive(&["import", "page.html"]).run().success();
    let date = || -> Option<String> {
        let connection = Connection::open(folder.path("archive.db")).unwrap();
        connection.query_row("SELECT published_at FROM articles", [], |row| row.get(0)).unwrap()
    };
    assert_eq!(date(), None);
    folder.archive(&["rebuild"]).run().success().stderr("rebuilt 1, changed 0, skipped 0\n");
    // The year is that of the import and not that of the day on which the page is read again.
    change(&folder, "UPDATE sources SET imported_at = '2086-01-02T03:04:05Z'");
    folder.archive(&["rebuild"]).run().success().stderr_has("rebuilt 1, changed 1, skipped 0\n");
    assert_eq!(date().as_deref(), Some("2087-05-10"));
}

#[test]
fn every_article_read_again_is_the_same_article() {
    let folder = filled();
    folder.archive(&["people", "merge", "Ida Moe", "Anders Lie"]).run().success();
    let before = dump(&folder.path("archive.db"));
    change(&folder, "UPDATE articles SET fingerprint = NULL, extractor = '0.0.1'");
    folder.archive(&["rebuild", "--threads", "2"]).run().success().stderr_has("rebuilt 7, changed 7, skipped 0\n");
    assert_eq!(dump(&folder.path("archive.db")), before);
    folder.archive(&["check"]).run().success();
    let extractors: i64 = Connection::open(folder.path("archive.db"))
        .unwrap()
        .query_row("SELECT count(*) FROM articles WHERE extractor = '0.0.1'", [], |row| row.get(0))
        .unwrap();
    assert_eq!(extractors, 0);
}

#[test]
fn what_changed_is_counted_by_part() {
    let folder = filled();
    let before = dump(&folder.path("archive.db"));
    // As if an older version had read the people of one article otherwise.
    change(
        &folder,
        "UPDATE articles SET fingerprint = substr(fingerprint, 1, 27) || '00000000' || substr(fingerprint, 36)
         WHERE id = 2",
    );
    folder
        .archive(&["rebuild"])
        .run()
        .success()
        .stderr("rebuilt 7, changed 1, skipped 0\narticles with changes in people 1\n");
    assert_eq!(dump(&folder.path("archive.db")), before);
}

#[test]
fn an_original_that_is_damaged_is_named_and_its_article_stays() {
    let folder = filled();
    change(&folder, "UPDATE sources SET content = x'00', compression = 'none' WHERE path = 'page.html'");
    let run = folder.archive(&["rebuild"]).run().code(3);
    run.stderr_has("archive: page.html: the original kept in the archive is damaged\n")
        .stderr_has("rebuilt 6, changed 0, skipped 1\n");
    folder.archive(&["query", "ferry"]).run().success();
}

#[test]
fn sources_of_older_archives_are_read_by_their_media_type() {
    let folder = filled();
    change(&folder, "UPDATE sources SET format = NULL WHERE path <> 'body.txt'");
    folder.archive(&["rebuild"]).run().success().stderr("rebuilt 7, changed 0, skipped 0\n");
}

#[test]
fn a_missing_archive_is_not_made() {
    let folder = Folder::new();
    folder.archive(&["rebuild"]).run().code(4).stderr_has("no archive there");
    assert!(!folder.path("archive.db").exists());
}

#[test]
fn a_rebuild_that_was_killed_is_completed_by_the_next() {
    let records: String = (0..1_500)
        .map(|number| {
            let filler = "The committee met again on Tuesday and read the report line by line. ".repeat(12);
            format!("{{\"id\":{number},\"body\":\"Bridge {number} reopened in Mostar, said Mirsad Tanovic. {filler}\",\"published_at\":\"2031-05-02\"}}\n")
        })
        .collect();
    let folder = Folder::new().file("pages.jsonl", records);
    folder.archive(&["import", "pages.jsonl"]).run().success();
    let before = dump(&folder.path("archive.db"));
    let mut kills = 0;
    change(&folder, "UPDATE articles SET fingerprint = NULL; DELETE FROM article_digests");
    for wait_ms in (1..).map(|step| 10 * step * step) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_archive"))
            .arg("--db")
            .arg(folder.path("archive.db"))
            .arg("rebuild")
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
        folder.archive(&["check"]).run().success();
    }
    assert!(kills > 1, "the rebuild was never caught at work");
    folder.archive(&["rebuild"]).run().success().stderr_has("rebuilt 1500, ");
    assert_eq!(dump(&folder.path("archive.db")), before);
    folder.archive(&["check"]).run().success();
}
