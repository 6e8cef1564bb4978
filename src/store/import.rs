use super::{Archive, Counts, Entry, Outcome, Problem, StoreError};
use crate::model::{Digest, Source};

/// One run of `archive import` into one archive.
#[derive(Debug)]
pub struct Import<'a> {
    archive: &'a mut Archive,
}

impl Archive {
    /// Begins an import; `started_at` is the time, ISO 8601.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be written.
    pub fn begin_import(&mut self, _started_at: &str) -> Result<Import<'_>, StoreError> {
        unimplemented!()
    }
}

impl Import<'_> {
    /// Whether bytes of this digest are stored, or about to be.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be read.
    pub fn known(&self, _sha256: &Digest) -> Result<bool, StoreError> {
        unimplemented!()
    }

    /// Notes that known bytes were found once more: counts as unchanged.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be written.
    pub fn seen(&mut self, _source: &Source) -> Result<(), StoreError> {
        unimplemented!()
    }

    /// Takes one entry; it is stored with its batch.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be written; the batch is lost then, the batches before it stand.
    pub fn put(&mut self, _entry: Entry) -> Result<Outcome, StoreError> {
        unimplemented!()
    }

    /// Notes a record that could not be imported: counts as skipped.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be written.
    pub fn problem(&mut self, _problem: &Problem, _occurred_at: &str) -> Result<(), StoreError> {
        unimplemented!()
    }

    /// Stores what is left and ends the run; `finished_at` is the time, ISO 8601. The archive is one file again.
    ///
    /// # Errors
    ///
    /// Where the archive cannot be written.
    pub fn finish(self, _finished_at: &str) -> Result<Counts, StoreError> {
        let _ = self.archive;
        unimplemented!()
    }
}
