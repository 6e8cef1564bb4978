//! Tables and weights that are compiled into the program.
//!
//! Each is read once, at first use. [`crate::import::load`] reads them all before a run begins, so that a program built
//! from a damaged file says so instead of doing its work worse.

use std::fmt::{self, Display};

/// A compiled-in file does not hold what its reader expects: the program was built from a damaged or foreign file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BrokenData {
    /// The file, from the top of the repository.
    pub file: &'static str,
}

impl Display for BrokenData {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: the data compiled into this program cannot be read", self.file)
    }
}

impl std::error::Error for BrokenData {}

/// The table or the model that was read.
///
/// # Panics
/// Where it could not be read. No input leads here: a program whose data is broken stops at [`crate::import::load`].
#[must_use]
pub fn whole<T>(read: &'static Result<T, BrokenData>) -> &'static T {
    match read {
        Ok(data) => data,
        Err(broken) => panic!("{broken}"),
    }
}
