//! `archive extract`.

use std::fmt::Write as _;

use crate::harness::{Archive, Folder};

#[test]
fn every_record_gives_one_line_in_the_order_of_the_input() {
    let input = "{\"id\":\"b\",\"body\":\"The ferry left.\"}\nnot json\n{\"id\":7,\"body\":\"It came back.\"}\n";
    let run = Archive::new().args(&["extract", "--format", "jsonl", "-"]).stdin(input).run().code(3);
    let lines = run.lines_of_json();
    let records: Vec<_> = lines.iter().map(|line| line["source"]["record"].as_str().unwrap()).collect();
    assert_eq!(records, ["b", "2", "7"]);
    assert_eq!(lines[0]["body"], "The ferry left.");
    assert_eq!(lines[0]["headline"], serde_json::Value::Null);
    assert_eq!(lines[1]["error"]["kind"], "malformed");
    assert_eq!(lines[1]["source"]["path"], "-");
    assert_eq!(lines[2]["body"], "It came back.");
}

#[test]
fn a_body_is_kept_code_point_for_code_point() {
    let body = " Two  spaces,\u{a0}a soft\u{ad}hyphen\n\n\n and e\u{301}. ";
    let input = serde_json::json!({ "id": 1, "body": body }).to_string();
    let run = Archive::new().args(&["extract", "--format", "jsonl", "-"]).stdin(input).run().success().stderr("");
    assert_eq!(run.lines_of_json()[0]["body"], body);
}

#[test]
fn keys_stand_in_the_order_of_the_contract() {
    let run = Archive::new()
        .args(&["extract", "--format", "jsonl", "-"])
        .stdin("{\"id\":1,\"body\":\"Calm seas.\"}")
        .run()
        .success();
    let line = run.lines_of_json().remove(0);
    let keys: Vec<_> = line.as_object().unwrap().keys().map(String::as_str).collect();
    let expected = "schema extractor source url site language headline byline authors agency dateline published_at \
                    updated_at standfirst body captions people organisations places quotes diagnostics";
    assert_eq!(keys.join(" "), expected);
}

#[test]
fn order_does_not_depend_on_the_threads() {
    let mut input = String::new();
    for number in 0..400 {
        // Records of very different length, so that workers overtake one another.
        let body = "The harbour was quiet. ".repeat(1 + number * 37 % 101);
        writeln!(input, "{{\"id\":{number},\"body\":\"{body}\"}}").unwrap();
    }
    let run = |threads: &str| {
        let args = ["extract", "--format", "jsonl", "--threads", threads, "-"];
        Archive::new().args(&args).stdin(&input).run().success().lines_of_json()
    };
    let (one, many) = (run("1"), run("4"));
    assert_eq!(one, many);
    assert!(one.iter().zip(0..).all(|(line, number)| line["source"]["record"] == format!("{number}")));
}

#[test]
fn a_missing_file_is_a_row_too() {
    Folder::new()
        .archive(&["extract", "no.txt"])
        .run()
        .code(3)
        .stdout(
            "{\"schema\":1,\"source\":{\"path\":\"no.txt\",\"record\":null,\"sha256\":null,\"media_type\":null},\
             \"error\":{\"kind\":\"not-found\",\"message\":\"no such file or folder\"}}\n",
        )
        .stderr("archive: no.txt: no such file or folder\n");
}

#[test]
fn control_characters_never_reach_the_output() {
    let input = serde_json::json!({ "id": "\u{1b}[2J", "body": "Red \u{9b}31m and \u{202e}turned." }).to_string();
    let run = Archive::new().args(&["extract", "--format", "jsonl", "-"]).stdin(input).run().success();
    assert_eq!(run.lines_of_json()[0]["source"]["record"], "\u{1b}[2J");
    run.stdout_has("\\u001b[2J").stdout_has("\\u009b31m and \\u202eturned");
}
