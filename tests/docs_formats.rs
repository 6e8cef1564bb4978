//! `docs/FORMATS.md` is what `archive formats` prints, and every example in it reads the format that it is of.
//! `BLESS=docs/FORMATS.md` rewrites it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::harness::is_blessed;

fn archive(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_archive")).args(arguments).output().expect("archive runs")
}

/// What `archive formats` prints.
fn entries() -> Vec<Value> {
    let printed = archive(&["formats", "--format", "json"]);
    assert!(printed.status.success());
    serde_json::from_slice::<Vec<Value>>(&printed.stdout).expect("an array")
}

fn text<'v>(entry: &'v Value, key: &str) -> &'v str {
    entry[key].as_str().unwrap_or_default()
}

/// The rows of one kind as a table, with `columns` under their headings.
fn table(entries: &[Value], kind: &str, columns: &[(&str, &str)]) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let cell = |entry: &Value, key: &str| match (key, text(entry, key)) {
        ("name" | "example", "") => String::new(),
        ("name" | "example", text) => format!("`{text}`"),
        (_, text) => text.to_owned(),
    };
    let rows = entries.iter().filter(|entry| text(entry, "kind") == kind);
    line(columns.iter().map(|(_, heading)| (*heading).to_owned()).collect())
        + &format!("|{}\n", "---|".repeat(columns.len()))
        + &rows.map(|entry| line(columns.iter().map(|(key, _)| cell(entry, key)).collect())).collect::<String>()
}

#[test]
fn list_of_formats_is_what_the_binary_prints() {
    let entries = entries();
    let expected = format!(
        "# What is read\n\nWhat `archive formats` prints. Kept by a test, which runs every example.\n\n\
         `archive import` and `archive extract` tell the format of a file by its bytes, never by its name; `--format NAME` says it \
         instead. Formats are asked in this order, and the first that knows the file reads it. The files of the examples come with \
         the program.\n\n## Formats\n\n{}\n## Boxes\n\nBoxes are opened wherever they stand, also in each other. A file in a box has the \
         box as its path and its name as its record.\n\n{}\n## Refused by name\n\nNothing is imported of these, each is named, and the exit \
         code is 3.\n\n{}\n## Limits\n\nWhat goes beyond a limit is named and skipped, and the run goes on.\n\n{}",
        table(
            &entries,
            "format",
            &[("name", "`--format`"), ("what", "what it is"), ("told_by", "told by"), ("example", "example")]
        ),
        table(
            &entries,
            "box",
            &[("name", "box"), ("what", "what it is"), ("told_by", "told by"), ("example", "example")]
        ),
        table(&entries, "refused", &[("what", "what it looks like"), ("instead", "what to do instead")]),
        table(&entries, "limit", &[("name", "limit of"), ("what", "how far")]),
    );
    let path = Path::new("docs/FORMATS.md");
    if is_blessed(path) {
        fs::write(path, &expected).expect("the list is written");
    }
    assert!(
        fs::read_to_string(path).unwrap_or_default() == expected,
        "BLESS=docs/FORMATS.md cargo test docs rewrites it"
    );
}

/// What `archive extract` makes of an example, as lines, with the arguments before the files.
fn extracted(before: &[&str], words: &[&str]) -> String {
    let output = archive(&[&["extract"], before, words].concat());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{before:?} {words:?}: {said}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn every_example_is_told_by_its_bytes() {
    for entry in entries().iter().filter(|entry| !text(entry, "example").is_empty()) {
        let words: Vec<&str> = text(entry, "example").split(' ').skip(2).collect();
        for file in words.iter().filter(|word| word.contains('/')) {
            let told = extracted(&[], &[file]);
            assert!(told.contains("\"body\":\""), "{file} gives no article");
            if text(entry, "kind") == "format" && text(entry, "name") != "plain" {
                assert_eq!(told, extracted(&["--format", text(entry, "name")], &[file]), "{file}");
            }
        }
        extracted(&[], &words);
    }
}

#[test]
fn every_name_for_format_is_listed() {
    let help = archive(&["extract", "--help"]);
    let help = String::from_utf8(help.stdout).expect("UTF-8");
    let (_, names) = help.split_once("[possible values: auto, ").expect("the names");
    let names = names.split(']').next().unwrap_or_default();
    let listed: Vec<String> = entries().iter().map(|entry| text(entry, "name").to_owned()).collect();
    for name in names.split(',').map(str::trim) {
        assert!(listed.iter().any(|known| known == name), "{name} is not in the list of formats");
    }
}
