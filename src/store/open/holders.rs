//! Says which other processes hold a file, where the system tells.
//!
//! The path of an archive comes in, a phrase such as `process 4711 (sqlite3) reads it` goes out.
//!
//! Invariant: the archive itself is not opened, since closing it again would give up SQLite's locks.

use std::fs;
use std::path::Path;

use crate::store::open::beside::beside;

/// Where the locks of SQLite begin in the archive: <https://www.sqlite.org/fileformat.html#the_lock_byte_page>.
const PENDING_BYTE: u64 = 0x4000_0000;
/// Which byte of `-shm` a writer of the write-ahead log locks: <https://www.sqlite.org/walformat.html#wal_locks>.
const WAL_WRITER_BYTE: u64 = 120;

/// How often the list of locks is read until somebody is found.
const READS: usize = 5;

/// A lock of `/proc/locks`.
#[derive(Debug, PartialEq, Eq)]
struct Lock {
    pid: u32,
    is_write: bool,
    file: (u64, u64, u64),
    first: u64,
}

/// Who holds the archive at `path`; empty where that is not known.
#[cfg(target_os = "linux")]
pub(in crate::store) fn holders(path: &Path) -> String {
    use std::os::linux::fs::MetadataExt as _;
    let identity = |path: &Path| {
        let about = fs::metadata(path).ok()?;
        let device = about.st_dev();
        let major = ((device >> 8) & 0xfff) | ((device >> 32) & !0xfff);
        let minor = (device & 0xff) | ((device >> 12) & !0xff);
        Some((major, minor, about.st_ino()))
    };
    let files: [Option<(u64, u64, u64)>; 2] = [identity(path), identity(&beside(path, "-shm"))];
    // The system gives the list out in pieces, and where a lock of any process goes meanwhile, another is left out.
    let listed = || held(&files, &fs::read_to_string("/proc/locks").unwrap_or_default());
    let mut found = (0..READS).map(|_| listed()).find(|found| !found.is_empty()).unwrap_or_default();
    found.sort_by_key(|(pid, writes)| (!writes, *pid));
    let phrase = |(pid, writes): &(u32, bool)| {
        let name = fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
        let verb = if *writes { "writes to" } else { "reads" };
        match name.trim() {
            "" => format!("process {pid} {verb} it"),
            name => format!("process {pid} ({name}) {verb} it"),
        }
    };
    found.iter().map(phrase).collect::<Vec<_>>().join(", ")
}

/// The other processes that hold one of `files`, the archive and what lies beside it, by the text of `/proc/locks`, and whether they write.
fn held(files: &[Option<(u64, u64, u64)>], text: &str) -> Vec<(u32, bool)> {
    let mut found: Vec<(u32, bool)> = Vec::new();
    for lock in text.lines().filter_map(parse) {
        let Some(place) = files.iter().position(|file| *file == Some(lock.file)) else { continue };
        if lock.pid == std::process::id() {
            continue;
        }
        let writes = lock.is_write && (place == 0 && lock.first >= PENDING_BYTE || lock.first == WAL_WRITER_BYTE);
        match found.iter_mut().find(|(pid, _)| *pid == lock.pid) {
            Some((_, other)) => *other |= writes,
            None => found.push((lock.pid, writes)),
        }
    }
    found
}

/// Who holds the archive at `path`: this system does not tell.
#[cfg(not(target_os = "linux"))]
pub(in crate::store) fn holders(_: &Path) -> String {
    String::new()
}

/// A line such as `1: POSIX  ADVISORY  READ 4711 08:02:1234 1073741826 1073742335`; none for a lock that is waited for.
fn parse(line: &str) -> Option<Lock> {
    let mut words = line.split_whitespace().skip(1);
    let _sort = words.next().filter(|word| *word != "->")?;
    let _strength = words.next()?;
    let is_write = words.next()? == "WRITE";
    let pid = words.next()?.parse().ok().filter(|pid| *pid > 0)?;
    let mut file = words.next()?.split(':');
    let major = u64::from_str_radix(file.next()?, 16).ok()?;
    let minor = u64::from_str_radix(file.next()?, 16).ok()?;
    let inode = file.next()?.parse().ok()?;
    let first = words.next()?.parse().ok()?;
    Some(Lock { pid, is_write, file: (major, minor, inode), first })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locks_are_read_and_those_waited_for_are_not() {
        let check = |line: &str, expected: Option<Lock>| assert_eq!(parse(line), expected, "{line}");
        check(
            "1: POSIX  ADVISORY  READ 4711 08:0a:1234 1073741826 1073742335",
            Some(Lock { pid: 4711, is_write: false, file: (8, 10, 1234), first: 1_073_741_826 }),
        );
        check(
            "2: POSIX  ADVISORY  WRITE 9 00:2d:77 120 120",
            Some(Lock { pid: 9, is_write: true, file: (0, 45, 77), first: 120 }),
        );
        check("2: -> POSIX  ADVISORY  WRITE 10 00:2d:77 120 120", None);
        check("3: OFDLCK ADVISORY  WRITE -1 00:2d:77 0 EOF", None);
        check("", None);
    }
}
