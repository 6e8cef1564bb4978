//! Which records are versions of one article.

use rusqlite::Connection;

use crate::harness::Folder;

fn asked(folder: &Folder, sql: &str) -> String {
    let connection = Connection::open(folder.path("archive.db")).unwrap();
    connection.query_row(sql, [], |row| row.get::<_, Option<String>>(0)).unwrap().unwrap_or_default()
}

fn record(id: usize, url: &str) -> String {
    format!("{{\"id\":\"{id}\",\"url\":\"{url}\",\"published_at\":\"2015-03-0{id}\",\"body\":\"Edition {id}.\"}}\n")
}

/// The keys of the articles that records of these addresses become, in order, with the address that each shows.
#[track_caller]
fn check(urls: &[&str], options: &[&str], expected: &str) -> Folder {
    let records: String = urls.iter().zip(1..).map(|(url, id)| record(id, url)).collect();
    let folder = Folder::new().file("a.jsonl", records);
    folder.archive(&[&["import", "a.jsonl"], options].concat()).run().success();
    let shown = "SELECT group_concat(url, ' ') FROM (SELECT url FROM articles ORDER BY url)";
    assert_eq!(asked(&folder, shown), expected, "{urls:?}");
    folder.archive(&["check"]).run().success();
    folder.archive(&["rebuild"]).run().success().stderr_has(", changed 0, skipped 0");
    folder.archive(&["check"]).run().success();
    folder
}

#[test]
fn forms_of_one_address_are_one_article_that_keeps_the_address_as_given() {
    let urls = [
        "https://quay.example/ferry",
        "http://quay.example/ferry?utm_source=mail&gclid=1",
        "HTTPS://Quay.example:443/ferry?#comments",
    ];
    let folder = check(&urls, &[], "HTTPS://Quay.example:443/ferry?#comments");
    assert_eq!(asked(&folder, "SELECT body FROM articles"), "Edition 3.");
    assert_eq!(asked(&folder, "SELECT count(*) || '' FROM sources"), "3");
    folder.archive(&["show", "http://quay.example/ferry?fbclid=9"]).run().success().stdout_has("Edition 3.");
}

#[test]
fn parameters_that_choose_a_page_make_articles() {
    let urls = ["https://quay.example/?id=1", "https://quay.example/?id=2", "https://quay.example/?fbclid=x&id=2"];
    check(&urls, &[], "https://quay.example/?fbclid=x&id=2 https://quay.example/?id=1");
}

#[test]
fn kept_parameter_chooses_a_page_in_this_run_and_in_later_ones() {
    let urls = ["https://quay.example/a?cmp=1", "https://quay.example/a?cmp=2"];
    let folder =
        check(&urls, &["--keep-parameter", "CMP"], "https://quay.example/a?cmp=1 https://quay.example/a?cmp=2");
    let folder = folder.file(
        "b.jsonl",
        record(3, "http://quay.example/a?cmp=2&utm_id=x") + &record(4, "https://quay.example/a?cmp=3"),
    );
    folder.archive(&["import", "b.jsonl"]).run().success().stderr("imported 1, updated 1, unchanged 0, skipped 0\n");
    // Articles that were known without it get their keys anew.
    let folder = check(&["https://quay.example/a?at_medium=1"], &[], "https://quay.example/a?at_medium=1");
    let folder = folder.file("b.jsonl", record(2, "https://quay.example/a"));
    folder.archive(&["import", "b.jsonl", "--keep-parameter", "at_medium"]).run().success();
    let keys = "SELECT group_concat(key, ' ') FROM (SELECT key FROM articles ORDER BY key)";
    assert_eq!(asked(&folder, keys), "url https://quay.example/a url https://quay.example/a?at_medium=1");
    folder.archive(&["check"]).run().success();
}

#[test]
fn canonical_address_of_a_saved_page_says_which_article_it_is() {
    let page = |canonical: &str, edition: usize| {
        format!(
            "<link rel=canonical href='{canonical}'><h1>Ferry late again</h1><p>By Anna Berg</p><p>The ferry to Lund was \
             late again on Monday, edition {edition}, and nobody in the harbour could say when it would leave.</p>"
        )
    };
    let record = |url: &str, canonical: &str, edition| {
        serde_json::json!({"url": url, "html": page(canonical, edition)}).to_string() + "\n"
    };
    let records = record("https://quay.example/amp/7", "https://quay.example/ferry", 1)
        + &record("https://quay.example/ferry?page=all", "http://quay.example/ferry", 2)
        + &record("https://quay.example/tide", "https://quay.example/", 3)
        + &record("https://quay.example/wind", "https://other.example/ferry", 4);
    let folder = Folder::new().file("a.jsonl", records);
    folder.archive(&["import", "a.jsonl"]).run().success();
    let keys = "SELECT group_concat(key, ' ') FROM (SELECT key FROM articles ORDER BY key)";
    let expected = "url https://quay.example/ferry url https://quay.example/tide url https://quay.example/wind";
    assert_eq!(asked(&folder, keys), expected);
    folder.archive(&["show", "https://quay.example/ferry?page=all"]).run().success().stdout_has("edition 2");
    folder.archive(&["check"]).run().success();
    // Saved pages that all call the front page theirs are not one article.
    let folder = Folder::new()
        .file("one.html", page("https://quay.example/", 1))
        .file("two.html", page("https://quay.example/", 2));
    folder.archive(&["import", "one.html", "two.html"]).run().success();
    assert_eq!(asked(&folder, "SELECT count(*) || '' FROM articles"), "2");
}

#[test]
fn articles_that_are_one_page_become_one_when_they_are_read_again() {
    let pages = record(1, "https://quay.example/ferry?cmp=1") + &record(2, "https://quay.example/ferry?cmp=2");
    let folder = Folder::new().file("a.jsonl", pages);
    folder.archive(&["import", "a.jsonl", "--keep-parameter", "cmp"]).run().success();
    assert_eq!(asked(&folder, "SELECT count(*) || '' FROM articles"), "2");
    // As an archive looks of which the rules that say what an address is have changed since.
    Connection::open(folder.path("archive.db")).unwrap().execute_batch("DELETE FROM kept_parameters").unwrap();
    folder
        .archive(&["rebuild"])
        .run()
        .success()
        .stderr("rebuilt 2, changed 1, skipped 0\narticles with changes in address 1\n");
    folder.archive(&["check"]).run().success();
    assert_eq!(
        asked(&folder, "SELECT group_concat(body || ' ' || key, ' ') FROM articles"),
        "Edition 2. url https://quay.example/ferry"
    );
    folder
        .archive(&["show", "https://quay.example/ferry?cmp=1", "--versions"])
        .run()
        .success()
        .stdout_has("first version");
    folder.archive(&["rebuild"]).run().success().stderr("rebuilt 1, changed 0, skipped 0\n");
}
