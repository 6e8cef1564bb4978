//! What a file may ask of those beside it.

use std::io;

/// What a file is to those beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Part {
    /// It names others.
    Index,
    /// An index may name it.
    Page,
}

/// Whether a file has to wait for others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Waiting {
    /// It is read now.
    Not,
    /// It waits, and is opened again when its turn comes.
    Closed,
    /// It waits, and its bytes have to be held: they come once.
    Held,
}

/// The files beside one that is read.
pub(in crate::read) trait Neighbours {
    /// The bytes of the file that `reference` means, no more than one above `limit`; `None` where there is none.
    fn open(&self, reference: &str, limit: usize) -> Option<io::Result<Vec<u8>>>;

    /// Whether this file, which is a `part`, has to wait.
    fn waiting(&self, part: Part) -> Waiting;

    /// Lays this file aside, with its bytes where they have to be held.
    fn lay_aside(&self, part: Part, bytes: Vec<u8>);
}

/// The names that a reference goes through, without what would lead up or away: a scheme, a host, a drive.
///
/// Indexes are moved about with their pages, and keep the addresses of the place where they were made. So each end of such a path
/// is a name that the page may have now, the longest first.
pub(super) fn names_of(reference: &str) -> Vec<String> {
    let path = reference.split_once("://").map_or(reference, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let names = path.split(['/', '\\']).map(unescaped);
    let is_name = |name: &String| {
        !matches!(name.as_str(), "" | "." | "..") && !name.contains(['/', '\\', '\0']) && !name.ends_with(':')
    };
    let names: Vec<String> = names.collect();
    let from = names.iter().rposition(|name| !is_name(name)).map_or(0, |place| place + 1);
    names.into_iter().skip(from).collect()
}

/// The name that an address writes with `%20` and the like.
fn unescaped(name: &str) -> String {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let code = behind.get(..2).filter(|_| *first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = code.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { behind.get(2..).unwrap_or_default() } else { behind };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reference_is_the_names_it_goes_through_and_never_leads_up() {
        let check = |reference: &str, expected: &[&str]| assert_eq!(names_of(reference), expected, "{reference}");
        check("alto/0001.xml", &["alto", "0001.xml"]);
        check("file://./alto/a%20b.xml", &["alto", "a b.xml"]);
        check("file:///data/x/0001.xml", &["data", "x", "0001.xml"]);
        check("C:\\scans\\0001.xml", &["scans", "0001.xml"]);
        check("../../etc/passwd", &["etc", "passwd"]);
        check("alto/..", &[]);
        check("alto/%2e%2e/x", &["x"]);
        check("alto/%2e%2e%2fx", &[]);
        check("", &[]);
    }
}
