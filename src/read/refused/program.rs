//! Text that programs are made of or write: sources, style sheets, settings, lists of changes, logs.
//!
//! Every line is code, a remark or prose by its signs alone; what the text is follows from how much of it is which.
//!
//! Invariant: no language is known by name: a program is told by what its lines have that sentences have not.

use super::family::Family;
use super::words::is_prose;
use crate::read::about::Refusal;

static PROGRAM_TEXT: Refusal = Refusal::new("a program, its settings or what it writes", "");
static CHANGES_TEXT: Refusal = Refusal::new("a list of changes (a patch)", "");

/// Programs.
pub(super) static PROGRAM: Family = Family { refusals: &[&PROGRAM_TEXT], look: program };

/// Lists of changes.
pub(super) static CHANGES: Family = Family { refusals: &[&CHANGES_TEXT], look: changes };

/// How a line of a program ends.
const LINE_ENDS: [&str; 12] = [";", "{", "}", "});", "):", "*/", "},", "],", "((", "[", "(", "\\"];

/// How a line of a program begins.
const LINE_STARTS: [&str; 25] = [
    "#include",
    "#define",
    "#if",
    "#endif",
    "import ",
    "from ",
    "def ",
    "fn ",
    "func ",
    "function ",
    "return",
    "const ",
    "let ",
    "var ",
    "@",
    "+++ ",
    "--- ",
    "} ",
    "<!",
    "\\",
    "$",
    "%!",
    "%%",
    "set ",
    "echo ",
];

/// Lines that a program has whole.
const WHOLE_LINES: [&str; 12] =
    ["end", "fi", "done", "esac", "else", "then", "begin", "endif", "endfunction", "pass", ")", "]"];

/// What stands inside a line of a program.
const LINE_PARTS: [&str; 9] = ["=>", "->", "::", "==", "()", "+=", "&&", ":=", "://"];

/// How a remark in a program begins.
const REMARKS: [&str; 14] =
    ["//", "/*", "* ", "*/", "# ", "##", "#!", ";", "--", "\" ", "% ", "dnl ", ".\\\"", "\"\"\""];

/// Signs that programs are full of and sentences have hardly any of.
const SIGNS: &str = "{}()[]<>=;_$&|\\*+^~@`#";

/// What a line is by its signs.
enum Line {
    Code,
    Remark,
    Prose,
    Other,
}

/// A program, a style sheet, settings, a log: a quarter of the lines look like one, and little of the rest is prose. A text
/// with more signs than any sentence has is one however its lines are laid out.
fn program(text: &str) -> Option<&'static Refusal> {
    if text.starts_with("#!/") || is_full_of_signs(text) {
        return Some(&PROGRAM_TEXT);
    }
    let (mut lines, mut code, mut prose_len, mut len) = (0, 0, 0, 0);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        lines += 1;
        len += line.len();
        match line_of(line) {
            Line::Code => code += 1,
            Line::Prose => prose_len += line.len(),
            Line::Remark | Line::Other => {}
        }
    }
    (lines >= 5 && code * 4 >= lines && prose_len * 5 <= len).then_some(&PROGRAM_TEXT)
}

fn line_of(line: &str) -> Line {
    if is_logged(line) {
        return Line::Code;
    }
    if REMARKS.iter().any(|start| line.starts_with(start)) {
        return Line::Remark;
    }
    let has_code_end = LINE_ENDS.iter().any(|end| line.ends_with(end));
    if !has_code_end && is_prose(line, 6) && !is_setting(line) {
        return Line::Prose;
    }
    let is_code = has_code_end
        || WHOLE_LINES.contains(&line)
        || LINE_STARTS.iter().any(|start| line.starts_with(start))
        || LINE_PARTS.iter().any(|part| line.contains(part))
        || is_setting(line)
        || is_call(line)
        || is_list_of_paths(line)
        || is_request(line);
    match is_code {
        true => Line::Code,
        false if is_prose(line, 4) => Line::Prose,
        false => Line::Other,
    }
}

/// Whether `line` sets something: `name = value`, `name: value` with a name as programs have it, `[section]`.
fn is_setting(line: &str) -> bool {
    let is_name = |name: &str| {
        let name = name.trim_start_matches("- ").trim_matches(['"', '\'']);
        let is_sign = |c: char| c.is_ascii_alphanumeric() || "_-.$/%@".contains(c);
        !name.is_empty() && name.chars().all(is_sign) && name.chars().any(|c| c.is_ascii_alphabetic())
    };
    let is_section = line.starts_with('[') && line.ends_with(']') && !line.contains(' ');
    let sets = line.split_once('=').is_some_and(|(name, _)| is_name(name.trim()));
    let names = line.split_once(':').is_some_and(|(name, value)| {
        let bare = name.trim_start_matches(['-', ' ', '"', '\'']);
        let is_odd = bare.starts_with(|c: char| c.is_ascii_lowercase()) || bare.contains('_') || is_camel(bare);
        is_name(name) && is_odd && (value.is_empty() || value.starts_with([' ', '\t']))
    });
    is_section || sets || names
}

