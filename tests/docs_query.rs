//! docs/query.md tells the truth: its table has every field, and every example is a query. `BLESS=docs/query.md` rewrites the table.

use std::fs;
use std::path::Path;

use article_archive::query::language::fields::FIELDS;

use crate::harness::{Folder, is_blessed};

const START: &str = "<!-- fields -->\n";
const END: &str = "<!-- end of fields -->";

#[test]
fn the_table_of_fields_is_that_of_the_language() {
    let mut table = "| field | also | asks for | example |\n|---|---|---|---|\n".to_owned();
    for field in FIELDS {
        let others: Vec<String> = field.others.iter().map(|other| format!("`{other}:`")).collect();
        table += &format!("| `{}:` | {} | {} | `{}` |\n", field.name, others.join(" "), field.asks, field.example);
    }
    let path = Path::new("docs/query.md");
    let page = fs::read_to_string(path).expect("docs/query.md");
    let start = page.find(START).expect("the table begins") + START.len();
    let end = page.find(END).expect("the table ends");
    if is_blessed(path) {
        fs::write(path, format!("{}{table}{}", &page[..start], &page[end..])).expect("the page is written");
    } else {
        assert!(page[start..end] == table, "BLESS=docs/query.md cargo test docs rewrites it:\n{table}");
    }
}

#[test]
fn every_example_of_the_language_is_a_query() {
    let folder = Folder::new();
    let tour = fs::canonicalize("fixtures/tour").expect("the tour");
    folder.archive(&["import", &tour.to_string_lossy()]).run().success();
    let page = fs::read_to_string("docs/query.md").expect("docs/query.md");
    // The first cell of the tables of queries, and the examples of fields.
    let rows = page.lines().filter(|line| line.starts_with("| `") && !line.starts_with("| `--"));
    let shown = rows.filter_map(|line| line.split('`').nth(1)).filter(|cell| !cell.ends_with(':'));
    let mut examples: Vec<&str> = shown.collect();
    assert!(examples.len() > 15, "{examples:?}");
    examples.extend(FIELDS.iter().map(|field| field.example));
    let keys = ["version", "query", "understood", "bound", "ambiguous", "count", "next", "rows"];
    for example in examples.into_iter().filter(|example| !keys.contains(example)) {
        let run = folder.archive(&["query", "--", example]).run();
        assert!(matches!(run.exit_code(), 0 | 1), "{example}: {}", run.errors());
    }
}
