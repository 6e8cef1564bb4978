//! Scripts that need no spaces between words: Chinese characters, kana, Hangul.

/// Whether a character says as much as several Latin letters, and words of it stand without spaces.
pub(in crate::normalise) fn is_dense(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dense_scripts_are_told_from_letters_and_marks() {
        for (character, expected) in
            [('港', true), ('の', true), ('항', true), ('a', false), ('д', false), ('、', false)]
        {
            assert_eq!(is_dense(character), expected, "{character}");
        }
    }
}
