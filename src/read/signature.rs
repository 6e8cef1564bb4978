//! Tells what is not a page of text: images, archives, databases, and texts of formats that are not read.
//!
//! The first bytes of a file come in, words for an error message go out.
//!
//! Invariant: no text is taken for binary because of its language or encoding; only signatures and control bytes count.

use crate::read::about::{Entry, Refusal};
use crate::read::encoding;

/// Elements that a page, or a piece of one, opens with.
const OPENERS: [&str; 24] = [
    "!doctype html",
    "html",
    "head",
    "body",
    "meta",
    "title",
    "link",
    "script",
    "style",
    "base",
    "main",
    "article",
    "section",
    "header",
    "div",
    "span",
    "p",
    "h1",
    "h2",
    "h3",
    "table",
    "figure",
    "img",
    "a",
];

/// Closing tags of prose; a text about markup has one or two, a page has them at every paragraph.
const CLOSERS: [&str; 6] = ["</p>", "</div>", "</a>", "</li>", "</span>", "</h1>"];

/// What stands first in a file that no text has: where, what, and what such a file is.
struct Signature(usize, &'static [u8], Refusal);

/// A signature at the beginning of a file.
const fn first(bytes: &'static [u8], what: &'static str, instead: &'static str) -> Signature {
    Signature(0, bytes, Refusal::new(what, instead))
}

/// First bytes that no text has. Boxes are here for what opens none: a file that is said to be of another format.
static SIGNATURES: [Signature; 33] = [
    first(b"%PDF-", "a PDF", "save the pages it was made of, or its text (pdftotext)"),
    first(b"\x89PNG\r\n", "a PNG image", ""),
    first(b"\xff\xd8\xff", "a JPEG image", ""),
    first(b"GIF87a", "a GIF image", ""),
    first(b"GIF89a", "a GIF image", ""),
    Signature(8, b"WEBPVP8", Refusal::new("a WebP image", "")),
    first(b"II*\0", "a TIFF image", ""),
    first(b"MM\0*", "a TIFF image", ""),
    first(b"\0\0\x01\0", "an icon", ""),
    Signature(4, b"ftyp", Refusal::new("a film or an image", "")),
    first(b"\x1aE\xdf\xa3", "a film", ""),
    first(b"ID3\x03", "a sound file", ""),
    first(b"ID3\x04", "a sound file", ""),
    first(b"OggS", "a sound file", ""),
    first(b"fLaC", "a sound file", ""),
    first(b"wOFF", "a font", ""),
    first(b"wOF2", "a font", ""),
    first(b"PK\x03\x04", "an office document", "save it as a web page"),
    first(b"PK\x05\x06", "an empty zip archive", ""),
    first(b"\x1f\x8b", "gzip", "unpack it first"),
    first(b"BZh9", "bzip2", "unpack it first"),
    first(b"\xfd7zXZ\0", "xz", "unpack it first"),
    first(b"\x28\xb5\x2f\xfd", "zstd", "unpack it first"),
    first(b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    first(b"Rar!\x1a\x07", "a RAR archive", "unpack it first"),
    Signature(257, b"ustar", Refusal::new("a tar archive", "unpack it first")),
    first(b"ZIM\x04", "a ZIM file", "take its pages out of it first (zimdump)"),
    first(b"SQLite format 3\0", "a SQLite database", "write the table that holds the pages as CSV or JSON Lines"),
    first(b"ARROW1\0", "an Arrow file", "write it as CSV or JSON Lines"),
    first(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document", "save it as a web page"),
    first(b"\x7fELF", "a program in machine code", ""),
    first(b"bplist00", "a property list", ""),
    first(b"\xff\xfe\0\0", "UTF-32", "save it as UTF-8"),
];

/// What is told of the files that their first bytes give away, each kind once; boxes that are opened are none of them.
pub(super) fn entries() -> Vec<Entry> {
    let mut kinds: Vec<&Refusal> = Vec::new();
    for Signature(_, bytes, refusal) in &SIGNATURES {
        let opened = [b"\x1f\x8b".as_slice(), b"\x28\xb5\x2f\xfd", b"ustar"].contains(bytes);
        if !opened && !kinds.contains(&refusal) {
            kinds.push(refusal);
        }
    }
    kinds.into_iter().map(Entry::of_refused).collect()
}

/// What `head`, the first bytes of a file, is instead of text. With `signatures_only` nothing but a signature counts.
pub(super) fn binary(head: &[u8], signatures_only: bool) -> Option<String> {
    // What is binary and yet read.
    if head.starts_with(b"PAR1") {
        return None;
    }
    let is = |Signature(start, bytes, _): &&Signature| head.get(*start..).is_some_and(|there| there.starts_with(bytes));
    if let Some(Signature(_, _, refusal)) = SIGNATURES.iter().find(is) {
        return Some(refusal.to_string());
    }
    if signatures_only || encoding::wide(head).is_some() {
        return None;
    }
    let is_control = |byte: &&u8| matches!(**byte, 0..=7 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f);
    // Messages of the wire are framed with control characters, and a short one has little else.
    let is_message = matches!(head.first(), Some(1 | 0x16)) && head.contains(&1) && head.contains(&2);
    let is_frame = |byte: &&u8| matches!(**byte, 1..=4 | 0x11..=0x14 | 0x16 | 0x7f);
    let controls = head.iter().filter(is_control).filter(|byte| !is_message || !is_frame(byte)).count();
    // Random bytes have a tenth; a text has at most a stray one.
    (controls * 20 > head.len()).then(|| "holds control bytes".to_owned())
}

/// Whether `text` opens as a page does or is full of its tags.
pub(in crate::read) fn looks_like_html(text: &str) -> bool {
    let lower = text.trim_start().to_ascii_lowercase();
    let mut start = lower.as_str();
    // Comments, such as where the page was saved from, may stand before anything else.
    while start.starts_with("<!--") {
        match start.find("-->").and_then(|end| start.get(end + 3..)) {
            Some(rest) => start = rest.trim_start(),
            None => return true,
        }
    }
    let opens = start.strip_prefix('<').is_some_and(|tag| {
        OPENERS.iter().any(|name| {
            tag.strip_prefix(name)
                .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-'))
        })
    });
    opens
        || lower.contains("<!doctype html")
        || lower.contains("<html")
        || CLOSERS.iter().map(|tag| lower.matches(tag).count()).sum::<usize>() >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binary_files_are_told_by_their_first_bytes() {
        let check =
            |head: &[u8], expected: Option<&str>| assert_eq!(binary(head, false).as_deref(), expected, "{head:?}");
        check(b"%PDF-1.7\n", Some("looks like a PDF; save the pages it was made of, or its text (pdftotext)"));
        check(
            b"SQLite format 3\0\x10",
            Some("looks like a SQLite database; write the table that holds the pages as CSV or JSON Lines"),
        );
        check(b"PK\x03\x04\x14\0", Some("looks like an office document; save it as a web page"));
        check(b"\0\0\0\x18ftypmp42", Some("looks like a film or an image"));
        check(
            &[b"page.txt".as_slice(), &[0; 249], b"ustar"].concat(),
            Some("looks like a tar archive; unpack it first"),
        );
        check(b"\x01\x02\x00\x04abcdef", Some("holds control bytes"));
        check(b"\x16\x16\x01W7_x\nr a\x13\x11 Q\n\x02^Q<\n\x03\n\x04", None);
        check(b"One stray \0 byte in a line that is otherwise a sentence like any other.", None);
        check("Слова".as_bytes(), None);
        check(b"\xd1\xeb\xee\xe2\xe0", None);
        check(b"\xff\xfeP\0a\0g\0e\0", None);
        check(b"P\0a\0g\0e\0 \0o\0n\0e\0", None);
        check(b"", None);
    }

    #[test]
    fn signature_stands_at_its_place_only() {
        assert_eq!(binary(b"The file began with %PDF-1.7.", false), None);
        assert_eq!(binary(b"\x01\x02\x00", true), None);
    }

    #[test]
    fn pages_are_told_from_text_about_them() {
        let check = |text: &str, expected| assert_eq!(looks_like_html(text), expected, "{text}");
        check("<!DOCTYPE html>\n<html>", true);
        check("  <HTML lang=en>", true);
        check("<!-- saved from url=(0014)about:internet --><div>", true);
        check("<?xml version='1.0'?><html>", true);
        check("<p>One</p>", true);
        check("Menu<br><p>One</p><p>Two</p><a>Three</a>", true);
        check("<pre-election> notes", false);
        check("<Anna> hello", false);
        check("The page has a </p> too many", false);
        check("a < b and b > c", false);
        check("", false);
        check("<", false);
        check("<!--", true);
    }
}
