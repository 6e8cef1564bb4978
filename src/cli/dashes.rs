//! Words of a query that begin with a dash.
//!
//! `archive query ferry -port` leaves out what has the word port. The parser of arguments would take it for a flag, so that it is
//! given the same in letters: `NOT port`.
//!
//! Invariant: flags stay flags: those of one letter that there are, and all that begin with two dashes.

use std::ffi::{OsStr, OsString};

/// The verbs whose words are a query.
const VERBS: [&str; 7] = ["query", "quotes", "people", "places", "organisations", "captions", "export"];

/// Flags of one letter.
const FLAGS: [&str; 4] = ["-h", "-V", "-v", "-vV"];

/// The arguments with the minus in front of words said in letters.
pub fn in_letters(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut verb_found = None;
    let mut takes_value = false;
    let mut is_over = false;
    let mut said = Vec::new();
    for (place, argument) in arguments.into_iter().enumerate() {
        let text = argument.to_str().unwrap_or_default();
        if verb_found.is_none() && place > 0 && !takes_value && !text.starts_with('-') {
            verb_found = Some(VERBS.contains(&text));
        }
        takes_value = verb_found.is_none() && argument == OsStr::new("--db");
        is_over |= text == "--";
        match text.strip_prefix('-').filter(|_| verb_found == Some(true) && !is_over) {
            Some(word) if !word.is_empty() && !word.starts_with('-') && !FLAGS.contains(&text) => {
                said.push(format!("NOT {word}").into());
            }
            _ => said.push(argument),
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minus_before_a_word_is_said_in_letters() {
        let check = |arguments: &[&str], expected: &[&str]| {
            let said = in_letters(arguments.iter().map(OsString::from));
            assert_eq!(said, expected.iter().map(OsString::from).collect::<Vec<_>>(), "{arguments:?}");
        };
        check(&["archive", "query", "ferry", "-port"], &["archive", "query", "ferry", "NOT port"]);
        check(
            &["archive", "--db", "quotes", "query", "-headline:x"],
            &["archive", "--db", "quotes", "query", "NOT headline:x"],
        );
        check(&["archive", "query", "-h", "-", "--limit", "3"], &["archive", "query", "-h", "-", "--limit", "3"]);
        check(&["archive", "query", "--", "-port"], &["archive", "query", "--", "-port"]);
        check(&["archive", "import", "-q"], &["archive", "import", "-q"]);
    }
}
