//! What cannot be read: `archive problems`, and what `import` says of it the second time; what folders hold and is not read.

use std::fs;
use std::time::{Duration, SystemTime};

use crate::harness::Folder;

const GOOD: &str = "{\"id\":\"a\",\"url\":\"https://example.org/a\",\"body\":\"It rained in Lisbon.\"}\n";
const BAD: &str = "{\"id\":\"b\",\"body\":\n";

#[test]
fn what_failed_before_is_said_again_only_where_its_file_has_changed() {
    let folder = Folder::new().file("in/good.jsonl", GOOD).file("in/bad.jsonl", BAD).file("in/empty.txt", "");
    let first = folder.archive(&["import", "in"]).run().code(3);
    first
        .stderr_has("in/bad.jsonl:1")
        .stderr_has("in/empty.txt")
        .stderr_has("imported 1, updated 0, unchanged 0, skipped 2\n");
    folder.archive(&["import", "in"]).run().code(3).stderr(
        "2 records failed as before: `archive problems` lists what could not be read\n\
         imported 0, updated 0, unchanged 1, skipped 2\n",
    );
    folder.archive(&["import", "in", "--quiet"]).run().code(3).stderr("");
    folder
        .archive(&["import", "in", "--verbose"])
        .run()
        .code(3)
        .stderr_has("in/bad.jsonl:1")
        .stderr_has("in/empty.txt");
    // Another file of the same length, and as wrong.
    let changed = fs::File::options().append(true).open(folder.path("in/bad.jsonl")).unwrap();
    changed.set_modified(SystemTime::now() + Duration::from_secs(100)).unwrap();
    let run = folder.archive(&["import", "in", "-q"]).run().code(3);
    assert!(run.errors().starts_with("archive: in/bad.jsonl:1"), "{}", run.errors());
    assert_eq!(run.errors().lines().count(), 1);
    folder.archive(&["import", "in"]).run().code(3).stderr_has("2 records failed as before");
    folder.archive(&["check"]).run().success();
    // Standard input is another file each time.
    for _ in 0..2 {
        folder.archive(&["import", "-"]).stdin(BAD).run().code(3).stderr_has("archive: -:1");
    }
}

#[test]
fn problems_are_listed_until_they_are_mended() {
    let folder = Folder::new().file("in/bad.jsonl", BAD).file("in/empty.txt", "");
    folder.archive(&["problems"]).run().code(4);
    folder.archive(&["import", "in"]).run().code(3);
    let listed = |args: &[&str]| {
        let run = folder.archive(&[&["problems", "--format", "jsonl"], args].concat()).run();
        run.lines_of_json().iter().map(|row| row["path"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(listed(&[]), ["in/bad.jsonl", "in/empty.txt"]);
    assert_eq!(listed(&["--kind", "malformed"]), ["in/bad.jsonl"]);
    assert_eq!(listed(&["--since", "2999"]), [""; 0]);
    assert_eq!(listed(&["--since", "2020-05"]).len(), 2);
    folder.archive(&["problems", "--since", "2999"]).run().code(1).stderr_has("no problems matched");
    fs::write(folder.path("in/bad.jsonl"), "{\"id\":\"b\",\"body\":\"It rained.\"}\n").unwrap();
    folder.archive(&["import", "in"]).run().code(3);
    assert_eq!(listed(&[]), ["in/empty.txt"]);
    assert_eq!(listed(&["--all"]).len(), 2);
}

#[test]
fn what_a_folder_holds_and_is_not_read_is_counted() {
    let folder = Folder::new()
        .file("in/a.jsonl", GOOD)
        .file("in/.hidden/b.jsonl", GOOD)
        .file("in/.DS_Store", "x")
        .file("in/old/c.bak", "x")
        .file("in/old/d.bak", "x")
        .file("in/drafts/2019/e.txt", "x")
        .file("in/2019/f.txt", "x");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(folder.path("in"), folder.path("in/old/loop")).unwrap();
        std::os::unix::fs::symlink("/dev/null", folder.path("in/old/null")).unwrap();
        std::os::unix::net::UnixListener::bind(folder.path("in/socket")).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(folder.path("in/pipe")).status().unwrap().success());
    }
    let args = ["in", "--exclude", "*.bak", "--exclude", "drafts/", "--exclude", "2019/*.txt"];
    let counted = "passed over 10 (device 1, excluded 4, hidden 2, link to what is read already 1, pipe 1, socket 1)\n";
    let import = folder.archive(&[&["import"], &args[..]].concat()).run().success();
    import.stderr(format!("imported 1, updated 0, unchanged 0, skipped 0, {counted}"));
    folder.archive(&[&["extract"], &args[..]].concat()).run().success().stderr(counted);
    // What is named outright is read.
    folder.archive(&["extract", "in/a.jsonl", "--exclude", "*.jsonl"]).run().success().stderr("");
    folder.archive(&["import", "in", "--exclude", "[a"]).run().code(2).stderr_has("--exclude");
}
