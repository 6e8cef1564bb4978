//! Cuts JSON that is not one record a line: the members of an array, or values that follow one another.
//!
//! A reader comes in, the bytes of one record at a time go out. Where a record goes wrong, because a brace or a mark is
//! missing, it is given up as broken, and the next one is looked for: an object whose first key is the first key of
//! records before, and, where it is inside the broken one, that opens a line in the column where records do.
//!
//! Invariant: holds one record at most, never more than the limit, and reads on from where it gave a record up; what was
//! read twice once is not read twice again.

use std::io;
use std::io::BufRead;

use crate::read::records::json_grammar::{Grammar, Step};
use crate::read::records::json_shape::{Piece, Shape};
use crate::steps::took;

/// How many first keys, and columns in which records open, are kept.
const MOST_KNOWN: usize = 16;
/// How far back the start of the next record may come before the byte that shows that one is broken.
const BACK: usize = 256;

/// How records of this stream begin.
#[derive(Default)]
struct Openings {
    keys: Vec<Vec<u8>>,
    columns: Vec<usize>,
}

impl Openings {
    /// Notes that a record opened with `key`, as the first thing of its line in `column`.
    fn note(&mut self, key: &[u8], column: Option<usize>) {
        if self.keys.len() < MOST_KNOWN && key.len() <= BACK && !self.knows(key) {
            self.keys.push(key.to_vec());
        }
        if let Some(column) = column.filter(|column| self.columns.len() < MOST_KNOWN && !self.columns.contains(column))
        {
            self.columns.push(column);
        }
    }

    fn knows(&self, key: &[u8]) -> bool {
        self.keys.iter().any(|known| known == key)
    }
}

/// Where a line stands.
#[derive(Clone, Copy, Default)]
struct Line {
    column: usize,
    /// Whether anything but white space stood on it.
    begun: bool,
}

impl Line {
    /// Goes on over `bytes`.
    fn pass(&mut self, bytes: &[u8]) {
        let start = memchr::memrchr(b'\n', bytes);
        if start.is_some() {
            *self = Self::default();
        }
        let text = bytes.get(start.map_or(0, |start| start + 1)..).unwrap_or_default();
        self.column += text.len();
        self.begun = self.begun || !text.trim_ascii().is_empty();
    }

    /// The column, where nothing comes before it.
    fn opening(self) -> Option<usize> {
        (!self.begun).then_some(self.column)
    }
}

/// Cuts `reader` into records.
pub(in crate::read) struct Values<R> {
    reader: R,
    /// Bytes that were put back, and how many of them were taken since.
    returned: Vec<u8>,
    taken: usize,
    shape: Shape,
    limit: usize,
    offset: u64,
    number: u64,
    opened: bool,
    line: Line,
    openings: Openings,
    /// Whether the last record was broken, so that the next one has to be found.
    lost: bool,
    /// Whether records were found inside a broken one: from then on they end it as soon as they open.
    nested: bool,
}

/// A record that is being read.
struct Record {
    piece: Piece,
    grammar: Grammar,
    /// How many bytes of it were read; more than are held where it is too large.
    len: usize,
    column: Option<usize>,
}

impl<R: BufRead> Values<R> {
    pub fn new(reader: R, shape: Shape, limit: usize) -> Self {
        Self {
            reader,
            returned: Vec::new(),
            taken: 0,
            shape,
            limit,
            offset: 0,
            number: 0,
            opened: false,
            line: Line::default(),
            openings: Openings::default(),
            lost: false,
            nested: false,
        }
    }

    /// Where the next byte stands.
    pub fn byte_offset(&self) -> u64 {
        self.offset
    }

