//! The sentence around some characters of a text, told by its stops alone.
//!
//! Invariant: the characters are part of what comes out, and it is no longer than [`LONGEST`] code points beyond them.

/// Code points on either side, where no stop comes before.
const LONGEST: usize = 240;

/// The sentence around the code points from `start` to `end`, on one line.
pub(super) fn around(text: &str, start: usize, end: usize) -> String {
    let letters: Vec<char> = text.chars().collect();
    let (start, end) = (start.min(letters.len()), end.min(letters.len()).max(start.min(letters.len())));
    let is_gap = |at: usize| letters.get(at).is_none_or(|letter| letter.is_whitespace());
    let ends_at = |at: usize| {
        let Some(letter) = letters.get(at) else { return true };
        match letter {
            '\n' | '。' | '！' | '？' | '؟' => true,
            '.' | '!' | '?' | '…' => {
                // `J. Kerry` and `Mr. Kerry` go on.
                let is_letter = |place: &usize| letters.get(*place).is_some_and(|letter| letter.is_alphabetic());
                let word = (0..at).rev().take_while(is_letter).count();
                let opens = letters.get(at - word).is_some_and(|letter| letter.is_uppercase());
                let is_short = *letter == '.' && opens && (1..=2).contains(&word);
                let marks = (at + 1..letters.len()).take_while(|place| closes(letters.get(*place))).count();
                is_gap(at + 1 + marks) && !is_short
            }
            _ => false,
        }
    };
    let mut from = start;
    while from > 0 && start - from < LONGEST && !ends_at(from - 1) {
        from -= 1;
    }
    let mut to = end;
    while to < letters.len() && to - end < LONGEST && !ends_at(to) {
        to += 1;
    }
    let marks = (to + 1..letters.len()).take_while(|place| closes(letters.get(*place))).count();
    let to = (to + 1 + marks).min(letters.len());
    let sentence: String = letters.get(from..to).unwrap_or_default().iter().collect();
    sentence.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a mark belongs to the stop before it.
fn closes(letter: Option<&char>) -> bool {
    matches!(letter, Some('"' | '”' | '»' | '\''))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_at_its_stop() {
        let text = "Rain fell. Mr. J. Lund said “no.” Then he left!\n\nNobody saw it";
        let check = |word: &str, expected: &str| {
            let at = text.find(word).unwrap();
            let start = text[..at].chars().count();
            assert_eq!(around(text, start, start + word.chars().count()), expected);
        };
        check("Rain", "Rain fell.");
        check("Lund", "Mr. J. Lund said “no.”");
        check("left", "” Then he left!");
        check("saw", "Nobody saw it");
        assert_eq!(around("", 3, 9), "");
    }
}
