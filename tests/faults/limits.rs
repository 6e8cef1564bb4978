//! Limits of the system: the size of files, threads, and readers that have seen enough.

use std::process::{Command, Stdio};

use super::bench::{Bench, left};

#[test]
fn file_that_may_not_grow_is_an_error_that_is_named() {
    let bench = Bench::new(60, 2, 20);
    let db = bench.path("archive.db");
    for journal in ["wal", "rollback"] {
        bench.start(&db);
        // In blocks of 512 bytes, or of 1,024 in some shells: enough for the archive so far, and for little more.
        let script = "ulimit -f 420; exec \"$@\"";
        let mut command = Command::new("sh");
        command.args(["-c", script, "sh", env!("CARGO_BIN_EXE_archive"), "--db"]).arg(&db);
        command.args(["import", "--journal", journal]).arg(bench.path("all.jsonl")).env("ARCHIVE_BATCH_ARTICLES", "20");
        let run = left(&command.output().unwrap());
        assert_eq!(run.code, Some(4), "{journal}: {}", run.said);
        assert!(run.said.contains("the archive could not be read or written"), "{journal}: {}", run.said);
        assert!(run.said.contains("`ulimit -f`"), "{journal}: {}", run.said);
        bench.expect_whole(&db, "after the limit");
    }
}

#[test]
fn threads_that_cannot_be_had_are_done_without() {
    let bench = Bench::new(12, 2, 8);
    let db = bench.path("archive.db");
    let mut expected = None;
    for threads in ["0", "1", "2", "3"] {
        let faults = [("FAULT_THREADS", threads)];
        bench.start(&db);
        let run = bench.run_on(&db, &["import", "--threads", "4", "all.jsonl"], &faults);
        assert_eq!(run.code, Some(0), "{threads} threads: {}", run.said);
        bench.expect_whole(&db, "few threads");
        let run = bench.run_on(&db, &["rebuild", "--threads", "4"], &faults);
        assert_eq!(run.code, Some(0), "{threads} threads: {}", run.said);
        let output = bench.faulty(&db, &["extract", "--threads", "4", "all.jsonl"], &faults).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{threads} threads");
        assert_eq!(*expected.get_or_insert_with(|| output.stdout.clone()), output.stdout, "{threads} threads");
    }
    assert!(bench.fired() >= 9, "{} threads were refused", bench.fired());
}

#[test]
fn closed_pipe_ends_every_verb_and_format_well() {
    let bench = Bench::new(400, 1, 400);
    let db = bench.path("whole.db");
    let ended = |args: &[&str]| {
        let mut child = bench.command(&db, args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let run = left(&child.wait_with_output().unwrap());
        assert_eq!(run.code, Some(0), "{args:?}: {}", run.said);
        assert!(!run.said.contains("pipe"), "{args:?}: {}", run.said);
    };
    for format in ["table", "json", "jsonl", "csv", "markdown"] {
        for verb in ["query", "people", "places", "quotes"] {
            ended(&[verb, "--limit", "0", "--format", format]);
        }
        for verb in ["stats", "check"] {
            ended(&[verb, "--format", format]);
        }
    }
    ended(&["show", "1"]);
    ended(&["show", "1", "--format", "json"]);
    ended(&["extract", "all.jsonl"]);
    ended(&["--help"]);
    ended(&["--version"]);
}
