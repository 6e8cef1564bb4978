//! Past forms of English verbs that do not end in -ed.

use crate::lexicon::tables::sections::Words;

static FORMS: Words = Words::new(include_str!("past_forms.txt"), "");

/// Whether `word`, in lower case, is one.
#[must_use]
pub fn is_irregular_past(word: &str) -> bool {
    FORMS.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn past_forms_are_known() {
        assert!(is_irregular_past("went") && is_irregular_past("fell"));
        assert!(!is_irregular_past("walked") && !is_irregular_past("cranes"));
    }
}
