//! `archive delete`: what goes, what stays, and that nothing of it can be read from the file any more.

use std::fs;
use std::path::Path;

use rusqlite::Connection;

use crate::dump::dump;
use crate::harness::Folder;

/// Two articles share a caption and a person; the third has both to itself. Two versions of the first are there.
fn pages() -> String {
    let record = |id: &str, page: &str, headline: &str, body: &str, caption: &str| {
        format!(
            "{{\"id\":\"{id}\",\"url\":\"https://tern.example/{page}\",\"site\":\"Tern Echo\",\"headline\":\"{headline}\",\
             \"published_at\":\"2031-05-0{id}\",\"language\":\"en\",\"body\":\"{body}\",\"captions\":[{{\"text\":\"{caption}\",\
             \"credit\":\"Per Holm/AFP\"}}]}}\n"
        )
    };
    let shared = "Boats lie at the wharf in Bergen";
    [
        record("1", "wharf", "Zephyrine wharf closes", "The quokkabury wharf was closed, said Tomas Ferrin in Bergen.", shared),
        record(
            "2",
            "wharf",
            "Zephyrine wharf closes for good",
            "The quokkabury wharf is closed for good. \\\"Nobody told us of the marmaladium,\\\" said Ottoline Vexley, a baker. \
             Tomas Ferrin was in Bergen.",
            shared,
        ),
        record("3", "rain", "Rain in Bergen", "It rained in Bergen for a week, said Tomas Ferrin.", shared),
        record("4", "bell", "Bell rings", "The bell rang in Porto, said Anna Quill.", "A bell of bronze in Porto"),
    ]
    .concat()
}

fn filled() -> Folder {
    let folder = Folder::new().file("pages.jsonl", pages());
    folder.archive(&["import", "pages.jsonl"]).run().success();
    folder
}

#[track_caller]
fn sound(folder: &Folder) {
    folder.archive(&["check"]).run().success();
}

fn asked(path: &Path, sql: &str) -> i64 {
    Connection::open(path).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
}

/// Whether the bytes stand anywhere in the archive or in what lies beside it.
fn stands(folder: &Folder, needle: &[u8]) -> bool {
    let files = fs::read_dir(folder.path("")).unwrap().map(|entry| entry.unwrap().path());
    let beside = files.filter(|path| path.to_string_lossy().contains("archive.db"));
    beside.into_iter().any(|path| fs::read(path).unwrap().windows(needle.len()).any(|part| part == needle))
}

#[test]
fn deleted_text_cannot_be_read_from_the_file() {
    let folder = filled();
    let db = folder.path("archive.db");
    // What the article was read from, packed; and its words as the indexes keep them.
    let packed: Vec<Vec<u8>> = {
        let archive = Connection::open(&db).unwrap();
        let mut statement = archive.prepare("SELECT content FROM sources WHERE article_id = 3").unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    };
    assert_eq!(packed.len(), 2);
    let needles =
        ["quokkabury", "Zephyrine", "zephyrine", "marmaladium", "Vexley", "vexley", "closed for good", "wharf is"];
    assert!(needles.iter().all(|needle| stands(&folder, needle.as_bytes())), "the test looks for what is there");
    assert!(packed.iter().all(|packed| stands(&folder, &packed[..40])));
    // Rows that were written over leave their text in gaps and free pages, too.
    folder.archive(&["correct", "3", "--headline", "Zephyrine wharf stays"]).run().success();
    folder.archive(&["tag", "3", "Zephyrine"]).run().success();
    folder.archive(&["note", "3", "Ms Vexley wrote to us"]).run().success();
    folder.archive(&["people", "split", "Tomas Ferrin", "--article", "3"]).run().success();
    folder.archive(&["delete", "https://tern.example/wharf", "--yes"]).run().success();
    for needle in needles {
        assert!(!stands(&folder, needle.as_bytes()), "{needle} is still there");
    }
    for packed in packed {
        assert!(!packed.windows(24).any(|part| stands(&folder, part)), "a part of an original is still there");
    }
    assert!(!stands(&folder, b"tern.example/wharf"));
    assert!(stands(&folder, b"tern.example/rain"));
    sound(&folder);
}

#[test]
fn what_would_go_is_shown_and_nothing_goes_without_a_yes() {
    let folder = filled();
    let before = fs::read(folder.path("archive.db")).unwrap();
    let run = folder.archive(&["delete", "3", "--format", "csv"]).run().code(2);
    run.stdout_has("Zephyrine wharf closes for good").stderr(
        "to go: 1 article, 2 originals, 1 quote, 1 person (Ottoline Vexley)\n\
         archive: nothing was deleted\n\
         hint: add --yes to delete them for good\n",
    );
    assert_eq!(fs::read(folder.path("archive.db")).unwrap(), before);
    folder.archive(&["delete"]).run().code(2).stderr_has("no article is named");
    folder.archive(&["delete", "1", "wharf"]).run().code(2).stderr_has("numbers and addresses stand beside words");
    folder.archive(&["delete", "99"]).run().code(1).stderr_has("no article 99");
    folder.archive(&["delete", "--person", "Nobody"]).run().code(1).stderr_has("no articles matched");
}

