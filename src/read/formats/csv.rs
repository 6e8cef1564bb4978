//! Tables: a header row that names the columns, then one record a row.
//!
//! Commas, semicolons, tabs and bars come in between the columns; columns go by the names of JSON records. The source of
//! a record is the header row and its own row, so that it can be read again without the file. A row that is broken is named,
//! and the rows behind it are found again.
//!
//! Invariant: every row gives exactly one result, in order; a row is held one at a time.

use std::io::BufRead;
use std::ops::ControlFlow;

use serde_json::Value;

use crate::model::{Document, Source};
use crate::read::about::About;
use crate::read::encoding::charset::Charset;
use crate::read::error::{ReadError, ReadErrorKind};
use crate::read::format::{Format, Head, Input, longer_than};
use crate::read::records::fields::plain_key;
use crate::read::records::record::Columns;
use crate::read::records::table_split::{Row, RowSplitter, cells};
use crate::read::request::Each;
use crate::read::{FieldMap, FormatChoice, encoding};

/// The format of tables.
pub(super) struct Csv;

/// What may stand between columns, the most telling first.
const DELIMITERS: [u8; 4] = [b'\t', b';', b'|', b','];

impl Format for Csv {
    fn choice(&self) -> FormatChoice {
        FormatChoice::Csv
    }

    fn about(&self) -> About {
        About {
            what: "Tables with a header row, with commas, semicolons, tabs or bars between the columns",
            told_by: "a first line of names, one of which holds text, and rows of as many cells",
            examples: "table.csv table.tsv",
        }
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        let (line, rest) = head.text.split_once(['\n', '\r']).unwrap_or((head.text, ""));
        let separator = named_delimiter(line.as_bytes());
        let (line, rest) = if separator.is_some() {
            rest.trim_start().split_once(['\n', '\r']).unwrap_or((rest, ""))
        } else {
            (line, rest)
        };
        let delimiter = separator.unwrap_or_else(|| delimiter_of(line.as_bytes()));
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
        let guessed = input.encoding;
        let head = String::from_utf8_lossy(&input.head);
        let first_line = head.split(['\n', '\r']).next().unwrap_or_default();
        let delimiter = named_delimiter(first_line.as_bytes()).unwrap_or_else(|| delimiter_of(head.as_bytes()));
        drop(head);
        let mut rows = RowSplitter::new(input.into_stream(), delimiter, limit);
        let header = match Header::read(&mut rows, (path, map, limit), guessed, delimiter) {
            Ok(Some(header)) => header,
            Ok(None) => return ControlFlow::Continue(()),
            Err(error) => return each(Err(error)),
        };
        let mut usual = Usual::default();
        while let Some(outcome) = header.next_document(&mut rows, &mut usual) {
            let failed = outcome.as_ref().is_err_and(|error| error.record.is_none());
            each(outcome)?;
            if failed {
                break;
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

/// The delimiter that a first line such as `sep=;`, as spreadsheets write it, names.
fn named_delimiter(line: &[u8]) -> Option<u8> {
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line).trim_ascii_end();
    let line = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\"")).unwrap_or(line);
    match line {
        [name @ .., delimiter] if name.eq_ignore_ascii_case(b"sep=") && !delimiter.is_ascii_alphanumeric() => {
            Some(*delimiter).filter(|delimiter| delimiter.is_ascii() && *delimiter != b'"')
        }
        // The tab was taken for white space.
        name if name.eq_ignore_ascii_case(b"sep=") => Some(b'\t'),
        _ => None,
    }
}

/// The most columns that are told apart.
const MOST_COLUMNS: usize = 4_096;

/// The header row and what is known of the file.
struct Header<'h> {
    path: &'h str,
    map: &'h FieldMap,
    guessed: Option<Charset>,
    delimiter: u8,
    limit: usize,
    names: Vec<String>,
    /// What stands before the rows: the header, and a line above it that names the delimiter.
    bytes: Vec<u8>,
}

/// What columns usually hold: by this a row is known again behind one that is broken.
#[derive(Default)]
struct Usual {
    rows: usize,
    numbers: Vec<bool>,
    addresses: Vec<bool>,
    /// Whether the last row was broken, so that the next one has to be found.
    lost: bool,
}

impl Usual {
    /// Rows that have to be seen before a column is known to hold numbers or addresses only.
    const LEAST: usize = 2;

    /// Learns from the cells of a row.
    fn learn(&mut self, cells: &[String]) {
        for (column, cell) in cells.iter().enumerate().take(64) {
            let is = [is_number(cell), is_address(cell)];
            for (flags, is) in [&mut self.numbers, &mut self.addresses].into_iter().zip(is) {
                match flags.get_mut(column) {
                    Some(flag) => *flag &= is,
                    None => flags.push(is && self.rows == 0),
                }
            }
        }
        self.rows += 1;
    }

