//! Other programs at the same archive: they are waited for with a word, named when patience ends, and never harmed.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use rusqlite::Connection;

use super::bench::{Bench, Form, beside, left, records};

/// A connection in the middle of reading.
fn reader(db: &Path) -> Connection {
    let connection = Connection::open(db).unwrap();
    connection.execute_batch("BEGIN").unwrap();
    connection.query_row("SELECT count(*) FROM articles", [], |_| Ok(())).unwrap();
    connection
}

#[test]
fn whoever_holds_the_archive_is_waited_for_and_then_named() {
    let bench = Bench::new(12, 2, 8);
    let db = bench.path("archive.db");
    for (args, sql) in
        [(&["import", "all.jsonl"][..], ""), (&["rebuild"], ""), (&["people", "reject", "Rosa Almeida"], "")]
    {
        bench.start(&db);
        let held = reader(&db);
        held.execute_batch(sql).unwrap();
        let run = left(&bench.command(&db, args).env("ARCHIVE_WAIT", "2").output().unwrap());
        let who = format!("another program is using the archive: process {} (", std::process::id());
        assert_eq!(run.code, Some(4), "{args:?}: {}", run.said);
        assert!(run.said.contains("another program is using the archive; waiting for it"), "{args:?}: {}", run.said);
        assert!(run.said.contains(&who) && run.said.contains(") reads it\n"), "{args:?}: {}", run.said);
        drop(held);
    }
    bench.expect_whole(&db, "after the wait");
}

#[test]
fn wait_ends_when_the_other_program_is_done() {
    let bench = Bench::new(12, 2, 8);
    let db = bench.path("archive.db");
    bench.start(&db);
    let held = reader(&db);
    let import = bench.command(&db, &["import", "all.jsonl"]).stderr(std::process::Stdio::piped()).spawn().unwrap();
    thread::sleep(Duration::from_millis(1500));
    drop(held);
    let run = left(&import.wait_with_output().unwrap());
    assert_eq!(run.code, Some(0), "{}", run.said);
    assert!(run.said.starts_with("archive: another program is using the archive; waiting for it\n"), "{}", run.said);
    bench.expect_whole(&db, "after the wait");
}

#[test]
fn log_that_somebody_still_reads_is_named_with_what_to_copy() {
    let bench = Bench::new(40, 2, 16);
    let db = bench.path("archive.db");
    bench.start(&db);
    // A slow disk leaves time to begin reading in the mode of the log.
    let mut import = bench.faulty(&db, &["import", "all.jsonl"], &[("FAULT_DELAY", "2")]);
    let import = import.stderr(std::process::Stdio::piped()).spawn().unwrap();
    while !fs::metadata(beside(&db, "-wal")).is_ok_and(|log| log.len() > 100_000) {
        thread::sleep(Duration::from_millis(2));
    }
    let held = reader(&db);
    let run = left(&import.wait_with_output().unwrap());
    assert_eq!(run.code, Some(0), "{}", run.said);
    let path = db.display();
    let stored =
        format!("archive: {path}: everything is stored, part of it in {path}-wal: process {} (", std::process::id());
    assert!(run.said.contains(&stored), "{}", run.said);
    assert!(run.said.contains(&format!("hint: copy {path} and {path}-wal together")), "{}", run.said);
    drop(held);
    bench.expect_whole(&db, "after the reader");
}

fn take_turns(form: Form) {
    let (bench, delay) = match form {
        Form::Short => (Bench::new(40, 2, 10), "0"),
        Form::Long => (Bench::new(1_000, 2, 100), "1"),
    };
    // Each has a part, and both have the middle.
    let all = fs::read_to_string(bench.path("all.jsonl")).unwrap();
    let lines: Vec<&str> = all.lines().collect();
    let (third, two_thirds) = (lines.len() / 3, lines.len() * 2 / 3);
    for (name, part) in [("one.jsonl", &lines[..two_thirds]), ("two.jsonl", &lines[third..])] {
        fs::write(bench.path(name), part.join("\n")).unwrap();
    }
    let db = bench.path("archive.db");
    for journal in ["wal", "rollback"] {
        bench.start(&db);
        let import = |name| {
            let mut command = bench.faulty(&db, &["import", "--journal", journal, name], &[("FAULT_DELAY", delay)]);
            command.stderr(std::process::Stdio::piped()).spawn().unwrap()
        };
        for writer in [import("one.jsonl"), import("two.jsonl")] {
            let run = left(&writer.wait_with_output().unwrap());
            assert_eq!(run.code, Some(0), "{journal}: {}", run.said);
        }
        let check = bench.run(&db, &["check"]);
        assert_eq!(check.code, Some(0), "{journal}: {}", check.said);
        let run = bench.run(&db, &["import", "all.jsonl"]);
        let unchanged = format!("imported 0, updated 0, unchanged {}, skipped 0\n", lines.len());
        assert!(run.said.ends_with(&unchanged), "{journal}: {}", run.said);
    }
    eprintln!("two writers: {} records each way, in both journal modes; failures 0", lines.len());
}

#[test]
fn two_writers_take_turns() {
    take_turns(Form::Short);
}

#[test]
#[ignore = "long form"]
fn long_two_writers_take_turns() {
    take_turns(Form::Long);
}

#[test]
fn rebuild_lets_others_in_between_its_batches() {
    let bench = Bench::new(60, 1, 5);
    let db = bench.path("archive.db");
    bench.start(&db);
    assert_eq!(bench.run(&db, &["import", "all.jsonl"]).code, Some(0));
    fs::write(bench.path("later.jsonl"), records(900..903, 0..1)).unwrap();
    let mut rebuild = bench.command(&db, &["rebuild"]).spawn().unwrap();
    thread::sleep(Duration::from_millis(150));
    let run = left(&bench.command(&db, &["import", "later.jsonl"]).env("ARCHIVE_WAIT", "5").output().unwrap());
    assert_eq!(run.code, Some(0), "{}", run.said);
    assert!(rebuild.try_wait().unwrap().is_none(), "the rebuild was done before anybody came");
    assert_eq!(rebuild.wait().unwrap().code(), Some(0));
    assert_eq!(bench.run(&db, &["check"]).code, Some(0));
}
