//! Makes a new archive, which appears at its path whole or not at all.
//!
//! Invariant: no file that is there already is renamed, replaced or written to; a draft is always a file of this run.

use std::fs::OpenOptions;
use std::path::{Path, PathBuf};
use std::{fs, io};

use rusqlite::OpenFlags;

use crate::store::error::StoreError;
use crate::store::open::access::Access;
use crate::store::open::beside::beside;
use crate::store::open::connection::connect;
use crate::store::open::prepare::prepare;

/// Names that are tried for a draft; more can only be left over from as many runs that were killed.
const DRAFTS: u32 = 100;

/// Makes an archive at `path`. It is made under another name first, and moved to its own in a way that never takes the
/// place of an archive that another process has made in the meantime.
pub(super) fn create(path: &Path, access: &Access) -> Result<(), StoreError> {
    let cannot = |cause: io::Error| from_io(path, &cause);
    let draft = new_draft(path).map_err(cannot)?;
    let made = connect(&draft, OpenFlags::SQLITE_OPEN_READ_WRITE, access)
        .map_err(|cause| StoreError::from_sqlite(path, cause))
        .and_then(|mut connection| prepare(path, &mut connection).map(drop))
        .and_then(|()| appear(&draft, path).map_err(cannot));
    if made.is_err() {
        for suffix in ["", "-journal"] {
            let _ = fs::remove_file(beside(&draft, suffix));
        }
    }
    match made {
        // Another process was faster.
        Err(_) if path.exists() => Ok(()),
        other => other,
    }
}

/// An empty file beside `path` that was not there before.
fn new_draft(path: &Path) -> io::Result<PathBuf> {
    let mut outcome = Err(io::Error::from(io::ErrorKind::AlreadyExists));
    for number in 1..=DRAFTS {
        let suffix = if number == 1 { ".new".to_owned() } else { format!(".new-{number}") };
        let draft = beside(path, &suffix);
        outcome = OpenOptions::new().write(true).create_new(true).open(&draft).map(|_| draft);
        match &outcome {
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {}
            _ => break,
        }
    }
    outcome
}

/// Gives the draft its name; refused where that is taken.
pub(in crate::store) fn appear(draft: &Path, path: &Path) -> io::Result<()> {
    // Not every file system can rename so, and not every one has links.
    rename_to_free_name(draft, path)
        .or_else(|_| fs::hard_link(draft, path).and_then(|()| fs::remove_file(draft)))
        .or_else(|cause| if path.symlink_metadata().is_ok() { Err(cause) } else { fs::rename(draft, path) })
}

#[cfg(target_os = "linux")]
fn rename_to_free_name(draft: &Path, path: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, draft, CWD, path, RenameFlags::NOREPLACE)?)
}

#[cfg(not(target_os = "linux"))]
fn rename_to_free_name(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn from_io(path: &Path, cause: &io::Error) -> StoreError {
    let path = path.to_path_buf();
    match cause.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::Full { path },
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly { path },
        _ => StoreError::CannotOpen { path },
    }
}
