//! How far a box may grow.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use crate::read::about::Entry;

/// How many boxes may stand in each other.
const MOST_DEPTH: usize = 5;

/// How many files a box may hold: a web archive of a day has some 100,000.
pub(super) const MOST_ENTRIES: usize = 2_000_000;

/// How many times its length a box may grow; markup that repeats itself grows fifty times, a bomb a thousand times.
const MOST_RATIO: u64 = 250;

/// What a box may grow to whatever its ratio: 8 MB.
const ALWAYS: u64 = 8 << 20;

/// The longest zip in another box, or in a pipe, which has to be held: 64 MB.
const MOST_HELD: u64 = 64 << 20;

/// The limits, in words.
pub(in crate::read) fn limits() -> Vec<Entry> {
    let (always, held) = (ALWAYS >> 20, MOST_HELD >> 20);
    vec![
        Entry::of_limit("depth", format!("{MOST_DEPTH} boxes in each other")),
        Entry::of_limit("files", format!("{MOST_ENTRIES} files in a box")),
        Entry::of_limit("growth", format!("{MOST_RATIO} times the length of what is packed, from {always} MB on")),
        Entry::of_limit("held", format!("{held} MB for a zip that stands in another box or comes through a pipe")),
    ]
}

/// What is said of a box that stands in `depth` others, where these are too many.
pub(in crate::read) fn too_deep(depth: usize) -> Option<String> {
    (depth >= MOST_DEPTH).then(|| format!("more than {MOST_DEPTH} boxes in each other; unpack the outer ones first"))
}

/// What is said of a box with more files than are read.
pub(super) fn too_many() -> String {
    format!("more than {MOST_ENTRIES} files")
}

/// A reader, and how much was read through it.
pub(super) fn counted<'r>(inner: impl Read + 'r) -> (Box<dyn Read + 'r>, Rc<Cell<u64>>) {
    struct Counting<R>(R, Rc<Cell<u64>>);
    impl<R: Read> Read for Counting<R> {
        fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
            let more = self.0.read(room)?;
            self.1.set(self.1.get() + more as u64);
            Ok(more)
        }
    }
    let count = Rc::new(Cell::new(0));
    (Box::new(Counting(inner, Rc::clone(&count))), count)
}

/// Unpacked bytes, which end with an error where there are too many for the packed ones they came from.
pub(super) struct Guarded<R> {
    inner: R,
    packed: Rc<Cell<u64>>,
    unpacked: u64,
}

impl<R: Read> Guarded<R> {
    /// Bytes that `inner` unpacks of as many as `packed` counts.
    pub fn new(inner: R, packed: Rc<Cell<u64>>) -> Self {
        Self { inner, packed, unpacked: 0 }
    }
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        if self.unpacked > ALWAYS && self.unpacked > self.packed.get().saturating_mul(MOST_RATIO) {
            return Err(io::Error::other(format!("unpacks to more than {MOST_RATIO} times its length")));
        }
        let more = self.inner.read(room)?;
        self.unpacked += more as u64;
        Ok(more)
    }
}

/// All bytes of `reader`, where they may be held.
pub(super) fn in_memory(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(MOST_HELD + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST_HELD {
        let limit = MOST_HELD >> 20;
        return Err(io::Error::other(format!("a zip in a box or a pipe is longer than {limit} MB; unpack it first")));
    }
    Ok(bytes)
}
