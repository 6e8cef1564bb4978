//! Every n-th write and sync fails, once or from then on, for want of room or for an error of the disk.

use super::bench::{Bench, Form};

fn fail(form: Form) {
    let bench = match form {
        Form::Short => Bench::new(24, 2, 12),
        Form::Long => Bench::new(150, 2, 60),
    };
    let db = bench.path("archive.db");
    let (mut runs, mut finished) = (0, 0);
    for (call, most) in [("write", 4000), ("sync", 200)] {
        for lasting in [false, true] {
            for error in ["28", "5"] {
                let mut nth = 1;
                while nth < most {
                    let before = bench.fired();
                    let number = nth.to_string();
                    let mut faults = vec![("FAULT_CALL", call), ("FAULT_NTH", &number), ("FAULT_ERROR", error)];
                    if lasting {
                        faults.push(("FAULT_LASTING", "1"));
                    }
                    bench.start(&db);
                    let journal = if runs % 3 == 2 { "rollback" } else { "wal" };
                    let run = bench.run_on(&db, &["import", "--journal", journal, "all.jsonl"], &faults);
                    if bench.fired() == before {
                        break;
                    }
                    runs += 1;
                    let context = format!("{call} {nth}, {journal}, lasting {lasting}, error {error}: {}", run.said);
                    assert!(matches!(run.code, Some(0 | 4)), "{context}: {:?}", run.code);
                    assert!(!run.said.contains("damaged"), "{context}");
                    finished += usize::from(run.code == Some(0));
                    bench.expect_whole(&db, &context);
                    nth += step(form, call, nth);
                }
            }
        }
    }
    assert!(bench.fired() > 0 && finished < runs, "no fault came through");
    eprintln!(
        "failing calls: {} faults fired in {runs} runs, {finished} of which could finish; failures 0",
        bench.fired()
    );
}

/// How far on the next failing call is.
fn step(form: Form, call: &str, nth: usize) -> usize {
    match (form, call) {
        (Form::Long, "sync") => 1,
        (Form::Long, _) => 7,
        (Form::Short, "sync") => 5,
        (Form::Short, _) => 23 + nth,
    }
}

#[test]
fn call_that_fails_costs_at_most_its_batch() {
    fail(Form::Short);
}

#[test]
#[ignore = "long form"]
fn long_call_that_fails_costs_at_most_its_batch() {
    fail(Form::Long);
}
