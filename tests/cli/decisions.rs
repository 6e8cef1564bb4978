//! The verbs that decide who is who, and `archive decisions`.

use crate::dump::dump;
use crate::harness::Folder;

/// Pages about two people of one surname, one of whom has two names; a fourth page calls somebody by the surname alone.
const PAGES: &str = "\
{\"id\":\"a\",\"url\":\"https://example.org/a\",\"headline\":null,\"published_at\":\"2031-05-02\",\"language\":\"en\",\"body\":\"The mayor, Tomas Ferrin, opened the bridge in Lisbon on Monday. \\\"We waited for years,\\\" Tomas Ferrin said.\"}
{\"id\":\"b\",\"url\":\"https://example.org/b\",\"headline\":null,\"published_at\":\"2031-06-02\",\"language\":\"en\",\"body\":\"The budget was late again, said Thomas Ferrin, who spoke in Lisbon on Friday.\"}
{\"id\":\"c\",\"headline\":null,\"published_at\":\"2031-07-02\",\"language\":\"en\",\"body\":\"A letter by Tomas Ferrin was read aloud in Lisbon. Anna Quill said that she had not seen it.\"}
";

fn filled() -> Folder {
    let folder = Folder::new().file("pages.jsonl", PAGES);
    folder.archive(&["import", "pages.jsonl"]).run().success();
    folder
}

fn names(folder: &Folder) -> Vec<String> {
    let lines = folder.archive(&["people", "--format", "jsonl"]).run().lines_of_json();
    let mut names: Vec<String> =
        lines.iter().map(|line| format!("{} {}", line["articles"], line["name"].as_str().unwrap())).collect();
    names.sort();
    names
}

#[track_caller]
fn sound(folder: &Folder) {
    folder.archive(&["check"]).run().success();
}

#[test]
fn merged_people_are_one_until_that_is_undone() {
    let folder = filled();
    let before = dump(&folder.path("archive.db"));
    assert_eq!(names(&folder), ["1 Anna Quill", "1 Thomas Ferrin", "2 Tomas Ferrin"]);
    folder
        .archive(&["people", "merge", "Tomas Ferrin", "thomas ferrin"])
        .run()
        .success()
        .stdout("")
        .stderr("decision 1: Thomas Ferrin is Tomas Ferrin\n");
    assert_eq!(names(&folder), ["1 Anna Quill", "3 Tomas Ferrin"]);
    sound(&folder);
    let shown = folder.archive(&["show", "https://example.org/b"]).run().success();
    shown.stdout_has("Tomas Ferrin (called Thomas Ferrin: as decided)");
    folder.archive(&["query", "--person", "Thomas Ferrin", "--format", "csv"]).run().success().stdout_has("2031-07-02");
    folder
        .archive(&["people", "merge", "Tomas Ferrin", "Thomas Ferrin"])
        .run()
        .code(2)
        .stderr("archive: Tomas Ferrin is one already\n");
    folder.archive(&["decisions", "undo", "1"]).run().success().stderr("undone: Thomas Ferrin is Tomas Ferrin\n");
    assert_eq!(dump(&folder.path("archive.db")), before);
    sound(&folder);
    folder.archive(&["decisions", "undo", "1"]).run().code(1).stderr_has("archive: no decision 1 holds\n");
    folder.archive(&["decisions"]).run().code(1);
    folder.archive(&["decisions", "--all"]).run().success().stdout_has("Thomas Ferrin");
}

#[test]
fn split_rename_reject_and_alias_hold_until_undone() {
    let folder = filled();
    let before = dump(&folder.path("archive.db"));
    let decide = |args: &[&str], said: &str, expected: &[&str]| {
        folder.archive(args).run().success().stderr(said);
        assert_eq!(names(&folder), expected, "{args:?}");
        sound(&folder);
    };
    decide(
        &["people", "split", "Tomas Ferrin", "--article", "1"],
        "decision 1: Tomas Ferrin is Tomas Ferrin (2) in 1 article\n",
        &["1 Anna Quill", "1 Thomas Ferrin", "1 Tomas Ferrin", "1 Tomas Ferrin (2)"],
    );
    decide(
        &["people", "rename", "Tomas Ferrin (2)", "Tomás  Ferrin"],
        "decision 2: Tomas Ferrin (2) is called Tomás Ferrin\n",
        &["1 Anna Quill", "1 Thomas Ferrin", "1 Tomas Ferrin", "1 Tomás Ferrin"],
    );
    let ambiguous = folder.archive(&["people", "reject", "Tomás Ferrin"]).run().code(2);
    ambiguous.stderr_has("archive: more than one person is called Tomás Ferrin\nhint: call one by number:\n  ");
    decide(
        &["people", "reject", "anna quill"],
        "decision 3: Anna Quill is no person\n",
        &["1 Thomas Ferrin", "1 Tomas Ferrin", "1 Tomás Ferrin"],
    );
    decide(
        &["people", "alias", "Thomas Ferrin", "Tommy"],
        "decision 4: Thomas Ferrin is also called Tommy\n",
        &["1 Thomas Ferrin", "1 Tomas Ferrin", "1 Tomás Ferrin"],
    );
    folder.archive(&["people", "tommy"]).run().success().stdout_has("Thomas Ferrin");
    for id in ["3", "1", "4", "2"] {
        folder.archive(&["decisions", "undo", id]).run().success();
        sound(&folder);
    }
    assert_eq!(dump(&folder.path("archive.db")), before);
}

#[test]
fn places_and_organisations_have_the_same_verbs() {
    let folder = filled();
    let before = dump(&folder.path("archive.db"));
    folder.archive(&["places", "rename", "Lisbon", "Lisboa"]).run().success();
    folder.archive(&["places", "lisboa", "--format", "jsonl"]).run().success().stdout_has("\"Lisboa\"");
    folder.archive(&["places", "split", "Lisboa", "--article", "2", "--as", "Lisbon, Ohio"]).run().success();
    folder.archive(&["places", "ohio"]).run().success();
    sound(&folder);
    folder.archive(&["places", "reject", "Lisboa"]).run().success();
    sound(&folder);
    folder.archive(&["organisations", "reject", "Nobody at all"]).run().code(1).stderr_has("no organisation is called");
    for id in ["1", "2", "3"] {
        folder.archive(&["decisions", "undo", id]).run().success();
    }
    sound(&folder);
    assert_eq!(dump(&folder.path("archive.db")), before);
}

#[test]
fn decisions_go_to_another_archive_as_text_and_change_nothing_twice() {
    let folder = filled();
    for args in [
        &["people", "merge", "Tomas Ferrin", "Thomas Ferrin"][..],
        &["people", "split", "Tomas Ferrin", "--article", "3", "--as", "Tom \"the pen\" Ferrin"],
        &["people", "rename", "Anna Quill", "Ada Quill"],
        &["people", "rename", "Ada Quill", "Ann Quill"],
        &["places", "alias", "Lisbon", "White City"],
    ] {
        folder.archive(args).run().success();
    }
    let export = folder.archive(&["decisions", "export"]).run().success();
    let text = export.output().to_owned();
    assert_eq!(text.lines().count(), 5, "{text}");
    let other = Folder::new().file("pages.jsonl", PAGES).file("decisions.txt", &text);
    // The decisions may come before the pages, and twice.
    other.archive(&["import", "/dev/null"]).run().code(3);
    other.archive(&["decisions", "apply", "decisions.txt"]).run().success().stderr("decided 4, unchanged 0\n");
    other.archive(&["import", "pages.jsonl"]).run().success();
    other.archive(&["decisions", "apply", "-"]).stdin(&text).run().success().stderr("decided 0, unchanged 4\n");
    other.archive(&["decisions", "export"]).run().success().stdout(&text);
    sound(&other);
    let without_problems =
        |dump: String| dump.lines().filter(|line| !line.starts_with("problem")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(without_problems(dump(&other.path("archive.db"))), without_problems(dump(&folder.path("archive.db"))));
    let wrong = Folder::new().file("pages.jsonl", PAGES).file("wrong.txt", format!("{text}nonsense\n"));
    wrong.archive(&["import", "pages.jsonl"]).run().success();
    wrong.archive(&["decisions", "apply", "wrong.txt"]).run().code(2).stderr_has("line 6: ");
    wrong.archive(&["decisions"]).run().code(1);
}

#[test]
fn decisions_survive_a_new_version_of_a_page() {
    let folder = filled().file("new.jsonl", PAGES.replace("opened the bridge", "opened the old bridge"));
    folder.archive(&["people", "merge", "Thomas Ferrin", "Tomas Ferrin"]).run().success();
    folder.archive(&["import", "new.jsonl"]).run().success();
    assert_eq!(names(&folder), ["1 Anna Quill", "3 Thomas Ferrin"]);
    sound(&folder);
}

#[test]
fn a_surname_alone_is_a_row_of_its_own_and_found_by_the_name_all_the_same() {
    let folder = filled().file(
        "lone.jsonl",
        "{\"id\":\"d\",\"url\":\"https://example.org/d\",\"published_at\":\"2032\",\"language\":\"en\",\"body\":\"Quill said on Monday that the letter was lost. \\\"It is gone,\\\" Quill said.\"}\n",
    );
    folder.archive(&["import", "lone.jsonl"]).run().success();
    assert_eq!(names(&folder), ["1 Anna Quill", "1 Quill", "1 Thomas Ferrin", "2 Tomas Ferrin"]);
    folder.archive(&["query", "--person", "Quill"]).run().success().stdout_has("2032");
    sound(&folder);
    folder.archive(&["people", "merge", "Anna Quill", "Quill"]).run().success();
    assert_eq!(names(&folder), ["1 Thomas Ferrin", "2 Anna Quill", "2 Tomas Ferrin"]);
    folder
        .archive(&["show", "https://example.org/d"])
        .run()
        .success()
        .stdout_has("Anna Quill (called Quill: as decided)");
    sound(&folder);
    folder.archive(&["people", "split", "Anna Quill", "--article", "4"]).run().success();
    assert_eq!(names(&folder), ["1 Anna Quill", "1 Anna Quill (2)", "1 Thomas Ferrin", "2 Tomas Ferrin"]);
    sound(&folder);
}

#[test]
fn a_verb_is_told_from_a_word() {
    let folder = filled();
    folder.archive(&["people", "--", "merge"]).run().code(1).stderr("archive: archive.db: no people matched\n");
    folder.archive(&["people", "merge"]).run().code(2);
    // After a word, a verb is a word.
    folder
        .archive(&["people", "quill", "reject"])
        .run()
        .code(1)
        .stderr("archive: archive.db: no people matched\nhint: reject matches nothing\n");
    folder.archive(&["people", "reject", "quill"]).run().code(1).stderr(format!(
        "archive: no person is called quill\nhint: call one by number or full name:\n  {}  Anna Quill, 1 article\n",
        id_of(&folder, "Anna Quill")
    ));
    folder.archive(&["people", "split", "Anna Quill", "--article", "2"]).run().code(2).stderr_has("does not mention");
    folder.archive(&["--db", "none.db", "people", "reject", "x"]).run().code(4);
    assert!(!folder.path("none.db").exists());
}

fn id_of(folder: &Folder, name: &str) -> i64 {
    let lines = folder.archive(&["people", "--format", "jsonl"]).run().lines_of_json();
    lines.iter().find(|line| line["name"] == name).unwrap()["id"].as_i64().unwrap()
}

#[test]
fn whoever_was_split_off_can_be_rejected_until_that_is_undone() {
    let folder = filled();
    folder
        .archive(&["people", "split", "Tomas Ferrin", "--article", "1", "--as", "Tomas Ferrin, mayor"])
        .run()
        .success();
    folder.archive(&["people", "reject", "Tomas Ferrin, mayor"]).run().success();
    assert_eq!(names(&folder), ["1 Anna Quill", "1 Thomas Ferrin", "1 Tomas Ferrin"]);
    sound(&folder);
    folder.archive(&["decisions", "undo", "2"]).run().success();
    assert_eq!(names(&folder).len(), 4);
    sound(&folder);
}

#[test]
fn identifiers_are_decisions_that_follow_whoever_was_merged() {
    let folder = filled();
    let before = dump(&folder.path("archive.db"));
    let said = |args: &[&str], expected: &str| {
        folder.archive(args).run().success().stderr(expected);
    };
    said(&["people", "identify", "Thomas Ferrin", "Q7"], "decision 1: Thomas Ferrin is wikidata:Q7\n");
    said(&["people", "merge", "Tomas Ferrin", "Thomas Ferrin"], "decision 2: Thomas Ferrin is Tomas Ferrin\n");
    folder.archive(&["people", "tomas ferrin"]).run().success();
    let shown = |expected: &str| {
        let pages = folder.archive(&["people", "tomas ferrin", "--full", "--format", "json"]).run().success();
        let pages: serde_json::Value = serde_json::from_str(pages.output()).unwrap();
        assert_eq!(pages[0]["identifiers"].to_string(), expected);
    };
    shown(r#"{"wikidata":"Q7"}"#);
    let record = "https://viaf.org/viaf/12";
    folder.archive(&["people", "identify", "Tomas Ferrin", "wikidata:Q8", record]).run().success();
    shown(r#"{"viaf":"12","wikidata":"Q8"}"#);
    folder.archive(&["export", "ftm", "-"]).run().success().stdout_has(r#""wikidataId":["Q8"]"#);
    folder.archive(&["export", "openrefine", "-"]).run().success().stdout_has(",Q8,12,");
    let decisions = folder.archive(&["decisions", "export"]).run().success().output().to_owned();
    std::fs::write(folder.path("decisions.txt"), decisions).unwrap();
    said(&["decisions", "apply", "decisions.txt"], "decided 0, unchanged 4\n");
    folder.archive(&["rebuild"]).run().success();
    sound(&folder);
    said(&["decisions", "undo", "3"], "undone: Tomas Ferrin is wikidata:Q8\n");
    shown(r#"{"viaf":"12","wikidata":"Q7"}"#);
    for id in ["4", "2", "1"] {
        folder.archive(&["decisions", "undo", id]).run().success();
    }
    assert_eq!(dump(&folder.path("archive.db")), before);
    folder.archive(&["people", "identify", "Anna Quill", "42"]).run().code(2).stderr_has("wikidata:Q42");
}

#[test]
fn whoever_was_identified_is_found_by_the_identifier() {
    let folder = filled();
    folder.archive(&["query", "person:Q7"]).run().code(1);
    folder.archive(&["people", "identify", "Thomas Ferrin", "Q7", "viaf:12"]).run().success();
    let found = |args: &[&str]| folder.archive(&[args, &["--format", "jsonl"]].concat()).run().lines_of_json();
    for asked in
        ["person:Q7", "person:q7", "person:wikidata:Q7", "person:\"wikidata:Q7\"", "person:viaf:12", "speaker:Q7"]
    {
        let rows = found(&["query", asked]);
        assert_eq!(rows.len(), 1, "{asked}");
        assert_eq!(rows[0]["url"], "https://example.org/b", "{asked}");
    }
    assert_eq!(found(&["quotes", "speaker:Q7"])[0]["speaker"], "Thomas Ferrin");
    let people = found(&["people"]);
    let written = |name: &str| {
        let row = people.iter().find(|row| row["name"] == name);
        row.map(|row| row["identifiers"].clone()).unwrap_or_default()
    };
    assert_eq!(written("Thomas Ferrin"), "viaf:12; wikidata:Q7");
    assert!(written("Anna Quill").is_null());
    folder.archive(&["query", "person:Q8"]).run().code(1);
    folder.archive(&["query", "place:Q7"]).run().code(1);
    folder.archive(&["people", "merge", "Tomas Ferrin", "Thomas Ferrin"]).run().success();
    assert_eq!(found(&["query", "person:Q7"]).len(), 3);
    folder.archive(&["decisions", "undo", "1"]).run().success();
    folder.archive(&["query", "person:Q7"]).run().code(1);
}

#[test]
fn a_table_that_was_reconciled_comes_back() {
    let folder = filled();
    let names = folder.archive(&["export", "openrefine", "-"]).run().success().output().to_owned();
    let filled_in = names.replace("\r\n", "\n");
    let lines = filled_in.lines().map(|line| match line {
        line if line.starts_with("kind,") => format!("{line},Wikidata ID\n"),
        line if line.contains("Anna Quill") => format!("{line},http://www.wikidata.org/entity/Q9\n"),
        line => format!("{line},\n"),
    });
    // A row whose number another archive gave is known by its name.
    let table = lines.collect::<String>()
        + "person,999,Thomas Ferrin,,,,,,1,,,,,,,,,,Q10\nperson,998,Nobody At All,,,,,,1,,,,,,,,,,Q11\n";
    std::fs::write(folder.path("names.csv"), table).unwrap();
    let told = folder.archive(&["identify", "names.csv"]).run().code(3);
    told.stderr_has("no person is called Nobody At All").stderr_has("decided 2, unchanged 0, skipped 1");
    // Read once more, it decides nothing and tells the same of the row that is nobody.
    let again = folder.archive(&["identify", "names.csv"]).run().code(3);
    again.stderr_has("no person is called Nobody At All").stderr_has("decided 0, unchanged 2, skipped 1");
    // Of two rows of one person the later one holds, however often the table is read.
    let twice = "kind,id,name,Wikidata ID\nperson,,Anna Quill,Q8\nperson,,Anna Quill,Q9\n";
    std::fs::write(folder.path("twice.csv"), twice).unwrap();
    for _ in 0..2 {
        folder.archive(&["identify", "twice.csv"]).run().success().stderr_has("decided 0, unchanged 2");
    }
    let listed = folder.archive(&["decisions", "--format", "csv"]).run().success();
    listed.stdout_has("Anna Quill,,wikidata:Q9").stdout_has("Thomas Ferrin,,wikidata:Q10");
    sound(&folder);
    folder.archive(&["identify", "names.csv", "--column", "also=ours"]).run().code(3);
    std::fs::write(folder.path("bare.csv"), "kind,id,name\nperson,1,Anna Quill\n").unwrap();
    folder.archive(&["identify", "bare.csv"]).run().code(2).stderr_has("no column is called like an authority");
}
