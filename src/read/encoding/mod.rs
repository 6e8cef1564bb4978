//! Turns bytes into text, and says how.
//!
//! Bytes come in, a string and diagnostics go out. In order of trust: a byte order mark; zero bytes in every other place
//! (UTF-16); the escapes of ISO-2022-JP; valid UTF-8 with anything but ASCII in it, whatever is declared; what is declared;
//! a guess by the statistics of `chardetng`, the detector of Firefox. The last two hold unless `evidence` says otherwise.
//!
//! Invariant: decoding never fails. What cannot be decoded becomes U+FFFD, and a diagnostic says so.

pub(super) mod alphabets;
pub(super) mod charset;
pub(super) mod declaration;
pub(super) mod evidence;
pub(super) mod transcoder;

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::model::{Diagnostic, Digest, Document};
use crate::read::encoding::charset::Charset;

/// How much of a text the detector is shown, from the first character on that is not ASCII.
const GUESS_LEN: usize = 1 << 20;

/// Text, and what was odd about its encoding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Decoded {
    pub text: String,
    pub diagnostics: Vec<Diagnostic>,
}

/// Decodes a whole page that declares `declared`.
pub(super) fn decode(bytes: Vec<u8>, declared: Option<&'static Encoding>) -> Decoded {
    if let Some((encoding, diagnostic)) = wide(&bytes) {
        return decode_as(Charset::Web(encoding), &bytes, Some(diagnostic));
    }
    let bytes = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => rest.to_vec(),
        None => bytes,
    };
    if let Some(decoded) = escaped_japanese(&bytes, declared) {
        return decoded;
    }
    // Bytes that only look like UTF-8 by chance are ASCII, or next to impossible.
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => {
            let contradicted = declared.filter(|encoding| *encoding != UTF_8 && !text.is_ascii());
            let mut diagnostics: Vec<_> =
                contradicted.map(|encoding| contradiction(encoding, "UTF-8")).into_iter().collect();
            diagnostics.extend(mojibake(&text));
            diagnostics.extend(unread_escapes(&text));
            return Decoded { text, diagnostics };
        }
        Err(error) => match paired(error.as_bytes()) {
            Some(text) => return Decoded { diagnostics: mojibake(&text).into_iter().collect(), text },
            None => error.into_bytes(),
        },
    };
    if let Some(encoding) = declared.filter(|encoding| *encoding != UTF_8) {
        // A page may declare what it is not: then its letters say so.
        let settled = evidence::settled(&bytes, encoding);
        if settled != Charset::Web(encoding) {
            let message = format!("decoded as {}, a guess", settled.name());
            let mut decoded = decode_as(settled, &bytes, Some(Diagnostic::new("encoding-guessed", message)));
            decoded.diagnostics.insert(0, contradiction(encoding, settled.name()));
            return decoded;
        }
        let message = format!("decoded as {}, which the page declares", encoding.name());
        return decode_as(Charset::Web(encoding), &bytes, Some(Diagnostic::new("encoding-declared", message)));
    }
    let mut decoded = decode_invalid(&bytes, None);
    if declared.is_some() {
        let message = "the page declares UTF-8 and is not valid UTF-8";
        decoded.diagnostics.insert(0, Diagnostic::new("encoding-contradicted", message));
    }
    decoded
}

/// Decodes one record of a stream of them, whose encoding was guessed as `guessed` from its first bytes.
pub(super) fn decode_record(bytes: &[u8], guessed: Option<Charset>) -> (Cow<'_, str>, Vec<Diagnostic>) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), Vec::new());
    }
    if let Some(text) = paired(bytes) {
        return (Cow::Owned(text), Vec::new());
    }
    let decoded = decode_invalid(bytes, guessed);
    (Cow::Owned(decoded.text), decoded.diagnostics)
}

/// The encoding [`decode_record`] takes for `bytes`.
pub(super) fn encoding_of_record(bytes: &[u8], guessed: Option<Charset>) -> Charset {
    if std::str::from_utf8(bytes).is_ok() || mostly_utf_8(bytes) {
        return Charset::Web(UTF_8);
    }
    guessed.unwrap_or_else(|| guess(bytes))
}

