//! The importer killed at any moment leaves a sound file, and a re-run completes it.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::dump::dump;

fn archive(db: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_archive"));
    command.arg("--db").arg(db).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Enough pages for several seconds of work, each with a name, a quote and a place of its own.
fn write_pages(folder: &Path, count: usize) {
    fs::create_dir_all(folder).expect("a folder");
    let filler = "The committee met again on Tuesday and read the report of the engineers line by line. ".repeat(30);
    for number in 0..count {
        let page = format!(
            "Bridge number {number} reopens in Mostar\n\nBy Amra Hadzic\nMay 10, 2013\n\n\"We built {number} of them,\" said Mirsad Tanovic, an engineer.\n\n{filler}\n\n{filler}\n"
        );
        fs::write(folder.join(format!("{number:05}.txt")), page).expect("a page");
    }
}

#[test]
fn killed_importer_leaves_a_sound_file_that_a_second_run_completes() {
    let folder = tempfile::tempdir().expect("a folder");
    let pages = folder.path().join("pages");
    write_pages(&pages, 400);
    let whole = folder.path().join("whole.db");
    assert!(archive(&whole).arg("import").arg(&pages).status().expect("archive runs").success());

    let broken = folder.path().join("broken.db");
    let mut kills = 0;
    // Later and later, until the importer gets to its end before it is killed.
    for wait_ms in (0..).map(|step| 5 * step * step) {
        let mut child = archive(&broken).arg("import").arg(&pages).spawn().expect("archive starts");
        std::thread::sleep(Duration::from_millis(wait_ms));
        if child.try_wait().expect("the child can be asked").is_some() {
            break;
        }
        child.kill().expect("the child can be killed");
        child.wait().expect("the child ends");
        kills += 1;
        if broken.exists() {
            let check = archive(&broken).arg("check").stderr(Stdio::piped()).output().expect("archive runs");
            let said = String::from_utf8_lossy(&check.stderr);
            assert!(check.status.success(), "check after a kill at {wait_ms} ms: {said}");
        }
    }
    assert!(kills > 1, "the importer was never caught at work");
    assert!(archive(&broken).arg("import").arg(&pages).status().expect("archive runs").success());
    assert!(archive(&broken).arg("check").status().expect("archive runs").success());
    assert_eq!(dump(&broken), dump(&whole));
}