#[test]
fn deleting_leaves_what_the_others_would_be_without_it() {
    let folder = filled();
    folder
        .archive(&["delete", "wharf", "--person", "Vexley", "--yes"])
        .run()
        .success()
        .stderr_has("deleted 1 article\n");
    sound(&folder);
    let rest: String = pages().lines().skip(2).map(|line| format!("{line}\n")).collect();
    let other = Folder::new().file("pages.jsonl", rest);
    other.archive(&["import", "pages.jsonl"]).run().success();
    assert_eq!(dump(&folder.path("archive.db")), dump(&other.path("archive.db")));
    folder.archive(&["captions", "wharf"]).run().success().stdout_has("Boats lie at the wharf");
    folder
        .archive(&["delete", "--person", "Quill", "--yes"])
        .run()
        .success()
        .stderr_has("1 caption, 1 person (Anna Quill)");
    folder.archive(&["captions", "bronze"]).run().code(1);
    sound(&folder);
}

#[test]
fn an_import_does_not_bring_it_back_until_it_is_forgotten() {
    let folder = filled();
    folder.archive(&["delete", "https://tern.example/wharf", "--yes"]).run().success();
    let after = dump(&folder.path("archive.db"));
    let summary = "imported 0, updated 0, unchanged 2, skipped 0, deleted before 2\n";
    for _ in 0..2 {
        folder.archive(&["import", "pages.jsonl"]).run().success().stderr_has(summary);
        assert_eq!(dump(&folder.path("archive.db")), after);
    }
    // A newer version at that address stays out, too, whatever the address says of where a reader came from.
    let newer =
        pages().lines().next().unwrap().replace("wharf\"", "wharf?utm_source=x\"").replace("was closed", "is open");
    let folder = folder.file("newer.jsonl", newer);
    folder.archive(&["import", "newer.jsonl"]).run().success().stderr_has("skipped 0, deleted before 1\n");
    folder.archive(&["rebuild"]).run().success();
    folder.archive(&["rebuild", "--repair"]).run().success();
    assert_eq!(dump(&folder.path("archive.db")), after);
    sound(&folder);
    folder
        .archive(&["delete", "--forget", "https://tern.example/bull"])
        .run()
        .code(1)
        .stderr_has("nothing of that name");
    folder
        .archive(&["delete", "--forget", "http://tern.example/wharf#top"])
        .run()
        .success()
        .stderr("forgot 1 deleted article: an import may bring them back\n");
    assert_eq!(asked(&folder.path("archive.db"), "SELECT count(*) FROM deleted_digests"), 0);
    folder.archive(&["import", "pages.jsonl"]).run().success().stderr_has("imported 1, updated 1, unchanged 2");
    sound(&folder);
}

#[test]
fn a_page_without_an_address_is_known_by_its_bytes_alone() {
    let folder = Folder::new().file("a.txt", "Mill closes\n\nThe mill at Brill was closed on Monday.\n");
    folder.archive(&["import", "a.txt"]).run().success();
    folder.archive(&["delete", "1", "--yes"]).run().success();
    folder.archive(&["import", "a.txt"]).run().success().stderr_has("deleted before 1");
    let digest = {
        let archive = Connection::open(folder.path("archive.db")).unwrap();
        archive.query_row("SELECT sha256 FROM deleted_digests", [], |row| row.get::<_, String>(0)).unwrap()
    };
    // Another page may come to lie in its place.
    let folder = folder.file("a.txt", "Fair opens\n\nThe fair at Brill was opened on Monday.\n");
    folder.archive(&["import", "a.txt"]).run().success().stderr_has("imported 1");
    folder.archive(&["delete", "1", "--yes", "--forget"]).run().success();
    folder.archive(&["import", "a.txt"]).run().success().stderr_has("imported 1");
    folder.archive(&["delete", "--forget", &digest]).run().success();
    assert_eq!(asked(&folder.path("archive.db"), "SELECT count(*) FROM deleted_digests"), 0);
    sound(&folder);
}

