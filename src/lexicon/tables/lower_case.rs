//! Words in lower case, as the lists have them, copied only where they are not.

use std::borrow::Cow;

/// `word` in lower case; most words of a text are already.
#[must_use]
pub fn lower_case(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(if word.is_ascii() { word.to_ascii_lowercase() } else { word.to_lowercase() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_in_lower_case() {
        for (word, expected) in
            [("ferry", "ferry"), ("Ferry-2", "ferry-2"), ("ÅSA", "åsa"), ("fähre", "fähre"), ("", "")]
        {
            assert_eq!(lower_case(word), expected);
        }
    }
}