    /// The next record; `None` at the end.
    pub fn next_piece(&mut self) -> io::Result<Option<Piece>> {
        if self.lost && !self.find_opening()? || !self.skip_between()? {
            return Ok(None);
        }
        self.lost = false;
        self.number += 1;
        let piece = Piece { byte_offset: self.offset, number: self.number, ..Piece::default() };
        let column = self.line.opening();
        let mut record = Record { piece, grammar: Grammar::default(), len: 0, column };
        loop {
            let chunk = self.chunk()?;
            if chunk.is_empty() {
                return Ok(Some(self.give_up(record)));
            }
            let (used, end) = self.advance(&mut record)?;
            self.take_into(&mut record, used)?;
            match end {
                None => {}
                Some(Step::Wrong) => return Ok(Some(self.give_up(record))),
                Some(_) => return Ok(Some(record.piece)),
            }
        }
    }

    /// How many of the bytes at hand belong to `record`, and why no more do.
    fn advance(&mut self, record: &mut Record) -> io::Result<(usize, Option<Step>)> {
        let from_returned = self.taken < self.returned.len();
        let chunk =
            if from_returned { self.returned.get(self.taken..).unwrap_or_default() } else { fill(&mut self.reader)? };
        let mut used = 0;
        while let Some(&byte) = chunk.get(used) {
            if record.grammar.in_text() && !matches!(byte, b'"' | b'\\') {
                let rest = chunk.get(used..).unwrap_or_default();
                let plain = memchr::memchr2(b'"', b'\\', rest).unwrap_or(rest.len());
                record.grammar.pass(plain);
                used += plain;
                continue;
            }
            match record.grammar.step(byte) {
                Step::Within => used += 1,
                Step::Last => return Ok((used + 1, Some(Step::Last))),
                Step::Key(opened) => {
                    used += 1;
                    let held = record.piece.bytes.len();
                    let known = if record.piece.too_large {
                        None
                    } else {
                        let bytes = [&record.piece.bytes, chunk.get(..used).unwrap_or_default()];
                        key_of(&bytes, opened, held)
                    };
                    if let Some(key) = known {
                        if opened == 0 {
                            self.openings.note(&key, record.column);
                        } else if self.nested
                            && self.openings.knows(&key)
                            && opens_line(&self.openings, record, chunk, opened)
                        {
                            return Ok((used, Some(Step::Wrong)));
                        }
                    }
                }
                step => return Ok((used, Some(step))),
            }
        }
        Ok((used, None))
    }

    /// Moves `count` of the bytes at hand into `record`.
    fn take_into(&mut self, record: &mut Record, count: usize) -> io::Result<()> {
        let from_returned = self.taken < self.returned.len();
        let chunk =
            if from_returned { self.returned.get(self.taken..).unwrap_or_default() } else { fill(&mut self.reader)? };
        let part = chunk.get(..count).unwrap_or_default();
        self.line.pass(part);
        record.len += part.len();
        record.piece.extend(part, self.limit);
        self.consume(count);
        Ok(())
    }

    /// Ends a record that is broken, or that the stream ends in, and puts back what is the next one of it.
    fn give_up(&mut self, record: Record) -> Piece {
        let Record { mut piece, .. } = record;
        piece.broken = true;
        self.lost = true;
        if piece.too_large {
            return piece;
        }
        let inside = self.record_inside(&piece.bytes);
        self.nested |= inside.is_some();
        if let Some(start) = inside.or_else(|| unfinished_opening(&piece.bytes)) {
            self.offset = piece.byte_offset + start as u64;
            let next = piece.bytes.split_off(start);
            self.put_back(next);
            self.line = Line { column: 0, begun: true };
            self.line.pass(&piece.bytes);
        }
        piece
    }

    /// Gives `bytes`, which were consumed last, to be read again. Where they came from what was given back before, nothing is
    /// copied: a file of nothing but broken records would otherwise be copied whole for each of them.
    fn put_back(&mut self, bytes: Vec<u8>) {
        took(bytes.len());
        let from = self.taken.checked_sub(bytes.len());
        if let Some(from) = from.filter(|from| self.returned.get(*from..self.taken) == Some(bytes.as_slice())) {
            self.taken = from;
            return;
        }
        let mut returned = bytes;
        returned.extend_from_slice(self.returned.get(self.taken..).unwrap_or_default());
        took(returned.len());
        (self.returned, self.taken) = (returned, 0);
    }

