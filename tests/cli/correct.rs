//! `archive correct`: fields that say something else than their page.

use crate::dump::dump;
use crate::harness::Folder;

const PAGES: &str = "\
{\"id\":\"a\",\"url\":\"https://example.org/a\",\"headline\":\"Tomas Ferrin opens quay\",\"byline\":\"By Ida Moe\",\"published_at\":\"2031-05-02\",\"language\":\"en\",\"body\":\"The quay in Lisbon was opened on Monday, said Anna Quill.\"}
{\"id\":\"b\",\"headline\":\"Rain\",\"published_at\":\"2031-07-02\",\"language\":\"en\",\"body\":\"It rained in Lisbon, said Anna Quill.\"}
";

fn filled() -> Folder {
    let folder = Folder::new().file("pages.jsonl", PAGES);
    folder.archive(&["import", "pages.jsonl"]).run().success();
    folder
}

#[track_caller]
fn sound(folder: &Folder) {
    folder.archive(&["check"]).run().success();
}

fn whole(folder: &Folder, id: &str) -> serde_json::Value {
    folder.archive(&["show", id, "--format", "jsonl"]).run().success().lines_of_json().remove(0)
}

#[test]
fn corrected_fields_are_shown_found_and_undone() {
    let folder = filled();
    let before = dump(&folder.path("archive.db"));
    folder
        .archive(&[
            "correct",
            "https://example.org/a",
            "--headline",
            "Rosa Almeida  opens quay",
            "--date",
            "2031-05-03",
        ])
        .run()
        .success()
        .stdout("")
        .stderr(
            "decision 1: headline of article 2: Rosa Almeida opens quay\ndecision 2: date of article 2: 2031-05-03\n",
        );
    sound(&folder);
    let shown = whole(&folder, "2");
    assert_eq!((&shown["headline"], &shown["published_at"]), (&"Rosa Almeida opens quay".into(), &"2031-05-03".into()));
    assert_eq!(shown["corrected"][0]["original"], "Tomas Ferrin opens quay");
    folder
        .archive(&["show", "2"])
        .run()
        .success()
        .stdout_has("headline: the page says “Tomas Ferrin opens quay” (decision 1)");
    folder
        .archive(&["explain", "article", "2"])
        .run()
        .success()
        .stdout_has("headline: as decided (decision 1); the page says “Tomas Ferrin opens quay”");
    // Names are those of what is shown.
    folder.archive(&["query", "--person", "Rosa Almeida"]).run().success();
    folder.archive(&["people", "Ferrin"]).run().code(1);
    folder.archive(&["query", "Almeida", "--from", "2031-05-03"]).run().success();
    let again = folder.archive(&["correct", "2", "--headline", "Rosa Almeida opens quay"]).run();
    again.success().stderr("nothing to decide: it says so already\n");
    let list = folder.archive(&["decisions", "--format", "csv"]).run().success();
    list.stdout_has("article,correct,url https://example.org/a,headline,Rosa Almeida opens quay");
    folder
        .archive(&["decisions", "undo", "1"])
        .run()
        .success()
        .stderr("undone: headline of https://example.org/a: Rosa Almeida opens quay\n");
    folder.archive(&["decisions", "undo", "2"]).run().success();
    sound(&folder);
    assert_eq!(dump(&folder.path("archive.db")), before);
    folder.archive(&["decisions", "undo", "2"]).run().code(1).stderr_has("no decision 2 holds");
    assert_eq!(whole(&folder, "2")["corrected"], serde_json::json!([]));
}

#[test]
fn a_correction_holds_for_newer_versions_rebuilds_and_repairs() {
    let folder = filled();
    for args in [
        &["correct", "2", "--headline", "Quay opened", "--author", "Ida Moe", "--author", "Per Holm"][..],
        &["correct", "1", "--site", "Tern Echo", "--url", "https://example.org/b", "--standfirst", "A wet day"],
    ] {
        folder.archive(args).run().success();
        sound(&folder);
    }
    let before = dump(&folder.path("archive.db"));
    for args in [&["import", "pages.jsonl"][..], &["rebuild"], &["rebuild", "--repair"]] {
        folder.archive(args).run().success();
        sound(&folder);
        assert_eq!(dump(&folder.path("archive.db")), before, "{args:?}");
    }
    folder.archive(&["rebuild"]).run().success().stderr("rebuilt 2, changed 0, skipped 0\n");
    let newer =
        PAGES.replace("opens quay", "opens old quay").replace("on Monday", "on Tuesday").replace("05-02", "05-04");
    let folder = folder.file("newer.jsonl", newer);
    folder.archive(&["import", "newer.jsonl"]).run().success().stderr_has("updated 1");
    sound(&folder);
    let shown = whole(&folder, "2");
    assert_eq!(shown["headline"], "Quay opened");
    assert!(shown["body"].as_str().unwrap().contains("on Tuesday"));
    assert_eq!(shown["authors"], serde_json::json!(["Ida Moe", "Per Holm"]));
    let corrected = shown["corrected"].as_array().unwrap();
    assert!(corrected.iter().any(|field| field["original"] == "Tomas Ferrin opens old quay"), "{corrected:?}");
    let other = whole(&folder, "1");
    assert_eq!((&other["site"], &other["standfirst"]), (&"Tern Echo".into(), &"A wet day".into()));
}

#[test]
fn the_last_correction_holds_and_an_empty_one_empties() {
    let folder = filled();
    for headline in ["One", "Two", ""] {
        folder.archive(&["correct", "2", "--headline", headline]).run().success();
        sound(&folder);
    }
    assert_eq!(whole(&folder, "2")["headline"], serde_json::Value::Null);
    folder.archive(&["decisions", "undo", "3"]).run().success();
    assert_eq!(whole(&folder, "2")["headline"], "Two");
    folder.archive(&["decisions", "undo", "1"]).run().success();
    assert_eq!(whole(&folder, "2")["headline"], "Two");
    sound(&folder);
}

#[test]
fn corrections_go_to_another_archive_before_or_after_the_pages() {
    let folder = filled();
    for args in [
        &["correct", "2", "--headline", "One"][..],
        &["correct", "2", "--headline", "Two"],
        &["correct", "1", "--headline", ""],
        &["people", "rename", "Anna Quill", "Ada Quill"],
    ] {
        folder.archive(args).run().success();
    }
    let export = folder.archive(&["decisions", "export"]).run().success().output().to_owned();
    assert_eq!(export.lines().count(), 4, "{export}");
    let late = filled();
    let early = Folder::new().file("pages.jsonl", PAGES);
    early.archive(&["import", "/dev/null"]).run().code(3);
    for other in [&late, &early] {
        other.archive(&["decisions", "apply", "-"]).stdin(&export).run().success().stderr("decided 3, unchanged 0\n");
        other.archive(&["decisions", "apply", "-"]).stdin(&export).run().success().stderr("decided 0, unchanged 3\n");
    }
    early.archive(&["import", "pages.jsonl"]).run().success();
    for other in [&late, &early] {
        sound(other);
        assert_eq!(whole(other, "2")["headline"], "Two");
        assert_eq!(whole(other, "1")["headline"], serde_json::Value::Null);
        other.archive(&["decisions", "export"]).run().success().stdout(&export);
    }
}

#[test]
fn what_cannot_be_corrected_is_refused_in_words() {
    let folder = filled();
    folder.archive(&["correct", "9", "--headline", "X"]).run().code(1).stderr_has("no article 9");
    folder.archive(&["correct", "2"]).run().code(2);
    folder.archive(&["correct", "2", "--date", "yesterday"]).run().code(2).stderr_has("not a date such as");
    folder.archive(&["decisions"]).run().code(1);
}

#[test]
fn language_agency_and_dateline_are_corrected_like_other_fields() {
    let folder = filled();
    let before = dump(&folder.path("archive.db"));
    let args = ["correct", "1", "--language", "PT", "--agency", "Quay News", "--dateline", "OSLO"];
    folder.archive(&args).run().success().stderr(
        "decision 1: language of article 1: pt\ndecision 2: agency of article 1: Quay News\n\
         decision 3: dateline of article 1: OSLO\n",
    );
    sound(&folder);
    let shown = whole(&folder, "1");
    assert_eq!((&shown["language"], &shown["agency"]), (&"pt".into(), &"Quay News".into()));
    folder.archive(&["query", "--language", "pt"]).run().success();
    // The place in the dateline is one of the article's.
    folder.archive(&["query", "--place", "Oslo"]).run().success();
    let export = folder.archive(&["decisions", "export"]).run().success().output().to_owned();
    let other = filled();
    other.archive(&["decisions", "apply", "-"]).stdin(&export).run().success().stderr("decided 3, unchanged 0\n");
    assert_eq!(whole(&other, "1")["dateline"], "OSLO");
    for id in ["1", "2", "3"] {
        folder.archive(&["decisions", "undo", id]).run().success();
    }
    sound(&folder);
    assert_eq!(dump(&folder.path("archive.db")), before);
    folder
        .archive(&["correct", "1", "--language", "Portuguese"])
        .run()
        .code(2)
        .stderr_has("`Portuguese` is no language");
}

#[test]
fn decisions_follow_an_article_whose_address_has_another_form_from_now_on() {
    let page = |id: &str, url: &str| {
        format!(
            "{{\"id\":\"{id}\",\"url\":\"{url}\",\"headline\":\"Rain {id}\",\"language\":\"en\",\"body\":\"It rained in Lisbon, said Anna Quill.\"}}\n"
        )
    };
    let folder = Folder::new()
        .file("a.jsonl", page("a", "https://example.org/a?cmp=1"))
        .file("b.jsonl", page("b", "https://example.org/a"));
    folder.archive(&["import", "a.jsonl"]).run().success();
    folder.archive(&["correct", "1", "--headline", "Sun"]).run().success();
    folder.archive(&["people", "split", "Anna Quill", "--article", "1", "--as", "Ada Quill"]).run().success();
    folder.archive(&["tag", "1", "wet"]).run().success();
    let holds = |folder: &Folder| {
        sound(folder);
        assert_eq!(whole(folder, "1")["headline"], "Sun");
        folder.archive(&["query", "--person", "Ada Quill", "--tag", "wet"]).run().success();
    };
    holds(&folder);
    folder.archive(&["import", "b.jsonl", "--keep-parameter", "cmp"]).run().success().stderr_has("imported 1,");
    holds(&folder);
    folder.archive(&["rebuild"]).run().success();
    holds(&folder);
    let list = folder.archive(&["decisions", "--format", "csv"]).run().success();
    list.stdout_has("article,correct,url https://example.org/a?cmp=1,headline,Sun");
    assert_eq!(whole(&folder, "2")["headline"], "Rain b");
}

#[test]
fn articles_that_become_one_are_shown_as_corrected_at_once() {
    let page = |id: usize| {
        format!(
            "{{\"id\":\"{id}\",\"url\":\"https://example.org/a?cmp={id}\",\"published_at\":\"2031-05-0{id}\",\"headline\":\"Rain {id}\",\"body\":\"It rained.\"}}\n"
        )
    };
    let folder = Folder::new().file("a.jsonl", page(1) + &page(2));
    folder.archive(&["import", "a.jsonl", "--keep-parameter", "cmp"]).run().success();
    let other = whole(&folder, "1")["headline"] == "Rain 1";
    folder.archive(&["correct", if other { "1" } else { "2" }, "--headline", "Sun"]).run().success();
    // As an archive looks of which the rules that say what an address is have changed since.
    let connection = rusqlite::Connection::open(folder.path("archive.db")).unwrap();
    connection.execute_batch("DELETE FROM kept_parameters").unwrap();
    drop(connection);
    folder.archive(&["rebuild"]).run().success();
    sound(&folder);
    let id =
        folder.archive(&["query", "--format", "jsonl"]).run().success().lines_of_json().remove(0)["id"].to_string();
    assert_eq!(whole(&folder, &id)["headline"], "Sun");
}
