//! Words that open a sentence and are somebody's given name elsewhere: `Darin` in German.

use crate::analyse::names::{Name, NameKind};
use crate::analyse::text::Page;
use crate::analyse::text::tokens::TokenKind;
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::organisations::no_bodies::OPENERS;

/// Drops names that are such a word at the start of a sentence, or takes it off the name that follows.
pub(super) fn drop(page: &Page<'_>, language: &str, names: &mut Vec<Name>) {
    names.retain_mut(|name| {
        let Some(text) = page.fields.get(name.field).filter(|_| name.kind == NameKind::Person) else { return true };
        let start = name.tokens.start;
        let sentence = text.sentence_of(start).and_then(|number| text.sentences.get(number));
        let opens = sentence.is_none_or(|sentence| sentence.start == start)
            || start.checked_sub(1).is_some_and(|at| text.kind(at) == Some(TokenKind::Mark));
        if opens && OPENERS.contains_in(language, &lower_case(text.word(start))) {
            name.tokens.start += 1;
        }
        !name.tokens.is_empty()
    });
}

#[cfg(test)]
mod tests {
    use crate::analyse::names::apposition::tests::check;

    #[test]
    fn a_word_that_opens_a_sentence_is_nobody() {
        check("de", "Darin steht viel. Da kam Darin.", &["P Darin"], &["P Darin"]);
        check("fr", "Outre Anna Grell, on chante.", &["P Outre Anna Grell"], &["P Anna Grell"]);
    }
}
