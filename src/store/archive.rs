//! An open archive.

use std::path::{Path, PathBuf};

use crate::store::error::StoreError;
use crate::store::open::Access;

/// An open archive.
#[derive(Debug)]
pub struct Archive {
    pub(crate) connection: rusqlite::Connection,
    pub(super) path: PathBuf,
    pub(super) writable: bool,
    pub(super) access: Access,
}

impl Archive {
    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The situation that `cause` means for this archive.
    pub(crate) fn refused(&self, cause: rusqlite::Error) -> StoreError {
        StoreError::from_sqlite(&self.path, cause)
    }
}
