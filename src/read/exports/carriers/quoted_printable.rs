//! The page in a mail, where it is quoted-printable: the form in which `ProQuest` sends documents.

use encoding_rs::{Encoding, UTF_8};

/// The headers of the part.
const TRANSFER: &str = "content-transfer-encoding: quoted-printable";

/// The page that `mail` carries; `None` where it is no mail or carries none.
pub(in crate::read::exports) fn html_of_mail(mail: &str) -> Option<String> {
    if mail.trim_start().starts_with(['<', '_']) {
        return None;
    }
    let lower = mail.to_ascii_lowercase();
    let kind = lower.find("content-type: text/html")?;
    let headers_end = [
        kind + lower.get(kind..)?.find("\n\n").unwrap_or(usize::MAX / 2),
        kind + lower.get(kind..)?.find("\r\n\r\n").unwrap_or(usize::MAX / 2),
    ];
    let body = headers_end.into_iter().min().filter(|place| *place < mail.len())?;
    let headers = lower.get(kind.saturating_sub(200)..body).unwrap_or_default();
    if !headers.contains(TRANSFER) {
        return None;
    }
    let charset = headers.split("charset=").nth(1).map(|rest| rest.trim_start_matches('"'));
    let charset = charset.and_then(|rest| rest.split(['"', ';', '\r', '\n', ' ']).next());
    let encoding = charset.and_then(|name| Encoding::for_label(name.as_bytes())).unwrap_or(UTF_8);
    let body = mail.get(body..)?;
    // The boundary opens with two hyphens on a line of their own; in the text a hyphen is never followed by `=_`.
    let end = body.find("\n--").and_then(|_| last_boundary(body)).unwrap_or(body.len());
    Some(encoding.decode(&decoded(body.get(..end)?.as_bytes())).0.trim_start().to_owned())
}

/// Where the boundary that ends the part stands.
fn last_boundary(body: &str) -> Option<usize> {
    body.match_indices("\n--")
        .find(|(at, _)| {
            let line = body.get(at + 1..).and_then(|rest| rest.lines().next()).unwrap_or_default();
            line.len() > 12 && !line.contains(' ') && !line.contains('<')
        })
        .map(|(at, _)| at)
}

/// The bytes of quoted-printable `text` (RFC 2045, 6.7).
fn decoded(text: &[u8]) -> Vec<u8> {
    let digit = |byte: Option<&u8>| char::from(*byte?).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut bytes = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        at += 1;
        if *byte != b'=' {
            bytes.push(*byte);
            continue;
        }
        match (digit(text.get(at)), digit(text.get(at + 1))) {
            (Some(high), Some(low)) => {
                bytes.push(high * 16 + low);
                at += 2;
            }
            _ if text.get(at) == Some(&b'\n') => at += 1,
            _ if text.get(at..at + 2) == Some(b"\r\n") => at += 2,
            _ => bytes.push(b'='),
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_of_a_mail_is_decoded() {
        let mail = "From: a@example.com\nContent-Type: text/html; charset=\"UTF-8\"\nContent-Transfer-Encoding: quoted-printable\n\n\
                    <p class=3D\"a\">Caf=C3=A9 =\non the quay</p>\n";
        assert_eq!(html_of_mail(mail).as_deref(), Some("<p class=\"a\">Café on the quay</p>\n"));
        assert_eq!(html_of_mail("<p>page</p>"), None);
        assert_eq!(html_of_mail("From: a"), None);
    }

    #[test]
    fn broken_escapes_stand_as_they_are() {
        assert_eq!(decoded(b"a=zz=4"), b"a=zz=4");
    }
}
