//! Words of languages are data in `src/lexicon/`: no list of them stands in the code of another room.
//!
//! The text of `src/` comes in; every `matches!` over words goes out by file and line.

use std::fs;
use std::path::{Path, PathBuf};

/// So many words of three letters or more in one `matches!` are a list.
const A_LIST: usize = 3;
const LETTERS_OF_A_WORD: usize = 3;

/// Files whose strings are names of a format and words of no language, and which.
const FORMATS: [(&str, &str); 10] = [
    ("read/formats/json/agency.rs", "types of items of ninjs"),
    ("read/formats/json/blog.rs", "states of posts of Ghost"),
    ("model/address.rs", "endings of names of files"),
    ("normalise/html/hints.rs", "class names in HTML"),
    ("normalise/html/json_ld.rs", "types and properties of schema.org"),
    ("read/exports/carriers/html.rs", "elements of HTML that hold no text"),
    ("read/formats/jsonl.rs", "endings of names of files"),
    ("read/formats/xml/wordpress.rs", "names of shortcodes"),
    ("read/refused/program.rs", "levels of logs"),
    ("read/markup/html.rs", "elements of HTML without an end"),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != "lexicon") {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

/// The strings in the brackets that `text` begins in, up to the bracket that closes them.
fn strings(text: &str) -> Vec<String> {
    let (mut depth, mut found) = (1, Vec::new());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            '"' => {
                let mut string = String::new();
                while let Some(letter) = letters.next().filter(|letter| *letter != '"') {
                    string.extend(if letter == '\\' { letters.next() } else { Some(letter) });
                }
                found.push(string);
            }
            // A character: `'('`, `'\''`; a lifetime has no mark behind it.
            '\'' if letters.peek() == Some(&'\\') => drop(letters.by_ref().skip(1).nth(1)),
            '\'' if letters.clone().nth(1) == Some('\'') => drop(letters.by_ref().nth(1)),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    found
}

fn is_word(string: &str) -> bool {
    string.chars().filter(|letter| letter.is_alphabetic()).count() >= LETTERS_OF_A_WORD
}

/// The lists of words in the code before the tests of a file, each with its line.
fn lists(code: &str) -> Vec<(usize, Vec<String>)> {
    let code = code.split("#[cfg(test)]").next().unwrap_or(code);
    let places = code.match_indices("matches!(").map(|(at, opening)| (at, at + opening.len()));
    let found = places.map(|(at, inside)| (code[..at].lines().count(), strings(&code[inside..])));
    found.filter(|(_, strings)| strings.iter().filter(|string| is_word(string)).count() >= A_LIST).collect()
}

#[test]
fn lists_of_words_stand_in_the_lexicon() {
    let mut paths = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut paths);
    assert!(paths.len() > 100, "{} files", paths.len());
    let mut wrong = Vec::new();
    for path in paths {
        if FORMATS.iter().any(|(name, _)| path.ends_with(name)) {
            continue;
        }
        for (line, words) in lists(&fs::read_to_string(&path).unwrap()) {
            wrong.push(format!("{}:{line}: {words:?} belong into a list of src/lexicon", path.display()));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn lists_of_words_are_told_from_signs_and_tags() {
    let check = |code: &str, expected: usize| assert_eq!(lists(code).len(), expected, "{code}");
    check(r#"matches!(word, "said" | "says" | "told")"#, 1);
    check("matches!(\n    word,\n    \"but\"\n        | \"and\"\n        | \"yet\"\n)", 1);
    check(r#"matches!(first(word), "said" | "says") && matches!(word, "told")"#, 0);
    check(r#"matches!(tag, "h1" | "h2" | "h3" | "li")"#, 0);
    check(r#"matches!(sign, ')' | '\'' | '"') || ["one", "two", "three"].contains(&word)"#, 0);
    check("#[cfg(test)]\nmatches!(word, \"said\" | \"says\" | \"told\")", 0);
}
