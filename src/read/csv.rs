//! Tables: a header row that names the columns, then one record a row.
//!
//! Commas, semicolons, tabs and bars come in between the columns; columns go by the names of JSON records. The source of
//! a record is the header row and its own row, so that it can be read again without the file.
//!
//! Invariant: every row gives exactly one result, in order; a row is held one at a time.

use std::io::{self, BufRead, BufReader, Read};
use std::ops::ControlFlow;

use csv::{ByteRecord, ReaderBuilder};
use encoding_rs::Encoding;
use serde_json::Value;

use super::error::{ReadError, ReadErrorKind};
use super::fields::plain_key;
use super::record::Columns;
use super::transcoder::Transcoder;
use super::{Each, FieldMap, Format, FormatChoice, Head, Input, encoding};
use crate::model::{Diagnostic, Document, Source};

/// The format of tables.
pub(super) struct Csv;

/// What may stand between columns, the most telling first.
const DELIMITERS: [u8; 4] = [b'\t', b';', b'|', b','];

impl Format for Csv {
    fn choice(&self) -> FormatChoice {
        FormatChoice::Csv
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        let (line, rest) = head.text.split_once(['\n', '\r']).unwrap_or((head.text, ""));
        let delimiter = delimiter_of(line.as_bytes());
        let names: Vec<_> = line.split(char::from(delimiter)).map(|name| name.trim_matches(['"', ' '])).collect();
        if names.len() < 2 || !goes_on(rest, delimiter, names.len()) {
            return false;
        }
        let holds_text = |name: &&str| head.map.names_content(&plain_key(name));
        // A sentence may have a comma and the word "text" in it; a header has nothing but names.
        let is_name = |name: &&str| !name.is_empty() && name.len() <= 40 && name.split(' ').count() <= 3;
        // A table written with its row numbers leaves the first column without a name.
        let header = if names.first().is_some_and(|name| name.is_empty()) { names.get(1..) } else { names.get(..) };
        header.is_some_and(|names| names.iter().all(is_name))
            && (names.iter().any(holds_text) || matches!(head.extension, "csv" | "tsv"))
    }

    fn read(&self, input: Input<'_>, each: &mut Each<'_>) -> ControlFlow<()> {
        let (path, map, limit) = (input.path, input.map, input.limit);
        let wide = encoding::wide(&input.head);
        let guessed = input.encoding;
        let delimiter = delimiter_of(encoding::decode_head(&input.head).as_bytes());
        let mut notes = Vec::new();
        let stream: Box<dyn BufRead + '_> = match wide {
            Some((encoding, note)) => {
                notes.push(note);
                Box::new(BufReader::new(Transcoder::new(input.into_stream(), encoding)))
            }
            None => input.into_stream(),
        };
        let mut rows = Rows::new(stream, delimiter, limit);
        let header = match rows.next_row(path) {
            None => return ControlFlow::Continue(()),
            Some(Err(error)) => return each(Err(error)),
            Some(Ok(row)) => row,
        };
        let header = Header { path, map, guessed, names: header.cells(guessed).0, bytes: header.bytes };
        if let Some(problem) = header.problem() {
            return each(Err(problem));
        }
        while let Some(row) = rows.next_row(path) {
            match row {
                Ok(row) => each(header.read_row(&row).map(|mut document| {
                    document.diagnostics.splice(0..0, notes.iter().cloned());
                    document
                }))?,
                Err(error) => return each(Err(error)),
            }
        }
        ControlFlow::Continue(())
    }
}

/// Whether a row of at least `columns` columns follows the header, as it does not follow a menu with bars in it. Of a
/// row that goes on after its first line only that line is seen, with a quotation mark left open.
fn goes_on(rest: &str, delimiter: u8, columns: usize) -> bool {
    let line = rest.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |byte| memchr::memchr_iter(byte, line.as_bytes()).count();
    count(delimiter) + 1 >= columns || count(b'"') % 2 == 1
}

/// The delimiter of the first line of `text`: the one that stands most often outside quotation marks.
fn delimiter_of(text: &[u8]) -> u8 {
    let mut counts = [0_usize; DELIMITERS.len()];
    let mut quoted = false;
    for byte in text {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            _ => {
                for (count, delimiter) in counts.iter_mut().zip(DELIMITERS) {
                    *count += usize::from(*byte == delimiter);
                }
            }
        }
    }
    let mut best = (0, b',');
    for (count, delimiter) in counts.into_iter().zip(DELIMITERS) {
        if count > best.0 {
            best = (count, delimiter);
        }
    }
    best.1
}

/// The header row and what is known of the file.
struct Header<'h> {
    path: &'h str,
    map: &'h FieldMap,
    guessed: Option<&'static Encoding>,
    names: Vec<String>,
    bytes: Vec<u8>,
}

