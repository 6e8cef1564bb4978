//! Names that mean more than a file, or less: links, names like those SQLite gives a meaning of its own, logs without
//! an archive.

use std::fs;
use std::os::unix::fs::symlink;

use super::bench::{Bench, beside};
use crate::harness::Folder;

const PAGE: &str =
    "{\"url\":\"https://quay.example/1\",\"headline\":\"Quay opens\",\"body\":\"The quay was quiet.\"}\n";

#[test]
fn archive_with_two_names_is_read_and_not_written() {
    let folder = Folder::new().file("in.jsonl", PAGE);
    folder.archive(&["import", "in.jsonl"]).run().success();
    fs::hard_link(folder.path("archive.db"), folder.path("other.db")).unwrap();
    let before = fs::read(folder.path("archive.db")).unwrap();
    for args in [&["import", "in.jsonl"][..], &["rebuild"], &["people", "reject", "Ada Quill"]] {
        folder.archive(args).run().code(4).stderr(
            "archive: archive.db: the file has 2 names (hard links), and written under two of them it would be damaged\n\
             hint: remove its other names, or copy the file, and run the same command again\n",
        );
    }
    folder.archive(&["stats"]).run().success();
    folder.archive(&["check"]).run().success();
    assert_eq!(fs::read(folder.path("archive.db")).unwrap(), before);
    fs::remove_file(folder.path("other.db")).unwrap();
    folder.archive(&["import", "in.jsonl"]).run().success();
}

#[test]
fn archive_called_new_keeps_its_name() {
    let folder = Folder::new().file("in.jsonl", PAGE);
    folder.archive(&["--db", "a.db.new", "import", "in.jsonl"]).run().success();
    let before = fs::read(folder.path("a.db.new")).unwrap();
    folder.archive(&["--db", "a.db", "import", "in.jsonl"]).run().success();
    assert_eq!(fs::read(folder.path("a.db.new")).unwrap(), before);
    let mut names: Vec<_> = fs::read_dir(folder.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["a.db", "a.db.new", "in.jsonl"]);
}

#[test]
fn link_that_leads_nowhere_is_not_replaced() {
    let folder = Folder::new().file("in.jsonl", PAGE);
    symlink("elsewhere.db", folder.path("archive.db")).unwrap();
    for args in [&["import", "in.jsonl"][..], &["stats"]] {
        folder.archive(args).run().code(4).stderr(
            "archive: archive.db: a link to elsewhere.db, which is not there\n\
             hint: bring back the file it leads to, or name another one with --db\n",
        );
    }
    assert!(folder.path("archive.db").symlink_metadata().unwrap().is_symlink());
    folder.archive(&["--db", "elsewhere.db", "import", "in.jsonl"]).run().success();
    folder.archive(&["import", "in.jsonl"]).run().success().stderr("imported 0, updated 0, unchanged 1, skipped 0\n");
    assert!(folder.path("archive.db").symlink_metadata().unwrap().is_symlink());
}

#[test]
fn names_that_mean_something_to_sqlite_are_names_of_files() {
    for name in [":memory:", "file:a.db", "file:b.db?mode=memory", "a#b?c%41.db"] {
        let folder = Folder::new().file("in.jsonl", PAGE);
        folder.archive(&["--db", name, "import", "in.jsonl"]).run().success();
        assert!(folder.path(name).is_file(), "{name}");
        folder.archive(&["--db", name, "stats"]).run().success();
        folder
            .archive(&["--db", name, "import", "in.jsonl"])
            .run()
            .success()
            .stderr("imported 0, updated 0, unchanged 1, skipped 0\n");
        assert_eq!(fs::read_dir(folder.path("")).unwrap().count(), 2, "{name}");
    }
}

#[test]
fn empty_variable_names_no_archive() {
    let folder = Folder::new().file("in.jsonl", PAGE);
    folder.archive(&["import", "in.jsonl"]).env("ARCHIVE_DB", "").run().success();
    assert!(folder.path("archive.db").is_file());
    folder.archive(&["--db", "", "import", "in.jsonl"]).run().code(2);
}

#[test]
fn log_without_its_archive_is_not_played_into_a_new_one() {
    let bench = Bench::new(40, 2, 16);
    let db = bench.path("archive.db");
    bench.start(&db);
    let faults = [("FAULT_WHERE", "wal"), ("FAULT_CALL", "write"), ("FAULT_NTH", "150"), ("FAULT_ERROR", "0")];
    assert_eq!(bench.run_on(&db, &["import", "all.jsonl"], &faults).code, None);
    assert!(beside(&db, "-wal").exists());
    let log = fs::read(beside(&db, "-wal")).unwrap();
    fs::rename(&db, bench.path("moved.db")).unwrap();
    for args in [&["import", "first.jsonl"][..], &["stats"]] {
        let run = bench.run(&db, args);
        assert_eq!(run.code, Some(4), "{}", run.said);
        assert!(run.said.contains("no archive there, but its log, "), "{}", run.said);
    }
    assert_eq!(fs::read(beside(&db, "-wal")).unwrap(), log);
    fs::rename(bench.path("moved.db"), &db).unwrap();
    bench.expect_whole(&db, "after the archive came back");
}

#[test]
fn first_page_that_a_cut_left_garbled_is_taken_back() {
    let bench = Bench::new(40, 2, 16);
    let db = bench.path("archive.db");
    bench.start(&db);
    let faults = [("FAULT_WHERE", "main"), ("FAULT_CALL", "write"), ("FAULT_NTH", "3"), ("FAULT_ERROR", "0")];
    assert_eq!(bench.run_on(&db, &["import", "--journal", "rollback", "all.jsonl"], &faults).code, None);
    assert!(beside(&db, "-journal").exists());
    let mut bytes = fs::read(&db).unwrap();
    bytes[..4096].fill(0);
    fs::write(&db, bytes).unwrap();
    bench.expect_whole(&db, "after the cut");
}
