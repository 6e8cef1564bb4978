//! Words that end in a full stop which does not end a sentence. Compiled by hand from style guides.

/// Sorted, lower case, without the stop.
const TAKE_A_DOT: &[&str] = &[
    "adm", "approx", "apr", "assn", "aug", "ave", "blvd", "brig", "bros", "capt", "cmdr", "co", "col", "corp", "cpl",
    "dec", "dept", "dr", "ed", "esq", "est", "etc", "feb", "fr", "ft", "gen", "gov", "hon", "inc", "insp", "jan", "jr",
    "lt", "ltd", "maj", "messrs", "mfg", "mgr", "mlle", "mme", "mr", "mrs", "ms", "mt", "nos", "nov", "oct", "pfc",
    "ph", "pres", "prof", "pvt", "rep", "reps", "rev", "sen", "sens", "sept", "sgt", "sr", "st", "supt", "vs",
];

/// Whether a full stop right after `word` belongs to the word.
#[must_use]
pub fn takes_a_dot(word: &str) -> bool {
    word.len() <= 6
        && word.starts_with(|c: char| c.is_ascii_alphabetic())
        && TAKE_A_DOT.binary_search(&word.to_ascii_lowercase().as_str()).is_ok()
        // "mt", "co", "no" and "ed" are abbreviations as names only.
        && (word.starts_with(|c: char| c.is_ascii_uppercase()) || matches!(word, "vs" | "etc" | "approx" | "est"))
}

/// Whether an abbreviated word may be the last of a sentence (`Inc.`, `etc.`, `U.S.`, `a.m.`), unlike a title.
#[must_use]
pub fn may_end_a_sentence(dotted: &str) -> bool {
    let word = dotted.trim_end_matches('.').to_lowercase();
    word.contains('.')
        || matches!(
            word.as_str(),
            "co" | "corp"
                | "inc"
                | "ltd"
                | "etc"
                | "jr"
                | "sr"
                | "bros"
                | "esq"
                | "assn"
                | "dept"
                | "ave"
                | "blvd"
                | "est"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_is_sorted() {
        assert!(TAKE_A_DOT.is_sorted());
    }

    #[test]
    fn titles_take_a_dot_and_common_words_do_not() {
        assert!(takes_a_dot("Mr") && takes_a_dot("Gen") && takes_a_dot("etc"));
        assert!(!takes_a_dot("co") && !takes_a_dot("end") && !takes_a_dot("Mister"));
        assert!(may_end_a_sentence("Inc.") && may_end_a_sentence("U.S.") && !may_end_a_sentence("Mr."));
    }
}
