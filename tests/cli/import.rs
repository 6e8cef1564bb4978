//! `archive import`.

use crate::harness::Folder;

const PAGES: &str = "\
{\"id\":\"a\",\"url\":\"https://example.org/ferry\",\"headline\":\"Ferry returns\",\"body\":\"The ferry came back on Monday.\"}
{\"id\":\"b\",\"url\":\"https://example.org/tide\",\"headline\":\"High tide\",\"body\":\"The quay was under water.\"}
";

#[test]
fn importing_twice_changes_nothing() {
    let folder = Folder::new().file("pages.jsonl", PAGES);
    let import = |summary: &str| {
        folder.archive(&["import", "pages.jsonl"]).run().success().stdout("").stderr(summary);
    };
    import("imported 2, updated 0, unchanged 0, skipped 0\n");
    import("imported 0, updated 0, unchanged 2, skipped 0\n");
}

#[test]
fn a_changed_page_updates_its_article() {
    let folder = Folder::new().file("old.jsonl", PAGES).file("new.jsonl", PAGES.replace("on Monday", "on Tuesday"));
    folder.archive(&["import", "old.jsonl"]).run().success();
    folder.archive(&["import", "new.jsonl"]).run().success().stderr("imported 0, updated 1, unchanged 1, skipped 0\n");
}

#[test]
fn a_bad_record_is_named_and_the_run_goes_on() {
    let folder = Folder::new().file("pages.jsonl", format!("{{\"id\":3\n{PAGES}"));
    let run = folder.archive(&["import", "pages.jsonl", "gone.txt"]).run().code(3).stdout("");
    run.stderr_has("archive: pages.jsonl:1: ")
        .stderr_has("archive: gone.txt: no such file or folder\n")
        .stderr_has("\nimported 2, updated 0, unchanged 0, skipped 2\n");
}

#[test]
fn standard_input_and_folders_are_read_and_the_archive_among_them_is_not() {
    let folder = Folder::new().file("pages/a.jsonl", PAGES);
    for summary in
        ["imported 2, updated 0, unchanged 0, skipped 0\n", "imported 0, updated 0, unchanged 2, skipped 0\n"]
    {
        folder.archive(&["--db", "pages/archive.db", "import", "pages"]).run().success().stderr(summary);
    }
    folder
        .archive(&["import", "-"])
        .stdin(PAGES)
        .run()
        .success()
        .stderr("imported 2, updated 0, unchanged 0, skipped 0\n");
}

#[test]
fn both_journals_leave_one_file() {
    for journal in ["wal", "rollback"] {
        let folder = Folder::new().file("pages.jsonl", PAGES);
        folder.archive(&["import", "--journal", journal, "pages.jsonl"]).run().success();
        assert!(folder.path("archive.db").exists());
        for suffix in ["-wal", "-shm", "-journal"] {
            assert!(!folder.path(&format!("archive.db{suffix}")).exists(), "{journal} leaves {suffix}");
        }
    }
}

#[test]
fn a_column_can_be_named_for_a_field() {
    let folder = Folder::new().file("table.csv", "Titel,Volltext\nFlut am Kai,Das Wasser stand hoch.\n");
    folder
        .archive(&["import", "table.csv", "--map", "headline=Titel", "--map", "body=Volltext"])
        .run()
        .success()
        .stderr("imported 1, updated 0, unchanged 0, skipped 0\n");
}

#[cfg(unix)]
#[test]
fn names_that_are_no_utf_8_are_articles_of_their_own() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = Folder::new().file("pages/plain.txt", "The lock keeper\n\nThe lock keeper retired on Sunday.");
    for (byte, day) in [(0xe9, "Monday"), (0xe8, "Tuesday"), (0xea, "Friday")] {
        let name = [b"pages/caf".as_slice(), &[byte], b".txt"].concat();
        let path = folder.path("").join(std::ffi::OsStr::from_bytes(&name));
        std::fs::write(path, format!("The quay floods\n\nThe quay was under water on {day}.")).unwrap();
    }
    let import = || folder.archive(&["import", "pages"]).run().success();
    import().stderr("imported 4, updated 0, unchanged 0, skipped 0\n");
    import().stderr("imported 0, updated 0, unchanged 4, skipped 0\n");
    let extracted = folder.archive(&["extract", "pages"]).run().success();
    let extracted =
        extracted.stdout_has("\"path\":\"pages/caf\\\\xe8.txt\"").stdout_has("\"path\":\"pages/plain.txt\"");
    extracted.stdout_has("\"path\":\"pages/caf\\\\xe9.txt\"").stdout_has("\"path\":\"pages/caf\\\\xea.txt\"");
}
