//! Cuts a web archive into records, and finds the next one after a break.

use std::io::{self, BufRead, Cursor, Read};

/// The longest header of a record.
const HEADER_LIMIT: usize = 64 << 10;

/// One record that is whole.
pub(super) struct Record {
    /// Where it begins, in bytes as they are unpacked.
    pub offset: u64,
    /// All of it, to the end of its block.
    pub bytes: Vec<u8>,
    fields: Vec<(String, String)>,
    block: usize,
}

impl Record {
    /// The value of the field `name`, which is in lower case.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether its block is said to be of the media type `name`.
    pub fn is_of(&self, name: &str) -> bool {
        self.field("content-type").is_some_and(|value| value.to_ascii_lowercase().starts_with(name))
    }

    /// What it holds.
    pub fn block(&self) -> &[u8] {
        self.bytes.get(self.block..).unwrap_or_default()
    }
}

/// What is wrong with a record, with the place where it begins or breaks.
pub(super) enum Fault {
    TooLong(u64),
    Damaged(u64, String),
}

/// The records of a web archive.
pub(super) struct Records<'r> {
    /// What was read too far.
    back: Cursor<Vec<u8>>,
    inner: Box<dyn BufRead + 'r>,
    offset: u64,
    limit: usize,
}

impl<'r> Records<'r> {
    /// The records that `inner` holds, none longer than `limit`.
    pub fn new(inner: Box<dyn BufRead + 'r>, limit: usize) -> Self {
        Self { back: Cursor::new(Vec::new()), inner, offset: 0, limit }
    }

    /// The next record; `None` at the end. After a fault the next call goes on at the next record that can be found.
    pub fn next_record(&mut self) -> Result<Option<Record>, Fault> {
        let mut line = Vec::new();
        let mut lost: Option<(u64, String)> = None;
        loop {
            let start = self.offset;
            line.clear();
            match self.line(&mut line) {
                Ok(0) => return lost.map_or(Ok(None), |(place, what)| Err(Fault::Damaged(place, what))),
                Ok(_) if is_start(&line) => {
                    if let Some((place, what)) = lost {
                        self.put_back(&line);
                        return Err(Fault::Damaged(place, what));
                    }
                    return self.record(start, std::mem::take(&mut line)).map(Some);
                }
                Ok(_) if line.trim_ascii().is_empty() => {}
                Ok(_) => {
                    lost.get_or_insert((start, "no record begins here".to_owned()));
                }
                Err(error) => {
                    lost.get_or_insert((start, error.to_string()));
                }
            }
        }
    }

    /// Reads the record whose first line is `bytes`.
    fn record(&mut self, offset: u64, mut bytes: Vec<u8>) -> Result<Record, Fault> {
        let mut fields: Vec<(String, String)> = Vec::new();
        loop {
            let start = bytes.len();
            match self.line(&mut bytes) {
                Ok(0) => return Err(Fault::Damaged(self.offset, "the file ends in the header of a record".to_owned())),
                Ok(_) => {}
                Err(error) => return Err(Fault::Damaged(self.offset, error.to_string())),
            }
            let line = String::from_utf8_lossy(bytes.get(start..).unwrap_or_default()).trim_end().to_owned();
            if line.is_empty() {
                break;
            }
            if bytes.len() > HEADER_LIMIT {
                return Err(Fault::Damaged(offset, "the header of the record does not end".to_owned()));
            }
            match (line.split_once(':'), fields.last_mut()) {
                (_, Some((_, value))) if line.starts_with([' ', '\t']) => {
                    value.push(' ');
                    value.push_str(line.trim());
                }
                (Some((name, value)), _) => fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned())),
                _ => {}
            }
        }
        let block = bytes.len();
        let mut record = Record { offset, bytes, fields, block };
        let Some(len) = record.field("content-length").and_then(|len| len.parse::<u64>().ok()) else {
            return Err(Fault::Damaged(offset, "the record does not say how long it is".to_owned()));
        };
        if len > self.limit as u64 {
            return match self.skip(len) {
                Ok(()) => Err(Fault::TooLong(offset)),
                Err(error) => Err(Fault::Damaged(self.offset, error.to_string())),
            };
        }
        self.block(&mut record, len)?;
        Ok(record)
    }

    /// Reads the `len` bytes of the block of `record`, and sees that it ends where a block does.
    fn block(&mut self, record: &mut Record, len: u64) -> Result<(), Fault> {
        let start = self.offset;
        let read = self.by_ref().take(len).read_to_end(&mut record.bytes);
        let got = record.bytes.len() - record.block;
        self.offset = start + got as u64;
        if let Err(error) = read {
            return Err(Fault::Damaged(self.offset, error.to_string()));
        }
        if (got as u64) < len {
            return Err(Fault::Damaged(self.offset, format!("the record ends {} bytes early", len - got as u64)));
        }
        let mut behind = Vec::new();
        match self.line(&mut behind) {
            Ok(_) if behind.trim_ascii().is_empty() => Ok(()),
            Ok(_) if is_start(&behind) => {
                self.put_back(&behind);
                Ok(())
            }
            Ok(_) => {
                // Bytes are missing, and the block has swallowed the beginning of the next record.
                self.put_back(&behind);
                if let Some(place) = memchr::memmem::find(record.block(), b"\nWARC/1.") {
                    let swallowed = record.block().get(place + 1..).unwrap_or_default().to_vec();
                    self.put_back(&swallowed);
                }
                Err(Fault::Damaged(record.offset, "the record is not as long as it says".to_owned()))
            }
            Err(error) if error.to_string().contains("checksum") => {
                Err(Fault::Damaged(record.offset, error.to_string()))
            }
            // What breaks after the record is another one's; it is met again.
            Err(_) => Ok(()),
        }
    }

    /// Adds the next line to `line`, at most so much as a header may have.
    fn line(&mut self, line: &mut Vec<u8>) -> io::Result<usize> {
        let before = line.len();
        let read = self.by_ref().take(HEADER_LIMIT as u64).read_until(b'\n', line);
        let more = line.len() - before;
        self.offset += more as u64;
        read.map(|_| more)
    }

    fn skip(&mut self, len: u64) -> io::Result<()> {
        let skipped = io::copy(&mut self.by_ref().take(len), &mut io::sink())?;
        self.offset += skipped;
        Ok(())
    }

    fn put_back(&mut self, bytes: &[u8]) {
        let mut all = bytes.to_vec();
        let place = usize::try_from(self.back.position()).unwrap_or(usize::MAX);
        all.extend_from_slice(self.back.get_ref().get(place..).unwrap_or_default());
        self.offset -= bytes.len() as u64;
        self.back = Cursor::new(all);
    }
}

impl Read for Records<'_> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        match self.back.read(room)? {
            0 => self.inner.read(room),
            more => Ok(more),
        }
    }
}

impl BufRead for Records<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.back.fill_buf()?.is_empty() { self.inner.fill_buf() } else { self.back.fill_buf() }
    }

    fn consume(&mut self, count: usize) {
        if self.back.fill_buf().is_ok_and(|left| !left.is_empty()) {
            self.back.consume(count);
        } else {
            self.inner.consume(count);
        }
    }
}

/// Whether a record begins with `line`.
fn is_start(line: &[u8]) -> bool {
    line.starts_with(b"WARC/1.") || line.starts_with(b"WARC/0.")
}
