//! Cuts a stream of JSON into records: one a line, the members of an array, or values that follow one another.
//!
//! A reader comes in, the bytes of one record at a time go out with the place they stood at.
//!
//! Invariant: holds one record at most, never more than the limit, however long or deep it is.

use std::io;
use std::io::BufRead;

use crate::read::records::json_shape::{Piece, Shape};
use crate::read::records::json_values::Values;

/// Cuts a reader into records of one shape.
pub(in crate::read) enum Splitter<R> {
    Lines(Lines<R>),
    Values(Values<R>),
}

impl<R: BufRead> Splitter<R> {
    pub fn new(reader: R, shape: Shape, limit: usize) -> Self {
        match shape {
            Shape::Lines => Self::Lines(Lines { reader, limit, offset: 0, number: 0 }),
            Shape::Array | Shape::Values => Self::Values(Values::new(reader, shape, limit)),
        }
    }

    /// Where the next byte stands.
    pub fn byte_offset(&self) -> u64 {
        match self {
            Self::Lines(lines) => lines.offset,
            Self::Values(values) => values.byte_offset(),
        }
    }

    /// The next record that is not blank; `None` at the end.
    pub fn next_piece(&mut self) -> io::Result<Option<Piece>> {
        match self {
            Self::Lines(lines) => lines.next_line(),
            Self::Values(values) => values.next_piece(),
        }
    }
}

/// Cuts `reader` into lines.
pub(in crate::read) struct Lines<R> {
    reader: R,
    limit: usize,
    offset: u64,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    fn next_line(&mut self) -> io::Result<Option<Piece>> {
        loop {
            let mut piece = Piece { byte_offset: self.offset, number: self.number + 1, ..Piece::default() };
            let mut blank = true;
            let ended = loop {
                let chunk = match self.reader.fill_buf() {
                    Ok(chunk) => chunk,
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    Err(error) => return Err(error),
                };
                let end = memchr::memchr(b'\n', chunk);
                let part = chunk.get(..end.unwrap_or(chunk.len())).unwrap_or(chunk);
                blank = blank && part.iter().all(u8::is_ascii_whitespace);
                piece.extend(part, self.limit);
                let at_end = chunk.is_empty();
                let used = part.len() + usize::from(end.is_some());
                self.reader.consume(used);
                self.offset += used as u64;
                if end.is_some() || at_end {
                    break at_end;
                }
            };
            self.number = piece.number;
            if piece.byte_offset == 0 && piece.bytes.starts_with(b"\xef\xbb\xbf") {
                piece.bytes.drain(..3);
                piece.byte_offset = 3;
                blank = piece.bytes.iter().all(u8::is_ascii_whitespace);
            }
            if piece.bytes.last() == Some(&b'\r') {
                piece.bytes.pop();
            }
            if !blank {
                return Ok(Some(piece));
            }
            if ended {
                return Ok(None);
            }
        }
    }
}

impl Piece {
    /// Adds `part`, unless the record has grown past `limit`.
    pub(in crate::read) fn extend(&mut self, part: &[u8], limit: usize) {
        if self.too_large || self.bytes.len() + part.len() > limit {
            self.too_large = true;
            self.bytes = Vec::new();
        } else {
            self.bytes.extend_from_slice(part);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str, buffer: usize, limit: usize) -> Vec<(u64, u64, String)> {
        let reader = io::BufReader::with_capacity(buffer, text.as_bytes());
        let mut splitter = Splitter::new(reader, Shape::of(text.as_bytes()), limit);
        let mut pieces = Vec::new();
        while let Some(piece) = splitter.next_piece().unwrap() {
            let text = if piece.too_large { "too large".into() } else { String::from_utf8(piece.bytes).unwrap() };
            pieces.push((piece.number, piece.byte_offset, text));
        }
        pieces
    }

    fn check(text: &str, expected: &[(u64, u64, &str)]) {
        for buffer in [1, 3, 4096] {
            let pieces = split(text, buffer, 20);
            let pieces: Vec<_> =
                pieces.iter().map(|(number, offset, text)| (*number, *offset, text.as_str())).collect();
            assert_eq!(pieces, expected, "{text:?} by {buffer}");
        }
    }

    #[test]
    fn lines_keep_number_and_offset() {
        check("{\"a\":1}\r\n\n  \n{\"b\":2}", &[(1, 0, "{\"a\":1}"), (4, 13, "{\"b\":2}")]);
        check("\u{feff}{}\n{}\n", &[(1, 3, "{}"), (2, 6, "{}")]);
        check("\u{feff}\n{}\n", &[(2, 4, "{}")]);
        check("[1,2]\n{\"a\n}\n", &[(1, 0, "[1,2]"), (2, 6, "{\"a"), (3, 10, "}")]);
        check("", &[]);
        check(" \n", &[]);
    }

    #[test]
    fn line_past_the_limit_is_dropped_alone() {
        let text = format!("{{}}\n{}\n{{}}", "x".repeat(21));
        check(&text, &[(1, 0, "{}"), (2, 3, "too large"), (3, 25, "{}")]);
    }

    #[test]
    fn members_of_an_array_are_cut_apart() {
        check("[{\"a\":\"}]\\\"\"}, {\"b\":[{}]}\n]\n", &[(1, 1, "{\"a\":\"}]\\\"\"}"), (2, 15, "{\"b\":[{}]}")]);
        check("\u{feff} [ {} , 7, \"x\" ]", &[(1, 6, "{}"), (2, 11, "7"), (3, 14, "\"x\"")]);
        check("[{\"a\":1}", &[(1, 1, "{\"a\":1}")]);
        check("[{\"a\":", &[(1, 1, "{\"a\":")]);
        check("[{}]] tail", &[(1, 1, "{}"), (2, 6, "tail")]);
    }

    #[test]
    fn record_printed_prettily_is_one() {
        check("{\n \"a\": [\n  1]\n}\n", &[(1, 0, "{\n \"a\": [\n  1]\n}")]);
        check("{\n\"a\":1}\n{\n\"b\":2}", &[(1, 0, "{\n\"a\":1}"), (2, 9, "{\n\"b\":2}")]);
    }

    #[test]
    fn deep_nesting_needs_no_stack() {
        let deep = "[".repeat(100_000);
        assert_eq!(split(&format!("{{\n\"a\":{deep}"), 4096, 1 << 20).len(), 1);
    }
}