impl Header<'_> {
    /// The file's one problem if no row can have text.
    fn problem(&self) -> Option<ReadError> {
        if self.names.iter().any(|name| self.map.names_content(&plain_key(name))) {
            return None;
        }
        let message = "no column is named body, text or html; name one with --map body=COLUMN";
        Some(ReadError::of_file(self.path, ReadErrorKind::NoText, message))
    }

    /// Reads one row.
    fn read_row(&self, row: &Row) -> Result<Document, ReadError> {
        let (cells, diagnostics) = row.cells(self.guessed);
        let mut columns = Columns::default();
        for (name, cell) in self.names.iter().zip(cells) {
            if columns.wants(name, self.map) {
                columns.insert(name, if cell.is_empty() { Value::Null } else { Value::String(cell) });
            }
        }
        let record = columns.id(self.map).unwrap_or_else(|| row.line.to_string());
        let Some((content, given)) = columns.into_content(self.map) else {
            let message = "the row has no body, text or html";
            return Err(ReadError::of_record(self.path, record, row.byte_offset, ReadErrorKind::NoText, message));
        };
        let bytes = [&self.bytes, b"\n".as_slice(), &row.bytes].concat();
        Ok(Document {
            source: Source::new(self.path.to_owned(), Some(record), "text/csv", bytes),
            content,
            given,
            diagnostics,
        })
    }
}

/// One row, taken apart but not decoded.
struct Row {
    record: ByteRecord,
    /// The bytes of the row, line ends around it left out.
    bytes: Vec<u8>,
    byte_offset: u64,
    line: u64,
}

impl Row {
    /// The cells as text.
    fn cells(&self, guessed: Option<&'static Encoding>) -> (Vec<String>, Vec<Diagnostic>) {
        // The encoding is told from the whole row: a cell may be too short to tell.
        let diagnostics = encoding::decode_record(&self.bytes, guessed).1;
        let encoding = encoding::encoding_of_record(&self.bytes, guessed);
        let decode = |cell| encoding.decode_without_bom_handling(cell).0.into_owned();
        let cells = self.record.iter().map(decode).collect();
        (cells, diagnostics)
    }
}

/// The rows of a table.
struct Rows<R: Read> {
    reader: csv::Reader<Kept<R>>,
    limit: usize,
}

impl<R: Read> Rows<R> {
    fn new(inner: R, delimiter: u8, limit: usize) -> Self {
        let kept = Kept { inner, bytes: Vec::new(), limit };
        let reader = ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(kept);
        Self { reader, limit }
    }

    /// The next row that is not blank; after an error there is none that could be trusted.
    fn next_row(&mut self, path: &str) -> Option<Result<Row, ReadError>> {
        let (offset, line) = (self.reader.position().byte(), self.reader.position().line());
        let mut record = ByteRecord::new();
        let failed =
            |kind, message: String| Some(Err(ReadError::of_record(path, line.to_string(), offset, kind, message)));
        match self.reader.read_byte_record(&mut record) {
            Ok(false) => return None,
            Ok(true) => {}
            Err(error) => {
                let csv::ErrorKind::Io(cause) = error.kind() else {
                    return failed(ReadErrorKind::Malformed, "not a valid row".to_owned());
                };
                if cause.kind() == io::ErrorKind::FileTooLarge {
                    let message = format!("longer than {} MB; a quotation mark may never be closed", self.limit >> 20);
                    return failed(ReadErrorKind::TooLarge, message);
                }
                return Some(Err(ReadError { byte_offset: Some(offset), ..ReadError::of_io(path, cause) }));
            }
        }
        let byte_len = usize::try_from(self.reader.position().byte().saturating_sub(offset)).unwrap_or(usize::MAX);
        let bytes = &mut self.reader.get_mut().bytes;
        let bytes: Vec<u8> = bytes.drain(..byte_len.min(bytes.len())).collect();
        let line_end = |byte: &&u8| matches!(byte, b'\n' | b'\r');
        let lead: Vec<u8> = bytes.iter().take_while(line_end).copied().collect();
        let tail = bytes.iter().rev().take_while(line_end).count();
        Some(Ok(Row {
            record,
            byte_offset: offset + lead.len() as u64,
            line: line + memchr::memchr_iter(b'\n', &lead).count() as u64,
            bytes: bytes.get(lead.len()..bytes.len().saturating_sub(tail)).unwrap_or_default().to_vec(),
        }))
    }
}

/// Keeps the bytes that were read through it until they are taken.
struct Kept<R> {
    inner: R,
    bytes: Vec<u8>,
    limit: usize,
}

impl<R: Read> Read for Kept<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        if self.bytes.len() > self.limit {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let count = self.inner.read(room)?;
        self.bytes.extend_from_slice(room.get(..count).unwrap_or_default());
        Ok(count)
    }
}
