//! What is said when something goes wrong: exact, with the next step.

use std::fs;
use std::process::{Command, Stdio};

use crate::harness::{Archive, Folder};

#[test]
fn a_question_to_a_missing_archive_makes_no_file() {
    let folder = Folder::new();
    for verb in
        ["query", "people", "places", "organisations", "quotes", "captions", "stats", "check", "problems", "dump"]
    {
        folder.archive(&[verb]).run().code(4).stdout("").stderr(
            "archive: archive.db: no archive there\n\
             hint: make one with `archive import`, or name the right file with --db\n",
        );
    }
    for args in
        [&["show", "1"][..], &["original", "1"], &["tag", "1", "x"], &["note", "1", "x"], &["delete", "1", "--yes"]]
    {
        folder.archive(args).run().code(4).stderr_has("no archive there");
    }
    folder.archive(&["correct", "1", "--site", "x"]).run().code(4);
    assert!(!folder.path("archive.db").exists());
}

#[test]
fn a_file_that_is_not_an_archive_is_left_alone() {
    let folder = Folder::new().file("notes.txt", "shopping list");
    for args in [&["--db", "notes.txt", "stats"][..], &["--db", "notes.txt", "import", "-"]] {
        folder.archive(args).stdin("text").run().code(4).stdout("");
    }
    assert_eq!(fs::read(folder.path("notes.txt")).unwrap(), b"shopping list");
}

#[test]
fn a_closed_pipe_ends_well() {
    let input = "{\"body\":\"The harbour was quiet.\"}\n".repeat(4000);
    let folder = Folder::new().file("in.jsonl", input);
    let mut child = Command::new(env!("CARGO_BIN_EXE_archive"))
        .args(["extract", "in.jsonl"])
        .current_dir(folder.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_said() {
    let output = Command::new(env!("CARGO_BIN_EXE_archive"))
        .arg("--version")
        .stdout(fs::OpenOptions::new().write(true).open("/dev/full").unwrap())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(4));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "archive: standard output: no space left on device\n\
         hint: write to a place with room, and run the same command again\n"
    );
}

#[test]
fn hostile_names_are_harmless_on_standard_error() {
    Archive::new()
        .args(&["extract", "a\u{1b}[2J.txt"])
        .run()
        .code(3)
        .stderr("archive: a␛[2J.txt: no such file or folder\n");
}
