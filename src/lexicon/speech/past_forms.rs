//! Past forms of English verbs that do not end in -ed.

use crate::lexicon::tables::sections::Words;

/// The forms, in lower case.
pub static IRREGULAR_PASTS: Words = Words::new(include_str!("past_forms.txt"), "");
