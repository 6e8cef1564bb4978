//! What comes out of a box.

use std::io::Read;
use std::ops::ControlFlow;

use crate::read::error::{ReadError, ReadErrorKind};

/// What comes out of a box.
pub(in crate::read) enum Piece<'p> {
    /// A file; one without a name is all that the box holds.
    File { name: Option<&'p str>, reader: Box<dyn Read + 'p> },
    /// What could not be opened.
    Failed(ReadError),
}

/// Takes what comes out of a box.
pub(in crate::read) type Take<'t> = dyn FnMut(Piece<'_>) -> ControlFlow<()> + 't;

/// The refusal of a box at `path` that breaks the rules of its kind.
pub(super) fn broken(path: &str, kind: &str, error: &dyn std::fmt::Display) -> ReadError {
    ReadError::of_file(path, ReadErrorKind::Malformed, format!("the {kind} is damaged: {error}"))
}

/// Whether `name` is hidden, as `walk` leaves hidden files alone, or a note of a file system.
pub(super) fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with('.') && part != "." && part != ".." || part == "__MACOSX")
}
