//! Signals end a run within half a second, with a word on how far it came and no log left behind.

use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use super::bench::{Bench, Form, beside, left};

const MOST: Duration = Duration::from_millis(500);

fn send(child: &Child, signal: Signal) {
    kill(Pid::from_raw(i32::try_from(child.id()).unwrap()), signal).unwrap();
}

#[track_caller]
fn expect_end(child: Child, signal: Signal, db: &Path, context: &str) -> Duration {
    find_end(child, signal, db, context).unwrap_or_else(|| panic!("{context}: the run was over"))
}

/// How long a run took to end at `signal`; `None` where it had done its work before that came.
#[track_caller]
fn find_end(child: Child, signal: Signal, db: &Path, context: &str) -> Option<Duration> {
    let sent = Instant::now();
    send(&child, signal);
    let run = left(&child.wait_with_output().unwrap());
    let taken = sent.elapsed();
    let done = ["imported ", "rebuilt "].iter().any(|verb| run.said.lines().any(|line| line.starts_with(verb)));
    if run.code == Some(0) && done {
        return None;
    }
    assert_eq!(run.code, Some(128 + signal as i32), "{context}: {}", run.said);
    assert!(run.said.contains(&format!("archive: stopped by {signal}: ")), "{context}: {}", run.said);
    assert!(run.said.ends_with("hint: run the same command again to go on\n"), "{context}: {}", run.said);
    for suffix in ["-wal", "-journal", "-shm"] {
        assert!(!beside(db, suffix).exists(), "{context}: {suffix} is left: {}", run.said);
    }
    Some(taken)
}

#[test]
fn run_that_waits_for_its_input_can_be_stopped() {
    let bench = Bench::new(12, 2, 8);
    let db = bench.path("archive.db");
    for signal in [Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP] {
        bench.start(&db);
        let mut command = bench.command(&db, &["import", "--format", "jsonl", "-"]);
        let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut input = child.stdin.take().unwrap();
        input.write_all(&std::fs::read(bench.path("all.jsonl")).unwrap()).unwrap();
        thread::sleep(Duration::from_millis(600));
        let taken = expect_end(child, signal, &db, "waiting for input");
        // Other tests share the machine: twice the time a user is promised.
        assert!(taken < 2 * MOST, "{taken:?}");
        drop(input);
        let articles = rusqlite::Connection::open(&db).unwrap();
        let stored: i64 = articles.query_row("SELECT count(*) FROM articles", [], |row| row.get(0)).unwrap();
        assert_eq!(stored, 12, "what had come is stored");
        assert_eq!(bench.run(&db, &["check"]).code, Some(0));
    }
}

fn stop(form: Form) {
    let (bench, stops) = match form {
        Form::Short => (Bench::new(300, 2, 150), 4),
        Form::Long => (Bench::new(2_500, 2, 2_000), 40),
    };
    let db = bench.path("archive.db");
    let (mut caught, mut longest) = (0, Duration::ZERO);
    for stop in 0..stops {
        bench.start(&db);
        let journal = if stop % 2 == 0 { "wal" } else { "rollback" };
        let verb: &[&str] = if stop % 4 == 3 { &["rebuild"] } else { &["import", "--journal", journal, "all.jsonl"] };
        if verb.len() == 1 {
            assert_eq!(bench.run(&db, &["import", "all.jsonl"]).code, Some(0));
        }
        let mut child = bench.command(&db, verb).stderr(Stdio::piped()).spawn().unwrap();
        thread::sleep(Duration::from_millis(40 + 37 * stop));
        if child.try_wait().unwrap().is_some() {
            continue;
        }
        let signal = if stop % 3 == 0 { Signal::SIGINT } else { Signal::SIGTERM };
        // A run may come to its end in the moment between the look and the signal.
        if let Some(taken) = find_end(child, signal, &db, &format!("{verb:?}, stop {stop}")) {
            caught += 1;
            longest = longest.max(taken);
        }
        bench.expect_whole(&db, "after the signal");
    }
    assert!(caught > 0, "every run was over before its signal");
    assert!(longest < 2 * MOST, "{longest:?}");
    eprintln!("signals: {caught} runs stopped, the slowest after {longest:?}; failures 0");
}

#[test]
fn run_at_work_can_be_stopped() {
    stop(Form::Short);
}

#[test]
#[ignore = "long form"]
fn long_run_at_work_can_be_stopped() {
    stop(Form::Long);
}

#[test]
fn signal_that_was_ignored_stays_ignored() {
    let bench = Bench::new(12, 1, 8);
    let db = bench.path("archive.db");
    bench.start(&db);
    let mut command = std::process::Command::new("nohup");
    command.arg(env!("CARGO_BIN_EXE_archive")).arg("--db").arg(&db).args(["import", "--format", "jsonl", "-"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    thread::sleep(Duration::from_millis(300));
    send(&child, Signal::SIGHUP);
    input.write_all(b"{\"body\":\"The quay was quiet.\"}\n").unwrap();
    drop(input);
    let run = left(&child.wait_with_output().unwrap());
    assert_eq!(run.code, Some(0), "{}", run.said);
}
