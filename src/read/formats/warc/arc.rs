//! ARC, in which crawls were kept before WARC: a line that says what follows, and the answer of the server, one after the other.
//!
//! Source: the Internet Archive's ARC file format, versions 1 (five fields on the line) and 2 (ten). A file in which every record is a
//! gzip member of its own is read as if it were one.
//!
//! Invariant: a record that is cut short or is not as long as it says gives no document; the next one is found again by its line.

use std::io::{self, BufRead, Read};

use super::record::Fault;

/// The longest line before a record.
const LINE_LEN: u64 = 64 << 10;

/// How the addresses of records begin.
const SCHEMES: [&str; 6] = ["http://", "https://", "ftp://", "dns:", "filedesc://", "whois://"];

/// What the line before a record says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub url: String,
    /// When it was fetched, in ISO 8601.
    pub date: String,
    len: u64,
}

/// One record that is whole.
pub(super) struct Record {
    /// Where it begins, in bytes as they are unpacked.
    pub offset: u64,
    pub header: Header,
    /// All of it, its line included.
    pub bytes: Vec<u8>,
    block: usize,
}

impl Record {
    /// What the server sent.
    pub fn block(&self) -> &[u8] {
        self.bytes.get(self.block..).unwrap_or_default()
    }
}

/// The records of a file.
pub(super) struct Records<'r> {
    inner: Box<dyn BufRead + 'r>,
    /// A line that was read too far, with its place.
    ahead: Option<(u64, Vec<u8>)>,
    offset: u64,
    limit: usize,
}

impl<'r> Records<'r> {
    /// The records that `inner` holds, none longer than `limit`.
    pub fn new(inner: Box<dyn BufRead + 'r>, limit: usize) -> Self {
        Self { inner, ahead: None, offset: 0, limit }
    }

    /// The next record; `None` at the end. After a fault the next call goes on at the next record that can be found.
    pub fn next_record(&mut self) -> Result<Option<Record>, Fault> {
        let mut lost: Option<Fault> = None;
        loop {
            let (start, line) = match self.ahead.take().map_or_else(|| self.line(), Ok) {
                Ok(line) => line,
                Err(error) => {
                    lost.get_or_insert(Fault::Damaged(self.offset, error.to_string()));
                    continue;
                }
            };
            if line.is_empty() {
                return lost.map_or(Ok(None), Err);
            }
            match header(&line) {
                Some(_) if lost.is_some() => {
                    self.ahead = Some((start, line));
                    return lost.map_or(Ok(None), Err);
                }
                Some(header) => return self.record(start, header, line).map(Some),
                None if line.trim_ascii().is_empty() => {}
                None => {
                    lost.get_or_insert_with(|| Fault::Damaged(start, "no record begins here".to_owned()));
                }
            }
        }
    }

    /// Reads the record behind its line.
    fn record(&mut self, offset: u64, header: Header, mut bytes: Vec<u8>) -> Result<Record, Fault> {
        if header.len > self.limit as u64 {
            let skipped = io::copy(&mut (&mut self.inner).take(header.len), &mut io::sink());
            self.offset += skipped.as_ref().map_or(0, |skipped| *skipped);
            return Err(
                skipped.map_or_else(|error| Fault::Damaged(self.offset, error.to_string()), |_| Fault::TooLong(offset))
            );
        }
        let block = bytes.len();
        let read = (&mut self.inner).take(header.len).read_to_end(&mut bytes);
        let got = (bytes.len() - block) as u64;
        self.offset += got;
        if let Err(error) = read {
            return Err(Fault::Damaged(self.offset, error.to_string()));
        }
        if got < header.len {
            return Err(Fault::Damaged(self.offset, format!("the record ends {} bytes early", header.len - got)));
        }
        // What breaks behind the record is another one's.
        if let Ok((place, line)) = self.line() {
            let ends = line.trim_ascii().is_empty() || self::header(&line).is_some();
            if !line.trim_ascii().is_empty() {
                self.ahead = Some((place, line));
            }
            if !ends {
                return Err(Fault::Damaged(offset, "the record is not as long as it says".to_owned()));
            }
        }
        Ok(Record { offset, header, bytes, block })
    }

    /// The next line with its place; empty at the end.
    fn line(&mut self) -> io::Result<(u64, Vec<u8>)> {
        let (start, mut line) = (self.offset, Vec::new());
        let read = (&mut self.inner).take(LINE_LEN).read_until(b'\n', &mut line);
        self.offset += line.len() as u64;
        read.map(|_| (start, line))
    }
}

/// What `line` says, where it is one before a record: an address, an IP address, fourteen digits, a media type, and a length at the end.
fn header(line: &[u8]) -> Option<Header> {
    let line = std::str::from_utf8(line).ok()?.trim_end();
    if !SCHEMES.iter().any(|scheme| line.starts_with(scheme)) {
        return None;
    }
    let words: Vec<&str> = line.split(' ').collect();
    let len = words.last()?.parse().ok()?;
    let is_moment = |word: &str| word.len() == 14 && word.bytes().all(|byte| byte.is_ascii_digit());
    // An address may have blanks in it, which it should not.
    let place = words.iter().rposition(|word| is_moment(word)).filter(|place| *place >= 2)?;
    let digits = words.get(place)?;
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    let (day, hour) = (format!("{}-{}-{}", part(0, 4), part(4, 6), part(6, 8)), part(8, 10));
    Some(Header {
        url: words.get(..place - 1)?.join(" "),
        date: format!("{day}T{hour}:{}:{}Z", part(10, 12), part(12, 14)),
        len,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_of_both_versions_is_read() {
        let check = |line: &str, expected: Option<(&str, &str, u64)>| {
            let found = header(line.as_bytes());
            let found = found.as_ref().map(|found| (found.url.as_str(), found.date.as_str(), found.len));
            assert_eq!(found, expected, "{line}");
        };
        let moment = "2004-05-08T09:10:11Z";
        let url = "http://harbour.example/rain";
        check("http://harbour.example/rain 10.0.0.1 20040508091011 text/html 45\n", Some((url, moment, 45)));
        let long = "http://harbour.example/rain 10.0.0.1 20040508091011 text/html 200 AB12 - 7 a.arc 45\n";
        check(long, Some((url, moment, 45)));
        let gap = "http://harbour.example/a b 10.0.0.1 20040508091011 text/html 45\n";
        check(gap, Some(("http://harbour.example/a b", moment, 45)));
        check("http://harbour.example/rain is where it fell, 45\n", None);
        check("Rain fell 20040508091011 5\n", None);
        check("http://20040508091011 5\n", None);
    }
}
