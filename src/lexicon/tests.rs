//! What holds for every list of words: its form, its order, where it is from.

use std::fs;
use std::path::{Path, PathBuf};

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::is_nfc;

use super::tables::sections::{self, ANY, Entry, LANGUAGES};

/// Texts with a form of their own, which they describe: sections with lines `key: words`.
const KEYED: [&str; 4] =
    ["people/name_inflections.txt", "places/inflections.txt", "places/territory_names.txt", "places/toponym_words.txt"];

/// All lists of words: the path from the room on, and the text.
fn lists() -> Vec<(String, &'static str)> {
    let room = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lexicon");
    let mut folders = vec![room.clone()];
    let mut paths: Vec<PathBuf> = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder is there").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "txt") {
                paths.push(path);
            }
        }
    }
    paths.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("the list is UTF-8");
        let name = path.strip_prefix(&room).expect("it is in the room").display().to_string();
        (name, &*Box::leak(text.into_boxed_str()))
    };
    paths.into_iter().map(read).collect()
}

/// What is wrong with the form of the lists in `text`.
fn faults(text: &'static str) -> Vec<String> {
    let mut faults = Vec::new();
    let comments = text.lines().take_while(|line| line.starts_with('#')).collect::<Vec<_>>().join(" ");
    if !comments.contains("Origin") {
        faults.push("the first comment does not say where the list is from (Origin: …)".to_owned());
    }
    let printed: FxHashSet<&str> = text.lines().filter_map(printed_list).collect();
    let mut sections_seen = FxHashSet::default();
    let mut list = "";
    for line in text.lines() {
        if line.starts_with('=') {
            list = line;
        } else if let Some(code) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            if LANGUAGES.binary_search(&code).is_err() {
                faults.push(format!("[{code}] is no known language"));
            }
            if !sections_seen.insert((list, code)) {
                faults.push(format!("{list} has [{code}] twice"));
            }
        } else if line.starts_with('[') || line.trim_end_matches(' ') != line {
            faults.push(format!("a section that does not close, or spaces at the end: {line}"));
        }
    }
    let entries = sections::read(text);
    for entry in &entries {
        let Entry { list, language, word, .. } = *entry;
        if word.is_empty() || !is_nfc(word) || !printed.contains(list) && word.to_lowercase() != word {
            faults.push(format!("{list} [{language}] {word:?} is empty, not composed or not in lower case"));
        }
    }
    for pair in entries.windows(2) {
        let [a, b] = pair else { continue };
        if (a.list, a.language) == (b.list, b.language) && a.word >= b.word {
            faults.push(format!("{} [{}] {:?} comes before {:?}", a.list, a.language, a.word, b.word));
        }
    }
    faults
}

/// `joins` of `= joins, as printed`.
fn printed_list(line: &str) -> Option<&str> {
    line.strip_prefix('=')?.strip_suffix(", as printed").map(str::trim)
}

