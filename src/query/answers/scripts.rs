//! Names in another script.
//!
//! Facts of spelling: the usual transcriptions of newspapers in English, a letter at a time. They bring names near enough to be
//! found among others; whoever wants to be sure asks the owner.

use crate::model::values::romanise::{CYRILLIC, GREEK};

/// The letters that a word of the script of `letter` may be misspelt with.
pub(super) fn alphabet(letter: char) -> Vec<char> {
    if CYRILLIC.iter().any(|(cyrillic, _)| *cyrillic == letter) {
        return CYRILLIC.iter().map(|(cyrillic, _)| *cyrillic).collect();
    }
    if GREEK.iter().any(|(greek, _)| *greek == letter) {
        return GREEK.iter().map(|(greek, _)| *greek).collect();
    }
    if letter.is_ascii_alphanumeric() { ('a'..='z').collect() } else { Vec::new() }
}

/// A folded name in the other scripts: that of the Latin alphabet, or Cyrillic and Greek for a Latin one.
pub(super) fn others(folded: &str) -> Vec<String> {
    if folded.is_ascii() {
        return [written(folded, &CYRILLIC), written(folded, &GREEK)].into_iter().flatten().collect();
    }
    let latin = |letter: char| {
        let found = CYRILLIC.iter().chain(&GREEK).find(|(other, _)| *other == letter);
        found.map_or_else(|| letter.to_string(), |(_, latin)| (*latin).to_owned())
    };
    let text: String = folded.chars().map(latin).collect();
    if text == folded { Vec::new() } else { vec![text] }
}

/// A Latin name in the letters of `table`, the longest group of Latin letters first; `None` where one has none.
fn written(latin: &str, table: &[(char, &str)]) -> Option<String> {
    let mut rest = latin;
    let mut text = String::new();
    while let Some(first) = rest.chars().next() {
        if first == ' ' {
            text.push(' ');
            rest = rest.get(1..)?;
            continue;
        }
        let fits = table.iter().filter(|(_, group)| !group.is_empty() && rest.starts_with(group));
        // Of letters of the same sound the first in the table is the usual one.
        let (letter, group) = fits.rev().max_by_key(|(_, group)| group.len())?;
        text.push(*letter);
        rest = rest.get(group.len()..)?;
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_in_other_scripts() {
        assert_eq!(others("путин"), ["putin"]);
        assert_eq!(others("putin")[0], "путин");
        assert_eq!(others("shchukin")[0], "щукин");
        assert_eq!(others("ципрас"), ["tsipras"]);
        assert_eq!(others("τσιπρας"), ["tsipras"]);
        assert!(others("橋本").is_empty());
    }
}