    /// Whether a row of these cells is like those before.
    fn agrees(&self, cells: &[String]) -> bool {
        let columns = cells.iter().zip(self.numbers.iter().zip(&self.addresses));
        self.rows < Self::LEAST
            || columns
                .into_iter()
                .all(|(cell, (number, address))| (!number || is_number(cell)) && (!address || is_address(cell)))
    }
}

fn is_number(cell: &str) -> bool {
    !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_address(cell: &str) -> bool {
    cell.starts_with("http://") || cell.starts_with("https://")
}

impl<'h> Header<'h> {
    /// Reads the header; `None` where there is not even that.
    fn read(
        rows: &mut RowSplitter<impl BufRead>,
        input: (&'h str, &'h FieldMap, usize),
        guessed: Option<Charset>,
        delimiter: u8,
    ) -> Result<Option<Self>, ReadError> {
        let (path, map, limit) = input;
        let failed = |error| ReadError::of_io(path, &error);
        let Some(mut row) = rows.next_row().map_err(failed)? else { return Ok(None) };
        let mut bytes = std::mem::take(&mut row.bytes);
        if named_delimiter(&bytes).is_some() {
            let Some(next) = rows.next_row().map_err(failed)? else { return Ok(None) };
            row = next;
            bytes.push(b'\n');
            bytes.extend_from_slice(&row.bytes);
        } else {
            row.bytes.clone_from(&bytes);
        }
        let names = cells_of(&row.bytes, delimiter, guessed, MOST_COLUMNS);
        let header = Self { path, map, guessed, delimiter, limit, names, bytes };
        if row.too_large || row.open {
            return Err(header.refusal(&row));
        }
        header.problem().map_or(Ok(Some(header)), Err)
    }

    /// The file's one problem if no row can have text.
    fn problem(&self) -> Option<ReadError> {
        if self.names.iter().any(|name| self.map.names_content(&plain_key(name))) {
            return None;
        }
        let message = "no column is named body, text or html; name one with --map body=COLUMN";
        Some(ReadError::of_file(self.path, ReadErrorKind::NoText, message))
    }

    /// The next row, or what is wrong with it. An error without a record is one of the file, and nothing follows.
    ///
    /// A row whose quotation marks do not close costs no other row: from its second line on rows are looked for that are
    /// sound, have as many cells as the header and hold in each column what the column usually holds.
    fn next_document(
        &self,
        rows: &mut RowSplitter<impl BufRead>,
        usual: &mut Usual,
    ) -> Option<Result<Document, ReadError>> {
        loop {
            let row = match rows.next_row() {
                Ok(row) => row?,
                Err(error) => {
                    let byte_offset = Some(rows.byte_offset());
                    return Some(Err(ReadError { byte_offset, ..ReadError::of_io(self.path, &error) }));
                }
            };
            let broken = row.too_large || row.open || row.loose && (row.spans_lines() || row.cells != self.names.len());
            if broken && !usual.lost {
                usual.lost = true;
                let refusal = self.refusal(&row);
                rows.put_back(row);
                return Some(Err(refusal));
            }
            let cells = cells_of(&row.bytes, self.delimiter, self.guessed, self.names.len());
            if usual.lost && (broken || row.cells != self.names.len() || !usual.agrees(&cells)) {
                rows.put_back(row);
                continue;
            }
            if row.cells == self.names.len() && !usual.lost {
                usual.learn(&cells);
            }
            let outcome = self.read_row(&row, cells);
            // A line of what was lost may have as many commas as a row, hardly text at the right place as well.
            if usual.lost && outcome.is_err() {
                rows.put_back(row);
                continue;
            }
            usual.lost = false;
            return Some(outcome);
        }
    }

    /// What is said of a row that cannot be told from those behind it.
    fn refusal(&self, row: &Row) -> ReadError {
        let (kind, message) = if row.too_large && row.spans_lines() {
            (ReadErrorKind::TooLarge, format!("{}; a quotation mark may never be closed", longer_than(self.limit)))
        } else if row.too_large {
            let message = format!("{}; --max-record-bytes sets the longest that is read", longer_than(self.limit));
            (ReadErrorKind::TooLarge, message)
        } else {
            (ReadErrorKind::Malformed, "not a valid row: a quotation mark is not closed where its cell ends".to_owned())
        };
        ReadError::of_record(self.path, row.line.to_string(), row.byte_offset, kind, message)
    }

    /// Reads one row.
    fn read_row(&self, row: &Row, cells: Vec<String>) -> Result<Document, ReadError> {
        // The encoding is told from the whole row: a cell may be too short to tell.
        let diagnostics = encoding::decode_record(&row.bytes, self.guessed).1;
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

/// The first cells of a row as text; the encoding is told from the whole row.
fn cells_of(row: &[u8], delimiter: u8, guessed: Option<Charset>, most: usize) -> Vec<String> {
    let encoding = encoding::encoding_of_record(row, guessed);
    let decode = |cell: &std::borrow::Cow<'_, [u8]>| {
        encoding::paired(cell).unwrap_or_else(|| encoding.decode(cell).0.into_owned())
    };
    cells(row, delimiter, most).iter().map(decode).collect()
}
