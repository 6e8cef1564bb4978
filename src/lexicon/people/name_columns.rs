//! What columns are called that hold names of people.

use crate::lexicon::tables::sections::Words;

/// Headers in lower case.
pub static NAME_COLUMNS: Words = Words::new(include_str!("name_columns.txt"), "");
