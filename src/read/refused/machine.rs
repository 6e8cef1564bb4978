//! Text that machines read: programs, keys, encoded bytes, pointers at files kept elsewhere, figures.

use super::family::Family;
use crate::read::about::Refusal;

static POINTER_TO: Refusal =
    Refusal::new("a pointer to a large file", "fetch the file itself (git lfs pull, git annex get)");
static SEALED_TEXT: Refusal =
    Refusal::new("a key, or a text that is encrypted or signed (PGP, PEM)", "decrypt it and save the text");
static BYTES: Refusal = Refusal::new("bytes written as base64", "decode them first");
static PROGRAM_TEXT: Refusal = Refusal::new("a program", "");
static FIGURES: Refusal = Refusal::new("figures, signs or names without a sentence", "");

/// Notes of where a large file is kept.
pub(super) static POINTER: Family = Family { refusals: &[&POINTER_TO], look: pointer };

/// Keys, certificates, messages.
pub(super) static SEALED: Family = Family { refusals: &[&SEALED_TEXT], look: sealed };

/// Encoded bytes.
pub(super) static BASE64: Family = Family { refusals: &[&BYTES], look: base64 };

/// Programs.
pub(super) static PROGRAM: Family = Family { refusals: &[&PROGRAM_TEXT], look: code };

/// What no reader can read.
pub(super) static WITHOUT_SENTENCE: Family = Family { refusals: &[&FIGURES], look: without_sentence };

/// How a line of a program ends.
const LINE_ENDS: [&str; 9] = [";", "{", "}", "});", "):", "*/", "},", "],", "(("];

/// How a line of a program begins.
const LINE_STARTS: [&str; 18] = [
    "#include",
    "#define",
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
    "//",
    "/*",
    "@",
    "+++ ",
    "--- ",
    "} ",
];

/// What stands inside a line of a program.
const LINE_PARTS: [&str; 7] = ["=>", "->", "::", "==", "()", "+=", "&&"];

/// A note of where the bytes of a large file are kept.
fn pointer(text: &str) -> Option<&'static Refusal> {
    let is_lfs = text.starts_with("version https://git-lfs.github.com/spec/");
    let is_annex = text.lines().count() <= 2 && text.trim_end().contains("/annex/objects/");
    (is_lfs || is_annex).then_some(&POINTER_TO)
}

/// A key, a certificate, or a message that is encrypted or signed.
fn sealed(text: &str) -> Option<&'static Refusal> {
    let line = text.lines().next().unwrap_or_default().trim_end();
    let inner = line.strip_prefix("-----BEGIN ")?.strip_suffix("-----")?;
    let is_label = inner.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b' ');
    is_label.then_some(&SEALED_TEXT)
}

/// Bytes written as letters and figures.
fn base64(text: &str) -> Option<&'static Refusal> {
    let (mut encoded, mut lines) = (0, 0);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        lines += 1;
        encoded += usize::from(is_base64(line));
    }
    let whole = lines >= 3 && encoded * 10 >= lines * 8 || lines >= 1 && lines == encoded;
    whole.then_some(&BYTES)
}

/// Whether `line` is long, without a gap, and as mixed as encoded bytes are.
fn is_base64(line: &str) -> bool {
    let bytes = line.as_bytes();
    let all = bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='));
    let count = |of: fn(&u8) -> bool| bytes.iter().filter(|byte| of(byte)).count() * 20 >= bytes.len();
    bytes.len() >= 40 && all && count(u8::is_ascii_uppercase) && count(u8::is_ascii_lowercase)
}

/// A program, a style sheet, a list of changes: half of the lines look like one, and one in five at most like prose.
fn code(text: &str) -> Option<&'static Refusal> {
    if text.starts_with("#!/") || text.starts_with("diff --git ") {
        return Some(&PROGRAM_TEXT);
    }
    let (mut code, mut prose, mut lines) = (0, 0, 0);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        lines += 1;
        if is_code(line) {
            code += 1;
        } else {
            prose += usize::from(is_prose(line, 4));
        }
    }
    (lines >= 8 && code * 2 >= lines && prose * 5 <= lines).then_some(&PROGRAM_TEXT)
}

fn is_code(line: &str) -> bool {
    LINE_ENDS.iter().any(|end| line.ends_with(end))
        || LINE_STARTS.iter().any(|start| line.starts_with(start))
        || LINE_PARTS.iter().any(|part| line.contains(part))
}

/// Figures, signs or names with no words that follow each other: a text of some length has a sentence somewhere.
fn without_sentence(text: &str) -> Option<&'static Refusal> {
    const LEAST: usize = 200;
    // The start of a file in another encoding than UTF-8 is not decoded yet: its letters cannot be counted.
    if text.contains('\u{fffd}') {
        return None;
    }
    let visible = text.chars().filter(|c| !c.is_whitespace()).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    // Nothing but figures and signs is refused however short it is.
    let bare = letters * 10 < visible && letters < LEAST;
    let long = visible >= LEAST && !text.lines().any(|line| is_prose(line, 3)) && !is_one_word_a_line(text);
    (bare || long).then_some(&FIGURES)
}

/// Whether `text` has a word a line, as a text laid out so narrowly may.
fn is_one_word_a_line(text: &str) -> bool {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let short = lines.clone().filter(|line| line.split_whitespace().count() <= 2 && is_prose(line, 1));
    short.count() * 10 >= lines.count() * 8
}

/// Whether `line` has `words` words of letters in a row, or as many letters in a script that leaves no gaps.
fn is_prose(line: &str, words: usize) -> bool {
    let mut run = 0;
    for word in line.split_whitespace() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let others = word.chars().filter(|c| !c.is_alphabetic() && !matches!(c, '\'' | '’' | '-' | '.')).count();
        if letters >= 8 && !word.is_ascii() && word.chars().all(|c| !c.is_ascii_alphabetic()) {
            return true;
        }
        run = if letters > 0 && others == 0 && letters < 40 { run + 1 } else { 0 };
        if run >= words {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_machines_read_is_named() {
        let check = |family: fn(&str) -> Option<&'static Refusal>, text: &str, expected: bool| {
            assert_eq!(family(text).is_some(), expected, "{text}");
        };
        check(pointer, "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 7\n", true);
        check(pointer, "../.git/annex/objects/ab/cd/SHA256-s7--00\n", true);
        check(pointer, "The version that was told first.", false);
        check(sealed, "-----BEGIN PGP MESSAGE-----\n\nhQEM", true);
        check(sealed, "----- BEGIN -----\nRain", false);
        check(base64, "UmFpbiBmZWxsIG9uIEZyaWRheSBhdCB0aGUgcXVheSBvZiBGZXJyaW4u\n", true);
        check(base64, "Rain fell on Friday.", false);
        check(code, "#!/bin/sh\necho rain\n", true);
        check(code, &"let x = 7;\nif (x == 7) {\n  rain();\n}\n".repeat(3), true);
        check(code, &"Rain fell on Friday at the quay.\nRead more;\n".repeat(9), false);
        check(without_sentence, "7 12 19 4.5\n8 11 20 3.1\n", true);
        check(without_sentence, &"a7f3 00x9_k {q}\n".repeat(30), true);
        check(without_sentence, "Rain", false);
        check(without_sentence, &"\u{fffd}\u{fffd}\u{fffd} \u{fffd}\u{fffd}\n".repeat(90), false);
        check(without_sentence, "雨が金曜日に波止場で降りました。", false);
        check(without_sentence, &"rain\nfell\n".repeat(60), false);
    }
}
