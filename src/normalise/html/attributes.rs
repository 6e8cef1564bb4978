//! Cuts tags of more attributes than any page has, before the tokeniser sees them.
//!
//! A page comes in and, hardly ever, a copy without the surplus goes out. The tokeniser calls itself once for every
//! attribute in double quotes, so a tag of a hundred thousand of them would run it out of stack.
//!
//! Invariant: linear, and nothing but attributes past the limit is left out.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memmem};

/// Attributes in double quotes that a tag keeps. Pages have a few dozen at most.
const MOST: usize = 512;

/// The page with the surplus attributes of its tags left out.
pub(in crate::normalise) fn limit_attributes(html: &str) -> Cow<'_, str> {
    let bytes = html.as_bytes();
    let mut surplus: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr(b'<', rest)) {
        let open = at + found;
        if bytes[open..].starts_with(b"<!--") {
            at = memmem::find(&bytes[open + 4..], b"-->").map_or(bytes.len(), |end| open + 4 + end + 3);
        } else if bytes.get(open + 1).is_some_and(u8::is_ascii_alphabetic) {
            let (end, cut) = tag_end(bytes, open + 1);
            if let Some(cut) = cut {
                surplus.push(cut..end);
            }
            at = end.max(raw_text_end(bytes, open + 1, end));
        } else {
            at = open + 1;
        }
    }
    if surplus.is_empty() {
        return Cow::Borrowed(html);
    }
    let mut kept = String::with_capacity(html.len());
    let mut from = 0;
    for range in surplus {
        kept += html.get(from..range.start).unwrap_or_default();
        from = range.end;
    }
    kept += html.get(from..).unwrap_or_default();
    Cow::Owned(kept)
}

/// Where the tag whose name starts at `at` closes, and from where on its attributes are too many.
fn tag_end(bytes: &[u8], mut at: usize) -> (usize, Option<usize>) {
    let (mut quoted, mut cut, mut after_equals) = (0, None, false);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'>' => return (at, cut),
            b'"' | b'\'' if after_equals => {
                at += memchr(byte, &bytes[at + 1..]).map_or(bytes.len() - at, |end| end + 1);
                quoted += usize::from(byte == b'"');
                if quoted == MOST {
                    cut = cut.or(Some((at + 1).min(bytes.len())));
                }
                after_equals = false;
            }
            b'=' => after_equals = true,
            _ => after_equals &= byte.is_ascii_whitespace(),
        }
        at += 1;
    }
    (bytes.len(), cut)
}

/// Where the text of a script or style ends, which only looks like tags; 0 for any other element.
fn raw_text_end(bytes: &[u8], name: usize, tag_end: usize) -> usize {
    let starts = |word: &[u8]| bytes.get(name..name + word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word));
    // Inside a drawing a tag that closes itself opens no text, and what follows it must not go unseen.
    let ends_itself = tag_end.checked_sub(1).and_then(|last| bytes.get(last)) == Some(&b'/');
    if ends_itself || !(starts(b"script") || starts(b"style")) {
        return 0;
    }
    let mut at = tag_end;
    while let Some(found) = bytes.get(at..).and_then(|rest| memmem::find(rest, b"</")) {
        at += found + 2;
        let closes = |word: &[u8]| bytes.get(at..at + word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word));
        if closes(b"script") || closes(b"style") {
            return at;
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_pages_are_left_as_they_are() {
        for html in [
            "",
            "<p class=\"a\" id='b' c=d>x</p>",
            "<p title=\"a > b\">x",
            "<!-- <p a=\"1\" -->x",
            "1 < 2 and <",
            "<p a=\"unclosed",
            "<script>if (a<b) { x = \"é\" }</script>",
        ] {
            assert!(matches!(limit_attributes(html), Cow::Borrowed(_)), "{html}");
        }
        let script = format!("<script>a<b; x={}</script><p>é</p>", "=\"y\" ".repeat(2_000));
        assert!(matches!(limit_attributes(&script), Cow::Borrowed(_)));
    }

    #[test]
    fn a_tag_of_too_many_attributes_is_parsed() {
        let html = format!("<p {}>text</p>", "a=\"1\" ".repeat(100_000));
        let _ = crate::normalise::html::tree::Tree::parse(&html);
    }

    #[test]
    fn surplus_attributes_behind_a_tag_that_closes_itself_are_left_out() {
        let html = format!("<svg><style/></svg><p {}>text</p>", "a=\"1\" ".repeat(100_000));
        let tree = crate::normalise::html::tree::Tree::parse(&html);
        assert!(tree.nodes.iter().any(|node| tree.text(node) == "text"));
    }

    #[test]
    fn surplus_attributes_are_left_out_and_the_text_stays() {
        let html = format!("<p {}>é text</p><b>more</b>", "a=\"é>\" ".repeat(100_000));
        let kept = limit_attributes(&html);
        assert!(kept.len() < 6_000 && kept.ends_with("\"é>\">é text</p><b>more</b>"), "{}", &kept[kept.len() - 60..]);
        let open = format!("<p {}", "a=\"1\"".repeat(100_000));
        assert!(limit_attributes(&open).len() < 4_000);
    }
}
