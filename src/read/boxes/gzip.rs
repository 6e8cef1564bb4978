//! Gzip, all of its members.
//!
//! Source: RFC 1952. A break ends with an error, once; reading on finds the next member, so that a reader of records that are
//! members of their own loses one and not all that follow.

use std::io::{self, BufRead, Read};

use flate2::Crc;
use flate2::bufread::DeflateDecoder;

/// What may stand where a member begins.
const MAGIC: [u8; 3] = [0x1f, 0x8b, 8];

/// The members of a gzip file, one after the other.
pub(super) struct Members<R> {
    state: State<R>,
    crc: Crc,
    place: u64,
}

enum State<R> {
    Before(Placed<R>),
    Within(Box<DeflateDecoder<Placed<R>>>),
    Lost(Placed<R>),
    Done,
}

impl<R: BufRead> Members<R> {
    /// The members that `inner` holds.
    pub fn new(inner: R) -> Self {
        Self { state: State::Before(Placed { inner, place: 0 }), crc: Crc::new(), place: 0 }
    }

    /// The error of a break in the member that was begun at `place`.
    fn broken(&self, what: &str) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidData, format!("gzip {what} in the member at byte {}", self.place))
    }

    /// Reads the header of the next member; `None` at the end.
    fn open(&mut self, mut bytes: Placed<R>) -> io::Result<Option<Placed<R>>> {
        self.place = bytes.place;
        self.crc = Crc::new();
        match header(&mut bytes) {
            Ok(true) => Ok(Some(bytes)),
            Ok(false) => Ok(None),
            Err(_) => {
                let error = self.broken("damaged");
                self.state = State::Lost(bytes);
                Err(error)
            }
        }
    }

    /// Checks what comes after a member.
    fn close(&mut self, mut bytes: Placed<R>) -> io::Result<()> {
        let mut trailer = [0; 8];
        let whole = bytes.read_exact(&mut trailer).is_ok();
        let [a, b, c, d, ..] = trailer;
        let right = whole && u32::from_le_bytes([a, b, c, d]) == self.crc.sum();
        self.state = if right { State::Before(bytes) } else { State::Lost(bytes) };
        if right { Ok(()) } else { Err(self.broken(if whole { "has a wrong checksum" } else { "is cut short" })) }
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        loop {
            match std::mem::replace(&mut self.state, State::Done) {
                State::Done => return Ok(0),
                State::Lost(mut bytes) => {
                    if seek(&mut bytes)? {
                        self.state = State::Before(bytes);
                    }
                }
                State::Before(bytes) => {
                    if let Some(bytes) = self.open(bytes)? {
                        self.state = State::Within(Box::new(DeflateDecoder::new(bytes)));
                    }
                }
                State::Within(mut decoder) => match decoder.read(room) {
                    Ok(0) if !room.is_empty() => self.close(decoder.into_inner())?,
                    Ok(more) => {
                        self.crc.update(room.get(..more).unwrap_or_default());
                        self.state = State::Within(decoder);
                        return Ok(more);
                    }
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => self.state = State::Within(decoder),
                    Err(error) => {
                        let cut = error.kind() == io::ErrorKind::UnexpectedEof;
                        self.state = State::Lost(decoder.into_inner());
                        return Err(self.broken(if cut { "is cut short" } else { "is damaged" }));
                    }
                },
            }
        }
    }
}

/// Reads the header of a member; false where nothing but zeros, with which tapes are filled up, is left.
fn header(bytes: &mut impl BufRead) -> io::Result<bool> {
    let mut fixed = [0; 10];
    loop {
        let Some(first) = bytes.fill_buf()?.first().copied() else { return Ok(false) };
        if first != 0 {
            break;
        }
        bytes.consume(1);
    }
    bytes.read_exact(&mut fixed)?;
    let flags = fixed[3];
    if !fixed.starts_with(&MAGIC) || flags > 0x1f {
        return Err(io::ErrorKind::InvalidData.into());
    }
    if flags & 4 != 0 {
        let mut len = [0; 2];
        bytes.read_exact(&mut len)?;
        skip(bytes, u64::from(u16::from_le_bytes(len)))?;
    }
    for flag in [8, 16] {
        if flags & flag != 0 {
            bytes.skip_until(0)?;
        }
    }
    if flags & 2 != 0 {
        skip(bytes, 2)?;
    }
    Ok(true)
}

fn skip(bytes: &mut impl Read, count: u64) -> io::Result<()> {
    io::copy(&mut bytes.take(count), &mut io::sink()).map(drop)
}

/// Goes on to where the next member may begin; false at the end.
fn seek(bytes: &mut impl BufRead) -> io::Result<bool> {
    loop {
        let buffer = bytes.fill_buf()?;
        if buffer.is_empty() {
            return Ok(false);
        }
        match memchr::memchr(MAGIC[0], buffer) {
            // A beginning at the end of the buffer is taken for one, and found to be none.
            Some(place) if buffer.get(place..).is_some_and(|at| at.starts_with(&MAGIC) || at.len() < MAGIC.len()) => {
                bytes.consume(place);
                return Ok(true);
            }
            Some(place) => bytes.consume(place + 1),
            None => {
                let len = buffer.len();
                bytes.consume(len);
            }
        }
    }
}

/// Bytes, with the place of the next one.
struct Placed<R> {
    inner: R,
    place: u64,
}

impl<R: BufRead> Read for Placed<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let more = self.inner.read(room)?;
        self.place += more as u64;
        Ok(more)
    }
}

impl<R: BufRead> BufRead for Placed<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.place += count as u64;
        self.inner.consume(count);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn packed(text: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    /// What is read, and how often reading broke.
    fn read_on(bytes: &[u8]) -> (Vec<u8>, usize) {
        let (mut all, mut breaks) = (Vec::new(), 0);
        let mut members = Members::new(bytes);
        while let Err(error) = members.read_to_end(&mut all) {
            assert!(error.to_string().contains("at byte"), "{error}");
            breaks += 1;
        }
        (all, breaks)
    }

    #[test]
    fn all_members_are_read() {
        let bytes = [packed(b"one "), packed(b""), packed(b"two"), vec![0; 512]].concat();
        assert_eq!(read_on(&bytes), (b"one two".to_vec(), 0));
    }

    #[test]
    fn reading_goes_on_behind_a_break() {
        let mut second = packed(b"two two two two");
        let end = second.len() - 6;
        second[end] ^= 1;
        let bytes = [packed(b"one "), second, b"rubbish".to_vec(), packed(b" three")].concat();
        assert_eq!(read_on(&bytes), (b"one two two two two three".to_vec(), 1));
        let whole = [packed(b"one "), packed(b"two")].concat();
        for cut in 1..whole.len() {
            assert!(read_on(&whole[..cut]).1 <= 1, "{cut}");
        }
    }
}