/// Whether capitals stand inside `name`, as in `baseAddress`.
fn is_camel(name: &str) -> bool {
    name.as_bytes().windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase())
}

/// Whether something is called in `line`: a name with a bracket right behind it.
fn is_call(line: &str) -> bool {
    line.match_indices('(').any(|(at, _)| {
        let (before, after) = line.split_at(at);
        before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_') && !after.starts_with("(s)")
    })
}

/// Whether `line` begins with the place of a file or the name of a kind of content, and is no sentence.
fn is_list_of_paths(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    first.contains('/') && first.is_ascii() && first.bytes().any(|byte| byte.is_ascii_lowercase()) && !is_prose(line, 3)
}

/// Whether `line` is a request of a page maker such as troff: a point and two letters.
fn is_request(line: &str) -> bool {
    let mut signs = line.bytes();
    signs.next() == Some(b'.') && signs.by_ref().take(2).filter(u8::is_ascii_alphabetic).count() == 2
}

/// Whether `line` begins as a program notes what it does: date and time to the second, or a number and a level.
fn is_logged(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let first = words.next().unwrap_or_default().trim_start_matches('[');
    let second = words.next().unwrap_or_default();
    let is_time = |word: &str| {
        word.len() >= 8 && word.bytes().filter(|byte| *byte == b':').count() >= 2 && starts_with_digit(word)
    };
    let is_date = |word: &str| {
        word.len() >= 8
            && starts_with_digit(word)
            && word.bytes().filter(|byte| matches!(byte, b'-' | b'/' | b'.')).count() == 2
    };
    let level = second.trim_matches(['[', ']', ':']).to_ascii_lowercase();
    is_date(first) && is_time(second)
        || first.contains('T') && is_time(first)
        || first.bytes().all(|byte| byte.is_ascii_digit())
            && matches!(level.as_str(), "info" | "verbose" | "silly" | "debug" | "warn" | "error" | "http")
}

fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether one sign in a dozen is one that programs are full of.
fn is_full_of_signs(text: &str) -> bool {
    const LEAST: usize = 200;
    let visible = text.chars().filter(|c| !c.is_whitespace()).count();
    let signs = text.chars().filter(|c| SIGNS.contains(*c)).count();
    visible >= LEAST && signs * 12 >= visible
}

/// Changes between two versions of files.
fn changes(text: &str) -> Option<&'static Refusal> {
    let begins = |start: &str| text.starts_with(start) || text.contains(&format!("\n{start}"));
    let is_unified = begins("--- ") && begins("+++ ") && begins("@@ -");
    (text.starts_with("diff --git ") || is_unified).then_some(&CHANGES_TEXT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: bool) {
        assert_eq!(program(text).is_some(), expected, "{text}");
    }

    #[test]
    fn programs_settings_and_logs_are_named() {
        check("#!/bin/sh\necho rain\n", true);
        check(&"let x = 7;\nif (x == 7) {\n  rain();\n}\n".repeat(3), true);
        check(
            &"# Rain is counted by the hour here.\ndef rain(hours):\n    return hours * 2\n\nprint(rain(7))\n"
                .repeat(2),
            true,
        );
        check("[package]\nname = \"rain\"\nversion = \"0.1.0\"\n\n[dependencies]\nquay = \"1\"\n", true);
        check("on: push\njobs:\n  rain:\n    runs-on: quay\n    steps:\n      - uses: a/b@v1\n", true);
        check(&"2031-05-02 10:15:07 INFO the quay is open and nobody has come to see it yet\n".repeat(6), true);
        check(
            "[Desktop Entry]\nName=Rain\nComment=Counts the rain that falls on the quay\nExec=rain %F\nType=Application\n",
            true,
        );
        check(&"!function(e,t){var n={};e.r=function(e){return n[e]||t(e)}}(window,document);".repeat(4), true);
        check(&".SH NAME\nrain\n.B rain\n[\\fIhours\\fR]\n.PP\n".repeat(3), true);
    }

    #[test]
    fn articles_that_look_a_little_like_it_are_none() {
        check(&"Rain fell on Friday at the quay.\nRead more;\n".repeat(9), false);
        check(
            "date: 2031-05-02\nauthor: Ida Moe\n\nRain fell on Friday at the quay, and the ferry from Oslo was late by an hour.\n",
            false,
        );
        check(
            "10:15:07 The ferry has left the quay and will be late.\n10:30:00 It has come back because of the rain.\n11:00:00 It left again.\n",
            false,
        );
        check(
            "# Rain at the quay\n\n* The ferry was late, said Ida Moe.\n* The mayor(s) of both towns were on board.\n",
            false,
        );
        check(
            "Home\nNews (7)\nSport\nhttps://quay.example/a\n\nRain fell on Friday at the quay, and nobody could say how long it would last this time.\n",
            false,
        );
    }

    #[test]
    fn patches_are_named_whatever_stands_before_them() {
        assert!(changes("From: Ida\nSubject: Rain\n\n--- a/rain\n+++ b/rain\n@@ -1 +1 @@\n-dry\n+wet\n").is_some());
        assert!(changes("--- Rain fell.\n+++ It was late.").is_none());
    }
}
