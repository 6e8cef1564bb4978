//! Small words that are inside people's names: `van`, `bin`, the article glued to `al-Assad`.

use crate::lexicon::tables::sections::{Phrases, Words};

const TEXT: &str = include_str!("particles.txt");
static PARTICLES: Words = Words::new(TEXT, "particles");
static OPENERS: Words = Words::new(TEXT, "openers");
static ARTICLES: Phrases = Phrases::new(TEXT, "articles");

/// Particles that hardly any other name than a person's holds.
pub static SURE_PARTICLES: Words = Words::new(TEXT, "sure");

/// A lower-case word that joins the parts of a person's name.
#[must_use]
pub fn is_particle(word: &str) -> bool {
    PARTICLES.contains(word)
}

/// Whether `word` opens a surname where it comes first: `Van Houten`, `Bin Faisal`. `Ben` and `Al` are given names there.
#[must_use]
pub fn opens_surname(word: &str) -> bool {
    is_particle(word) || OPENERS.contains(word)
}

/// `assad` of `al-assad`; the word itself where no article is glued to it.
#[must_use]
pub fn strip_article(lower: &str) -> &str {
    // Most words have no hyphen where an article ends.
    if !matches!(lower.as_bytes(), [_, _, b'-', ..] | [_, _, _, b'-', ..]) {
        return lower;
    }
    ARTICLES
        .iter()
        .find_map(|article| lower.strip_prefix(article))
        .filter(|rest| rest.chars().count() > 2)
        .unwrap_or(lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glued_articles_come_off_long_words_only() {
        let check = |word, expected| assert_eq!(strip_article(word), expected);
        check("al-masri", "masri");
        check("el-sayed", "sayed");
        check("al-x", "al-x");
        check("alba", "alba");
    }
}
