//! `archive tag` and `archive note`: what the owner puts on articles.

use crate::harness::Folder;

const PAGES: &str = "\
{\"id\":\"a\",\"url\":\"https://example.org/a\",\"headline\":\"Quay opens\",\"published_at\":\"2031-05-02\",\"body\":\"The quay in Lisbon was opened.\"}
{\"id\":\"b\",\"url\":\"https://example.org/b?cmp=1\",\"headline\":\"Rain\",\"published_at\":\"2031-05-03\",\"body\":\"It rained in Lisbon.\"}
{\"id\":\"c\",\"url\":\"https://example.org/c\",\"headline\":\"Sun\",\"published_at\":\"2031-05-04\",\"body\":\"It was dry in Lisbon.\"}
";

fn filled() -> Folder {
    let folder = Folder::new().file("pages.jsonl", PAGES);
    folder.archive(&["import", "pages.jsonl"]).run().success();
    folder
}

#[test]
fn tags_are_shown_found_and_taken_off() {
    let folder = filled();
    let run = |args: &[&str], said: &str| drop(folder.archive(args).run().success().stderr(said));
    run(&["tag", "1", "https://example.org/c", "Harbour  Inquiry"], "tagged 2, unchanged 0\n");
    run(&["tag", "1", "2", "harbour inquiry"], "tagged 1, unchanged 1\n");
    run(&["tag", "1", "Wet"], "tagged 1, unchanged 0\n");
    folder.archive(&["show", "1"]).run().success().stdout_has("tags       Harbour Inquiry; Wet");
    let found = folder.archive(&["query", "--tag", "HARBOUR INQUIRY", "--format", "jsonl"]).run().success();
    assert_eq!(found.lines_of_json().iter().map(|row| row["id"].as_i64().unwrap()).collect::<Vec<_>>(), [3, 2, 1]);
    let found =
        folder.archive(&["query", "--tag", "wet", "--tag", "harbour inquiry", "--format", "csv"]).run().success();
    found.stdout_has("Harbour Inquiry; Wet");
    folder.archive(&["stats"]).run().success().stdout_has("tag Harbour Inquiry           3\n");
    run(&["tag", "1", "2", "HARBOUR INQUIRY", "--remove"], "untagged 2, unchanged 0\n");
    folder.archive(&["query", "--tag", "inquiry"]).run().code(1);
    folder.archive(&["tag", "9", "x"]).run().code(1).stderr_has("no article 9");
    folder.archive(&["tag", "1", " "]).run().code(2).stderr_has("the tag is empty");
    folder.archive(&["check"]).run().success();
}

#[test]
fn notes_are_shown_with_their_numbers_and_taken_off() {
    let folder = filled();
    for _ in 0..2 {
        folder.archive(&["note", "2", "The date is wrong"]).run().success().stderr("note 1 of article 2\n");
    }
    folder.archive(&["note", "2", "Ask Ms Quill"]).run().success().stderr("note 2 of article 2\n");
    folder
        .archive(&["show", "2"])
        .run()
        .success()
        .stdout_has("Owner's notes\n  1: The date is wrong\n  2: Ask Ms Quill\n");
    let shown = folder.archive(&["show", "2", "--format", "jsonl"]).run().success().lines_of_json().remove(0);
    assert_eq!(shown["notes"][1]["text"], "Ask Ms Quill");
    folder.archive(&["note", "1", "--remove", "2"]).run().code(1).stderr_has("article 1 has no note 2");
    folder.archive(&["note", "2", "--remove", "2"]).run().success();
    folder.archive(&["check"]).run().success();
}

#[test]
fn tags_and_notes_outlive_imports_rebuilds_and_articles_that_become_one() {
    let folder = filled().file(
        "more.jsonl",
        "{\"id\":\"d\",\"url\":\"https://example.org/b?cmp=2\",\"published_at\":\"2031-05-05\",\"body\":\"It rained again.\"}\n",
    );
    folder.archive(&["tag", "1", "2", "kept"]).run().success();
    folder.archive(&["note", "2", "kept, too"]).run().success();
    let dump = |folder: &Folder| folder.archive(&["dump"]).run().success().output().to_owned();
    let before = dump(&folder);
    folder.archive(&["import", "pages.jsonl"]).run().success();
    assert_eq!(dump(&folder), before);
    for args in [&["import", "pages.jsonl", "more.jsonl"][..], &["rebuild"], &["rebuild", "--repair"]] {
        folder.archive(args).run().success();
        folder.archive(&["check"]).run().success();
        folder.archive(&["query", "--tag", "kept", "--format", "csv"]).run().success().stdout_has("\n1,");
        folder.archive(&["show", "2"]).run().success().stdout_has("kept, too");
    }
}

#[test]
fn tags_and_notes_go_to_another_archive_with_the_decisions() {
    let folder = filled();
    for args in [
        &["tag", "1", "2", "Harbour inquiry"][..],
        &["note", "2", "Ask \"Ms Quill\"\nabout the date"],
        &["correct", "1", "--headline", "Quay shuts"],
    ] {
        folder.archive(args).run().success();
    }
    let export = folder.archive(&["decisions", "export"]).run().success().output().to_owned();
    assert_eq!(export.lines().filter(|line| line.contains("Z article ")).count(), 4, "{export}");
    let other = filled();
    other.archive(&["tag", "2", "HARBOUR INQUIRY"]).run().success();
    let apply = || other.archive(&["decisions", "apply", "-"]).stdin(&export).run().success();
    apply().stderr("decided 3, unchanged 1\n");
    apply().stderr("decided 0, unchanged 4\n");
    other.archive(&["check"]).run().success();
    other.archive(&["show", "2"]).run().success().stdout_has("Ask \"Ms Quill\"");
    other.archive(&["query", "--tag", "harbour inquiry", "--format", "csv"]).run().success().stdout_has("Quay shuts");
    // Of articles that are not there nothing is kept, and each is named.
    let early = Folder::new().file("pages.jsonl", PAGES.lines().next().unwrap());
    early.archive(&["import", "pages.jsonl"]).run().success();
    let run = early.archive(&["decisions", "apply", "-"]).stdin(&export).run().code(3);
    run.stderr_has("archive: https://example.org/b: not in this archive, so it got no tag “Harbour inquiry”\n")
        .stderr_has("decided 2, unchanged 0, skipped 2\n");
    let early = early.file("pages.jsonl", PAGES);
    early.archive(&["import", "pages.jsonl"]).run().success();
    early.archive(&["decisions", "apply", "-"]).stdin(&export).run().success().stderr("decided 2, unchanged 2\n");
    early.archive(&["check"]).run().success();
}
