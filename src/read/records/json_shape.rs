//! How the records of a JSON stream are told apart, and one record in bytes.

/// How the records of a stream are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Shape {
    /// One record a line.
    Lines,
    /// `[` record `,` record … `]`.
    Array,
    /// One record after another over several lines, as a single record printed prettily is.
    Values,
}

impl Shape {
    /// The shape of a stream by its first bytes.
    ///
    /// An array of anything but objects, and a line that is cut short, are broken lines.
    pub fn of(head: &[u8]) -> Self {
        let head = content(head);
        if let Some(rest) = head.strip_prefix(b"[") {
            return if rest.trim_ascii_start().starts_with(b"{") { Self::Array } else { Self::Lines };
        }
        let (line, rest) = first_line(head);
        // A record printed prettily leaves its first line open, and a key follows.
        let open = line.starts_with(b"{") && matches!(line.last(), Some(b'{' | b'[' | b','));
        let goes_on = matches!(rest.trim_ascii_start().first(), Some(b'"' | b'}' | b']'));
        if open && goes_on { Self::Values } else { Self::Lines }
    }
}

/// Whether more bytes would not change the shape.
pub(in crate::read) fn shape_is_certain(head: &[u8]) -> bool {
    let head = content(head);
    if let Some(rest) = head.strip_prefix(b"[") {
        return !rest.trim_ascii_start().is_empty();
    }
    let (line, rest) = first_line(head);
    let open = matches!(line.last(), Some(b'{' | b'[' | b','));
    line.len() < head.len() && (!open || !rest.trim_ascii_start().is_empty())
}

/// What comes after a byte order mark, white space and comments.
fn content(head: &[u8]) -> &[u8] {
    let mut head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    while head.starts_with(b"#") || head.starts_with(b"//") {
        head = first_line(head).1.trim_ascii_start();
    }
    head
}

/// The first line without white space at its end, and what follows.
fn first_line(head: &[u8]) -> (&[u8], &[u8]) {
    let end = memchr::memchr(b'\n', head).unwrap_or(head.len());
    let (line, rest) = head.split_at_checked(end).unwrap_or((head, b""));
    (line.trim_ascii_end(), rest)
}

/// One record, still in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::read) struct Piece {
    /// The bytes, line end left out; empty if `too_large`.
    pub bytes: Vec<u8>,
    /// Where in the stream it starts.
    pub byte_offset: u64,
    /// From 1: its line, or its place among the values.
    pub number: u64,
    /// Whether it was longer than the limit and was dropped.
    pub too_large: bool,
    /// Whether no value goes on as this one does, so that `bytes` are only its beginning.
    pub broken: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shape_is_certain_as_soon_as_it_can_be() {
        let check = |head: &str, expected| assert_eq!(shape_is_certain(head.as_bytes()), expected, "{head:?}");
        check("{\"a\": 1}\n", true);
        check("{\"a\": 1}", false);
        check("{\n", false);
        check("{\n \"", true);
        check("[ ", false);
        check("[ {", true);
        check("", false);
    }
}
