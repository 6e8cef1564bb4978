//! What of a line is prose.

/// Whether `line` has `words` words of letters in a row, or as many letters in a script that leaves no gaps.
pub(super) fn is_prose(line: &str, words: usize) -> bool {
    let mut run = 0;
    for word in line.split_whitespace() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let others = word.chars().filter(|c| !c.is_alphabetic() && !matches!(c, '\'' | '’' | '-' | '.')).count();
        if letters >= 8 && !word.is_ascii() && word.chars().all(|c| !c.is_ascii_alphabetic()) {
            return true;
        }
        run = if letters > 0 && others == 0 && letters < 40 { run + 1 } else { 0 };
        if run >= words {
            return true;
        }
    }
    false
}
