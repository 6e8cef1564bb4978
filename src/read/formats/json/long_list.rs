//! A list of records inside an object that is longer than a record may be: the answer of a search, kept whole.
//!
//! A stream comes in; the bytes of the list alone go out, from its bracket to the one that closes it, to be cut like any array. What the
//! object says of all its records is left out, as it is of shorter ones.
//!
//! Invariant: one pass, and nothing is held but the names on the way to the list.

use std::io::{self, BufRead, BufReader, Read};
use std::ops::ControlFlow;

use serde_json::Value;

use super::member::OfList;
use super::members::{inner, is_path_to_list};
use crate::read::encoding::charset::Charset;
use crate::read::error::{ReadError, ReadErrorKind};
use crate::read::format::longer_than;
use crate::read::records::json_mend::mend;
use crate::read::records::json_shape::{Piece, Shape};
use crate::read::records::json_split::Splitter;
use crate::read::request::Each;
use crate::read::{FieldMap, encoding};

/// The longest name that is looked at.
const NAME_LEN: usize = 64;

/// How deep lists are looked for.
const MOST_DEPTH: usize = 4;

/// Whether `head`, the start of a file, leaves an object open in which a list of records has begun.
pub(in crate::read::formats) fn opens_list(head: &[u8]) -> bool {
    let mut place = Place::default();
    let mut found = false;
    for byte in head {
        let opened = place.take(*byte);
        found |= opened;
        if place.depth == 0 && matches!(byte, b'}' | b']') {
            return false;
        }
    }
    found && head.first() == Some(&b'{')
}

/// How a list is to be read.
pub(in crate::read::formats) struct Manner<'m> {
    pub path: &'m str,
    pub map: &'m FieldMap,
    pub guessed: Option<Charset>,
    pub limit: usize,
}

/// Reads the records of the list in `stream`, one by one.
pub(in crate::read::formats) fn read_long_list(
    stream: impl BufRead,
    manner: &Manner<'_>,
    each: &mut Each<'_>,
) -> ControlFlow<()> {
    let list = BufReader::new(LongList::new(stream));
    let mut splitter = Splitter::new(list, Shape::Array, manner.limit);
    let mut place = 0;
    loop {
        match splitter.next_piece() {
            Ok(None) => return ControlFlow::Continue(()),
            Ok(Some(piece)) => {
                place += 1;
                each(manner.document(place, &piece))?;
            }
            Err(error) => return each(Err(ReadError::of_io(manner.path, &error))),
        }
    }
}

impl Manner<'_> {
    /// The document of the member at `place`.
    fn document(&self, place: usize, piece: &Piece) -> Result<crate::model::Document, ReadError> {
        let failed =
            |kind, message| Err(ReadError::of_record(self.path, place.to_string(), piece.byte_offset, kind, message));
        if piece.too_large {
            let message = format!("{}; --max-record-bytes sets the longest that is read", longer_than(self.limit));
            return failed(ReadErrorKind::TooLarge, message);
        }
        let (text, diagnostics) = encoding::decode_record(&piece.bytes, self.guessed);
        let parsed = serde_json::from_str::<Value>(&text);
        let parsed = parsed.ok().or_else(|| mend(&text).and_then(|mended| serde_json::from_str(&mended).ok()));
        let Some(record) = parsed else { return failed(ReadErrorKind::Malformed, "not valid JSON".to_owned()) };
        let is_utf_8 = std::str::from_utf8(&piece.bytes).is_ok();
        let list = OfList { path: self.path, map: self.map, is_utf_8, byte_offset: piece.byte_offset };
        let mut document = list.document(place, &inner(record))?;
        document.diagnostics.splice(0..0, diagnostics);
        Ok(document)
    }
}

/// The bytes of the first list of records in a stream.
struct LongList<R> {
    inner: R,
    place: Place,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Before,
    /// In the list, which stands so deep.
    Within(usize),
    Behind,
}

impl<R: BufRead> LongList<R> {
    /// The list in `inner`.
    pub fn new(inner: R) -> Self {
        Self { inner, place: Place::default(), state: State::Before }
    }
}

