//! Who may ask, and what every answer says about what it may do.
//!
//! A page that another site shows must not be able to ask here in the reader's name: only hosts that are known are answered, only
//! questions are taken, and orders only from pages of this server. Sources: OWASP on DNS rebinding and Cross-Site Request Forgery,
//! RFC 7617 on passwords.
//!
//! Invariant: a request that is refused has read nothing of the archive.

use std::collections::BTreeSet;
use std::net::SocketAddr;

use axum::http::{HeaderMap, Method, header};

use crate::serve::reply::{Fault, Reply};

/// What every answer says: nothing of it may run, fetch, be framed or be told to others.
///
/// The referrer is kept from others only: with `no-referrer` browsers send `Origin: null` with our own forms (Fetch, “append a
/// request `Origin` header”), and every decision would be refused.
pub(in crate::serve) const HEADERS: [(&str, &str); 6] = [
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cache-control", "no-store"),
];

/// The hosts that are answered, and what is asked of those who ask.
#[derive(Clone, Debug)]
pub struct Gate {
    hosts: BTreeSet<String>,
    /// The password, where one is asked for.
    password: Option<String>,
    /// Whether orders are taken.
    decides: bool,
}

impl Gate {
    /// For a server at `address`: it answers to this address, to `localhost` where it is one, and to the `names` given.
    #[must_use]
    pub fn new(address: SocketAddr, names: &[String]) -> Self {
        let mut hosts: BTreeSet<String> = BTreeSet::from([address.to_string()]);
        if address.ip().is_loopback() {
            hosts.extend(["localhost", "127.0.0.1", "[::1]"].map(|host| format!("{host}:{}", address.port())));
        }
        for name in names {
            hosts.extend([name.to_ascii_lowercase(), format!("{}:{}", name.to_ascii_lowercase(), address.port())]);
        }
        Self { hosts, password: None, decides: false }
    }

    /// Only for those who know `password`, whatever name they give.
    #[must_use]
    pub fn with_password(self, password: Option<String>) -> Self {
        Self { password, ..self }
    }

    /// Whether it takes orders.
    #[must_use]
    pub fn deciding(self, decides: bool) -> Self {
        Self { decides, ..self }
    }

    /// Why a request is not answered; `None` where it is.
    pub(in crate::serve) fn refusal(&self, method: &Method, headers: &HeaderMap) -> Option<Reply> {
        let text = |name| headers.get(name).and_then(|value: &axum::http::HeaderValue| value.to_str().ok());
        let host = text(header::HOST).unwrap_or_default().to_ascii_lowercase();
        if !self.hosts.contains(&host) {
            return Some(refused(
                421,
                "this archive does not go by that name; open the address that `archive serve` printed",
            ));
        }
        if !self.password.as_deref().is_none_or(|password| knows(text(header::AUTHORIZATION), password)) {
            return Some(refused(401, "this archive asks for a password; any name will do"));
        }
        if method == Method::GET || method == Method::HEAD {
            return None;
        }
        if method != Method::POST || !self.decides {
            return Some(refused(405, "pages are read here, and nothing else"));
        }
        let is_ours = text(header::ORIGIN).is_some_and(|origin| {
            let origin = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
            origin.is_some_and(|origin| origin.eq_ignore_ascii_case(&host))
        });
        let site = headers.get("sec-fetch-site").and_then(|site| site.to_str().ok());
        if !is_ours || site.is_some_and(|site| site != "same-origin") {
            return Some(refused(403, "decisions are taken from pages of this archive only"));
        }
        None
    }
}

/// Whether `authorization` has the password.
fn knows(authorization: Option<&str>, password: &str) -> bool {
    let Some(encoded) = authorization.and_then(|text| text.strip_prefix("Basic ")) else { return false };
    let Some(decoded) = base64(encoded.trim()) else { return false };
    let given = decoded.splitn(2, |byte| *byte == b':').nth(1).unwrap_or_default();
    // All of it is compared, so that the time tells nothing of how much was right.
    let differences = given.iter().zip(password.bytes().cycle()).fold(0, |all, (one, other)| all | (one ^ other));
    given.len() == password.len() && differences == 0
}

