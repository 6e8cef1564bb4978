//! The source files as the checks read them: where each stands, and its code without comments, strings and tests.

use std::fs;
use std::path::{Path, PathBuf};

/// A source file.
pub struct Source {
    /// Its path below `src/`, with `/` on every system.
    pub path: String,
    /// Its text as written.
    pub text: String,
    /// The text with the same lines, in which comments and the contents of strings are blank and tests are left out.
    pub code: String,
}

impl Source {
    /// A file of this path and text.
    pub fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned(), code: without_tests(&without_words(text)) }
    }

    /// The folder of its path; empty for the root.
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The room it belongs to.
    pub fn room(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// Whether it holds tests and nothing else.
    pub fn is_test(&self) -> bool {
        self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }
}

/// Every source file, in the order of the paths.
pub fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    let below = |path: &PathBuf| {
        let parts: Vec<_> =
            path.strip_prefix(&root).unwrap().iter().map(|part| part.to_string_lossy().into_owned()).collect();
        parts.join("/")
    };
    files.iter().map(|path| Source::new(&below(path), &fs::read_to_string(path).unwrap())).collect()
}

/// The code up to the tests, which stand at the end of a file.
fn without_tests(code: &str) -> String {
    let lines: Vec<&str> = code.lines().collect();
    let opens_tests =
        |pair: &[&str]| pair[0].starts_with("#[cfg(") && pair[0].contains("test") && pair[1].contains("mod tests");
    let end = lines.windows(2).position(opens_tests).unwrap_or(lines.len());
    lines[..end].iter().flat_map(|line| [*line, "\n"]).collect()
}

/// The text with comments and the insides of strings and characters as spaces, line for line.
fn without_words(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut at = 0;
    while at < letters.len() {
        let end = end_of_words(&letters, at);
        if end == at {
            code.push(letters[at]);
            at += 1;
        } else {
            code.extend(letters[at..end].iter().map(|letter| if *letter == '\n' { '\n' } else { ' ' }));
            at = end;
        }
    }
    code
}

/// Where the comment, string or character that starts at `at` ends; `at` itself where none does.
fn end_of_words(letters: &[char], at: usize) -> usize {
    let is = |at: usize, wanted: char| letters.get(at) == Some(&wanted);
    let in_word = at > 0 && (letters[at - 1].is_alphanumeric() || letters[at - 1] == '_');
    match letters[at] {
        '/' if is(at + 1, '/') => find(letters, at, |at| is(at, '\n')),
        '/' if is(at + 1, '*') => find(letters, at + 2, |at| is(at, '*') && is(at + 1, '/')) + 2,
        '"' => end_of_string(letters, at + 1),
        'r' if !in_word && (is(at + 1, '"') || is(at + 1, '#') && (is(at + 2, '"') || is(at + 2, '#'))) => {
            let hashes = letters[at + 1..].iter().take_while(|letter| **letter == '#').count();
            let closes = |at: usize| is(at, '"') && (1..=hashes).all(|hash| is(at + hash, '#'));
            find(letters, at + hashes + 2, closes) + hashes + 1
        }
        // A lifetime has no second mark.
        '\'' if is(at + 1, '\\') => find(letters, at + 3, |at| is(at, '\'')) + 1,
        '\'' if is(at + 2, '\'') => at + 3,
        _ => at,
    }
    .min(letters.len())
}

fn end_of_string(letters: &[char], mut at: usize) -> usize {
    while let Some(letter) = letters.get(at) {
        match letter {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    at
}

fn find(letters: &[char], from: usize, is_end: impl Fn(usize) -> bool) -> usize {
    (from..letters.len()).find(|at| is_end(*at)).unwrap_or(letters.len())
}

#[test]
fn words_are_no_code() {
    let check = |text: &str, code: &str| assert_eq!(without_words(text).trim_end(), code, "{text}");
    check("use a; // use b;", "use a;");
    check("let x = \"use \\\" b;\"; y", "let x =            ; y");
    check("r#\"a \" b\"# c", "           c");
    check("fn f<'a>(x: &'a str, y: '\\'')", "fn f<'a>(x: &'a str, y:     )");
    check("/* a\n */ b", "    \n    b");
    check("for x in y", "for x in y");
}

#[test]
fn tests_are_left_out() {
    for condition in ["test", "all(test, unix)"] {
        let text = format!("fn a() {{}}\n#[cfg({condition})]\nmod tests {{\n    use crate::cli;\n}}\n");
        assert_eq!(Source::new("read/a.rs", &text).code, "fn a() {}\n");
    }
    let source = Source::new("read/a.rs", "");
    assert_eq!((source.room(), source.folder()), ("read", "read"));
}
