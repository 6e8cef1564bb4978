//! The owner's hand is stayed: a deletion, a correction, a merge of people or a rebuild is killed at a write to the archive. The
//! file is sound, and the same command completes it; deleted text is gone from it then, whenever the kill came.

use std::fs;

use super::bench::{Bench, Form, beside};
use super::shim::{Act, MAIN};
use crate::dump::dump;

/// What is done, and with which codes the same command may end when it is given again.
const COMMANDS: [(&[&str], &[i32]); 5] = [
    (&["delete", "--person", "Mirsad Tanovic", "--yes"], &[0, 1]),
    (&["correct", "2", "--headline", "Bridge stays closed"], &[0]),
    (&["people", "merge", "Ines Kovar", "Lena Ostrov"], &[0, 2]),
    (&["tag", "1", "2", "3", "bridges"], &[0]),
    (&["rebuild", "--repair"], &[0]),
];

fn kill(form: Form) {
    let (bench, kills) = match form {
        Form::Short => (Bench::new(20, 2, 20), 4),
        Form::Long => (Bench::new(600, 2, 250), 40),
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
            let check = bench.run(&db, &["check"]);
            assert_eq!(check.code, Some(0), "{context}: {}", check.said);
            let again = bench.run(&db, command);
            assert!(again.code.is_some_and(|code| codes.contains(&code)), "{context}: {}", again.said);
            let check = bench.run(&db, &["check"]);
            assert_eq!(check.code, Some(0), "{context}: {}", check.said);
            assert!(dump(&db) == done, "{context}: the archive differs from that of an undisturbed run");
            if command[0] == "delete" {
                let bytes = fs::read(&db).unwrap();
                assert!(!bytes.windows(7).any(|part| part == b"Tanovic"), "{context}: deleted text is still there");
            }
        }
    }
    assert!(fired > COMMANDS.len(), "{fired} kills");
    eprintln!("kills of the owner's commands at writes to the archive: {fired}; failures 0");
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
