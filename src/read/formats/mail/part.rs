//! One part of a message: its header, and its body as it was before it was sent.
//!
//! Source: RFC 5322 (header), RFC 2045 (parts, quoted-printable, base64), RFC 2047 (words in a header), RFC 3676 (flowed text).

use encoding_rs::Encoding;

use crate::read::encoding;

/// How deep parts may be nested.
const MOST_DEPTH: usize = 8;

/// A part, and the parts in it.
pub(super) struct Part<'m> {
    fields: Vec<(String, String)>,
    body: &'m [u8],
    pub parts: Vec<Part<'m>>,
}

impl<'m> Part<'m> {
    /// The part that `bytes` are.
    pub fn parse(bytes: &'m [u8]) -> Self {
        Self::at_depth(bytes, 0)
    }

    fn at_depth(bytes: &'m [u8], depth: usize) -> Self {
        // A part without a header opens with the empty line that would end it; before a message such lines are noise.
        let bare = bytes.strip_prefix(b"\r\n").or_else(|| bytes.strip_prefix(b"\n")).filter(|_| depth > 0);
        let (head, body) = bare.map_or_else(|| parted(bytes), |body| (&bytes[..0], body));
        let mut part = Self { fields: fields(head), body, parts: Vec::new() };
        if depth < MOST_DEPTH
            && part.media_type().starts_with("multipart/")
            && let Some(boundary) = part.parameter("boundary")
        {
            part.parts = pieces(body, &boundary).into_iter().map(|piece| Self::at_depth(piece, depth + 1)).collect();
        }
        part
    }

    /// The value of the field `name`, in lower case, with its words decoded.
    pub fn field(&self, name: &str) -> Option<String> {
        let (_, value) = self.fields.iter().find(|(known, _)| known == name)?;
        Some(words(value)).filter(|value| !value.is_empty())
    }

    /// Its media type in lower case, `text/plain` where it has none.
    pub fn media_type(&self) -> String {
        let value = self.field("content-type").unwrap_or_else(|| "text/plain".to_owned());
        value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// A parameter of its media type.
    pub fn parameter(&self, name: &str) -> Option<String> {
        let value = self.field("content-type")?;
        value.split(';').skip(1).find_map(|pair| {
            let (known, value) = pair.split_once('=')?;
            known.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
        })
    }

    /// The first part of the media type `name` in it, itself included, attachments left out.
    pub fn first(&self, name: &str) -> Option<&Self> {
        let attached =
            self.field("content-disposition").is_some_and(|how| how.to_ascii_lowercase().starts_with("attachment"));
        if attached {
            return None;
        }
        if self.media_type() == name {
            return Some(self);
        }
        self.parts.iter().find_map(|part| part.first(name))
    }

    /// Its text, and what was odd about its encoding; `declared` is what the text itself says of it.
    pub fn text(&self, declared: impl Fn(&[u8]) -> Option<&'static Encoding>) -> encoding::Decoded {
        let how = self.field("content-transfer-encoding").unwrap_or_default().to_ascii_lowercase();
        let bytes = match how.as_str() {
            "quoted-printable" => quoted(self.body),
            "base64" => base64(self.body),
            _ => self.body.to_vec(),
        };
        let named = self.parameter("charset").and_then(|name| Encoding::for_label(name.as_bytes()));
        let declared = named.or_else(|| declared(&bytes));
        let mut decoded = encoding::decode(bytes, declared);
        if self.parameter("format").is_some_and(|format| format.eq_ignore_ascii_case("flowed")) {
            let joint = if self.parameter("delsp").is_some() { "" } else { " " };
            decoded.text = decoded.text.replace("\r\n", "\n").replace(" \n", joint);
        }
        decoded
    }
}

/// The header of a part, and what is after it.
pub(super) fn parted(bytes: &[u8]) -> (&[u8], &[u8]) {
    let mut place = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        place += line.len();
        if line.trim_ascii().is_empty() && place > line.len() {
            return (bytes.get(..place).unwrap_or_default(), bytes.get(place..).unwrap_or_default());
        }
    }
    (bytes, &[])
}