    /// Where in a broken record another one opens a line.
    fn record_inside(&self, bytes: &[u8]) -> Option<usize> {
        took(bytes.len());
        memchr::memchr_iter(b'\n', bytes).find_map(|end| {
            let line = bytes.get(end + 1..)?;
            let column = line.iter().position(|byte| !byte.is_ascii_whitespace() || *byte == b'\n')?;
            let opens = line.get(column) == Some(&b'{') && self.openings.columns.contains(&column);
            let known =
                || first_key(line.get(column..).unwrap_or_default()).is_some_and(|key| self.openings.knows(key));
            (opens && known()).then_some(end + 1 + column)
        })
    }

    /// Passes over everything up to the next record; whether there is one.
    fn find_opening(&mut self) -> io::Result<bool> {
        let mut before = 0_u8;
        loop {
            let chunk = self.chunk()?;
            if chunk.is_empty() {
                return Ok(false);
            }
            let open = memchr::memchr(b'{', chunk);
            let passed = open.unwrap_or(chunk.len());
            let last = chunk.get(..passed).unwrap_or_default().iter().rev().find(|byte| !byte.is_ascii_whitespace());
            before = last.copied().unwrap_or(before);
            self.pass(passed)?;
            if open.is_none() {
                continue;
            }
            // The key may be in the next buffer.
            let mut ahead = Vec::new();
            while ahead.len() <= BACK && first_key(&ahead).is_none() {
                let chunk = self.chunk()?;
                if chunk.is_empty() {
                    break;
                }
                let part = chunk.get(..chunk.len().min(BACK + 1 - ahead.len())).unwrap_or_default().to_vec();
                self.consume(part.len());
                ahead.extend(part);
            }
            let known = first_key(&ahead).is_some_and(|key| {
                (self.openings.knows(key) || self.openings.keys.is_empty()) && before != b':'
                    || self.line.opening().is_some_and(|column| self.openings.columns.contains(&column))
            });
            self.offset -= ahead.len() as u64;
            self.put_back(ahead);
            if known {
                return Ok(true);
            }
            before = b'{';
            self.pass(1)?;
        }
    }

    /// Passes over what is between records; whether a record follows.
    fn skip_between(&mut self) -> io::Result<bool> {
        loop {
            let Some(&byte) = self.chunk()?.first() else { return Ok(false) };
            let mark = self.offset < 3 && matches!(byte, 0xef | 0xbb | 0xbf);
            let opens = self.shape == Shape::Array && !self.opened && byte == b'[';
            let separates = self.shape == Shape::Array && matches!(byte, b',' | b']');
            if self.number == 0 && !self.opened && matches!(byte, b'#' | b'/') {
                self.skip_line()?;
            } else if mark || opens || separates || byte.is_ascii_whitespace() {
                self.opened |= opens;
                self.pass(1)?;
            } else {
                return Ok(true);
            }
        }
    }

    /// Passes over a comment.
    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let chunk = self.chunk()?;
            let end = memchr::memchr(b'\n', chunk);
            let (len, ended) = (end.map_or(chunk.len(), |end| end + 1), end.is_some() || chunk.is_empty());
            self.pass(len)?;
            if ended {
                return Ok(());
            }
        }
    }

    /// Passes over `count` of the bytes at hand.
    fn pass(&mut self, count: usize) -> io::Result<()> {
        let from_returned = self.taken < self.returned.len();
        let chunk =
            if from_returned { self.returned.get(self.taken..).unwrap_or_default() } else { fill(&mut self.reader)? };
        self.line.pass(chunk.get(..count).unwrap_or_default());
        self.consume(count);
        Ok(())
    }

    /// The bytes at hand; none at the end.
    fn chunk(&mut self) -> io::Result<&[u8]> {
        if self.taken < self.returned.len() {
            Ok(self.returned.get(self.taken..).unwrap_or_default())
        } else {
            fill(&mut self.reader)
        }
    }

    fn consume(&mut self, count: usize) {
        took(count);
        self.offset += count as u64;
        if self.taken < self.returned.len() {
            self.taken += count;
        } else {
            self.reader.consume(count);
        }
    }
}

