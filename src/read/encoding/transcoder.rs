//! Reads a stream of another encoding as UTF-8.
//!
//! Invariant: holds no more than one buffer of text.

use std::io;
use std::io::{BufRead, Read};

use encoding_rs::{CoderResult, Decoder, Encoding};

/// Text decoded at a time.
const PIECE_LEN: usize = 16 << 10;

/// A reader of UTF-8 over a reader of `encoding`; a byte order mark is dropped, what is malformed becomes U+FFFD.
pub(in crate::read) struct Transcoder<R> {
    inner: R,
    decoder: Decoder,
    piece: Vec<u8>,
    taken: usize,
    filled: usize,
    ended: bool,
}

impl<R: BufRead> Transcoder<R> {
    pub fn new(inner: R, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        Self { inner, decoder, piece: vec![0; PIECE_LEN], taken: 0, filled: 0, ended: false }
    }
}

impl<R: BufRead> Read for Transcoder<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        while self.taken == self.filled && !self.ended {
            let bytes = self.inner.fill_buf()?;
            let last = bytes.is_empty();
            let (result, read, written, _) = self.decoder.decode_to_utf8(bytes, &mut self.piece, last);
            self.inner.consume(read);
            (self.taken, self.filled) = (0, written);
            self.ended = last && result == CoderResult::InputEmpty;
        }
        let piece = self.piece.get(self.taken..self.filled).unwrap_or_default();
        let count = piece.len().min(room.len());
        if let (Some(to), Some(from)) = (room.get_mut(..count), piece.get(..count)) {
            to.copy_from_slice(from);
        }
        self.taken += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::UTF_16LE;

    #[test]
    fn long_stream_comes_out_whole() {
        let text = "\u{feff}Мост закрыт 😀\n".repeat(4000);
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut out = String::new();
        Transcoder::new(io::BufReader::with_capacity(7, &*bytes), UTF_16LE).read_to_string(&mut out).unwrap();
        assert_eq!(out, text.trim_start_matches('\u{feff}'));
    }

    #[test]
    fn odd_last_byte_is_replaced() {
        let mut out = String::new();
        Transcoder::new(&b"a\0b\0c"[..], UTF_16LE).read_to_string(&mut out).unwrap();
        assert_eq!(out, "ab\u{fffd}");
    }
}