/// The encoding of a stream of records by its first bytes, where they are no UTF-8.
pub(super) fn guess_of_stream(head: &[u8]) -> Option<Charset> {
    let error = std::str::from_utf8(head).err()?;
    // A character may be cut at the end of the head.
    error.error_len()?;
    (!mostly_utf_8(head)).then(|| guess(head))
}

/// ISO-2022-JP, which is ASCII to the eye: where it is declared, or has its escapes and no mistake.
fn escaped_japanese(bytes: &[u8], declared: Option<&'static Encoding>) -> Option<Decoded> {
    let escapes = [b"\x1b$B", b"\x1b$@", b"\x1b(J", b"\x1b(I"];
    if !bytes.is_ascii() || !escapes.iter().any(|escape| memchr::memmem::find(bytes, *escape).is_some()) {
        return None;
    }
    let is_declared = declared == Some(ISO_2022_JP);
    let kind = if is_declared { "encoding-declared" } else { "encoding-guessed" };
    let how = if is_declared { "which the page declares" } else { "which its escapes say" };
    let decoded = decode_as(
        Charset::Web(ISO_2022_JP),
        bytes,
        Some(Diagnostic::new(kind, format!("decoded as {}, {how}", ISO_2022_JP.name()))),
    );
    (is_declared || decoded.diagnostics.len() == 1).then_some(decoded)
}

/// The text of bytes that are UTF-8 but for characters written as the two halves UTF-16 has for them (CESU-8), as some
/// databases write emoji. `None` where other mistakes are left.
///
/// Source: Unicode Technical Report 26.
pub(super) fn paired(bytes: &[u8]) -> Option<String> {
    let mut text = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(place) = memchr::memchr(0xed, rest) {
        let (before, from) = rest.split_at_checked(place)?;
        text.extend_from_slice(before);
        let (taken, character) = match *from {
            [_, high @ 0xa0..=0xaf, h @ 0x80..=0xbf, 0xed, low @ 0xb0..=0xbf, l @ 0x80..=0xbf, ..] => {
                let half = |first: u8, second: u8| u32::from(first & 0xf) << 6 | u32::from(second & 0x3f);
                (6, char::from_u32(0x1_0000 + (half(high, h) << 10 | half(low, l)))?)
            }
            _ => (1, '\0'),
        };
        if taken == 1 {
            text.push(0xed);
        } else {
            text.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        }
        rest = from.get(taken..)?;
    }
    text.extend_from_slice(rest);
    String::from_utf8(text).ok()
}

/// Decodes the first bytes of a file, only to see what it is.
pub(super) fn decode_head(head: &[u8]) -> Cow<'_, str> {
    match wide(head) {
        Some((encoding, _)) => encoding.decode(head).0,
        None => String::from_utf8_lossy(head),
    }
}

/// UTF-16, by its byte order mark or by its zero bytes, and the diagnostic that says so.
pub(super) fn wide(bytes: &[u8]) -> Option<(&'static Encoding, Diagnostic)> {
    let named = |kind, encoding: &'static Encoding, why: &str| {
        (encoding, Diagnostic::new(kind, format!("decoded as {}, {why}", encoding.name())))
    };
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding != UTF_8).then(|| named("encoding-bom", encoding, "which its byte order mark says"));
    }
    // Spaces and line ends have a zero byte in every language; a twentieth of the characters is less than any text has.
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    let (mut first, mut second) = (0, 0);
    for pair in head.chunks_exact(2) {
        first += usize::from(pair.first() == Some(&0));
        second += usize::from(pair.last() == Some(&0));
    }
    let many = |count: usize, other: usize| count > 1 && count * 40 > head.len() && other * 10 < count;
    let encoding = if many(second, first) {
        UTF_16LE
    } else if many(first, second) {
        UTF_16BE
    } else {
        return None;
    };
    let text = encoding.decode_without_bom_handling(head).0;
    let odd = text.chars().filter(|c| *c == '\u{fffd}' || (c.is_control() && !c.is_whitespace())).count();
    (odd * 50 < text.len()).then(|| named("encoding-guessed", encoding, "a guess"))
}