/// Whether the object at `opened` of `record`, which ends with the start of `chunk`, opens a line as records do.
fn opens_line(openings: &Openings, record: &Record, chunk: &[u8], opened: usize) -> bool {
    let held = record.piece.bytes.len();
    let before = |place: usize| if place < held { record.piece.bytes.get(place) } else { chunk.get(place - held) };
    let mut column = 0;
    for place in (0..opened).rev().inspect(|_| took(1)) {
        match before(place) {
            Some(b'\n') => return openings.columns.contains(&column),
            Some(byte) if byte.is_ascii_whitespace() => column += 1,
            _ => return false,
        }
    }
    false
}

/// The bytes that `reader` has at hand.
fn fill<R: BufRead>(reader: &mut R) -> io::Result<&[u8]> {
    loop {
        match reader.fill_buf() {
            Ok(_) => break,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    reader.fill_buf()
}

/// The first key of the object at `opened`, of which a part is held and the rest at hand.
fn key_of(parts: &[&[u8]; 2], opened: usize, held: usize) -> Option<Vec<u8>> {
    let [first, second] = parts;
    let start = first.get(opened.min(held)..).unwrap_or_default();
    let rest = second.get(opened.saturating_sub(held)..).unwrap_or_default();
    if start.is_empty() {
        return first_key(rest).map(<[u8]>::to_vec);
    }
    // What is longer is no key that is compared.
    let joined: Vec<u8> = start.iter().chain(rest).take(2 * BACK).copied().collect();
    first_key(&joined).map(<[u8]>::to_vec)
}

/// The first key of the object that `text` opens with, if its colon is there too.
fn first_key(text: &[u8]) -> Option<&[u8]> {
    let inside = text.strip_prefix(b"{")?.trim_ascii_start().strip_prefix(b"\"")?;
    let end = memchr::memchr(b'"', inside.get(..inside.len().min(BACK)).unwrap_or(inside))?;
    let (key, rest) = inside.split_at_checked(end)?;
    rest.get(1..)?.trim_ascii_start().starts_with(b":").then_some(key)
}

/// Where at the end of a broken record the next one may have opened: a lost mark shows only after the mark of its key.
fn unfinished_opening(bytes: &[u8]) -> Option<usize> {
    let back = bytes.len().saturating_sub(BACK);
    let start = back + memchr::memrchr(b'{', bytes.get(back..).unwrap_or_default())?;
    let rest = bytes.get(start + 1..).unwrap_or_default().trim_ascii_start();
    let quoted = rest.is_empty() || rest.strip_prefix(b"\"").is_some_and(|key| !key.contains(&b'"'));
    (quoted && start > 0).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::steps::assert_linear;

    /// Each record by the number it has, with `!` where it is broken.
    fn split(text: &str, buffer: usize, limit: usize) -> Vec<String> {
        let reader = io::BufReader::with_capacity(buffer, text.as_bytes());
        let mut values = Values::new(reader, Shape::of(text.as_bytes()), limit);
        let mut pieces = Vec::new();
        while let Some(piece) = values.next_piece().unwrap() {
            let start = usize::try_from(piece.byte_offset).unwrap();
            assert!(text.as_bytes()[start..].starts_with(&piece.bytes), "{piece:?} stands elsewhere in {text:?}");
            let content = String::from_utf8(piece.bytes).unwrap();
            let content = content.strip_prefix("{\"id\":").unwrap_or(&content).to_owned();
            let content = content.strip_suffix('}').unwrap_or(&content).to_owned();
            let mark = if piece.too_large {
                "?"
            } else if piece.broken {
                "!"
            } else {
                ""
            };
            pieces.push(if mark.is_empty() { content } else { format!("{}{mark}", piece.number) });
        }
        pieces
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        for buffer in [1, 7, 4096] {
            assert_eq!(split(text, buffer, 200), expected, "{text:?} by {buffer}");
        }
    }

    #[test]
    fn a_lost_brace_or_mark_costs_one_record() {
        // A closing brace, before and behind the comma.
        check(r#"[{"id":1},{"id":2,{"id":3},{"id":4}]"#, &["1", "2!", "3", "4"]);
        check("[{\"id\":1},\n{\"id\":2\n,{\"id\":3},\n{\"id\":4}]", &["1", "2!", "3", "4"]);
        check(r#"[{"id":1},{"id":2 {"id":3}]"#, &["1", "2!", "3"]);
        // An opening one; a closing and an opening mark; a bracket; the brace of an inner object.
        check(r#"[{"id":1},"id":2},{"id":3}]"#, &["1", "\"id\"", "3!", "3"]);
        check(r#"[{"id":1},{"id":2,"b":"x},{"id":3},{"id":4}]"#, &["1", "2!", "3", "4"]);
        check(r#"[{"id":1},{"id":2,"b":x","c":"y"},{"id":3}]"#, &["1", "2!", "3"]);
        check(r#"[{"id":1},{"id":2,"b":["x"},{"id":3}]"#, &["1", "2!", "3"]);
        check(r#"[{"id":1},{"id":2,"b":{"id":9,"c":3},{"id":3},{"id":4}]"#, &["1", "2!", "3", "4"]);
        // The very first record.
        check(r#"[{"id":1,{"id":2},{"id":3}]"#, &["1!", "2", "3"]);
    }

    #[test]
    fn records_are_found_inside_one_that_never_ends() {
        let cut = "[\n {\"id\":1},\n {\"id\":2,\"b\":[\"x\",\n {\"id\":3,\"b\":[{\"id\":7}]},\n {\"id\":4,\"b\":\n {\"id\":5}\n]";
        check(cut, &["1", "2!", "3,\"b\":[{\"id\":7}]", "4!", "5"]);
        check("{\n\"id\":1,\n\"b\":[\n}\n{\n\"id\":2\n}\n", &["1!", "{\n\"id\":2\n"]);
        // Objects inside a sound record are its own, wherever they stand.
        check(
            "[\n{\"id\":1,\"b\":[\n{\"id\":7},\n{\"id\":8}]},\n{\"id\":2}]",
            &["1,\"b\":[\n{\"id\":7},\n{\"id\":8}]", "2"],
        );
    }

    #[test]
    fn comments_may_stand_before_the_array() {
        check("# made by hand\n// twice\n[{\"id\":1},{\"id\":2}]", &["1", "2"]);
    }

    #[test]
    fn records_past_the_limit_are_dropped_alone() {
        let long = format!("[{{\"id\":1}},{{\"id\":2,\"b\":\"{}\"}},{{\"id\":3}}]", "x".repeat(300));
        check(&long, &["1", "2?", "3"]);
        let unclosed = format!("[{{\"id\":1}},{{\"id\":2,\"b\":[{},{{\"id\":3}}]", "\"x\",".repeat(100));
        check(&unclosed, &["1", "2?", "3"]);
    }

    #[test]
    fn broken_records_in_great_number_take_linear_time() {
        for piece in
            ["{\"id\":1,\"b\":[\n", "{\"id\":1,\n", "{\"id\":1,\"b\":\"x\n", "{", "{\"", "}", "\"", "[{\"id\":1,"]
        {
            assert_linear(piece, 2_000, |n| {
                let text = format!("[{{\"id\":0}},\n{}", piece.repeat(n));
                assert!(!split(&text, 4096, 1 << 20).is_empty());
            });
        }
    }
}