#[test]
fn every_list_is_sorted_in_lower_case_and_says_where_it_is_from() {
    let lists = lists();
    assert!(lists.len() > 4, "{} lists", lists.len());
    for (name, text) in lists.into_iter().filter(|(name, _)| !KEYED.contains(&&**name)) {
        assert_eq!(faults(text), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn faults_of_a_list_are_seen() {
    let check = |text, expected: usize| assert_eq!(faults(text).len(), expected, "{text}: {:?}", faults(text));
    check("# Origin: by hand.\n[de]\nder, die\n[en]\nthe\n", 0);
    check("[en]\nthe\n", 1);
    check("# Origin: by hand.\n[xx]\nthe\n", 1);
    check("# Origin: by hand.\n[en]\nthe\nan\n", 1);
    check("# Origin: by hand.\n[en]\nthe, the\n", 1);
    check("# Origin: by hand.\n[en]\nThe\n", 1);
    check("# Origin: by hand.\n= heads, as printed\n[en]\nThe\n", 0);
    check("# Origin: by hand.\n[en]\nthe\n[en]\nto\n", 1);
}

/// A language has a column of its own in the table when it is in so many lists.
const LISTS_OF_A_COLUMN: usize = 25;

/// How many words each list has in each language: the topic, the list, and counts by code.
fn counts() -> Vec<(String, &'static str, FxHashMap<&'static str, usize>)> {
    let mut rows: Vec<(String, &'static str, FxHashMap<&'static str, usize>)> = Vec::new();
    for (name, text) in lists() {
        let topic = name.trim_end_matches(".txt").to_owned();
        if KEYED.contains(&&*name) {
            rows.extend(keyed_counts(text).map(|counts| (topic, "", counts)));
            continue;
        }
        for entry in sections::read(text) {
            if rows.last().is_none_or(|(last, list, _)| *last != topic || *list != entry.list) {
                rows.push((topic.clone(), entry.list, FxHashMap::default()));
            }
            if let Some((_, _, by_language)) = rows.last_mut() {
                *by_language.entry(entry.language).or_default() += 1;
            }
        }
    }
    rows
}

/// The words of each language in a text of keyed lines; `None` where its sections are no languages.
fn keyed_counts(text: &'static str) -> Option<FxHashMap<&'static str, usize>> {
    let mut counts = FxHashMap::default();
    let mut language = "";
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some(code) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            language = code;
        } else if let Some((_, words)) = line.split_once(':') {
            *counts.entry(language).or_default() += words.split_whitespace().count();
        }
    }
    counts.keys().all(|code| LANGUAGES.contains(code)).then_some(counts)
}

/// The document of what each language has.
fn document() -> String {
    let rows = counts();
    let lists_of = |code: &str| rows.iter().filter(|(_, _, counts)| counts.contains_key(code)).count();
    let mut columns: Vec<&str> =
        LANGUAGES.iter().copied().filter(|code| *code != ANY && lists_of(code) >= LISTS_OF_A_COLUMN).collect();
    columns.sort_by_key(|code| (std::cmp::Reverse(lists_of(code)), *code));
    let mut page = INTRODUCTION.to_owned();
    for room in ["dates", "grammar", "organisations", "pages", "people", "peoples", "places", "speech"] {
        let of_room = rows.iter().filter_map(|(path, list, counts)| {
            let topic = path.strip_prefix(room)?.strip_prefix('/')?;
            Some((if list.is_empty() { topic.to_owned() } else { format!("{topic}: {list}") }, counts))
        });
        let (many, few): (Vec<_>, Vec<_>) =
            of_room.partition(|(_, counts)| counts.keys().any(|code| !["en", ANY].contains(code)));
        page += &format!("\n## {room}\n");
        if !many.is_empty() {
            page += &format!("\n| list | any | {} | others |\n", columns.join(" | "));
            page += &format!("|---|{}---|\n", "---|".repeat(columns.len() + 1));
        }
        for (list, counts) in &many {
            page += &row(list, counts, &columns);
        }
        let few: Vec<String> =
            few.iter().map(|(list, counts)| format!("{list} ({})", counts.values().sum::<usize>())).collect();
        if !few.is_empty() {
            page += &format!("\nOf English or of no language alone: {}.\n", few.join(", "));
        }
    }
    page
}

/// The line of a list in a table.
fn row(list: &str, counts: &FxHashMap<&'static str, usize>, columns: &[&str]) -> String {
    let cell = |code: &str| counts.get(code).map_or(String::new(), usize::to_string);
    let cells: Vec<String> = std::iter::once(ANY).chain(columns.iter().copied()).map(cell).collect();
    let others = LANGUAGES.iter().filter(|code| **code != ANY && !columns.contains(code));
    let others: Vec<String> =
        others.filter_map(|code| counts.get(code).map(|count| format!("{code} {count}"))).collect();
    format!("| {list} | {} | {} |\n", cells.join(" | "), others.join(", "))
}

const INTRODUCTION: &str = "\
# Languages

How many words each list of `src/lexicon/` has in each language, by ISO 639-1 code; an empty cell is a gap, and `any` are words that
belong to no single language. Made from the lists and kept by a test; `BLESS=1 cargo test languages_are_documented` writes it anew.
[How to add a language](add-a-language.md) says which lists matter most.
";

#[test]
fn languages_are_documented() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/languages.md");
    let page = document();
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &page).expect("the page is written");
    }
    assert!(fs::read_to_string(path).unwrap_or_default() == page, "BLESS=1 rewrites docs/languages.md");
}
