//! Questions are answered while an import runs, however slow the disk is.

use super::bench::{Bench, Form, left};

fn ask(form: Form) {
    let (bench, delays) = match form {
        Form::Short => (Bench::new(40, 2, 16), &["0", "2"][..]),
        Form::Long => (Bench::new(400, 2, 100), &["0", "2", "8"][..]),
    };
    for delay in delays {
        let db = bench.path("archive.db");
        bench.start(&db);
        let mut import = bench.faulty(&db, &["import", "all.jsonl"], &[("FAULT_DELAY", delay)]).spawn().unwrap();
        let mut answers = 0;
        while import.try_wait().unwrap().is_none() {
            for args in [&["stats"][..], &["query", "bridge", "--limit", "3"], &["people"], &["quotes", "--limit", "3"]]
            {
                let run = left(&bench.command(&db, args).output().unwrap());
                assert_eq!(run.code, Some(0), "{delay} ms a write: {args:?}: {}", run.said);
                answers += 1;
            }
        }
        assert_eq!(import.wait().unwrap().code(), Some(0));
        assert!(answers > 0, "the import was too fast for a question");
        eprintln!("readers at {delay} ms a write: {answers} questions, all answered");
        bench.expect_whole(&db, "after the readers");
    }
}

#[test]
fn question_during_an_import_is_answered() {
    ask(Form::Short);
}

#[test]
#[ignore = "long form"]
fn long_question_during_an_import_is_answered() {
    ask(Form::Long);
}
