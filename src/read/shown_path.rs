//! A path as text: readable, and no two paths alike.
//!
//! A path comes in as the system has it, in bytes that are mostly UTF-8 and need not be; the text that the archive, the
//! messages and the output call it by goes out. Bytes that are no UTF-8 are written `\xe9`; so that no other name looks
//! like that, a backslash that already comes before `x` and two hexadecimal digits is written `\x5c`. Every other path
//! is its own text.
//!
//! Invariant: replacing every `\x` with two digits by the byte they count gives the path back.

use std::borrow::Cow;
use std::path::Path;

/// `path` as text.
pub(super) fn shown(path: &Path) -> Cow<'_, str> {
    let bytes = path.as_os_str().as_encoded_bytes();
    match path.to_str() {
        Some(text) if !has_escape(bytes) => Cow::Borrowed(text),
        _ => Cow::Owned(escaped(bytes)),
    }
}

/// Whether an escape begins at the start of `bytes`.
fn opens_escape(bytes: &[u8]) -> bool {
    matches!(bytes, [b'\\', b'x', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
}

fn has_escape(bytes: &[u8]) -> bool {
    memchr::memchr_iter(b'\\', bytes).any(|place| bytes.get(place..).is_some_and(opens_escape))
}

fn escaped(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() + 12);
    let mut rest = bytes;
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            if opens_escape(rest) {
                text.push_str("\\x5c");
            } else {
                text.push(c);
            }
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        }
        for byte in chunk.invalid() {
            text.push_str(&format!("\\x{byte:02x}"));
        }
        rest = rest.get(chunk.invalid().len()..).unwrap_or_default();
    }
    text
}

#[cfg(all(test, unix))]
mod tests {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    use proptest::prelude::*;

    use super::*;

    /// The bytes of the path that is shown as `text`.
    fn read_back(text: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut rest = text.as_bytes();
        while let Some((first, after)) = rest.split_first() {
            if opens_escape(rest) {
                let digits = std::str::from_utf8(&rest[2..4]).ok();
                bytes.extend(digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()));
                rest = &rest[4..];
            } else {
                bytes.push(*first);
                rest = after;
            }
        }
        bytes
    }

    #[test]
    fn odd_bytes_are_escaped_and_all_else_is_kept() {
        let check = |path: &[u8], expected: &str| {
            assert_eq!(shown(Path::new(OsStr::from_bytes(path))), expected);
            assert_eq!(read_back(expected), path, "{expected}");
        };
        check(b"pages/caf\xe9.txt", "pages/caf\\xe9.txt");
        check("pages/café.txt".as_bytes(), "pages/café.txt");
        check(b"caf\\xe9.txt", "caf\\x5cxe9.txt");
        check(b"back\\slash \\x \\xg0", "back\\slash \\x \\xg0");
        check(b"\\\xe9\\x4\xff", "\\\\xe9\\x4\\xff");
        check(b"\xe2\x82", "\\xe2\\x82");
        check(b"", "");
    }

    proptest! {
        #[test]
        fn every_path_can_be_read_back(path in prop::collection::vec(prop::sample::select(b"\\x5ce9\xe9\xc3\xa9/a".to_vec()), 0..20)) {
            let text = shown(Path::new(OsStr::from_bytes(&path))).into_owned();
            prop_assert_eq!(read_back(&text), path);
        }
    }
}
