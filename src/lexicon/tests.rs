//! What holds for every list of words: its form, its order, where it is from.

use std::fs;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;
use unicode_normalization::is_nfc;

use super::tables::sections::{self, Entry, LANGUAGES};

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
    for (name, text) in lists {
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
