//! Opens what files are packed in: gzip, zstd, zip and tar.
//!
//! The bytes of a box come in; each file in it comes out with its name, as a reader of its own, in the order of the box. A box in
//! a box is opened by whoever asked.
//!
//! Invariant: nothing is ever written to disk, names are only ever shown, and no box may grow beyond the limits of `guard`.

mod guard;
mod gzip;
mod piece;
mod tarball;
mod zipped;

use std::fs::File;
use std::io::{BufReader, Cursor, Read};
use std::ops::ControlFlow;

use crate::read::about::{About, Entry, EntryKind};
use crate::read::error::ReadError;

pub(super) use guard::{limits, too_deep};
pub(super) use piece::{Piece, Take};

/// A kind of box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Gzip,
    Zstd,
    Zip,
    Tar,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Gzip, Self::Zstd, Self::Zip, Self::Tar];

    /// Its name, and what a user is told of it.
    fn about(self) -> (&'static str, About) {
        match self {
            Self::Gzip => (
                "gzip",
                About {
                    what: "gzip, with all its members, around one file",
                    told_by: "the bytes 1f 8b",
                    examples: "page.html.gz",
                },
            ),
            Self::Zstd => (
                "zstd",
                About {
                    what: "Zstandard, around one file",
                    told_by: "the bytes 28 b5 2f fd",
                    examples: "page.html.zst",
                },
            ),
            Self::Zip => (
                "zip",
                About {
                    what: "zip archives, and the web archives that are zips (WACZ), of which the records are read",
                    told_by: "`PK` in the first bytes, and no office file in it",
                    examples: "pages.zip crawl.wacz",
                },
            ),
            Self::Tar => (
                "tar",
                About {
                    what: "tar archives, also packed (.tar.gz, .tgz, .tar.zst)",
                    told_by: "`ustar` at byte 257",
                    examples: "pages.tar.gz",
                },
            ),
        }
    }
}

/// What is told of every box.
pub(super) fn entries() -> Vec<Entry> {
    let told = |kind: Kind| {
        let (name, about) = kind.about();
        Entry::of_read(EntryKind::Box, name, about)
    };
    Kind::ALL.map(told).into()
}

/// The kind of box that opens with `head`.
pub(super) fn kind_of(head: &[u8]) -> Option<Kind> {
    let office = [b"word/".as_slice(), b"xl/", b"ppt/", b"mimetypeapplication/"];
    if head.starts_with(b"\x1f\x8b") {
        Some(Kind::Gzip)
    } else if head.starts_with(b"\x28\xb5\x2f\xfd") {
        Some(Kind::Zstd)
    } else if head.starts_with(b"PK\x03\x04") {
        // A document of an office is a box as well, of which nothing but the whole means anything.
        let is_office = memchr::memmem::find(head, b"[Content_Types].xml").is_some()
            || office.iter().any(|name| memchr::memmem::find(head, name).is_some_and(|place| place < 100));
        (!is_office).then_some(Kind::Zip)
    } else {
        head.get(257..).is_some_and(|bytes| bytes.starts_with(b"ustar")).then_some(Kind::Tar)
    }
}

/// Hands what the box at `path` holds to `take`. `file` is the file that the bytes are those of, where they are a file's.
pub(super) fn unpack(
    kind: Kind,
    path: &str,
    bytes: (Vec<u8>, Box<dyn Read + '_>),
    file: Option<&File>,
    take: &mut Take<'_>,
) -> ControlFlow<()> {
    let (head, rest) = bytes;
    let whole = Cursor::new(head).chain(rest);
    match kind {
        Kind::Gzip => {
            let (packed, count) = guard::counted(whole);
            let members = gzip::Members::new(BufReader::with_capacity(64 << 10, packed));
            take(Piece::File { name: None, reader: Box::new(guard::Guarded::new(members, count)) })
        }
        Kind::Zstd => {
            let (packed, count) = guard::counted(whole);
            match zstd::stream::read::Decoder::new(packed) {
                Ok(decoder) => take(Piece::File { name: None, reader: Box::new(guard::Guarded::new(decoder, count)) }),
                Err(error) => take(Piece::Failed(ReadError::of_io(path, &error))),
            }
        }
        Kind::Tar => tarball::unpack(path, whole, take),
        Kind::Zip => match file {
            Some(file) => zipped::unpack(path, BufReader::new(file), take),
            None => match guard::in_memory(whole) {
                Ok(bytes) => zipped::unpack(path, Cursor::new(bytes), take),
                Err(error) => take(Piece::Failed(ReadError::of_io(path, &error))),
            },
        },
    }
}

#[cfg(test)]
mod tests {
    use super::piece::is_hidden;
    use super::*;

    #[test]
    fn boxes_are_told_by_their_first_bytes() {
        assert_eq!(kind_of(b"\x1f\x8b\x08\0"), Some(Kind::Gzip));
        assert_eq!(kind_of(b"\x28\xb5\x2f\xfd\0"), Some(Kind::Zstd));
        assert_eq!(kind_of(b"PK\x03\x04\x14\0\0\0pages/a.html"), Some(Kind::Zip));
        assert_eq!(kind_of(b"PK\x03\x04\x14\0\0\0[Content_Types].xml"), None);
        assert_eq!(kind_of(&[b"page.txt".as_slice(), &[0; 249], b"ustar"].concat()), Some(Kind::Tar));
        assert_eq!(kind_of(b"Rain fell."), None);
    }

    #[test]
    fn hidden_files_are_left_alone() {
        assert!(is_hidden("__MACOSX/._a.html") && is_hidden("a/.git/config"));
        assert!(!is_hidden("../a.html") && !is_hidden("./a.html"));
    }
}
