//! The disk is full: questions are still answered, and after room is made the same import completes the archive.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::bench::{Bench, Form};

/// A disk in memory, where the user may mount one.
struct Disk(PathBuf);

impl Disk {
    fn mount(at: &Path, bytes: u64) -> Option<Self> {
        fs::create_dir_all(at).unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o"]).arg(format!("size={bytes}")).arg("tmpfs").arg(at);
        mount.output().is_ok_and(|output| output.status.success()).then(|| Self(at.to_owned()))
    }

    fn change(&self, options: &str) {
        let status = Command::new("mount").args(["-o", &format!("remount,{options}")]).arg(&self.0).status();
        assert!(status.unwrap().success());
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// Room for so many tenths of the whole archive; beside the file its log needs about as much again.
fn fill(form: Form) {
    let bench = match form {
        Form::Short => Bench::new(150, 2, 50),
        Form::Long => Bench::new(2_500, 2, 250),
    };
    let tenths: &[u64] = match form {
        Form::Short => &[9, 14],
        Form::Long => &[5, 8, 10, 13, 16, 19],
    };
    let (mut full, mut on_disks, mut runs) = (0, 0, 0);
    for journal in ["wal", "rollback"] {
        for tenths in tenths {
            let bytes = (bench.whole_len() * tenths / 10).max(900 << 10);
            let context = format!("{bytes} bytes, {journal}");
            let import = ["import", "--journal", journal, "all.jsonl"];
            runs += 2;

            let db = bench.path("limited.db");
            bench.start(&db);
            let room = bytes.to_string();
            let faults = [("FAULT_ROOM", room.as_str())];
            let run = bench.run_on(&db, &import, &faults);
            full += u32::from(run.code == Some(4));
            assert!(matches!(run.code, Some(0 | 4)), "{context}: {:?} {}", run.code, run.said);
            bench.expect_answers(&db, &faults, &context);
            bench.expect_whole(&db, &context);

            let Some(disk) = Disk::mount(&bench.path("disk"), bytes) else { continue };
            on_disks += 1;
            let first = bench.path("first.db");
            bench.start(&first);
            let db = bench.path("disk/archive.db");
            fs::copy(first, &db).unwrap();
            let run = bench.run(&db, &import);
            full += u32::from(run.code == Some(4));
            assert!(matches!(run.code, Some(0 | 4)), "{context} on tmpfs: {:?} {}", run.code, run.said);
            if run.code == Some(4) {
                assert!(run.said.contains("no space left"), "{context} on tmpfs: {}", run.said);
                // What little room the failed run gave back is taken as well.
                let _ = fs::write(bench.path("disk/ballast"), vec![1; usize::try_from(bytes).unwrap()]);
            }
            bench.expect_answers(&db, &[], &context);
            let check = bench.run(&db, &["check"]);
            assert_eq!(check.code, Some(0), "{context} on tmpfs: check: {}", check.said);
            disk.change(&format!("size={}", 8 * bench.whole_len() + (64 << 20)));
            bench.expect_whole(&db, &context);
        }
    }
    assert!(full > 0, "no disk was full");
    eprintln!(
        "full disks: {full} of {runs} imports found no room ({on_disks} of them on tmpfs), {} writes refused; failures 0",
        bench.fired()
    );
}

#[test]
fn full_disk_costs_at_most_a_batch() {
    fill(Form::Short);
}

#[test]
#[ignore = "long form"]
fn long_full_disk_costs_at_most_a_batch() {
    fill(Form::Long);
}

/// Where a disk can be mounted, it is mounted read-only; a folder that may not be written serves everywhere.
#[test]
fn archive_that_cannot_be_written_is_read_and_checked() {
    use std::os::unix::fs::PermissionsExt as _;
    let bench = Bench::new(12, 2, 8);
    let shown = |folder: &str, as_other: bool| {
        for verb in [&["stats"][..], &["query", "bridge"], &["people", "--format", "csv"], &["check"]] {
            let db = bench.path(folder).join("archive.db");
            let output = if as_other {
                let mut command = Command::new("setpriv");
                command.args(["--reuid=65534", "--clear-groups", env!("CARGO_BIN_EXE_archive"), "--db"]);
                command.arg(&db).args(verb).output().unwrap()
            } else {
                bench.command(&db, verb).output().unwrap()
            };
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(0), "{folder}, as other {as_other}: {verb:?}: {said}");
        }
    };
    let mode = |name: &str, mode: u32| fs::set_permissions(bench.path(name), fs::Permissions::from_mode(mode)).unwrap();
    mode("", 0o755);
    let mut as_other = Command::new("setpriv");
    as_other.args(["--reuid=65534", "--clear-groups", "test", "-x", env!("CARGO_BIN_EXE_archive")]);
    let may_become_other = as_other.status().is_ok_and(|status| status.success());
    for at_rest in ["delete", "wal"] {
        let folder = format!("kept-{at_rest}");
        fs::create_dir(bench.path(&folder)).unwrap();
        let db = bench.path(&folder).join("archive.db");
        bench.start(&db);
        if at_rest == "wal" {
            // As another tool leaves it: in the mode of a log, with none beside it.
            let connection = rusqlite::Connection::open(&db).unwrap();
            connection.query_row("PRAGMA journal_mode = wal", [], |_| Ok(())).unwrap();
        }
        mode(&format!("{folder}/archive.db"), 0o444);
        mode(&folder, 0o555);
        shown(&folder, false);
        if may_become_other {
            shown(&folder, true);
        }
        mode(&folder, 0o755);
        if let Some(disk) = Disk::mount(&bench.path(&format!("disk-{at_rest}")), 8 << 20) {
            fs::copy(&db, disk.0.join("archive.db")).unwrap();
            disk.change("ro");
            shown(&format!("disk-{at_rest}"), false);
        }
    }
}
