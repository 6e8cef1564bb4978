//! Passages of articles with the words of a search, of texts in scripts without spaces.
//!
//! The full-text index counts the letters of such a text and its own passages count words, so that it would mark the wrong ones.

use crate::store::articles::folding::is_unspaced;

/// Letters on either side of what is marked.
const AROUND: usize = 24;

/// Whether the index cannot mark this text.
pub(in crate::query) fn is_for_us(text: &str) -> bool {
    text.chars().any(is_unspaced)
}

/// A passage of the first of `texts` that holds one of `wanted`, with that in `[` and `]`.
pub(in crate::query) fn passage(texts: &[Option<String>], wanted: &[String]) -> Option<String> {
    for text in texts.iter().flatten() {
        let small = text.to_lowercase();
        // Where small letters take other room than capitals, places in one are none in the other.
        let haystack = if small.len() == text.len() { small.as_str() } else { text };
        for word in wanted.iter().filter(|word| !word.is_empty()) {
            let Some(start) = haystack.find(&word.to_lowercase()) else { continue };
            let end = start + word.to_lowercase().len();
            let (Some(before), Some(found), Some(after)) = (text.get(..start), text.get(start..end), text.get(end..))
            else {
                continue;
            };
            let left: String = before.chars().rev().take(AROUND).collect::<Vec<_>>().into_iter().rev().collect();
            let right: String = after.chars().take(AROUND).collect();
            let (dots, more) =
                (if left.len() < before.len() { "…" } else { "" }, if right.len() < after.len() { "…" } else { "" });
            return Some(format!("{dots}{left}[{found}]{right}{more}"));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_marks_the_letters_asked_for() {
        let texts = [None, Some("知事は橋本の計画を発表した。".to_owned())];
        assert_eq!(passage(&texts, &["橋本".to_owned()]).as_deref(), Some("知事は[橋本]の計画を発表した。"));
        assert_eq!(passage(&texts, &["東京".to_owned()]), None);
    }
}