/// A record of a file in UTF-16, which was read as UTF-8: its bytes are those of the file again.
pub(super) fn widened(mut document: Document, encoding: &'static Encoding) -> Document {
    let text = String::from_utf8_lossy(&document.source.bytes);
    let bytes: Vec<u8> = if encoding == UTF_16BE {
        text.encode_utf16().flat_map(u16::to_be_bytes).collect()
    } else {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    };
    document.source.sha256 = Digest::of(&bytes);
    document.source.bytes = bytes;
    document.source.reading.encoding = Some(encoding.name().into());
    document.diagnostics.insert(0, note_of_wide(encoding));
    document
}

/// What is said of a record of a file in UTF-16.
pub(super) fn note_of_wide(encoding: &'static Encoding) -> Diagnostic {
    Diagnostic::new("encoding-of-file", format!("decoded as {}, the encoding of the file", encoding.name()))
}

/// Decodes bytes that are no valid UTF-8: as UTF-8 with mistakes where most of it is, else by `guessed` or a guess.
fn decode_invalid(bytes: &[u8], guessed: Option<Charset>) -> Decoded {
    let encoding = encoding_of_record(bytes, guessed);
    if encoding == Charset::Web(UTF_8) {
        return decode_as(encoding, bytes, None);
    }
    let message = format!("decoded as {}, a guess", encoding.name());
    decode_as(encoding, bytes, Some(Diagnostic::new("encoding-guessed", message)))
}

fn decode_as(encoding: Charset, bytes: &[u8], how: Option<Diagnostic>) -> Decoded {
    let (text, malformed) = encoding.decode(bytes);
    let mut diagnostics: Vec<_> = how.into_iter().collect();
    if malformed {
        let message = format!("some bytes are no valid {} and were replaced by U+FFFD", encoding.name());
        diagnostics.push(Diagnostic::new("encoding-malformed", message));
    }
    diagnostics.extend(mojibake(&text));
    Decoded { text: text.into_owned(), diagnostics }
}

/// Whether characters of several bytes outnumber the mistakes: in other encodings such characters hardly ever come about.
fn mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    valid > invalid
}

/// The most likely encoding that is not UTF-8.
fn guess(bytes: &[u8]) -> Charset {
    let start = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0).saturating_sub(64);
    let end = bytes.len().min(start.saturating_add(GUESS_LEN));
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes.get(start..end).unwrap_or(bytes), true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    evidence::settled(bytes, if encoding == UTF_8 { WINDOWS_1252 } else { encoding })
}

fn contradiction(declared: &'static Encoding, found: &str) -> Diagnostic {
    Diagnostic::new("encoding-contradicted", format!("the page declares {} and is {found}", declared.name()))
}

/// Notes escapes of an encoding that is ASCII to the eye and is not read, such as ISO-2022-KR.
fn unread_escapes(text: &str) -> Option<Diagnostic> {
    let mut escapes = memchr::memchr_iter(0x1b, text.as_bytes());
    let switches = escapes.any(|at| matches!(text.as_bytes().get(at + 1), Some(b'$' | b'(' | b')' | b'-' | b'.')));
    switches.then(|| {
        Diagnostic::new(
            "encoding-malformed",
            "the text has escapes of an encoding that is not read, and was left as it is",
        )
    })
}

