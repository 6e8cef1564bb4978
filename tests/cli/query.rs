//! The verbs that ask: `query`, `show`, `people`, `captions`, `stats` and `check`.

use crate::harness::Folder;

const PAGES: &str = "\
{\"id\":\"a\",\"url\":\"https://example.org/ferry\",\"site\":\"Tide Post\",\"headline\":\"Ferry returns\",\"published_at\":\"2031-05-02\",\"body\":\"The ferry came back on Monday. It rained.\",\"language\":\"en\"}
{\"id\":\"b\",\"url\":\"https://example.org/tide\",\"site\":\"Tide Post\",\"headline\":\"=High <tide> | \\u001b[31mred\",\"published_at\":\"2031-05-03\",\"body\":\"The quay was under water.\",\"language\":\"en\"}
";

fn filled() -> Folder {
    let folder = Folder::new().file("pages.jsonl", PAGES);
    folder.archive(&["import", "pages.jsonl"]).run().success();
    folder
}

#[test]
fn words_find_articles() {
    let folder = filled();
    folder
        .archive(&["query", "ferry"])
        .run()
        .success()
        .stderr("")
        .stdout_has("2031-05-02  Tide Post")
        .stdout_has("Ferry returns");
    folder
        .archive(&["query", "zeppelin"])
        .run()
        .code(1)
        .stdout("")
        .stderr("archive: archive.db: no articles matched\n");
    folder.archive(&["query", "zeppelin", "--format", "json"]).run().code(1).stdout("[]\n");
}

#[test]
fn words_never_break_the_full_text_index() {
    let folder = filled();
    for words in ["\"", "AND", "ferry*", "(", "NEAR(", "foo:bar", "C++", "al-Qalamun", "-", "", "قال", "''", "\"a b"]
    {
        let code = folder.archive(&["query", "--", words]).run();
        // What is half a query is refused with its place.
        assert!(matches!(code.exit_code(), 0..=2), "{words}");
        assert_eq!(code.exit_code() == 2, code.errors().contains('^'), "{words}");
    }
}

#[test]
fn formats_are_safe_for_their_readers() {
    let folder = filled();
    let query = |format: &str| folder.archive(&["query", "quay", "--format", format]).run().success().stderr("");
    query("csv").stdout_has("'=High <tide> |");
    query("markdown").stdout_has("=High &lt;tide&gt; \\|");
    for format in ["table", "markdown", "json", "jsonl"] {
        assert!(!query(format).output().contains('\u{1b}'), "{format}");
    }
}

#[test]
fn an_article_is_shown_whole_by_number_and_by_address() {
    let folder = filled();
    let by_url = folder.archive(&["show", "https://example.org/ferry"]).run().success();
    let by_url = by_url.stdout_has("Ferry returns\n").stdout_has("\nThe ferry came back on Monday. It rained.\n");
    let json = folder.archive(&["show", "https://example.org/ferry", "--format", "jsonl"]).run().success();
    let id = json.lines_of_json()[0]["id"].to_string();
    folder.archive(&["show", &id]).run().success().stdout(by_url.output());
    folder
        .archive(&["show", "99"])
        .run()
        .code(1)
        .stdout("")
        .stderr("archive: archive.db: no article 99\nhint: `archive query` lists articles with their numbers\n");
}

#[test]
fn limits_and_offsets_walk_through_the_rows() {
    let folder = filled();
    let query = |args: &[&str]| {
        let args: Vec<_> = ["query", "--format", "jsonl"].iter().chain(args).copied().collect();
        let lines = folder.archive(&args).run().success().lines_of_json();
        lines.iter().map(|line| line["date"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(query(&[]), ["2031-05-03", "2031-05-02"]);
    assert_eq!(query(&["--limit", "1"]), ["2031-05-03"]);
    assert_eq!(query(&["--limit", "0", "--offset", "1"]), ["2031-05-02"]);
    assert_eq!(query(&["--to", "2031-05-02"]), ["2031-05-02"]);
}

#[test]
fn a_fresh_archive_is_sound_and_counted() {
    let folder = filled();
    folder.archive(&["check"]).run().success().stderr("archive.db: sound\n");
    folder.archive(&["stats"]).run().success().stderr("").stdout_has("articles").stdout_has("site Tide Post");
    let stats = folder.archive(&["stats", "--format", "jsonl"]).run().success().lines_of_json();
    assert_eq!(stats[0]["articles"], 2);
}

#[test]
fn a_standfirst_is_kept_searched_and_shown_below_the_headline() {
    let record = "{\"id\":\"s\",\"headline\":\"Ferry returns\",\"standfirst\":\"Skipper Ilse Varga says “nobody slept” after a night of zeugma.\",\"byline\":\"By Tom Okri\",\"body\":\"The ferry came back on Monday. It rained.\",\"language\":\"en\"}\n";
    let folder = Folder::new().file("pages.jsonl", record);
    folder.archive(&["import", "pages.jsonl"]).run().success();
    folder.archive(&["query", "zeugma"]).run().success().stdout_has("Ferry returns");
    let shown = folder.archive(&["show", "1"]).run().success();
    shown.stdout_has("Ferry returns\n\nSkipper Ilse Varga says “nobody slept” after a night of zeugma.\n\nbyline");
    let whole =
        folder.archive(&["show", "1", "--sure", "0", "--format", "jsonl"]).run().success().lines_of_json().remove(0);
    assert_eq!(whole["standfirst"], "Skipper Ilse Varga says “nobody slept” after a night of zeugma.");
    let mention =
        &whole["people"].as_array().unwrap().iter().find(|one| one["name"] == "Ilse Varga").unwrap()["mentions"][0];
    assert_eq!((&mention["field"], &mention["text"]), (&"standfirst".into(), &"Ilse Varga".into()));
    assert_eq!(
        (&whole["quotes"][0]["field"], &whole["quotes"][0]["text"]),
        (&"standfirst".into(), &"nobody slept".into())
    );
    folder.archive(&["check"]).run().success();
}

#[test]
fn words_are_found_in_either_spelling_and_shown_as_they_stand() {
    let body = "Skipper Đura Łęcki sailed from Tromsø to Gießen with Ægir Þórsson and Ayşe Yıldız.";
    let record =
        serde_json::json!({"id": "a", "headline": "Øst wind", "body": body, "captions": ["The ħbieb of Łódź"]});
    let folder = Folder::new().file("a.jsonl", record.to_string());
    folder.archive(&["import", "a.jsonl"]).run().success();
    let asked = [
        ("Lecki", "[Łęcki]"),
        ("łęcki", "[Łęcki]"),
        ("ŁĘCKI", "[Łęcki]"),
        ("dura", "[Đura]"),
        ("Tromso", "[Tromsø]"),
        ("GIESSEN", "[Gießen]"),
        ("aegir", "[Ægir]"),
        ("Thorsson", "[Þórsson]"),
        ("yildiz", "[Yıldız]"),
        ("ost", "[Øst]"),
        ("hbieb", "[ħbieb]"),
        ("Lod*", "[Łódź]"),
        ("\"dura lecki sailed\"", "[Đura Łęcki sailed]"),
    ];
    for (words, shown) in asked {
        folder.archive(&["query", words, "--format", "jsonl"]).run().success().stdout_has(shown);
    }
    folder.archive(&["captions", "Lodz"]).run().success();
    // Whoever opens the file by other means finds both, and sees the text.
    let connection = rusqlite::Connection::open(folder.path("archive.db")).unwrap();
    let sql = "SELECT highlight(article_search, 0, '<', '>') FROM article_search WHERE article_search MATCH ?1";
    let find = |words: &str| connection.query_row(sql, [words], |row| row.get::<_, String>(0)).unwrap();
    assert_eq!(find("lecki"), body.replace("Łęcki", "<Łęcki>"));
    assert_eq!(find("\"to giessen with\""), body.replace("to Gießen with", "<to Gießen with>"));
    assert_eq!(find("Łęcki"), body);
}

#[test]
fn index_that_lacks_plain_letters_is_found_and_mended() {
    let folder = Folder::new().file("a.jsonl", "{\"body\":\"The wind in Łódź.\"}");
    folder.archive(&["import", "a.jsonl"]).run().success();
    let connection = rusqlite::Connection::open(folder.path("archive.db")).unwrap();
    connection.execute("INSERT INTO article_search (article_search) VALUES ('rebuild')", []).unwrap();
    drop(connection);
    folder.archive(&["query", "Lodz"]).run().code(1);
    folder.archive(&["check"]).run().code(4).stderr_has("article_search does not agree with articles");
    folder.archive(&["rebuild", "--repair"]).run().success();
    folder.archive(&["check"]).run().success();
    folder.archive(&["query", "Lodz"]).run().success();
}
