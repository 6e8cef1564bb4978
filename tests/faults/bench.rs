//! A folder with pages to import, an archive to ruin, and what the archive must come to in the end.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use super::shim;
use crate::dump::dump;

/// Pages of invented news, one folder for all that a test does with them.
pub struct Bench {
    folder: TempDir,
    batch: usize,
    whole: String,
}

/// How large a test is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Seconds.
    Short,
    /// Minutes.
    Long,
}

/// What a fault left of a run.
#[derive(Debug)]
pub struct Left {
    /// Its exit code; `None` where it was killed.
    pub code: Option<i32>,
    /// What it said.
    pub said: String,
}

impl Bench {
    /// `addresses` pages with `versions` each, the newer ones behind the older ones, in batches of `batch`.
    pub fn new(addresses: usize, versions: usize, batch: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("first.jsonl"), records(0..3, 0..1)).unwrap();
        fs::write(folder.path().join("all.jsonl"), records(0..addresses, 0..versions)).unwrap();
        let mut bench = Self { folder, batch, whole: String::new() };
        let whole = bench.path("whole.db");
        bench.start(&whole);
        assert_eq!(bench.run(&whole, &["import", "all.jsonl"]).code, Some(0));
        bench.whole = dump(&whole);
        bench
    }

    /// The path of `name` in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// How long the whole archive is.
    pub fn whole_len(&self) -> u64 {
        fs::metadata(self.path("whole.db")).unwrap().len()
    }

    /// Makes an archive of three pages anew, with nothing beside it.
    pub fn start(&self, db: &Path) {
        for suffix in ["", "-wal", "-shm", "-journal"] {
            let _ = fs::remove_file(beside(db, suffix));
        }
        assert_eq!(self.run(db, &["import", "first.jsonl"]).code, Some(0));
    }

    /// A run of `archive` to be.
    pub fn command(&self, db: &Path, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_archive"));
        command.arg("--db").arg(db).args(args).current_dir(self.folder.path());
        command.env_clear().env("ARCHIVE_BATCH_ARTICLES", self.batch.to_string()).env("ARCHIVE_WAIT", "60");
        command.stdin(Stdio::null());
        command
    }

    /// Runs `archive` on a sound disk.
    pub fn run(&self, db: &Path, args: &[&str]) -> Left {
        self.run_on(db, args, &[])
    }

    /// Runs `archive` under the shim.
    pub fn run_on(&self, db: &Path, args: &[&str], faults: &[(&str, &str)]) -> Left {
        left(&self.faulty(db, args, faults).output().unwrap())
    }

    /// A run of `archive` under the shim to be.
    pub fn faulty(&self, db: &Path, args: &[&str], faults: &[(&str, &str)]) -> Command {
        let mut command = self.command(db, args);
        if !faults.is_empty() {
            command.env("LD_PRELOAD", shim::library()).env("FAULT_FILE", db).env("FAULT_TALLY", self.path("tally"));
            command.envs(faults.iter().copied());
        }
        command
    }

    /// How many faults have fired in this folder.
    pub fn fired(&self) -> u64 {
        fs::metadata(self.path("tally")).map_or(0, |tally| tally.len())
    }

    /// What the shim saw a run do, the faults aside.
    pub fn log_of(&self, db: &Path, args: &[&str]) -> Vec<(usize, shim::Act)> {
        let log = self.path("log");
        let _ = fs::remove_file(&log);
        let run = self.run_on(db, args, &[("FAULT_LOG", log.to_str().unwrap())]);
        assert_eq!(run.code, Some(0), "{}", run.said);
        shim::read_log(&log)
    }

    /// The archive answers questions and is sound, whatever was left beside it; the same import completes it.
    #[track_caller]
    pub fn expect_whole(&self, db: &Path, context: &str) {
        self.expect_answers(db, &[], context);
        for args in [&["check"][..], &["import", "all.jsonl"], &["check"]] {
            let run = self.run(db, args);
            assert_eq!(run.code, Some(0), "{context}: {args:?}: {}", run.said);
        }
        assert!(dump(db) == self.whole, "{context}: the archive differs from that of an undisturbed run");
        for suffix in ["-wal", "-journal"] {
            assert!(!beside(db, suffix).exists(), "{context}: {suffix} is left");
        }
    }

    /// Questions are answered, on a disk with `faults`.
    #[track_caller]
    pub fn expect_answers(&self, db: &Path, faults: &[(&str, &str)], context: &str) {
        for args in [&["stats"][..], &["query", "bridge", "--limit", "3"]] {
            let run = self.run_on(db, args, faults);
            assert_eq!(run.code, Some(0), "{context}: {args:?}: {}", run.said);
        }
    }
}

/// What `output` says of a run.
pub fn left(output: &Output) -> Left {
    Left { code: output.status.code(), said: String::from_utf8_lossy(&output.stderr).into_owned() }
}

/// The file SQLite keeps beside `db`.
pub fn beside(db: &Path, suffix: &str) -> PathBuf {
    let mut name = db.as_os_str().to_owned();
    name.push(OsStr::new(suffix));
    name.into()
}

/// One record a line: for each version, all addresses.
pub fn records(addresses: std::ops::Range<usize>, versions: std::ops::Range<usize>) -> String {
    const PEOPLE: [&str; 5] = ["Mirsad Tanovic", "Ines Kovar", "Lena Ostrov", "Karl Lindqvist", "Rosa Almeida"];
    let mut lines = String::new();
    for version in versions {
        for address in addresses.clone() {
            let speaker = PEOPLE[(address + version) % PEOPLE.len()];
            let other = PEOPLE[(3 * address + version + 1) % PEOPLE.len()];
            let filler = format!("The committee of bridge {address} met again and {other} read part {version} aloud. ")
                .repeat(6);
            let body = format!(
                "Bridge number {address} reopened in Mostar on Tuesday.\\n\\n\\\"We built {address} of them in {version} years,\\\" said {speaker}, an engineer.\\n\\n{filler}"
            );
            let _ = writeln!(
                lines,
                "{{\"id\":\"{address}-{version}\",\"url\":\"https://bridges.example/{address}\",\"headline\":\"Bridge {address} reopens\",\"published_at\":\"20{:02}-05-10\",\"body\":\"{body}\"}}",
                10 + version
            );
        }
    }
    lines
}
