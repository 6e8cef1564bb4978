//! The owner's hand is stayed: a deletion, a correction, a merge of people or a rebuild is killed at a write to the archive. The
//! file is sound, and the same command completes it; deleted text is gone from it then, whenever the kill came.

use std::fs;
use std::path::Path;

use super::bench::{Bench, Form, beside};
use super::shim::{Act, MAIN};
use crate::dump::dump;

/// A command, and the codes with which it may end when it is given again.
type Command = (&'static [&'static str], &'static [i32]);

/// What is done, a deletion first.
pub const COMMANDS: [Command; 5] = [
    (&["delete", "--person", "Mirsad Tanovic", "--yes"], &[0, 1]),
    (&["correct", "2", "--headline", "Bridge stays closed"], &[0]),
    (&["people", "merge", "Ines Kovar", "Lena Ostrov"], &[0, 2]),
    (&["tag", "1", "2", "3", "bridges"], &[0]),
    (&["rebuild", "--repair"], &[0]),
];

/// The archive is sound, the same command completes what was begun, and deleted text is gone.
#[track_caller]
pub fn expect_completed(bench: &Bench, db: &Path, (command, codes): Command, done: &str, context: &str) {
    let check = bench.run(db, &["check"]);
    assert_eq!(check.code, Some(0), "{context}: {}", check.said);
    let again = bench.run(db, command);
    assert!(again.code.is_some_and(|code| codes.contains(&code)), "{context}: {}", again.said);
    let check = bench.run(db, &["check"]);
    assert_eq!(check.code, Some(0), "{context}: {}", check.said);
    assert!(dump(db) == done, "{context}: the archive differs from that of an undisturbed run");
    if command[0] == "delete" {
        let bytes = fs::read(db).unwrap();
        assert!(!bytes.windows(7).any(|part| part == b"Tanovic"), "{context}: deleted text is still there");
    }
}

fn kill(form: Form) {
    let (bench, kills) = match form {
        Form::Short => (Bench::new(20, 2, 20), 4),
        Form::Long => (Bench::new(150, 2, 60), 40),
    };
    let (db, ready) = (bench.path("archive.db"), bench.path("ready.db"));
    bench.start(&db);
    assert_eq!(bench.run(&db, &["import", "all.jsonl"]).code, Some(0));
    fs::copy(&db, &ready).unwrap();
    let start = || {
        for suffix in ["-wal", "-shm", "-journal"] {
            let _ = fs::remove_file(beside(&db, suffix));
        }
        fs::copy(&ready, &db).unwrap();
    };
    let mut fired = 0;
    for (command, codes) in COMMANDS {
        start();
        let is_write = |(file, act): &&(usize, Act)| *file == MAIN && matches!(act, Act::Write(..));
        let writes = bench.log_of(&db, command).iter().filter(is_write).count();
        let done = dump(&db);
        for kill in 0..kills.min(writes) {
            let nth = (1 + kill * writes / kills).to_string();
            let when = if kill % 2 == 0 { "0" } else { "-1" };
            let faults = [("FAULT_WHERE", "main"), ("FAULT_CALL", "write"), ("FAULT_NTH", &nth), ("FAULT_ERROR", when)];
            start();
            let context = format!("{command:?}: killed at write {nth} of {writes}");
            let run = bench.run_on(&db, command, &faults);
            assert!(run.code.is_none(), "{context}: came to no kill: {}", run.said);
            fired += 1;
            expect_completed(&bench, &db, (command, codes), &done, &context);
        }
    }
    assert!(fired > COMMANDS.len(), "{fired} kills");
    eprintln!("kills of the owner's commands at writes to the archive: {fired}; failures 0");
}

/// The disk fills up, or fails, from some write on: rows are gone or they are not, and once there is room again the same command
/// or the next that writes clears the file.
#[test]
fn deletion_on_a_full_disk_is_completed_when_there_is_room() {
    let bench = Bench::new(20, 2, 20);
    let (db, ready) = (bench.path("archive.db"), bench.path("ready.db"));
    bench.start(&db);
    assert_eq!(bench.run(&db, &["import", "all.jsonl"]).code, Some(0));
    fs::copy(&db, &ready).unwrap();
    let command = COMMANDS[0].0;
    let writes = bench.log_of(&db, command).iter().filter(|(_, act)| matches!(act, Act::Write(..))).count();
    let done = dump(&db);
    let (mut fired, mut said) = (0, 0);
    for step in 0..6 {
        for error in ["28", "5"] {
            let _ = fs::remove_file(beside(&db, "-journal"));
            fs::copy(&ready, &db).unwrap();
            let nth = (1 + step * writes / 6).to_string();
            let before = bench.fired();
            let faults =
                [("FAULT_CALL", "write"), ("FAULT_NTH", nth.as_str()), ("FAULT_ERROR", error), ("FAULT_LASTING", "1")];
            let run = bench.run_on(&db, command, &faults);
            let context = format!("write {nth} of {writes}, error {error}: {}", run.said);
            assert_eq!(run.code, Some(4), "{context}");
            assert!(bench.fired() > before && !run.said.contains("damaged"), "{context}");
            fired += 1;
            said += usize::from(run.said.contains("may still stand in free parts of the file"));
            expect_completed(&bench, &db, COMMANDS[0], &done, &context);
        }
    }
    eprintln!("deletions on failing disks: {fired}, {said} of them when the rows were gone; failures 0");
    assert!(said > 0 && said < fired, "{said} of {fired}");
}

#[test]
fn kill_of_the_owners_commands_leaves_a_sound_archive() {
    kill(Form::Short);
}

#[test]
#[ignore = "long form"]
fn long_kill_of_the_owners_commands_leaves_a_sound_archive() {
    kill(Form::Long);
}
