//! Adjectives with the capital of the sentence they open, in languages where a form of them is the name of a country too:
//! `Bugarska vojska`, `Turski pisac`, `Polski prawnik`.
//!
//! Invariant: inside a sentence, where an adjective has no capital, every place stays.

use crate::analyse::names::toponyms::edit::opens;
use crate::analyse::names::{Name, NameKind};
use crate::analyse::text::Page;
use crate::analyse::text::tokens::TokenKind;
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::places::toponym_words::{Topic, is_in};

/// How the masculine adjective ends, which is no form of a country's name that a sentence opens with.
const MASCULINE: [&str; 4] = ["ski", "cki", "čki", "ški"];
/// How the feminine one does, which is the country's name as well.
const FEMININE: [&str; 4] = ["ska", "cka", "čka", "ška"];

/// Drops places that are adjectives.
pub(super) fn drop(page: &Page<'_>, names: &mut Vec<Name>) {
    let language = match page.language {
        Some("hr" | "bs" | "sr") => "hr",
        Some("pl") => "pl",
        _ => return,
    };
    names.retain(|name| {
        let text = page.fields.get(name.field).filter(|_| name.kind == NameKind::Place && name.tokens.len() == 1);
        let Some(text) = text.filter(|text| opens(text, name.tokens.start)) else { return true };
        let word = text.word(name.tokens.start);
        let next = text.word(name.tokens.end);
        if text.kind(name.tokens.end) != Some(TokenKind::Word) || !next.starts_with(char::is_lowercase) {
            return true;
        }
        let masculine = MASCULINE.iter().any(|ending| word.ends_with(ending));
        let feminine = || FEMININE.iter().any(|ending| word.ends_with(ending));
        !(masculine || feminine() && is_governed(language, next))
    });
}

/// Whether a word is a noun that the adjective belongs to, or another adjective before it.
fn is_governed(language: &str, word: &str) -> bool {
    let lower = lower_case(word);
    let ending = |ending: &str| is_in(Topic::AfterAdjectives, language, &format!("-{ending}"));
    // The endings of the list have three letters, or four with `j` and `n` before them.
    let tails = lower.char_indices().rev().skip(2).take(2).filter_map(|(at, _)| lower.get(at..));
    is_in(Topic::AfterAdjectives, language, &lower) || tails.into_iter().any(ending)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Article;

    fn check(language: &str, body: &str, stays: bool) {
        let article = Article { body: body.to_owned(), language: Some(language.to_owned()), ..Article::default() };
        let page = Page::new(&article);
        let mut names = vec![Name { field: 0, tokens: 0..1, kind: NameKind::Place, confidence: 900 }];
        drop(&page, &mut names);
        assert_eq!(!names.is_empty(), stays, "{body}");
    }

    #[test]
    fn an_adjective_that_opens_a_sentence_is_no_country() {
        check("hr", "Bugarska vojska čeka.", false);
        check("hr", "Bugarska čeka.", true);
        check("hr", "Turska državna banka čeka.", false);
        check("sr", "Turski pisac čeka.", false);
        check("pl", "Polski prawnik milczy.", false);
        check("pl", "Polska milczy.", true);
        check("sl", "Hrvatska vlada.", true);
    }
}
