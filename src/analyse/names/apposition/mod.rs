//! What the words around a name say it is the name of, whatever its own words look like.
//!
//! The names of a page come in, names go out. `organisations` reads `das Unternehmen Zorvex`, `vessels` drops ships and animals that
//! bear the names of people, `departments` what a minister is in charge of, `documents` laws and the offices of bodies, `openers`
//! words that only open a sentence, `people` distinguishes them from bodies in English, `predicates` reads what a sentence says they
//! are, `nouns` doubts German nouns, `numerals` drops `II`, `sites` takes `Lenta.ru` whole, `clubs` knows `Bayern` of FC Bayern, `chambers` the Texas House; `run` reads the capitals behind a noun for all of them.
//!
//! Invariant: names stay sorted and apart; who is named in full is left alone.

mod chambers;
mod clubs;
mod departments;
mod documents;
mod nouns;
mod numerals;
mod openers;
mod organisations;
mod people;
mod predicates;
mod run;
mod sites;
mod vessels;

use crate::analyse::names::Name;
use crate::analyse::text::Page;

/// The names of `page`, once the words around them have had their say.
#[must_use]
pub(crate) fn settle(page: &Page<'_>, mut names: Vec<Name>) -> Vec<Name> {
    let language = page.language.unwrap_or("en");
    departments::drop(page, language, &mut names);
    documents::drop(page, language, &mut names);
    organisations::settle(page, language, &mut names);
    predicates::settle(page, language, &mut names);
    people::settle(page, language, &mut names);
    chambers::settle(page, language, &mut names);
    vessels::drop(page, language, &mut names);
    openers::drop(page, language, &mut names);
    nouns::doubt(page, language, &mut names);
    numerals::drop(page, &mut names);
    sites::take_whole(page, &mut names);
    clubs::settle(page, language, &mut names);
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::names::NameKind;
    use crate::model::Article;

    const LETTERS: [(&str, NameKind); 3] =
        [("P", NameKind::Person), ("L", NameKind::Place), ("O", NameKind::Organisation)];

    /// What is named in `body` where the tagger found `tagged` wherever it stands, longer names first; each with the letter of its kind.
    pub(super) fn check(language: &str, body: &str, tagged: &[&str], expected: &[&str]) {
        let article = Article { body: body.to_owned(), language: Some(language.to_owned()), ..Article::default() };
        let page = Page::new(&article);
        let text = &page.fields[0];
        let mut names: Vec<Name> = Vec::new();
        for tagged in tagged {
            let (letter, words) = tagged.split_once(' ').expect("a letter and a name");
            let kind = LETTERS.iter().find(|(known, _)| *known == letter).expect("a kind").1;
            for (from, _) in body.match_indices(words) {
                let starts = text.tokens.iter().position(|token| token.range().start == from);
                let ends = text.tokens.iter().position(|token| token.range().end == from + words.len());
                let Some((start, end)) = starts.zip(ends) else { continue };
                names.push(Name { field: 0, tokens: start..end + 1, kind, confidence: 800 });
            }
        }
        names.sort_by_key(|name| (name.tokens.start, usize::MAX - name.tokens.end));
        names.dedup_by(|later, earlier| later.tokens.start < earlier.tokens.end);
        let settled = settle(&page, names);
        let shown = |name: &Name| {
            let letter = LETTERS.iter().find(|(_, kind)| *kind == name.kind).expect("a letter").0;
            format!("{letter} {}", text.slice(&name.tokens))
        };
        assert_eq!(settled.iter().map(shown).collect::<Vec<_>>(), expected, "{body}");
    }
}
