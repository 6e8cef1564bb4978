//! The page in the answer of a server: its status, how it was sent, and what it says of its encoding.
//!
//! Source: RFC 9112 (chunks), RFC 9110 (encodings). Archives keep headers of bodies that were unpacked on the way, so that what
//! the bytes are decides, and not what is said of them.

use std::io::Read;

use encoding_rs::Encoding;

use crate::read::signature::looks_like_html;

/// The body of an answer.
#[derive(Debug)]
pub(super) struct Body {
    pub bytes: Vec<u8>,
    /// The encoding that the server named.
    pub charset: Option<&'static Encoding>,
}

/// Why an answer holds no page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NoPage {
    Because(&'static str),
    TooLong,
}

/// The page in `answer`, at most `limit` bytes when unpacked.
pub(super) fn body(answer: &[u8], limit: usize) -> Result<Body, NoPage> {
    let (head, rest) = parted(answer);
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split_whitespace().nth(1)).unwrap_or_default();
    match status.bytes().next() {
        Some(b'2') => {}
        Some(b'3') => return Err(NoPage::Because("redirect")),
        Some(b'4' | b'5') => return Err(NoPage::Because("error of the server")),
        _ => return Err(NoPage::Because("not an answer of a web server")),
    }
    let fields: Vec<_> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_ascii_lowercase()))
        .collect();
    let field = |name: &str| fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str());
    let media_type = field("content-type");
    let is_page = media_type.starts_with("text/html") || media_type.starts_with("application/xhtml");
    if !is_page && !media_type.is_empty() {
        return Err(NoPage::Because("not a page"));
    }
    let joined = field("transfer-encoding").contains("chunked").then(|| joined(rest)).flatten();
    let bytes = unpacked(joined.as_deref().unwrap_or(rest), field("content-encoding"), limit)?;
    if !is_page && !looks_like_html(&String::from_utf8_lossy(bytes.get(..bytes.len().min(4096)).unwrap_or_default())) {
        return Err(NoPage::Because("not a page"));
    }
    if bytes.trim_ascii().is_empty() {
        return Err(NoPage::Because("an empty page"));
    }
    let charset = media_type.split_once("charset=").map(|(_, name)| name);
    let label = charset.map(|name| name.split(';').next().unwrap_or_default().trim().trim_matches('"'));
    Ok(Body { bytes, charset: label.and_then(|label| Encoding::for_label(label.as_bytes())) })
}

/// The header of an answer, and what is after it.
fn parted(answer: &[u8]) -> (&[u8], &[u8]) {
    let end = memchr::memmem::find(answer, b"\r\n\r\n").map(|place| (place, 4));
    let bare = memchr::memmem::find(answer, b"\n\n").map(|place| (place, 2));
    let (end, gap) = end.into_iter().chain(bare).min().unwrap_or((answer.len(), 0));
    (answer.get(..end).unwrap_or_default(), answer.get(end + gap..).unwrap_or_default())
}

/// The chunks of `body` joined; `None` where it has none, or breaks off before the first has ended.
fn joined(body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let end = memchr::memchr(b'\n', rest).filter(|end| *end < 1000);
        let size = end.and_then(|end| std::str::from_utf8(rest.get(..end)?).ok());
        let size = size.and_then(|line| usize::from_str_radix(line.split(';').next()?.trim(), 16).ok());
        match (end, size) {
            (Some(_), Some(0)) => return Some(whole),
            (Some(end), Some(size)) => {
                let data = rest.get(end + 1..)?;
                whole.extend_from_slice(data.get(..size.min(data.len()))?);
                let Some(behind) = data.get(size..) else { return Some(whole) };
                rest = behind.strip_prefix(b"\r\n").or_else(|| behind.strip_prefix(b"\n")).unwrap_or(behind);
            }
            _ => return (!whole.is_empty()).then_some(whole),
        }
    }
}

/// `body` as it was before the server packed it; as it is, where it is not packed.
fn unpacked(body: &[u8], named: &str, limit: usize) -> Result<Vec<u8>, NoPage> {
    let found = if body.starts_with(b"\x1f\x8b") {
        all(flate2::read::MultiGzDecoder::new(body), limit)
    } else if named.contains("br") {
        all(brotli_decompressor::Decompressor::new(body, 4096), limit)
    } else if named.contains("deflate") {
        all(flate2::read::ZlibDecoder::new(body), limit).or_else(|| all(flate2::read::DeflateDecoder::new(body), limit))
    } else if body.starts_with(b"\x28\xb5\x2f\xfd") {
        zstd::stream::read::Decoder::new(body).ok().and_then(|decoder| all(decoder, limit))
    } else {
        None
    };
    match found {
        Some(bytes) if bytes.len() > limit => Err(NoPage::TooLong),
        Some(bytes) => Ok(bytes),
        None => Ok(body.to_vec()),
    }
}

/// What `reader` unpacks, at most one byte more than `limit`; a body that breaks off gives what comes before. `None` where
/// nothing could be unpacked.
fn all(reader: impl Read, limit: usize) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = reader.take(limit as u64 + 1).read_to_end(&mut bytes);
    (read.is_ok() || !bytes.is_empty()).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<html><p>Rain fell on Friday.</p></html>";

    #[track_caller]
    fn check(header: &str, body: &[u8], expected: Result<&str, NoPage>) {
        let answer = [format!("HTTP/1.1 {header}\r\n\r\n").as_bytes(), body].concat();
        let found = super::body(&answer, 1000).map(|body| String::from_utf8(body.bytes).unwrap());
        assert_eq!(found, expected.map(str::to_owned), "{header}");
    }

    #[test]
    fn body_is_what_its_bytes_are_whatever_the_header_says() {
        let gzip = {
            let mut encoder = flate2::read::GzEncoder::new(PAGE.as_bytes(), flate2::Compression::fast());
            let mut bytes = Vec::new();
            encoder.read_to_end(&mut bytes).unwrap();
            bytes
        };
        let html = "200 OK\r\nContent-Type: text/html";
        check(html, PAGE.as_bytes(), Ok(PAGE));
        check(html, &gzip, Ok(PAGE));
        check(&format!("{html}\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked"), PAGE.as_bytes(), Ok(PAGE));
        check(&format!("{html}\r\nContent-Encoding: br"), PAGE.as_bytes(), Ok(PAGE));
        let chunked =
            [b"a\r\n".as_slice(), &PAGE.as_bytes()[..10], b"\r\n1e;x=1\r\n", &PAGE.as_bytes()[10..], b"\r\n0\r\n\r\n"];
        check(&format!("{html}\r\nTransfer-Encoding: chunked"), &chunked.concat(), Ok(PAGE));
        check("200 OK", PAGE.as_bytes(), Ok(PAGE));
    }

    #[test]
    fn what_is_no_page_says_why() {
        check("301 Moved", b"", Err(NoPage::Because("redirect")));
        check("404 Not Found\r\nContent-Type: text/html", b"<p>", Err(NoPage::Because("error of the server")));
        check("200 OK\r\nContent-Type: image/png", b"x", Err(NoPage::Because("not a page")));
        check("200 OK\r\nContent-Type: text/html", &[b'x'; 1001], Ok(&"x".repeat(1001)));
    }
}