#[test]
fn the_same_text_from_another_file_stays_out_too() {
    let body = "The mill at Brill was closed on Monday, said Tomas Ferrin, who had worked in it for thirty years and more, and \
                nobody knows what will become of the old wheel, the pond and the eleven cottages behind it.";
    let page = |id: &str, rest: &str| format!("{{\"id\":\"{id}\"{rest},\"body\":\"{body}\"}}\n");
    let folder = Folder::new()
        .file("a.jsonl", page("1", ",\"url\":\"https://tern.example/mill\""))
        .file("b.jsonl", page("2", ",\"headline\":\"Mill\""))
        .file("short.jsonl", "{\"id\":\"3\",\"body\":\"This page is no longer there.\"}\n")
        .file("shorter.jsonl", "{\"id\":\"4\",\"body\":\"This page is no longer there.\"}\n");
    folder.archive(&["import", "a.jsonl", "short.jsonl"]).run().success();
    folder.archive(&["delete", "Ferrin", "--yes"]).run().success();
    folder
        .archive(&["import", "b.jsonl"])
        .run()
        .success()
        .stderr_has("imported 0, updated 0, unchanged 0, skipped 0, deleted before 1\n");
    // What is short may stand on any page.
    folder.archive(&["delete", "longer", "--yes"]).run().success();
    folder.archive(&["import", "short.jsonl", "shorter.jsonl"]).run().success().stderr_has("imported 1");
    // A copy that stays goes on.
    folder.archive(&["delete", "--forget", "https://tern.example/mill"]).run().success();
    folder.archive(&["import", "a.jsonl", "b.jsonl"]).run().success().stderr_has("imported 2");
    let run = folder.archive(&["delete", "https://tern.example/mill", "--yes"]).run().success();
    run.stderr_has("to stay, with the same text: 1 article (");
    let folder = folder.file("b.jsonl", page("2", ",\"headline\":\"Mill closes\""));
    folder.archive(&["import", "b.jsonl"]).run().success().stderr_has("updated 1");
    sound(&folder);
}

#[test]
fn a_deletion_that_was_cut_short_is_completed_by_the_next_run_that_writes() {
    let folder = filled();
    folder.archive(&["delete", "3", "--yes"]).run().success();
    let db = folder.path("archive.db");
    assert_eq!(asked(&db, "SELECT user_version FROM pragma_user_version"), 0);
    // As a run leaves it that was killed when the rows were gone: text in a free page, and word of it.
    let archive = Connection::open(&db).unwrap();
    archive
        .execute_batch(
            "PRAGMA secure_delete = off; CREATE TABLE t (x); INSERT INTO t VALUES (printf('%.9000c', 'ß') || 'quokkabury');
             DROP TABLE t; PRAGMA user_version = 4",
        )
        .unwrap();
    drop(archive);
    assert!(stands(&folder, b"quokkabury"));
    folder
        .archive(&["check"])
        .run()
        .success()
        .stderr_has("archive: a deletion was cut short: deleted text may still stand");
    folder.archive(&["tag", "2", "seen"]).run().success();
    assert!(!stands(&folder, b"quokkabury"));
    assert_eq!(asked(&db, "SELECT user_version FROM pragma_user_version"), 0);
    sound(&folder);
}

#[test]
fn an_archive_that_somebody_else_keeps_open_is_not_deleted_from() {
    let folder = filled();
    let db = folder.path("archive.db");
    let other = Connection::open(&db).unwrap();
    other.pragma_update(None, "journal_mode", "wal").unwrap();
    let _: i64 = other.query_row("SELECT count(*) FROM articles", [], |row| row.get(0)).unwrap();
    folder.archive(&["delete", "1", "--yes"]).run().code(4).stderr_has("another program is using the archive");
    drop(other);
    assert_eq!(asked(&db, "SELECT count(*) FROM articles"), 3);
}

/// Whatever table is added, nothing of an article stays in it: this test knows the few whose rows may.
#[test]
fn nothing_is_left_in_any_table_when_everything_is_deleted() {
    let folder = filled();
    let db = folder.path("archive.db");
    for args in [
        &["correct", "3", "--headline", "Wharf stays"][..],
        &["tag", "1", "2", "3", "kept"],
        &["note", "1", "A note"],
        &["people", "merge", "Tomas Ferrin", "Ottoline Vexley"],
        &["places", "reject", "Porto"],
        &["people", "split", "Tomas Ferrin", "--article", "2", "3"],
        &["rebuild"],
        &["delete", "--from", "0001", "--yes"],
    ] {
        folder.archive(args).run().success();
        sound(&folder);
    }
    let archive = Connection::open(&db).unwrap();
    let mut statement = archive
        .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT GLOB '*_search_*'")
        .unwrap();
    let tables: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
    // Runs, what the owner decided about names, digests, and how the archive is set up.
    let kept = [
        "imports",
        "rebuilds",
        "decisions",
        "deleted_digests",
        "seals",
        "bar",
        "sqlite_schema",
        "refinery_schema_history",
    ];
    let filled: Vec<&String> =
        tables.iter().filter(|table| asked(&db, &format!("SELECT count(*) FROM {table}")) > 0).collect();
    let others: Vec<&&String> = filled.iter().filter(|table| !kept.contains(&table.as_str())).collect();
    assert!(others.is_empty(), "{others:?}");
    assert!(filled.len() > 5, "{filled:?}");
    for search in ["article_search", "quote_search", "caption_search", "copy_search"] {
        assert_eq!(asked(&db, &format!("SELECT count(*) FROM {search}_idx")), 0, "{search}");
    }
    let about = "SELECT count(*) FROM decisions WHERE verb IN ('correct', 'split') OR articles IS NOT NULL";
    assert_eq!(asked(&db, about), 0);
    folder.archive(&["stats"]).run().success().stdout_has("deleted articles         3\n");
}
