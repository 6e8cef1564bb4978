//! Cuts a table into rows and rows into cells.
//!
//! A reader comes in, the bytes of one row at a time go out, with the place they stood at and whether its quotation marks
//! are sound. A row may be put back but for its first line, so that one mark too many costs one row and not all after it.
//!
//! Method: RFC 4180, read as loosely as spreadsheets do: a quotation mark counts only where a cell begins, and what
//! follows a closing mark belongs to the cell.
//!
//! Invariant: holds one row at most, and never more of it than the limit and one buffer.

use std::borrow::Cow;
use std::io;
use std::io::BufRead;

/// One row, not decoded and not taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::read) struct Row {
    /// The bytes, line end left out.
    pub bytes: Vec<u8>,
    /// Where in the stream it starts.
    pub byte_offset: u64,
    /// The line it starts on, from 1.
    pub line: u64,
    /// How many cells it has.
    pub cells: usize,
    /// Whether something is between a closing quotation mark and the end of its cell.
    pub loose: bool,
    /// Whether it ended inside quotation marks.
    pub open: bool,
    /// Whether it was longer than the limit; `bytes` are its beginning.
    pub too_large: bool,
    /// Bytes of the line end after it.
    end_len: usize,
}

impl Row {
    /// Whether it goes on after its first line.
    pub fn spans_lines(&self) -> bool {
        memchr::memchr2(b'\n', b'\r', &self.bytes).is_some()
    }
}

/// Where in a row the next byte stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Start,
    Plain,
    Quoted,
    /// After a quotation mark that ended the quotation, or is the first of two that stand for one.
    Closed,
}

/// Cuts `reader` into rows.
pub(in crate::read) struct RowSplitter<R> {
    reader: R,
    /// Bytes that were put back, and how many of them were taken since.
    returned: Vec<u8>,
    taken: usize,
    delimiter: u8,
    limit: usize,
    offset: u64,
    line: u64,
}

impl<R: BufRead> RowSplitter<R> {
    pub fn new(reader: R, delimiter: u8, limit: usize) -> Self {
        Self { reader, returned: Vec::new(), taken: 0, delimiter, limit, offset: 0, line: 1 }
    }

    /// Where the next byte stands.
    pub fn byte_offset(&self) -> u64 {
        self.offset
    }

    /// The next row that is not blank; `None` at the end.
    pub fn next_row(&mut self) -> io::Result<Option<Row>> {
        loop {
            let mut row = Row { byte_offset: self.offset, line: self.line, cells: 1, ..Row::default() };
            let ended = self.fill(&mut row)?;
            let end = usize::try_from(self.offset - row.byte_offset).unwrap_or(usize::MAX);
            row.end_len = end.saturating_sub(row.bytes.len());
            if row.byte_offset == 0 && row.bytes.starts_with(b"\xef\xbb\xbf") {
                row.bytes.drain(..3);
                row.byte_offset = 3;
            }
            if row.too_large && !row.spans_lines() {
                self.skip_line()?;
            }
            if !row.bytes.is_empty() {
                return Ok(Some(row));
            }
            if ended {
                return Ok(None);
            }
        }
    }

    /// Puts back all of `row` but its first line; nothing where that was all of it.
    pub fn put_back(&mut self, mut row: Row) {
        let Some(end) = memchr::memchr2(b'\n', b'\r', &row.bytes) else { return };
        let kept = row.bytes.split_off(end);
        let mut returned = kept;
        // The line end after the row was one byte, of whichever kind.
        returned.extend(std::iter::repeat_n(b'\n', row.end_len));
        self.offset = row.byte_offset + row.bytes.len() as u64;
        self.line = row.line;
        returned.extend_from_slice(self.returned.get(self.taken..).unwrap_or_default());
        (self.returned, self.taken) = (returned, 0);
    }

