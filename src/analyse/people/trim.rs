//! A name without what a headline or a title put into it: `Ohio Gov. Ann Example` is Ann Example, and so is
//! `Ann Example Joins` in a line where every word has a capital.
//!
//! The tokens of a person's name come in, those that are the name alone go out.
//!
//! Invariant: what goes out is not empty and lies within what came in.

use std::ops::Range;

use crate::analyse::text::FieldText;
use crate::analyse::text::tokens::TokenKind;
use crate::lexicon::function_words::{WordRole, role_of};
use crate::lexicon::particles::is_particle;
use crate::lexicon::{common_words, given_names, surnames, titles};

/// The name alone.
pub(super) fn bare_name(field: &FieldText<'_>, tokens: &Range<usize>) -> Range<usize> {
    let mut bare = tokens.clone();
    for at in tokens.clone() {
        let left = tokens.end - at - 1;
        if left >= 1 && is_title(field.word(at)) || left >= 2 && is_office(field.word(at)) {
            bare.start = at + 1;
        }
    }
    let tail = (bare.start + 2..bare.end).find(|at| is_everyday(field.word(*at)));
    if let Some(tail) = tail
        && is_title_case(field, bare.start)
    {
        bare.end = tail;
    }
    bare
}

/// A title that is no name of anybody: one with a stop, or one of those nobody is called.
fn is_title(word: &str) -> bool {
    titles::NO_NAMES.contains(word)
}

/// A word for whoever holds an office or has a trade, and no given name: two words of a name must follow.
fn is_office(word: &str) -> bool {
    let lower = word.to_lowercase();
    (titles::ROLES.contains(&lower) || titles::HONORIFICS.contains(&lower)) && given_names::find(&lower).is_none()
}

fn is_everyday(word: &str) -> bool {
    let lower = word.to_lowercase();
    if word.starts_with(char::is_uppercase) && role_of(&lower) != WordRole::Other {
        return !is_particle(&lower);
    }
    word.len() > 3
        && word.starts_with(char::is_uppercase)
        && common_words::contains(&lower)
        && surnames::find(&lower).is_none()
        && given_names::find(&lower).is_none()
}

/// Whether four fifths of the longer words of the sentence at token `at` have a capital.
pub(super) fn is_title_case(field: &FieldText<'_>, at: usize) -> bool {
    let sentence = field.sentence_of(at).and_then(|place| field.sentences.get(place)).cloned().unwrap_or(0..0);
    let (mut capitals, mut all) = (0, 0);
    for at in sentence.take(40) {
        let word = field.word(at);
        if field.kind(at) == Some(TokenKind::Word) && word.len() > 3 {
            all += 1;
            capitals += usize::from(word.starts_with(char::is_uppercase));
        }
    }
    capitals * 5 >= all * 4
}

#[cfg(test)]
mod tests {
    use crate::analyse::people::trim::*;
    use crate::model::Field;

    #[test]
    fn titles_and_headline_words_are_cut_off() {
        let check = |text: &str, words: usize, expected: &str| {
            let field = FieldText::new(Field::Body, text);
            assert_eq!(field.slice(&bare_name(&field, &(0..words))), expected, "{text}");
        };
        check("Ohio Gov. Mary Potter left.", 4, "Mary Potter");
        check("Mary Potter Leaves Town After Storm", 3, "Mary Potter");
        check("Mary Potter Leaves the town after the storm was over.", 3, "Mary Potter Leaves");
        check("Mary Potter left.", 2, "Mary Potter");
        check("Gov.", 1, "Gov.");
        check("Leeds Mayor Mary Potter left.", 4, "Mary Potter");
        check("Mary King left.", 2, "Mary King");
        check("Mary Potter Is Back In Town", 3, "Mary Potter");
    }
}
