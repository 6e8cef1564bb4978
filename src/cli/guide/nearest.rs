//! The word that was meant by one that is not known.

use crate::query::language::edits;

/// The one of `known` that is at most two mistakes away, or begins so; `None` where nothing is near, or several are as near.
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let folded = word.to_lowercase();
    let most = if folded.chars().count() < 4 { 1 } else { 2 };
    let mut best: Option<(usize, &str)> = None;
    let mut is_tied = false;
    for candidate in known {
        let is_begun = folded.chars().count() >= 3 && candidate.starts_with(&folded);
        let distance = if is_begun { 1 } else { edits(&folded, candidate) };
        if distance > most {
            continue;
        }
        match best {
            Some((least, _)) if distance > least => {}
            Some((least, _)) if distance == least => is_tied = true,
            _ => (best, is_tied) = (Some((distance, candidate)), false),
        }
    }
    best.filter(|_| !is_tied).map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_is_near() {
        let known = ["query", "quotes", "show", "people", "places"];
        for (word, expected) in [
            ("qeury", Some("query")),
            ("shwo", Some("show")),
            ("Peopel", Some("people")),
            ("plac", Some("places")),
            ("sh", None),
            ("zeppelin", None),
        ] {
            assert_eq!(nearest(word, known), expected, "{word}");
        }
        assert_eq!(nearest("aatt", ["catt", "batt", "boatt"]), None, "two are as near, whatever comes behind them");
    }
}