impl<R: BufRead> Read for LongList<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let mut filled = 0;
        while filled == 0 && self.state != State::Behind {
            let chunk = self.inner.fill_buf()?;
            if chunk.is_empty() {
                return Ok(0);
            }
            let mut used = 0;
            for byte in chunk {
                let Some(free) = room.get_mut(filled) else { break };
                used += 1;
                let opened = self.place.take(*byte);
                match self.state {
                    State::Before if opened => self.state = State::Within(self.place.depth),
                    State::Before | State::Behind => continue,
                    State::Within(depth) if self.place.depth < depth => self.state = State::Behind,
                    State::Within(_) => {}
                }
                *free = *byte;
                filled += 1;
                if self.state == State::Behind {
                    break;
                }
            }
            self.inner.consume(used);
            if room.is_empty() {
                break;
            }
        }
        Ok(filled)
    }
}

/// Where in a text of JSON a byte stands.
#[derive(Default)]
struct Place {
    depth: usize,
    /// The name last read at each depth.
    names: Vec<String>,
    text: Option<String>,
    escaped: bool,
    /// Whether the text that is read may be a name: behind `{` or `,`.
    is_name: bool,
}

impl Place {
    /// Takes the next byte; whether it opens a list of records.
    fn take(&mut self, byte: u8) -> bool {
        if let Some(text) = &mut self.text {
            if self.escaped {
                self.escaped = false;
            } else if byte == b'\\' {
                self.escaped = true;
            } else if byte == b'"' {
                let text = self.text.take().unwrap_or_default();
                if self.is_name && self.depth <= MOST_DEPTH {
                    self.names.truncate(self.depth.saturating_sub(1));
                    self.names.resize(self.depth.saturating_sub(1), String::new());
                    self.names.push(text);
                }
            } else if text.len() < NAME_LEN && byte.is_ascii() {
                text.push(char::from(byte));
            }
            return false;
        }
        match byte {
            b'"' => self.text = Some(String::new()),
            b'{' => {
                self.depth += 1;
                self.is_name = true;
            }
            b'[' => {
                let names = self.names.get(..self.depth).filter(|_| self.depth <= MOST_DEPTH);
                let opens = names.is_some_and(is_path_to_list);
                self.depth += 1;
                self.is_name = false;
                return opens;
            }
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                self.names.truncate(self.depth);
                self.is_name = false;
            }
            b',' => self.is_name = true,
            b':' => self.is_name = false,
            _ => {}
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str, room: usize) -> String {
        let mut list = LongList::new(io::BufReader::with_capacity(3, text.as_bytes()));
        let (mut bytes, mut part) = (Vec::new(), vec![0; room]);
        loop {
            match list.read(&mut part).unwrap() {
                0 => return String::from_utf8(bytes).unwrap(),
                more => bytes.extend_from_slice(&part[..more]),
            }
        }
    }

    #[test]
    fn list_alone_goes_out() {
        for room in [1, 4, 100] {
            let check = |text: &str, expected: &str| assert_eq!(list(text, room), expected, "{text}");
            check(
                r#"{"took":3,"hits":{"total":[1],"hits":[{"a":"]}"},{"b":[[2]]}]},"x":[{"c":1}]}"#,
                r#"[{"a":"]}"},{"b":[[2]]}]"#,
            );
            check(r#"{"Articles" : [ {"a":1} ] }"#, r#"[ {"a":1} ]"#);
            check(r#"{"n":{"articles":[{"a":1}]},"v":"\"articles\":[","articles":[{"b":2}"#, r#"[{"b":2}"#);
            check(r#"{"a":1}"#, "");
        }
    }

    #[test]
    fn list_is_seen_in_the_start_of_a_file() {
        let check = |head: &str, expected: bool| assert_eq!(opens_list(head.as_bytes()), expected, "{head}");
        check(r#"{"response":{"results":[{"id":"#, true);
        check(r#"{"articles":[]}"#, false);
        check(r#"{"body":"articles","x":[{"a":1"#, false);
        check(r#"[{"articles":[{"a":1"#, false);
    }
}
