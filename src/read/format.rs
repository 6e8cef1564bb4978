//! What a format of input is: how it is recognised, and what it gets to read.
//!
//! Invariant: never more bytes of an input are held than a record may have.

use std::io::{BufRead, BufReader, Cursor, Read};
use std::ops::ControlFlow;

use crate::read::about::About;
use crate::read::beside::Neighbours;
use crate::read::choice::FormatChoice;
use crate::read::encoding::charset::Charset;
use crate::read::error::{ReadError, ReadErrorKind};
use crate::read::records::fields::FieldMap;
use crate::read::request::Each;

/// How much is asked of the system at a time.
const BUFFER_LEN: usize = 128 << 10;

/// A format of input.
pub(super) trait Format: Sync {
    /// Its name on the command line.
    fn choice(&self) -> FormatChoice;

    /// What a user is told of it.
    fn about(&self) -> About;

    /// Whether a file that opens with `head` is of this format. Asked in the order of [`FORMATS`](crate::read::formats), so that a format may
    /// rely on those before it having declined.
    fn recognises(&self, head: &Head<'_>) -> bool;

    /// Whether what it recognises can be nothing else, so that no guess at what the file might be instead is asked for.
    fn is_certain(&self) -> bool {
        false
    }

    /// Reads all of `input`: one call of `each` a record.
    fn read(&self, input: Input<'_>, each: &mut Each<'_>) -> ControlFlow<()>;
}

/// What a format is recognised by.
pub(super) struct Head<'h> {
    /// The first characters of the input, decoded; leading white space left out.
    pub(super) text: &'h str,
    /// The end of the file's name after the last point, in lower case: to break a tie, never more.
    pub(super) extension: &'h str,
    /// The columns the user named.
    pub(super) map: &'h FieldMap,
}

/// An input that a format can read.
pub(super) struct Input<'i> {
    /// The path as shown.
    pub path: &'i str,
    /// The first bytes, at most 64 KB.
    pub head: Vec<u8>,
    /// The bytes after `head`.
    pub rest: Box<dyn Read + 'i>,
    /// The columns the user named.
    pub map: &'i FieldMap,
    /// The longest record.
    pub limit: usize,
    /// The encoding of the file these bytes are a record of, where it is known.
    pub encoding: Option<Charset>,
    /// The files beside it, where there can be any.
    pub beside: Option<&'i dyn Neighbours>,
}

impl<'i> Input<'i> {
    /// The whole input in memory.
    ///
    /// # Errors
    /// What the system refuses, and an input that is longer than the limit.
    pub fn into_whole(self) -> Result<Vec<u8>, ReadError> {
        let mut bytes = self.head;
        let room = self.limit.saturating_sub(bytes.len()) as u64 + 1;
        self.rest.take(room).read_to_end(&mut bytes).map_err(|error| ReadError::of_io(self.path, &error))?;
        if bytes.len() > self.limit { Err(too_large(self.path, self.limit)) } else { Ok(bytes) }
    }

    /// The whole input, to be read bit by bit.
    pub fn into_stream(self) -> Box<dyn BufRead + 'i> {
        Box::new(Cursor::new(self.head).chain(BufReader::with_capacity(BUFFER_LEN, self.rest)))
    }
}

/// The refusal of a file that is longer than `limit`.
pub(super) fn too_large(path: &str, limit: usize) -> ReadError {
    let message = format!("{}; --max-record-bytes sets the longest that is read", longer_than(limit));
    ReadError::of_file(path, ReadErrorKind::TooLarge, message)
}

/// The words for something that is longer than `limit` bytes.
pub(super) fn longer_than(limit: usize) -> String {
    if limit >= 1 << 20 && limit.is_multiple_of(1 << 20) {
        format!("longer than {} MB", limit >> 20)
    } else {
        format!("longer than {limit} bytes")
    }
}