    /// Reads a row up to its line end; whether the stream ended with it.
    fn fill(&mut self, row: &mut Row) -> io::Result<bool> {
        let mut at = At::Start;
        let (delimiter, limit, opens) = (self.delimiter, self.limit, self.offset == 0);
        loop {
            let chunk = match self.chunk() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if chunk.is_empty() {
                row.open = at == At::Quoted;
                return Ok(true);
            }
            let room = limit.saturating_add(1).saturating_sub(row.bytes.len());
            let chunk = chunk.get(..chunk.len().min(room.max(1))).unwrap_or(chunk);
            let end = scan(chunk, delimiter, opens && row.bytes.is_empty(), &mut at, row);
            let part = chunk.get(..end.unwrap_or(chunk.len())).unwrap_or(chunk);
            row.bytes.extend_from_slice(part);
            let used = part.len() + usize::from(end.is_some());
            self.consume(used);
            if end.is_some() {
                return Ok(false);
            }
            if row.bytes.len() > limit {
                row.too_large = true;
                return Ok(false);
            }
        }
    }

    /// Drops what is left of a line.
    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let chunk = match self.chunk() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let end = memchr::memchr2(b'\n', b'\r', chunk);
            let used = end.map_or(chunk.len(), |end| end + 1);
            let ended = end.is_some() || chunk.is_empty();
            self.consume(used);
            if ended {
                return Ok(());
            }
        }
    }

    /// The bytes at hand; none at the end.
    fn chunk(&mut self) -> io::Result<&[u8]> {
        if self.taken < self.returned.len() { Ok(&self.returned[self.taken..]) } else { self.reader.fill_buf() }
    }

    /// Takes `count` of the bytes at hand.
    fn consume(&mut self, count: usize) {
        let from_returned = self.taken < self.returned.len();
        let chunk = if from_returned { self.returned.get(self.taken..) } else { self.reader.fill_buf().ok() };
        let part = chunk.and_then(|chunk| chunk.get(..count)).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', part).count() as u64;
        self.offset += count as u64;
        if from_returned {
            self.taken += count;
        } else {
            self.reader.consume(count);
        }
    }
}

/// Goes through `chunk` from `at` on; where the row ends in it, before which byte.
fn scan(chunk: &[u8], delimiter: u8, opens_stream: bool, at: &mut At, row: &mut Row) -> Option<usize> {
    let mut place = if opens_stream && chunk.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    while let Some(&byte) = chunk.get(place) {
        let rest = chunk.get(place..).unwrap_or_default();
        match *at {
            At::Quoted => {
                let end = memchr::memchr(b'"', rest)?;
                place += end;
                *at = At::Closed;
            }
            At::Plain => {
                let end = memchr::memchr3(delimiter, b'\n', b'\r', rest)?;
                place += end;
                if rest.get(end) != Some(&delimiter) {
                    return Some(place);
                }
                row.cells += 1;
                *at = At::Start;
            }
            At::Start | At::Closed if byte == delimiter => {
                row.cells += 1;
                *at = At::Start;
            }
            At::Start | At::Closed if matches!(byte, b'\n' | b'\r') => return Some(place),
            At::Start | At::Closed if byte == b'"' => *at = At::Quoted,
            At::Start => *at = At::Plain,
            At::Closed => {
                row.loose = true;
                *at = At::Plain;
            }
        }
        place += 1;
    }
    None
}

/// The first `most` cells of a row, quotation marks taken off.
pub(in crate::read) fn cells(row: &[u8], delimiter: u8, most: usize) -> Vec<Cow<'_, [u8]>> {
    let mut cells = Vec::new();
    let mut rest = Some(row);
    while let Some(text) = rest.filter(|_| cells.len() < most) {
        let (cell, after) = match text.strip_prefix(b"\"") {
            Some(quoted) => quoted_cell(quoted, delimiter),
            None => plain_cell(text, delimiter),
        };
        cells.push(cell);
        rest = after;
    }
    cells
}

/// The text up to the next delimiter, and what comes after that.
fn plain_cell(text: &[u8], delimiter: u8) -> (Cow<'_, [u8]>, Option<&[u8]>) {
    match memchr::memchr(delimiter, text) {
        Some(end) => (Cow::Borrowed(text.get(..end).unwrap_or_default()), text.get(end + 1..)),
        None => (Cow::Borrowed(text), None),
    }
}

