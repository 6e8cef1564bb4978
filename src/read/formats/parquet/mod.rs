//! Parquet: tables in columns, as data sets of news are handed out. Read where the program is built with the feature `parquet`.
//!
//! A row is a record as in JSON Lines: its columns are taken under the same names, and its bytes are the JSON that it was read as, so
//! that it can be read again without the table, and by a program without the feature.
//!
//! Invariant: of what is unpacked one row is held, and the columns of a page for each column.

#[cfg(feature = "parquet")]
mod rows;

use std::ops::ControlFlow;

use crate::read::FormatChoice;
use crate::read::about::About;
use crate::read::format::{Format, Head, Input};
use crate::read::request::Each;

/// The format.
pub(super) struct Parquet;

impl Format for Parquet {
    fn choice(&self) -> FormatChoice {
        FormatChoice::Parquet
    }

    fn about(&self) -> About {
        About {
            what: "Parquet, tables in columns, with the names of JSON Lines; needs a program that was built with the feature `parquet`",
            told_by: "`PAR1` in the first bytes",
            examples: "",
        }
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        head.text.starts_with("PAR1")
    }

    fn is_certain(&self) -> bool {
        true
    }

    #[cfg(feature = "parquet")]
    fn read(&self, input: Input<'_>, each: &mut Each<'_>) -> ControlFlow<()> {
        rows::read(input, each)
    }

    #[cfg(not(feature = "parquet"))]
    fn read(&self, input: Input<'_>, each: &mut Each<'_>) -> ControlFlow<()> {
        use crate::read::error::{ReadError, ReadErrorKind};
        let message = "a Parquet file; write it as JSON Lines, or build the program with `--features parquet`";
        each(Err(ReadError::of_file(input.path, ReadErrorKind::Unsupported, message)))
    }
}
