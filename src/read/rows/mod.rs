//! Rows that left another archive: what `archive export jsonl` wrote.
//!
//! A path comes in; the head of the export and then its rows go out, one at a time, each with the number of its line.
//!
//! Invariant: a line that is no row is named with its number and the rest is read; an export that ends too early is told
//! from one that is whole.

mod line;

use std::fs::File;
use std::io;
use std::io::{BufRead, BufReader, Read as _};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;

use crate::read::error::{ReadError, ReadErrorKind};
use crate::read::rows::line::Line;
pub use crate::read::rows::line::{Head, TableLine};
use crate::read::stream;

/// How an export begins: by this it is told from other JSON.
const SIGNATURE: &[u8] = b"{\"archive_export\":";
/// What two bytes a gzip file begins with.
const GZIP: &[u8] = &[0x1f, 0x8b];
/// The longest line: an original of the greatest length that is read, as base64, with room to spare.
const LONGEST_LINE: u64 = 2 << 30;

/// An export that is being read.
pub struct Rows {
    input: Box<dyn BufRead>,
    path: String,
    /// What it says of itself.
    pub head: Head,
    /// The number of the line that was read last.
    line: u64,
    given: u64,
    is_over: bool,
}

impl std::fmt::Debug for Rows {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Rows").field("path", &self.path).field("line", &self.line).finish_non_exhaustive()
    }
}

/// Opens the export at `path`, or on standard input where that is `-`; `None` where something else is there. Nothing of
/// standard input is lost then.
#[must_use]
pub fn open(path: &Path) -> Option<Result<Rows, ReadError>> {
    let name = path.display().to_string();
    let input: Box<dyn BufRead> = if name == "-" {
        if !stream::start_of_standard_input().ok()?.starts_with(SIGNATURE) {
            return None;
        }
        Box::new(io::stdin().lock())
    } else {
        open_file(path)?
    };
    let mut rows = Rows { input, path: name, head: Head::default(), line: 0, given: 0, is_over: false };
    Some(match rows.read_line() {
        Ok(Some(bytes)) => match line::read_head(&bytes) {
            Ok(head) => {
                rows.head = head;
                Ok(rows)
            }
            Err(words) => Err(rows.error(words)),
        },
        Ok(None) => Err(rows.error("the export is empty".to_owned())),
        Err(error) => Err(error),
    })
}

/// The file at `path`, unpacked where it is packed, if it begins like an export.
fn open_file(path: &Path) -> Option<Box<dyn BufRead>> {
    if !path.is_file() {
        return None;
    }
    let mut input: Box<dyn BufRead> = Box::new(BufReader::with_capacity(1 << 16, File::open(path).ok()?));
    if input.fill_buf().ok()?.starts_with(GZIP) {
        input = Box::new(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(input)));
    }
    let is_export = input.fill_buf().ok()?.starts_with(SIGNATURE);
    is_export.then_some(input)
}

impl Rows {
    /// What the input is called.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The number of the line that was read last, from 1.
    #[must_use]
    pub fn line(&self) -> u64 {
        self.line
    }

    /// An error about the line that was read last.
    #[must_use]
    pub fn error(&self, message: String) -> ReadError {
        let about = ReadError::of_file(&self.path, ReadErrorKind::Malformed, message);
        ReadError { record: (self.line > 0).then(|| self.line.to_string()), ..about }
    }

    /// The next line, without its end; `None` at the end of the input.
    fn read_line(&mut self) -> Result<Option<Vec<u8>>, ReadError> {
        let mut bytes = Vec::new();
        self.line += 1;
        let read = self.input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut bytes);
        match read {
            Err(cause) => {
                self.is_over = true;
                Err(self.error(format!("cannot be read any further: {cause}")))
            }
            Ok(0) => Ok(None),
            Ok(_) if bytes.last() != Some(&b'\n') && bytes.len() as u64 >= LONGEST_LINE => {
                self.is_over = true;
                Err(self.error(format!("the line is longer than {} MB", LONGEST_LINE >> 20)))
            }
            Ok(_) => {
                bytes.truncate(bytes.trim_ascii_end().len());
                Ok(Some(bytes))
            }
        }
    }
}

impl Iterator for Rows {
    type Item = Result<TableLine, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.is_over {
                return None;
            }
            let bytes = match self.read_line() {
                Ok(Some(bytes)) => bytes,
                Ok(None) => {
                    self.is_over = true;
                    self.line = 0;
                    let words = "the export ends before its last line: it was cut short";
                    return Some(Err(self.error(words.to_owned())));
                }
                Err(error) => return Some(Err(error)),
            };
            match line::read(&bytes) {
                Ok(Line::Nothing) => {}
                Ok(Line::Row(row)) => {
                    self.given += 1;
                    return Some(Ok(row));
                }
                Ok(Line::End(rows)) => {
                    self.is_over = true;
                    if rows > self.given {
                        let words = format!("{} rows of {rows} could not be read or are missing", rows - self.given);
                        return Some(Err(self.error(words)));
                    }
                }
                Err(words) => return Some(Err(self.error(words))),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "{\"archive_export\":1,\"schema\":19,\"whole\":true,\"tables\":{\"bar\":1}}\n";

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl");
        std::fs::write(&path, text).unwrap();
        let rows = open(&path).unwrap().unwrap();
        let told: Vec<String> = rows
            .map(|row| match row {
                Ok(row) => format!("{} {:?}", row.table, row.columns),
                Err(error) => format!("{}: {}", error.record.unwrap_or_default(), error.message),
            })
            .collect();
        assert_eq!(told, expected, "{text}");
    }

    #[test]
    fn rows_and_what_is_none_are_told_apart() {
        let row = "{\"table\":\"bar\",\"row\":{\"least\":700}}\n";
        check(&format!("{HEAD}{row}\n{{\"end\":1}}\n"), &["bar [\"least\"]"]);
        check(
            &format!("{HEAD}{row}"),
            &["bar [\"least\"]", ": the export ends before its last line: it was cut short"],
        );
        let broken = "2: the line is no JSON: EOF while parsing a string at line 1 column 10";
        let missing = "4: 1 rows of 2 could not be read or are missing";
        check(&format!("{HEAD}{{\"table\":\"\n{row}{{\"end\":2}}\n"), &[broken, "bar [\"least\"]", missing]);
    }

    #[test]
    fn other_files_are_left_to_others() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl");
        std::fs::write(&path, "{\"body\":\"Rain fell.\"}\n").unwrap();
        assert!(open(&path).is_none());
        assert!(open(folder.path()).is_none());
        std::fs::write(&path, "{\"archive_export\":7}\n").unwrap();
        let error = open(&path).unwrap().unwrap_err();
        assert!(error.message.contains("a later version of archive"), "{}", error.message);
    }
}
