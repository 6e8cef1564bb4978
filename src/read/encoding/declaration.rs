//! Finds the encoding a saved page declares: an XML declaration, `meta charset` or `meta http-equiv`.
//!
//! Source of the method: "prescan a byte stream to determine its encoding" of the HTML standard, over 4096 bytes where
//! the standard takes 1024, because tools that save pages put comments before the head.
//!
//! Invariant: looks at ASCII only, and only inside a declaration or a `meta` tag.

use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE};

const PRESCAN_LEN: usize = 4096;

/// The encoding `page` declares in its first bytes; `None` for none, or one that is not known.
pub(in crate::read) fn declared_encoding(page: &[u8]) -> Option<&'static Encoding> {
    let head = page.get(..page.len().min(PRESCAN_LEN))?.to_ascii_lowercase();
    let mut rest = head.as_slice();
    while let Some(open) = memchr::memchr(b'<', rest) {
        rest = rest.get(open..)?;
        if rest.starts_with(b"<!--") {
            rest = rest.get(memchr::memmem::find(rest, b"-->")?..)?;
            continue;
        }
        let tag = rest.get(..memchr::memchr(b'>', rest).unwrap_or(rest.len()))?;
        let label = if tag.starts_with(b"<?xml") {
            value_after(tag, b"encoding")
        } else if tag.starts_with(b"<meta") {
            value_after(tag, b"charset")
        } else {
            None
        };
        if let Some(encoding) = label.and_then(Encoding::for_label) {
            // A tag that could be read byte by byte is not in UTF-16, whatever it says.
            let wide = encoding == UTF_16LE || encoding == UTF_16BE;
            return if wide { Some(UTF_8) } else { Some(encoding).filter(|encoding| *encoding != REPLACEMENT) };
        }
        rest = rest.get(1..)?;
    }
    None
}

/// The value after `name` and `=` in `tag`, quotation marks left out.
fn value_after<'t>(tag: &'t [u8], name: &[u8]) -> Option<&'t [u8]> {
    for place in memchr::memmem::find_iter(tag, name) {
        let after = tag.get(place + name.len()..)?.trim_ascii_start();
        if let Some(value) = after.strip_prefix(b"=") {
            let value = value.trim_ascii_start();
            let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
            let ends = |byte: &u8| matches!(byte, b'"' | b'\'' | b';' | b'/' | b'?') || byte.is_ascii_whitespace();
            return value.get(..value.iter().position(ends).unwrap_or(value.len()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declaration_is_found_in_any_form() {
        let check = |page: &str, expected: Option<&str>| {
            assert_eq!(declared_encoding(page.as_bytes()).map(Encoding::name), expected, "{page}");
        };
        check("<meta charset=windows-1251>", Some("windows-1251"));
        check("<!doctype html><META CHARSET = 'KOI8-R' />", Some("KOI8-R"));
        let equiv = "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=iso-8859-2\">";
        check(equiv, Some("ISO-8859-2"));
        check("<?xml version=\"1.0\" encoding=\"Shift_JIS\"?>", Some("Shift_JIS"));
        check("<!-- <meta charset=big5> --><meta charset=\"utf-8\">", Some("UTF-8"));
        check("<meta charset=utf-16>", Some("UTF-8"));
        check("<meta charset=nonsense><meta charset=gbk>", Some("GBK"));
        check("<meta charset=iso-2022-kr>", None);
        check("<p>charset=big5</p>", None);
        check("<meta name=x content=charset>", None);
        check(&(" ".repeat(5000) + "<meta charset=big5>"), None);
        check("<", None);
        check("", None);
    }
}
