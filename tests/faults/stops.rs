//! SIGTERM comes at the n-th write of a deletion or a rebuild, also while the file is written anew: the run ends with its word,
//! the file is sound, a deletion is whole or not there, and the same command completes it.

use std::fs;

use super::bench::{Bench, Form, Left, beside};
use super::owner::{COMMANDS, expect_completed};
use super::shim::Act;

/// How a run ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum End {
    /// It had done its work, or did it in the time that it had left.
    Done,
    /// It took back what it had begun.
    Unchanged,
    /// Part of the work is kept: batches of a rebuild, or a deletion whose traces are to be cleared.
    Part,
}

/// How a run ended that SIGTERM came to, and that it says so.
#[track_caller]
fn end_of(run: &Left, context: &str) -> End {
    if run.code == Some(0) {
        let last = run.said.lines().last().unwrap_or_default();
        assert!(["deleted ", "rebuilt ", "put right "].iter().any(|verb| last.starts_with(verb)), "{context}");
        return End::Done;
    }
    assert_eq!(run.code, Some(143), "{context}");
    assert!(run.said.contains("archive: stopped by SIGTERM: "), "{context}");
    assert!(run.said.lines().last().is_some_and(|line| line.starts_with("hint: ")), "{context}");
    if run.said.contains("nothing was changed") { End::Unchanged } else { End::Part }
}

fn stop(form: Form) {
    let (bench, stops) = match form {
        Form::Short => (Bench::new(20, 2, 6), 7),
        Form::Long => (Bench::new(150, 2, 20), 60),
    };
    let (db, ready) = (bench.path("archive.db"), bench.path("whole.db"));
    let restore = || {
        for suffix in ["-wal", "-shm", "-journal"] {
            let _ = fs::remove_file(beside(&db, suffix));
        }
        fs::copy(&ready, &db).unwrap();
    };
    let mut ends = Vec::new();
    for (command, codes) in [COMMANDS[0], COMMANDS[4], (&["rebuild"], &[0])] {
        restore();
        let is_write = |act: &Act| matches!(act, Act::Write(..) | Act::Length(_));
        let writes = bench.log_of(&db, command).iter().filter(|(_, act)| is_write(act)).count();
        let done = crate::dump::dump(&db);
        for stop in 0..stops {
            let nth = (1 + stop * writes / stops).to_string();
            // Before the write is done, and after it.
            let when = if stop % 2 == 0 { "0" } else { "-1" };
            let faults = [
                ("FAULT_CALL", "write"),
                ("FAULT_NTH", nth.as_str()),
                ("FAULT_ERROR", when),
                ("FAULT_SIGNAL", "15"),
                ("FAULT_DELAY", if form == Form::Long && stop % 3 == 0 { "10" } else { "0" }),
            ];
            restore();
            let before = bench.fired();
            let run = bench.run_on(&db, command, &faults);
            let context = format!("{command:?}: SIGTERM at write {nth} of {writes}: {}", run.said);
            assert!(bench.fired() > before, "{context}: it did not come");
            let end = end_of(&run, &context);
            ends.push((command[0], end));
            let stays = bench.run(&db, &["query", "--person", "Mirsad Tanovic"]);
            if command[0] == "delete" {
                let expected = if end == End::Unchanged { Some(0) } else { Some(1) };
                assert_eq!(stays.code, expected, "{context}: the deletion is half there");
            }
            expect_completed(&bench, &db, (command, codes), &done, &context);
        }
    }
    let count = |verb: &str, end: End| ends.iter().filter(|seen| **seen == (verb, end)).count();
    eprintln!(
        "SIGTERM at writes: {} fired; deletions done {}, taken back {}, to be cleared {}; rebuilds done {}, in part {}; failures 0",
        bench.fired(),
        count("delete", End::Done),
        count("delete", End::Unchanged),
        count("delete", End::Part),
        count("rebuild", End::Done),
        count("rebuild", End::Part),
    );
    for end in [End::Done, End::Unchanged, End::Part] {
        assert!(count("delete", end) > 0, "no deletion ended as {end:?}");
    }
    assert!(count("rebuild", End::Part) > 0, "no rebuild was stopped");
}

#[test]
fn stop_at_a_write_of_a_deletion_leaves_it_whole_or_not_there() {
    stop(Form::Short);
}

#[test]
#[ignore = "long form"]
fn long_stop_at_a_write_of_a_deletion_leaves_it_whole_or_not_there() {
    stop(Form::Long);
}
