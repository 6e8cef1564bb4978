//! Where an article came from: the bytes, and how to find them again.

use std::borrow::Cow;

use crate::model::{DateOrders, Digest};

/// One input record as it was found: a whole file, a line of JSON Lines, a row of a table.
///
/// Invariant: `sha256` is the digest of `bytes`, the original bytes, undecoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The path as given on the command line (or below a given folder), `-` for standard input.
    pub path: String,
    /// Which record of the file: the record's own `id`, else its line number; `None` where the file is the record.
    pub record: Option<String>,
    /// The number of records before it in that file, unreadable ones included.
    pub position: u64,
    /// Digest of `bytes`.
    pub sha256: Digest,
    /// `text/plain`, `text/html`, `application/json`, `text/csv`.
    pub media_type: &'static str,
    /// The original bytes.
    pub bytes: Vec<u8>,
    /// How they were read, so that they can be read again without their file.
    pub reading: Reading,
}

/// What originals are, beside plain text.
const MEDIA_TYPES: [&str; 8] = [
    "application/json",
    "application/warc",
    "application/x-arc",
    "application/xml",
    "message/rfc822",
    "text/csv",
    "text/html",
    "text/markdown",
];

/// The media type of this name; plain text where no original is of it.
#[must_use]
pub fn media_type(name: &str) -> &'static str {
    MEDIA_TYPES.into_iter().find(|known| *known == name).unwrap_or("text/plain")
}

/// How the bytes of a source were read, as far as the bytes themselves do not tell. With all fields `None`, the bytes alone
/// decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Name of the input format: `text`, `plain`, `html`, `jsonl`, `csv`.
    pub format: Option<Cow<'static, str>>,
    /// The columns that were named for fields, as a JSON array of `field=column`.
    pub map: Option<String>,
    /// The encoding that the whole file showed, for a record that is a part of it.
    pub encoding: Option<Cow<'static, str>>,
    /// Whether day or month comes first in the dates of the file, where a date of the record leaves that open.
    pub date_orders: DateOrders,
    /// The year in which they were read for the first time.
    pub year: Option<u16>,
}

impl Source {
    /// Digests `bytes` and keeps them.
    #[must_use]
    pub fn new(path: String, record: Option<String>, media_type: &'static str, bytes: Vec<u8>) -> Self {
        Self { path, record, position: 0, sha256: Digest::of(&bytes), media_type, bytes, reading: Reading::default() }
    }
}
