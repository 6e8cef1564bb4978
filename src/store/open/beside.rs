//! The files SQLite keeps beside an archive: `-wal`, `-shm` and `-journal`.
//!
//! The path of an archive comes in; what stands beside it goes out.
//!
//! Invariant: only files beside the archive are opened here, never the archive itself: closing a plain file would give
//! up every lock that SQLite holds on it in this process.

use std::fs::File;
use std::io::{BufReader, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// What a write-ahead log without a page is as long as.
const WAL_HEADER: u64 = 32;
/// What a rollback journal opens with that has something to take back.
const JOURNAL_MAGIC: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
/// Where the application id stands in the first page.
const APPLICATION_ID_AT: usize = 68;

/// The path of the archive with `suffix` behind it.
pub(in crate::store) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Whether a write-ahead log with pages in it stands beside the archive.
pub(super) fn has_log(path: &Path) -> bool {
    fs::metadata(beside(path, "-wal")).is_ok_and(|about| about.len() > WAL_HEADER)
}

/// Whether a rollback journal that would be taken back stands beside the archive.
pub(super) fn has_journal(path: &Path) -> bool {
    first_page_before(path).is_some()
}

/// What the first page was before the transaction in the rollback journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// There was none: the file was empty.
    Empty,
    /// It had this application id.
    Application(i64),
    /// The journal does not say.
    Unknown,
}

/// What the rollback journal says of the first page; `None` where there is nothing to take back.
///
/// The layout of the journal: <https://www.sqlite.org/fileformat.html#the_rollback_journal>.
pub(super) fn first_page_before(path: &Path) -> Option<Before> {
    let mut journal = BufReader::new(File::open(beside(path, "-journal")).ok()?);
    let header = Header::read(&mut journal).ok()??;
    if header.pages_before == 0 {
        return Some(Before::Empty);
    }
    Some(find_first_page(&mut journal, header).ok().flatten().map_or(Before::Unknown, Before::Application))
}

/// The header of a segment of the journal.
struct Header {
    records: u32,
    pages_before: u32,
    sector: u32,
    page: u32,
}

impl Header {
    /// Reads it where the journal stands; `None` where there is none.
    fn read(journal: &mut BufReader<File>) -> io::Result<Option<Self>> {
        let mut bytes = [0; 28];
        journal.read_exact(&mut bytes)?;
        let number = |at: usize| bytes[at..].first_chunk().map_or(0, |four| u32::from_be_bytes(*four));
        let header = Self { records: number(8), pages_before: number(16), sector: number(20), page: number(24) };
        let is_sound = bytes.starts_with(&JOURNAL_MAGIC) && header.sector >= 28 && header.page >= 512;
        Ok(is_sound.then_some(header))
    }
}

/// The application id in the first page of the archive as the journal keeps it.
fn find_first_page(journal: &mut BufReader<File>, mut header: Header) -> io::Result<Option<i64>> {
    let mut segment = 0;
    loop {
        let sector = u64::from(header.sector);
        journal.seek(SeekFrom::Start(segment + sector))?;
        for _ in 0..header.records {
            let mut number = [0; 4];
            journal.read_exact(&mut number)?;
            if u32::from_be_bytes(number) == 1 {
                let mut page = [0; APPLICATION_ID_AT + 4];
                journal.read_exact(&mut page)?;
                return Ok(page.last_chunk().map(|four| i64::from(u32::from_be_bytes(*four))));
            }
            // The rest of the record: the page and its checksum.
            journal.seek_relative(i64::from(header.page) + 4)?;
        }
        segment = journal.stream_position()?.next_multiple_of(sector);
        journal.seek(SeekFrom::Start(segment))?;
        match Header::read(journal)? {
            Some(next) => header = next,
            None => return Ok(None),
        }
    }
}
