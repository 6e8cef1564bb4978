//! Tar archives, read once from end to end.

use std::io::Read;
use std::ops::ControlFlow;

use super::guard::{MOST_ENTRIES, too_many};
use super::piece::{Piece, Take, broken, is_hidden};

/// Hands the regular files of a tar archive to `take`; what stands behind a break cannot be found again.
pub(super) fn unpack(path: &str, reader: impl Read, take: &mut Take<'_>) -> ControlFlow<()> {
    let mut archive = tar::Archive::new(reader);
    let entries = match archive.entries() {
        Ok(entries) => entries,
        Err(error) => return take(Piece::Failed(broken(path, "tar archive", &error))),
    };
    for (number, entry) in entries.enumerate() {
        let entry = match entry {
            Ok(entry) if number < MOST_ENTRIES => entry,
            Ok(_) => {
                return take(Piece::Failed(broken(path, "tar archive", &too_many())));
            }
            Err(error) => return take(Piece::Failed(broken(path, "tar archive", &error))),
        };
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if entry.header().entry_type().is_file() && !is_hidden(&name) {
            take(Piece::File { name: Some(&name), reader: Box::new(entry) })?;
        }
    }
    ControlFlow::Continue(())
}
