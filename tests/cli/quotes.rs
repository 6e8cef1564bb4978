//! What is asked of quotes: why a speaker was chosen, and where else the same words stand.

use crate::harness::Folder;

const PAGES: &str = "\
{\"id\":\"a\",\"headline\":\"Quay shut\",\"site\":\"Tide Post\",\"published_at\":\"2031-05-02\",\"body\":\"\\\"The old quay is shut until the spring tides are over,\\\" said Ada Quill.\",\"language\":\"en\"}
{\"id\":\"b\",\"headline\":\"Quay still shut\",\"site\":\"Brill Gazette\",\"published_at\":\"2031-05-01\",\"body\":\"Ada Quill spoke on Monday. \\\"The quay is shut until the spring tides are over,\\\" she said.\",\"language\":\"en\"}
{\"id\":\"c\",\"headline\":\"Bread\",\"published_at\":\"2031-05-03\",\"body\":\"\\\"The bread is cheaper than it was last year,\\\" said Tomas Ferrin.\",\"language\":\"en\"}
";

fn filled() -> Folder {
    let folder = Folder::new().file("pages.jsonl", PAGES);
    folder.archive(&["import", "pages.jsonl"]).run().success();
    folder
}

/// The number of the quote that holds `words`.
fn quote(folder: &Folder, words: &str) -> String {
    let lines = folder.archive(&["quotes", words, "--format", "jsonl"]).run().success().lines_of_json();
    lines[0]["id"].to_string()
}

#[test]
fn a_decision_is_explained_in_plain_words() {
    let folder = filled();
    let id = quote(&folder, "bread");
    folder
        .archive(&["explain", "quote", &id])
        .run()
        .success()
        .stderr("")
        .stdout_has("“Bread” of 2031-05-03: “The bread is cheaper than it was last year,”\nSaid by Tomas Ferrin.\n")
        .stdout_has("Because “said” follows right behind the words and names who speaks. Of 100 decisions");
    let id = quote(&folder, "\"the quay is\"");
    folder
        .archive(&["explain", "quote", &id])
        .run()
        .success()
        .stdout_has("Said by Ada Quill, for whom “she” stands in the text.\n");
}

#[test]
fn a_quote_that_is_not_there_is_said_to_be_missing() {
    let folder = filled();
    let missing =
        "archive: archive.db: no quote 99\nhint: `archive quotes --format csv` lists quotes with their numbers\n";
    folder.archive(&["explain", "quote", "99"]).run().code(1).stdout("").stderr(missing);
    folder.archive(&["quotes", "--variants", "99"]).run().code(1).stdout("").stderr(missing);
    folder.archive(&["explain", "quote", "many"]).run().code(2).stdout("");
}

#[test]
fn a_saying_is_found_wherever_it_stands_the_first_use_first() {
    let folder = filled();
    let of = |words: &str| {
        let id = quote(&folder, words);
        let lines = folder.archive(&["quotes", "--variants", &id, "--format", "jsonl"]).run().success().lines_of_json();
        lines
            .iter()
            .map(|line| (line["date"].as_str().unwrap().to_owned(), line["differences"].as_str().unwrap().to_owned()))
            .collect::<Vec<_>>()
    };
    let both = [
        ("2031-05-01".to_owned(), "The quay is shut until the spring tides are over,".to_owned()),
        ("2031-05-02".to_owned(), "The {+old+} quay is shut until the spring tides are over,".to_owned()),
    ];
    assert_eq!(of("old"), both);
    assert_eq!(of("\"the quay is\""), both);
    assert_eq!(of("bread").len(), 1);
}

#[test]
fn extracted_quotes_say_how_sure_they_are() {
    let folder = Folder::new().file("pages.jsonl", PAGES);
    let lines = folder.archive(&["extract", "pages.jsonl"]).run().success().lines_of_json();
    let quote = &lines[0]["quotes"][0];
    assert!(quote["confidence"].as_f64().is_some_and(|sure| sure > 0.5 && sure <= 1.0), "{quote}");
    assert_eq!(quote["reason"], "“said” follows right behind the words and names who speaks");
}

#[test]
fn words_that_go_on_with_a_quotation_are_about_as_sure_as_it_is() {
    let page = "{\"language\":\"en\",\"body\":\"\\\"The old bridge is closed for good,\\\" said Mary Potter, an engineer who built it. \\\"I do \
                not know who will open it again. But I am sure that nobody will pay for it.\\\"\\n\\nThe town waits.\"}\n";
    let folder = Folder::new().file("page.jsonl", page);
    let lines = folder.archive(&["extract", "page.jsonl"]).run().success().lines_of_json();
    let sure: Vec<f64> = (0..2).filter_map(|place| lines[0]["quotes"][place]["confidence"].as_f64()).collect();
    assert!(sure.len() == 2 && sure.iter().all(|sure| *sure > 0.8), "{sure:?}");
}

const SPEECH: &str = "\
{\"id\":\"a\",\"language\":\"en\",\"headline\":\"Quay\",\"published_at\":\"2031-05-02\",\"body\":\"\\\"The old quay is shut,\\\" said Ada Quill, \\\"and it will stay so until the spring tides are over.\\\"\\n\\nTomas Ferrin, the mayor, told reporters that the bridge was \\\"a wreck\\\" and that nobody would pay for it.\"}
{\"id\":\"b\",\"language\":\"en\",\"headline\":\"Bread\",\"published_at\":\"2031-05-03\",\"body\":\"Tomas Ferrin, the mayor, said on Monday that the baker had promised it.\"}
";

#[test]
fn an_utterance_is_one_row_and_marked_speech_comes_first() {
    let folder = Folder::new().file("pages.jsonl", SPEECH);
    folder.archive(&["import", "pages.jsonl"]).run().success();
    let texts = |more: &[&str]| -> Vec<String> {
        let rows = folder.archive(&[&["quotes", "--format", "jsonl"], more].concat()).run().success().lines_of_json();
        rows.iter().map(|row| row["text"].as_str().unwrap_or_default().to_owned()).collect()
    };
    let quay = "The old quay is shut, … and it will stay so until the spring tides are over.";
    let wreck = "that the bridge was “a wreck” and that nobody would pay for it";
    let baker = "that the baker had promised it";
    assert_eq!(texts(&[]), [quay, wreck, baker]);
    assert_eq!(texts(&["--kind", "marked"]), [quay, wreck]);
    assert_eq!(texts(&["--kind", "mixed"]), [wreck]);
    assert_eq!(texts(&["--kind", "indirect"]), [baker]);
    assert_eq!(texts(&["--limit", "1", "--offset", "2"]), [baker]);
    // One word stands in the words between the marks, the other behind them.
    assert_eq!(texts(&["wreck", "pay"]), [wreck]);
    assert_eq!(texts(&["--speaker", "Ferrin"]), [wreck, baker]);
    // What is not wanted is wanted in none of the parts.
    assert_eq!(texts(&["--speaker", "Ferrin", "-pay"]), [baker]);
    folder.archive(&["quotes", "wreck", "-pay"]).run().code(1).stdout("");
}

#[test]
fn the_parts_of_an_utterance_are_found_where_they_stand() {
    let folder = Folder::new().file("pages.jsonl", SPEECH);
    folder.archive(&["import", "pages.jsonl"]).run().success();
    let rows = folder.archive(&["quotes", "quay", "--format", "jsonl"]).run().success().lines_of_json();
    let body = folder.archive(&["show", "1", "--format", "json"]).run().success();
    let whole: serde_json::Value = serde_json::from_str(body.output()).unwrap();
    let body: Vec<char> = whole["body"].as_str().unwrap().chars().collect();
    let parts = rows[0]["parts"].as_array().unwrap();
    assert_eq!(parts.len(), 2);
    for part in parts {
        let place = |key: &str| usize::try_from(part[key].as_u64().unwrap()).unwrap();
        let text: String = body[place("start_char")..place("end_char")].iter().collect();
        assert_eq!(part["text"], text);
        folder.archive(&["explain", "quote", &part["id"].to_string()]).run().success();
    }
}

#[test]
fn objects_of_verbs_and_what_is_denied_are_doubtful_reports() {
    let sure = |body: &str| {
        let line = serde_json::json!({ "language": "en", "body": body }).to_string();
        let folder = Folder::new().file("page.jsonl", &line);
        let lines = folder.archive(&["extract", "page.jsonl"]).run().success().lines_of_json();
        let quotes = lines[0]["quotes"].as_array().unwrap().clone();
        quotes.iter().filter_map(|quote| quote["confidence"].as_f64()).fold(0.0, f64::max)
    };
    assert!(sure("Mary Potter said that the old bridge was closed for good.") > 0.7);
    assert!(sure("Mary Potter promised to open the old bridge again in May.") > 0.7);
    for body in [
        "Mary Potter denied that the old bridge was closed for good.",
        "Mary Potter did not say that the old bridge was closed for good.",
        "Mary Potter could argue that the old bridge was closed for good.",
        "Mary Potter claimed responsibility for the old bridge on Monday.",
        "Mary Potter asked the council to open the old bridge again.",
    ] {
        assert!(sure(body) < 0.7, "{body}");
    }
}

#[test]
fn what_leads_to_a_quotation_is_no_part_of_it() {
    let body =
        "Mary Potter told reporters on Monday: “The old bridge is closed for good, and nobody will open it again.”";
    let line = serde_json::json!({ "language": "en", "body": body }).to_string();
    let folder = Folder::new().file("page.jsonl", &line);
    let lines = folder.archive(&["extract", "page.jsonl"]).run().success().lines_of_json();
    assert_eq!(lines[0]["quotes"].as_array().unwrap().len(), 1);
}

#[test]
fn a_table_in_a_pipe_has_one_line_of_names() {
    let page = "{\"body\":\"Ada Quill said that the quay would be shut until the spring tides were over.\",\"language\":\"en\"}\n";
    let folder = Folder::new().file("pages.jsonl", page);
    folder.archive(&["import", "pages.jsonl"]).run().success();
    let table = folder.archive(&["quotes", "--format", "csv"]).run().success().output().to_owned();
    assert_eq!(table.matches("speaker_text").count(), 1, "{table}");
    assert_eq!(table.matches("the quay would be shut").count(), 1, "{table}");
}