/// Notes text that was decoded wrongly before it came here, such as `â€™` for an apostrophe. It is left as it is.
fn mojibake(text: &str) -> Option<Diagnostic> {
    if text.is_ascii() {
        return None;
    }
    let mut before = '\0';
    let suspect = text.chars().filter(|&c| {
        let wrong = matches!((before, c), ('â', '€') | ('Ã' | 'Â', '\u{80}'..='\u{bf}'));
        before = c;
        wrong
    });
    (suspect.take(3).count() == 3).then(|| {
        Diagnostic::new("mojibake-suspected", "the text seems to have been decoded wrongly before it was stored")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], declared: Option<&str>, text: &str, kinds: &[&str]) {
        let declared = declared.and_then(|label| Encoding::for_label(label.as_bytes()));
        let decoded = decode(bytes.to_vec(), declared);
        assert_eq!(decoded.text, text);
        assert_eq!(decoded.diagnostics.iter().map(|note| &*note.kind).collect::<Vec<_>>(), kinds, "{text}");
    }

    fn utf_16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    #[test]
    fn utf_8_is_plain() {
        check(b"Rain", None, "Rain", &[]);
        check("Übung – “so”".as_bytes(), Some("utf-8"), "Übung – “so”", &[]);
        check("\u{feff}Übung".as_bytes(), None, "Übung", &[]);
        check(b"", None, "", &[]);
    }

    #[test]
    fn utf_16_is_told_by_mark_or_zero_bytes() {
        for big in [false, true] {
            check(&utf_16("\u{feff}Слова, 1", big), None, "Слова, 1", &["encoding-bom"]);
            check(&utf_16("A short page.", big), None, "A short page.", &["encoding-guessed"]);
            let russian = "Дождь шёл весь день, и река вышла из берегов.\nМост закрыт.";
            check(&utf_16(russian, big), None, russian, &["encoding-guessed"]);
        }
    }

    #[test]
    fn declared_encoding_is_used_unless_the_bytes_say_otherwise() {
        let cyrillic = b"\xcc\xee\xf1\xf2 \xe7\xe0\xea\xf0\xfb\xf2";
        check(cyrillic, Some("windows-1251"), "Мост закрыт", &["encoding-declared"]);
        check("Grüße".as_bytes(), Some("iso-8859-1"), "Grüße", &["encoding-contradicted"]);
        check(b"plain", Some("iso-8859-1"), "plain", &[]);
        check(b"caf\xe9 noir", Some("utf-8"), "café noir", &["encoding-contradicted", "encoding-guessed"]);
    }

    #[test]
    fn undeclared_encoding_is_guessed() {
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode("Мэр сказал, что мост откроют в четверг после ремонта.");
        check(&bytes, None, "Мэр сказал, что мост откроют в четверг после ремонта.", &["encoding-guessed"]);
        let western = b"\x93It rained,\x94 said the mayor\x92s office \x96 caf\xe9s closed.";
        check(western, None, "“It rained,” said the mayor’s office – cafés closed.", &["encoding-guessed"]);
    }

    #[test]
    fn damaged_utf_8_stays_utf_8() {
        let bytes = "Süße Grüße aus Köln \u{fffd}".as_bytes();
        let cut = [&bytes[..bytes.len() - 3], b"\xe2\x80"].concat();
        check(&cut, None, "Süße Grüße aus Köln \u{fffd}", &["encoding-malformed"]);
        assert_eq!(
            decode_record(&cut, Some(Charset::Web(WINDOWS_1252))).1.first().map(|note| note.kind.clone()).as_deref(),
            Some("encoding-malformed")
        );
    }

    #[test]
    fn mojibake_is_noted_and_left() {
        let text = "The mayorâ€™s office said itâ€™s late â€“ Ã©tude";
        check(text.as_bytes(), None, text, &["mojibake-suspected"]);
    }

    #[test]
    fn stream_is_guessed_by_its_head_alone_when_invalid() {
        assert_eq!(guess_of_stream(b"plain"), None);
        assert_eq!(guess_of_stream("cut \u{e9}".as_bytes().get(..5).unwrap()), None);
        assert_eq!(guess_of_stream(b"un caf\xe9 noir, un th\xe9 vert"), Some(Charset::Web(WINDOWS_1252)));
    }

    #[test]
    fn halves_of_a_character_are_put_together() {
        let bytes = b"Caf\xc3\xa9 \xed\xa0\xbd\xed\xb8\x80 closed";
        check(bytes, None, "Café 😀 closed", &[]);
        check(b"\xed\xa0\xbd\xed\xb8\x80", Some("utf-8"), "😀", &[]);
        assert_eq!(decode_record(bytes, Some(Charset::Web(WINDOWS_1252))).0, "Café 😀 closed");
        assert_eq!(paired(b"\xed\xa0\xbd alone"), None);
        assert_eq!(paired("한국 정부".as_bytes()).as_deref(), Some("한국 정부"));
    }

    #[test]
    fn japanese_with_escapes_is_read() {
        let bytes = b"\x1b$B6b\x1b(B";
        let text = encoding_rs::ISO_2022_JP.decode(bytes).0.into_owned();
        check(bytes, Some("iso-2022-jp"), &text, &["encoding-declared"]);
        check(bytes, None, &text, &["encoding-guessed"]);
        check(b"plain", Some("iso-2022-jp"), "plain", &[]);
        check(b"\x1b$)C\x0e3*", None, "\u{1b}$)C\u{e}3*", &["encoding-malformed"]);
    }
}