/// The cell whose opening mark came before `text`, and what comes after its delimiter.
fn quoted_cell(text: &[u8], delimiter: u8) -> (Cow<'_, [u8]>, Option<&[u8]>) {
    let mut cell: Option<Vec<u8>> = None;
    let mut rest = text;
    loop {
        let end = memchr::memchr(b'"', rest).unwrap_or(rest.len());
        let part = rest.get(..end).unwrap_or_default();
        let behind = rest.get(end + 1..).unwrap_or_default();
        if let Some(after) = behind.strip_prefix(b"\"") {
            let cell = cell.get_or_insert_default();
            cell.extend_from_slice(part);
            cell.push(b'"');
            rest = after;
            continue;
        }
        let (tail, after) = plain_cell(behind, delimiter);
        if cell.is_none() && tail.is_empty() {
            return (Cow::Borrowed(part), after);
        }
        let mut whole = cell.unwrap_or_default();
        whole.extend_from_slice(part);
        whole.extend_from_slice(&tail);
        return (Cow::Owned(whole), after);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq)]
    struct Seen(u64, u64, &'static str, usize);

    #[track_caller]
    fn check(table: &str, expected: &[Seen]) {
        for buffer in [1, 3, 4096] {
            let reader = io::BufReader::with_capacity(buffer, table.as_bytes());
            let mut rows = RowSplitter::new(reader, b',', 1000);
            for Seen(line, offset, text, cells) in expected {
                let row = rows.next_row().unwrap().unwrap();
                let found = (row.line, row.byte_offset, std::str::from_utf8(&row.bytes).unwrap(), row.cells);
                assert_eq!(found, (*line, *offset, *text, *cells), "{table:?} by {buffer}");
            }
            assert_eq!(rows.next_row().unwrap(), None, "{table:?} by {buffer}");
        }
    }

    #[test]
    fn rows_keep_line_offset_and_cells() {
        check("a,b\r\n\n1,\"x\n,\"\n2", &[Seen(1, 0, "a,b", 2), Seen(3, 6, "1,\"x\n,\"", 2), Seen(5, 14, "2", 1)]);
        check("\u{feff}\"a\",b\rc", &[Seen(1, 3, "\"a\",b", 2), Seen(1, 9, "c", 1)]);
        check("", &[]);
        check("\n\r\n", &[]);
    }

    #[test]
    fn marks_that_do_not_close_are_told() {
        let row =
            |table: &str, limit: usize| RowSplitter::new(table.as_bytes(), b',', limit).next_row().unwrap().unwrap();
        assert!(row("1,\"a\"b\n", 100).loose && !row("1,\"a\"\"b\"\n", 100).loose && !row("1,a\"b\n", 100).loose);
        assert!(row("1,\"a\n2,b\n", 100).open && !row("1,\"a\"\n", 100).open);
        assert!(row("1,\"aaaaaaaa\naaaa\n", 10).too_large);
    }

    #[test]
    fn what_stands_behind_the_first_line_can_be_read_again() {
        let table = "1,\"a\n2,b\r\n3,\"c\"\n4,d";
        for buffer in [1, 4096] {
            let mut rows = RowSplitter::new(io::BufReader::with_capacity(buffer, table.as_bytes()), b',', 100);
            let broken = rows.next_row().unwrap().unwrap();
            assert!(broken.loose && broken.line == 1);
            rows.put_back(broken);
            let mut seen = Vec::new();
            while let Some(row) = rows.next_row().unwrap() {
                let start = usize::try_from(row.byte_offset).unwrap();
                assert!(table.as_bytes()[start..].starts_with(&row.bytes), "{row:?}");
                seen.push((row.line, String::from_utf8(row.bytes).unwrap()));
            }
            let expected = [(2, "2,b"), (3, "3,\"c\""), (4, "4,d")].map(|(line, text)| (line, text.to_owned()));
            assert_eq!(seen, expected);
        }
    }

    #[test]
    fn cells_lose_their_marks() {
        let check = |row: &str, expected: &[&str]| {
            let cells = cells(row.as_bytes(), b';', 100);
            let cells: Vec<_> = cells.iter().map(|cell| std::str::from_utf8(cell).unwrap()).collect();
            assert_eq!(cells, expected, "{row}");
        };
        check("a;\"b;c\";", &["a", "b;c", ""]);
        check("\"say \"\"so\"\"\";\"\";x", &["say \"so\"", "", "x"]);
        check("\"a\"b;c\"d\"", &["ab", "c\"d\""]);
        check("\"a\nb", &["a\nb"]);
        check("", &[""]);
        assert_eq!(cells(b"a;b;c", b';', 2).len(), 2);
    }
}