/// The fields of a header, names in lower case, lines that are folded joined.
fn fields(head: &[u8]) -> Vec<(String, String)> {
    let head = String::from_utf8_lossy(head);
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in head.trim_start().lines() {
        match (line.split_once(':'), fields.last_mut()) {
            (_, Some((_, value))) if line.starts_with([' ', '\t']) => {
                value.push(' ');
                value.push_str(line.trim());
            }
            (Some((name, value)), _) => fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned())),
            _ => {}
        }
    }
    fields
}

/// What is between the lines of `boundary`.
fn pieces<'b>(body: &'b [u8], boundary: &str) -> Vec<&'b [u8]> {
    let mark = format!("--{boundary}");
    let (mut found, mut start, mut place) = (Vec::new(), None, 0);
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        if line.starts_with(mark.as_bytes()) {
            found.extend(start.and_then(|start| body.get(start..place)));
            start = (!line.trim_ascii_end().ends_with(format!("{mark}--").as_bytes())).then_some(place + line.len());
        }
        place += line.len();
    }
    found.extend(start.and_then(|start: usize| body.get(start..)));
    found
}

/// A value with its encoded words (`=?utf-8?Q?…?=`) decoded.
fn words(value: &str) -> String {
    let mut text = String::new();
    let mut rest = value;
    while let Some((before, word)) = rest.split_once("=?") {
        let mut pieces = word.splitn(3, '?');
        let (Some(charset), Some(how), Some(behind)) = (pieces.next(), pieces.next(), pieces.next()) else { break };
        let Some((inner, after)) = behind.split_once("?=") else { break };
        // White space between two words is none of the text.
        if text.is_empty() || !before.trim().is_empty() {
            text.push_str(before);
        }
        let bytes = match how {
            "Q" | "q" => quoted(inner.replace('_', " ").as_bytes()),
            _ => base64(inner.as_bytes()),
        };
        let charset = Encoding::for_label(charset.split('*').next().unwrap_or_default().as_bytes());
        text.push_str(&encoding::decode(bytes, charset).text);
        rest = after;
    }
    text.push_str(rest);
    text.trim().to_owned()
}

/// Decodes quoted-printable; what is none stays as it is.
fn quoted(bytes: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        if *first != b'=' {
            decoded.push(*first);
            continue;
        }
        let digits = behind.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        if let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            decoded.push(byte);
            rest = behind.get(2..).unwrap_or_default();
        } else if let Some(behind) = behind.strip_prefix(b"\r\n").or_else(|| behind.strip_prefix(b"\n")) {
            rest = behind;
        } else {
            decoded.push(*first);
        }
    }
    decoded
}

/// Decodes base64; what is none is left out.
fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(bytes.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in bytes {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            decoded.push((bits >> count & 0xff) as u8);
        }
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_header_are_decoded() {
        let check = |value: &str, expected: &str| assert_eq!(words(value), expected);
        check("=?utf-8?Q?Caf=C3=A9_=26_Quay?=", "Café & Quay");
        check("=?utf-8?B?Q2Fmw6k=?= =?utf-8?Q?_Quay?=", "Café Quay");
        check("Rain =?iso-8859-1?Q?=E0?= Paris", "Rain à Paris");
        check("Rain =?broken", "Rain =?broken");
    }

    #[test]
    fn parts_are_found_and_decoded() {
        let message = b"Content-Type: multipart/alternative;\n boundary=\"x y\"\n\n--x y\n\nCaf\xc3\xa9\n--x y\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p>Rain =\nfell=2E</p>\n--x y--\n";
        let part = Part::parse(message);
        let text = |name: &str| part.first(name).map(|part| part.text(|_| None).text.trim().to_owned());
        assert_eq!(text("text/plain").as_deref(), Some("Café"));
        assert_eq!(text("text/html").as_deref(), Some("<p>Rain fell.</p>"));
        assert_eq!(text("image/png"), None);
    }
}
