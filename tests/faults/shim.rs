//! Builds the shim, once a run of the tests, and reads what it wrote down.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The built shim. A C compiler is needed, as it is for the SQLite that is built in.
pub fn library() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let built = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("archive-faults-{}.so", std::process::id()));
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/faults/shim.c");
        let status =
            Command::new("cc").args(["-shared", "-fPIC", "-O1", "-o"]).arg(&built).arg(source).arg("-ldl").status();
        assert!(status.expect("`cc` is there").success(), "the shim does not compile");
        built
    })
}

/// A file of the archive, by the shim's number.
pub const MAIN: usize = 0;
/// What SQLite appends to the name of each file.
pub const SUFFIXES: [&str; 3] = ["", "-wal", "-journal"];

/// What was done to a file.
pub enum Act {
    /// Bytes were written at an offset.
    Write(usize, Vec<u8>),
    /// It was synchronised with the disk.
    Sync,
    /// It was cut or extended.
    Length(usize),
    /// It was removed.
    Remove,
}

/// Everything in a log of the shim, in order: the number of the file and what was done to it.
pub fn read_log(path: &Path) -> Vec<(usize, Act)> {
    let bytes = fs::read(path).unwrap_or_default();
    let mut acts = Vec::new();
    let mut rest = bytes.as_slice();
    while rest.len() >= 32 {
        let number = |place: usize| i64::from_ne_bytes(rest[8 * place..8 * place + 8].try_into().unwrap());
        let (kind, file) = (number(0), usize::try_from(number(1)).unwrap());
        let (offset, length) = (usize::try_from(number(2)).unwrap(), usize::try_from(number(3)).unwrap());
        rest = &rest[32..];
        let act = match kind {
            1 => {
                let (written, after) = rest.split_at(length);
                rest = after;
                Act::Write(offset, written.to_vec())
            }
            2 => Act::Sync,
            3 => Act::Length(offset),
            _ => Act::Remove,
        };
        acts.push((file, act));
    }
    acts
}
