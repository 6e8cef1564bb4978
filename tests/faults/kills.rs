//! The importer is killed at a write to the archive itself: in a checkpoint, a commit, a change of journal.

use super::bench::{Bench, Form};
use super::shim::{Act, MAIN};

fn kill(form: Form) {
    let (bench, kills) = match form {
        Form::Short => (Bench::new(60, 2, 20), 5),
        Form::Long => (Bench::new(2_500, 2, 250), 40),
    };
    let db = bench.path("archive.db");
    let mut fired = 0;
    for journal in ["wal", "rollback"] {
        let import = ["import", "--journal", journal, "all.jsonl"];
        bench.start(&db);
        let writes = bench
            .log_of(&db, &import)
            .iter()
            .filter(|(file, act)| *file == MAIN && matches!(act, Act::Write(..)))
            .count();
        assert!(writes > kills, "{journal}: {writes} writes to the archive");
        for kill in 0..kills {
            let nth = (1 + kill * writes / kills).to_string();
            // Before the write is done, and after it.
            let when = if kill % 2 == 0 { "0" } else { "-1" };
            bench.start(&db);
            let before = bench.fired();
            let faults = [("FAULT_WHERE", "main"), ("FAULT_CALL", "write"), ("FAULT_NTH", &nth), ("FAULT_ERROR", when)];
            let run = bench.run_on(&db, &import, &faults);
            assert!(bench.fired() > before && run.code.is_none(), "{journal}: write {nth} of {writes} came to no kill");
            fired += 1;
            bench.expect_whole(&db, &format!("{journal}: killed at write {nth} of {writes}"));
        }
    }
    eprintln!("kills at writes to the archive: {fired}; failures 0");
}

#[test]
fn kill_at_a_write_leaves_a_whole_archive() {
    kill(Form::Short);
}

#[test]
#[ignore = "long form"]
fn long_kill_at_a_write_leaves_a_whole_archive() {
    kill(Form::Long);
}