/// The bytes that `text` stands for in base 64 (RFC 4648).
fn base64(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0_u32, 0);
    for letter in text.trim_end_matches('=').bytes() {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from((bits >> count) & 0xff).unwrap_or(0));
        }
    }
    Some(bytes)
}

/// A refusal in plain text.
fn refused(status: u16, why: &str) -> Reply {
    Reply { status, kind: "text/plain; charset=utf-8", name: None, next: None, body: format!("{why}\n").into_bytes() }
}

/// The page for a fault in plain text, where not even a template can be filled.
pub(in crate::serve) fn plain(fault: &Fault) -> Reply {
    refused(fault.status(), &format!("{fault}\n{}", fault.hint()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(gate: &Gate, method: &Method, headers: &[(&'static str, &str)]) -> Option<u16> {
        let pair = |(name, value): &(&'static str, &str)| {
            (axum::http::HeaderName::from_static(name), value.parse::<axum::http::HeaderValue>().unwrap())
        };
        gate.refusal(method, &headers.iter().map(pair).collect()).map(|reply| reply.status)
    }

    #[test]
    fn only_known_hosts_and_questions_are_answered() {
        let gate = Gate::new("127.0.0.1:8642".parse().unwrap(), &["Archive.example".to_owned()]);
        let check = |method: Method, host: &str, expected: Option<u16>| {
            assert_eq!(status(&gate, &method, &[("host", host)]), expected, "{method} {host}");
        };
        check(Method::GET, "127.0.0.1:8642", None);
        check(Method::HEAD, "LocalHost:8642", None);
        check(Method::GET, "archive.example", None);
        check(Method::GET, "127.0.0.1", Some(421));
        check(Method::GET, "evil.example:8642", Some(421));
        check(Method::GET, "", Some(421));
        check(Method::POST, "127.0.0.1:8642", Some(405));
        check(Method::OPTIONS, "127.0.0.1:8642", Some(405));
    }

    #[test]
    fn orders_are_taken_from_own_pages_only() {
        let gate = Gate::new("127.0.0.1:8642".parse().unwrap(), &[]).deciding(true);
        let check = |more: &[(&'static str, &str)], expected: Option<u16>| {
            let headers = [&[("host", "localhost:8642")], more].concat();
            assert_eq!(status(&gate, &Method::POST, &headers), expected, "{more:?}");
        };
        check(&[("origin", "http://localhost:8642")], None);
        check(&[("origin", "http://localhost:8642"), ("sec-fetch-site", "same-origin")], None);
        check(&[("origin", "http://localhost:8642"), ("sec-fetch-site", "cross-site")], Some(403));
        check(&[("origin", "http://evil.example")], Some(403));
        check(&[("origin", "null")], Some(403));
        check(&[], Some(403));
        assert_eq!(status(&gate, &Method::PUT, &[("host", "localhost:8642")]), Some(405));
    }

    #[test]
    fn a_password_is_asked_for() {
        let gate = Gate::new("10.0.0.1:80".parse().unwrap(), &[]).with_password(Some("weir & mill".to_owned()));
        let check = |authorization: &str, expected: Option<u16>| {
            let headers = [("host", "10.0.0.1:80"), ("authorization", authorization)];
            assert_eq!(status(&gate, &Method::GET, &headers), expected, "{authorization}");
        };
        check("Basic aWRhOndlaXIgJiBtaWxs", None);
        check("Basic OndlaXIgJiBtaWxs", None);
        check("Basic aWRhOndlaXIgJiBtaWxsIQ==", Some(401));
        check("Basic aWRhOg==", Some(401));
        check("Basic %", Some(401));
        check("Bearer x", Some(401));
        assert_eq!(status(&gate, &Method::GET, &[("host", "10.0.0.1:80")]), Some(401));
    }
}
