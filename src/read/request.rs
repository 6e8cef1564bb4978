//! What is to be read, and what is told of it on the way.

use std::ops::ControlFlow;
use std::path::PathBuf;

use crate::model::Document;
use crate::read::choice::FormatChoice;
use crate::read::error::ReadError;
use crate::read::records::fields::FieldMap;
use crate::read::walk::Exclude;

/// The longest record, and the longest page, that is read where nothing else is said: 16 MB. No page of news comes near
/// it, and reading one takes several times its length of memory.
pub const RECORD_LIMIT: usize = 16 << 20;

/// What to read, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// Files, folders and `-` for standard input, in the order of the command line.
    pub paths: Vec<PathBuf>,
    /// The format of all of them.
    pub format: FormatChoice,
    /// Which columns hold which fields, where the usual names do not say.
    pub map: FieldMap,
    /// The longest record and the longest page, in bytes; [`RECORD_LIMIT`] where `None`.
    pub record_limit: Option<usize>,
    /// Files never to be opened, such as the archive itself with its `-wal`, `-shm` and `-journal`. They are told apart
    /// by device and inode: opening the file would cancel the locks its writer holds. Those that do not exist are ignored.
    pub skip: Vec<PathBuf>,
    /// Whether records tell nothing of one another: a date that leaves day and month open is not read as those of others are.
    pub records_alone: bool,
    /// What is to be left out of folders.
    pub exclude: Vec<Exclude>,
}

/// How far a run has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read so far; read-ahead included, so it may run up to some 100 KB before the documents.
    pub bytes: u64,
    /// Files finished so far.
    pub files: usize,
}

/// What takes the documents; it ends the run by answering `Break`.
pub type Each<'e> = dyn FnMut(Result<Document, ReadError>) -> ControlFlow<()> + 'e;
