use std::path::Path;

use super::{Archive, Journal, StoreError};

impl Archive {
    /// Opens the archive at `path` for writing, making it where there is none and bringing an older one up to date.
    ///
    /// # Errors
    ///
    /// Every situation of [`StoreError`]; a file that is not an archive, or a newer one, is left untouched.
    pub fn create_or_open(_path: &Path, _journal: Journal) -> Result<Self, StoreError> {
        unimplemented!()
    }

    /// Opens the archive at `path` for queries: nothing of it is changed.
    ///
    /// # Errors
    ///
    /// Every situation of [`StoreError`].
    pub fn open_read_only(_path: &Path) -> Result<Self, StoreError> {
        unimplemented!()
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}
