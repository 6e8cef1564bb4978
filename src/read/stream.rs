//! Bytes that are read once, and how to have them a second time.
//!
//! Opened files and standard input come in; a reader goes out with a way to read the same bytes from their beginning, where
//! there is one. A file is read again by its handle, so that another one that took its name is not taken for it.
//!
//! Invariant: reading again moves nothing of the first reading.

use std::fs::File;
use std::io::{self, BufRead as _, Read};
use std::path::Path;

use crate::read::beside::Neighbours;
use crate::read::choice::FormatChoice;
use crate::read::records::json_shape::shape_is_certain;

/// How much of an input is looked at to recognise its format and encoding.
pub(super) const HEAD_LEN: usize = 64 << 10;

/// Opens the same bytes again, from their beginning.
pub(super) type Reopen<'r> = Box<dyn Fn() -> io::Result<Box<dyn Read + 'r>> + 'r>;

/// Opens a file that was a regular one when it was found, and still is.
///
/// A pipe that has taken its place since would be waited at for ever: it is opened without waiting, and refused.
#[cfg(unix)]
pub(super) fn open_file(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let file = File::options().read(true).custom_flags(libc::O_NONBLOCK).open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(io::Error::other("no longer a file")) }
}

/// Opens a file.
#[cfg(not(unix))]
pub(super) fn open_file(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// Whether bytes can be read a second time.
pub(super) enum Again<'r> {
    /// As often as wanted.
    Opened(Reopen<'r>),
    /// They come once: as much of them as is kept.
    Kept,
    /// Not at all: they are one record, or somebody waits for the answer to each.
    Never,
}

/// Bytes to be read.
pub(super) struct Stream<'r> {
    pub reader: Box<dyn Read + 'r>,
    pub again: Again<'r>,
    /// The file that they are, from its beginning to its end.
    pub file: Option<&'r File>,
    /// In how many boxes they stand.
    pub depth: usize,
    /// The files beside it, where there can be any.
    pub beside: Option<&'r dyn Neighbours>,
}

impl<'r> Stream<'r> {
    /// One record, which nothing else is to be learnt from.
    pub fn of_record(reader: impl Read + 'r) -> Self {
        Self { reader: Box::new(reader), again: Again::Never, file: None, depth: 0, beside: None }
    }

    /// An opened file from where it stands; a pipe comes once.
    pub fn of_file(file: &'r File) -> Self {
        Self { reader: Box::new(file), again: again_of(file), file: regular(file), depth: 0, beside: None }
    }

    /// Standard input, which may be a file.
    pub fn standard_input(file: Option<&'r File>) -> Self {
        Self {
            reader: Box::new(io::stdin().lock()),
            again: file.map_or(Again::Kept, again_of),
            file: file.and_then(regular),
            depth: 0,
            beside: None,
        }
    }
}

/// `file` where it is one that can be read in any order.
fn regular(file: &File) -> Option<&File> {
    file.metadata().is_ok_and(|metadata| metadata.is_file()).then_some(file)
}

/// Reads on from a place in a file without moving the place where others read it.
#[cfg(unix)]
struct At<'f> {
    file: &'f File,
    offset: u64,
}

#[cfg(unix)]
impl Read for At<'_> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let count = std::os::unix::fs::FileExt::read_at(self.file, room, self.offset)?;
        self.offset += count as u64;
        Ok(count)
    }
}

#[cfg(unix)]
fn again_of(file: &File) -> Again<'_> {
    use std::io::Seek as _;
    let mut handle = file;
    match (file.metadata(), handle.stream_position()) {
        (Ok(metadata), Ok(offset)) if metadata.is_file() => {
            Again::Opened(Box::new(move || Ok(Box::new(At { file, offset }))))
        }
        _ => Again::Kept,
    }
}

#[cfg(not(unix))]
fn again_of(_file: &File) -> Again<'_> {
    Again::Kept
}

/// Standard input as a file, to be read again; `None` where it cannot be had as one.
#[cfg(unix)]
pub(super) fn standard_input_as_file() -> Option<File> {
    use std::os::fd::AsFd as _;
    io::stdin().as_fd().try_clone_to_owned().ok().map(File::from)
}

/// Standard input as a file, to be read again.
#[cfg(not(unix))]
pub(super) fn standard_input_as_file() -> Option<File> {
    None
}

/// The first bytes of standard input, as many as are there at once; whoever reads it afterwards gets them as well.
pub(super) fn start_of_standard_input() -> io::Result<Vec<u8>> {
    #[cfg(unix)]
    if let Some(file) = standard_input_as_file()
        && regular(&file).is_some()
    {
        use std::io::Seek as _;
        // What is taken into the buffer of standard input would be missing where the file is read a second time.
        let offset = (&file).stream_position()?;
        let mut start = vec![0; 1 << 10];
        let count = At { file: &file, offset }.read(&mut start)?;
        start.truncate(count);
        return Ok(start);
    }
    Ok(io::stdin().lock().fill_buf()?.to_vec())
}

/// The first bytes of `reader`.
///
/// Records asked for outright are recognised by their first line, so that a program that writes one and waits for the
/// answer gets it.
pub(super) fn read_head(reader: &mut dyn Read, choice: FormatChoice) -> io::Result<Vec<u8>> {
    let mut head = vec![0; HEAD_LEN];
    let mut filled = 0;
    while let Some(room) = head.get_mut(filled..).filter(|room| !room.is_empty()) {
        match reader.read(room) {
            Ok(0) => break,
            Ok(more) => filled += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
        if choice == FormatChoice::Jsonl && head.get(..filled).is_some_and(shape_is_certain) {
            break;
        }
    }
    head.truncate(filled);
    Ok(head)
}

#[cfg(test)]
mod tests {
    use std::io::{Seek as _, SeekFrom, Write as _};

    use super::*;

    #[test]
    fn file_is_read_again_from_where_it_stood_without_moving_it() {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(b"one two three").unwrap();
        file.seek(SeekFrom::Start(4)).unwrap();
        let mut stream = Stream::of_file(&file);
        let mut first = [0; 3];
        stream.reader.read_exact(&mut first).unwrap();
        let Again::Opened(reopen) = &stream.again else { panic!("a file can be read again") };
        for _ in 0..2 {
            let mut text = String::new();
            reopen().unwrap().read_to_string(&mut text).unwrap();
            assert_eq!(text, "two three");
        }
        let mut rest = String::new();
        stream.reader.read_to_string(&mut rest).unwrap();
        assert_eq!((&first, rest.as_str()), (b"two", " three"));
    }
}
