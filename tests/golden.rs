//! Every page of `fixtures/` gives exactly what `fixtures/expected/` says. `BLESS=turns.txt cargo test golden` rewrites what
//! is expected of that page, `BLESS=fixtures/odd` of a folder; read the difference by eye before you commit it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::harness::is_blessed;

fn pages(folder: &str) -> Vec<PathBuf> {
    let mut pages: Vec<PathBuf> =
        fs::read_dir(folder).expect("the fixtures are there").map(|entry| entry.expect("a fixture").path()).collect();
    pages.sort();
    pages
}

/// The rows `archive extract` prints for one page, whatever it thinks of it.
fn extract(page: &Path) -> Vec<Value> {
    let output = Command::new(env!("CARGO_BIN_EXE_archive")).arg("extract").arg(page).output().expect("archive runs");
    assert!(matches!(output.status.code(), Some(0 | 3)), "{}: {}", page.display(), output.status);
    let text = String::from_utf8(output.stdout).expect("output in UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("one JSON object a line")).collect()
}

/// What the analysis finds in an article; fixtures of forms of pages, of odd bytes and of formats are about the article alone.
const FOUND_IN_IT: [&str; 4] = ["people", "organisations", "places", "quotes"];

#[test]
fn every_fixture_gives_its_expected_rows() {
    let mut wrong = Vec::new();
    for page in ["tour", "pages", "forms", "odd", "broken", "formats"]
        .iter()
        .flat_map(|folder| pages(&format!("fixtures/{folder}")))
    {
        let folder = page.parent().and_then(Path::file_name).expect("a folder").to_string_lossy().into_owned();
        let name = page.file_name().expect("a name").to_string_lossy().into_owned();
        let expectation = Path::new("fixtures/expected").join(&folder).join(name + ".json");
        let mut rows = extract(&page);
        if matches!(folder.as_str(), "forms" | "odd" | "formats") {
            let records = rows.iter_mut().filter_map(Value::as_object_mut);
            records.for_each(|record| record.retain(|key, _| !FOUND_IN_IT.contains(&key.as_str())));
        }
        let found = serde_json::to_string_pretty(&rows).expect("JSON") + "\n";
        if is_blessed(&page) {
            fs::create_dir_all(expectation.parent().expect("a folder")).expect("a folder for expectations");
            fs::write(&expectation, found).expect("an expectation is written");
        } else if fs::read_to_string(&expectation).unwrap_or_default() != found {
            wrong.push(page.display().to_string());
        }
    }
    assert!(wrong.is_empty(), "not as expected; to rewrite: BLESS={} cargo test golden", wrong.join(","));
}

#[test]
fn every_expectation_has_its_fixture() {
    for folder in pages("fixtures/expected") {
        for expectation in pages(&folder.to_string_lossy()) {
            let name = expectation.file_stem().expect("a name").to_owned();
            let page = Path::new("fixtures").join(folder.file_name().expect("a folder")).join(name);
            assert!(page.exists(), "{} has no {}", expectation.display(), page.display());
        }
    }
}
