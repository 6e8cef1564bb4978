//! Text that machines read: keys, encoded bytes, pointers at files kept elsewhere, figures.

use super::family::Family;
use super::words::is_prose;
use crate::read::about::Refusal;

static POINTER_TO: Refusal =
    Refusal::new("a pointer to a large file", "fetch the file itself (git lfs pull, git annex get)");
static SEALED_TEXT: Refusal =
    Refusal::new("a key, or a text that is encrypted or signed (PGP, PEM)", "decrypt it and save the text");
static BYTES: Refusal = Refusal::new("bytes written as base64", "decode them first");
static FIGURES: Refusal = Refusal::new("figures, signs or names without a sentence", "");

/// Notes of where a large file is kept.
pub(super) static POINTER: Family = Family { refusals: &[&POINTER_TO], look: pointer };

/// Keys, certificates, messages.
pub(super) static SEALED: Family = Family { refusals: &[&SEALED_TEXT], look: sealed };

/// Encoded bytes.
pub(super) static BASE64: Family = Family { refusals: &[&BYTES], look: base64 };

/// What no reader can read.
pub(super) static WITHOUT_SENTENCE: Family = Family { refusals: &[&FIGURES], look: without_sentence };

/// A note of where the bytes of a large file are kept.
fn pointer(text: &str) -> Option<&'static Refusal> {
    let is_lfs = text.starts_with("version https://git-lfs.github.com/spec/");
    let is_annex = text.lines().count() <= 2 && text.trim_end().contains("/annex/objects/");
    (is_lfs || is_annex).then_some(&POINTER_TO)
}

/// A key, a certificate, or a message that is encrypted or signed: at the beginning, or below a description of its own.
fn sealed(text: &str) -> Option<&'static Refusal> {
    let is_sealed = |line: &str| {
        let inner = line.trim_end().strip_prefix("-----BEGIN ").and_then(|rest| rest.strip_suffix("-----"));
        inner.is_some_and(|label| {
            label.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b' ')
        })
    };
    if text.lines().next().is_some_and(is_sealed) {
        return Some(&SEALED_TEXT);
    }
    // What is signed is read: a signature stands below sentences, a key below none.
    let mut below = text.lines().skip_while(|line| !is_sealed(line) && !is_prose(line, 6));
    below.next().filter(|line| is_sealed(line))?;
    let mut inside = below.filter(|line| !line.trim().is_empty() && !line.contains(": "));
    inside.next().is_some_and(|line| is_base64(line.trim())).then_some(&SEALED_TEXT)
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
        let key = "UmFpbiBmZWxsIG9uIEZyaWRheSBhdCB0aGUgcXVheSBvZiBGZXJyaW4u";
        check(sealed, &format!("A key:\n-----BEGIN PUBLIC KEY-----\nVersion: 1\n\n{key}\n"), true);
        check(sealed, &format!("Rain fell on the quay all night.\n-----BEGIN PGP SIGNATURE-----\n{key}\n"), false);
        check(sealed, "He wrote:\n-----BEGIN PUBLIC KEY-----\nand no more.\n", false);
        check(base64, "UmFpbiBmZWxsIG9uIEZyaWRheSBhdCB0aGUgcXVheSBvZiBGZXJyaW4u\n", true);
        check(base64, "Rain fell on Friday.", false);
        check(without_sentence, "7 12 19 4.5\n8 11 20 3.1\n", true);
        check(without_sentence, &"a7f3 00x9_k {q}\n".repeat(30), true);
        check(without_sentence, "Rain", false);
        check(without_sentence, &"\u{fffd}\u{fffd}\u{fffd} \u{fffd}\u{fffd}\n".repeat(90), false);
        check(without_sentence, "雨が金曜日に波止場で降りました。", false);
        check(without_sentence, &"rain\nfell\n".repeat(60), false);
    }
}
