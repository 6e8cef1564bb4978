//! Licences of programs and their like: many sentences, and no news in any of them.

use super::family::Family;
use crate::read::about::Refusal;

static LICENCE_TEXT: Refusal = Refusal::new("a licence of a program", "");

/// Licences.
pub(super) static LICENCE: Family = Family { refusals: &[&LICENCE_TEXT], look: licence };

/// What such licences say, in small letters and with single spaces.
const PHRASES: [&str; 12] = [
    "permission is hereby granted, free of charge",
    "redistribution and use in source and binary forms",
    "permission to use, copy, modify, and",
    "without warranty of any kind",
    "without any warranty",
    "merchantability",
    "gnu general public license",
    "gnu lesser general public license",
    "mozilla public license",
    "apache license, version 2.0",
    "terms and conditions for use, reproduction, and distribution",
    "in no event shall",
];

/// How much of a file is looked at: what is below a longer text is its small print.
const HEAD_LEN: usize = 6_000;

/// A text that says three of these near its beginning.
fn licence(text: &str) -> Option<&'static Refusal> {
    let head = text.get(..text.floor_char_boundary(HEAD_LEN)).unwrap_or(text);
    let is_remark = |word: &&str| !matches!(*word, "#" | "*" | "//" | ";" | "--" | "%");
    let folded = head.split_whitespace().filter(is_remark).collect::<Vec<_>>().join(" ").to_lowercase();
    (PHRASES.iter().filter(|phrase| folded.contains(**phrase)).count() >= 3).then_some(&LICENCE_TEXT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_licence_is_named_and_an_article_about_one_is_not() {
        let text = "Permission is hereby granted, free of charge, to anyone on the quay.\nIT COMES WITHOUT WARRANTY\nOF ANY \
                    KIND, OR OF MERCHANTABILITY. IN NO EVENT SHALL THE FERRY WAIT.";
        assert_eq!(licence(text), Some(&LICENCE_TEXT));
        assert_eq!(licence("The court held that the GNU General Public License came without any warranty."), None);
    }
}
