//! People whose surname is a word for a body (`Olena Radio, a researcher`), clubs in the plural that look like people
//! (`Dodgers`), and everyday words in titles that look like them (`River's Edge`). English alone has these.

use rustc_hash::FxHashSet;

use crate::analyse::names::apposition::run::is_capital;
use crate::analyse::names::{Name, NameKind};
use crate::analyse::text::tokens::TokenKind;
use crate::analyse::text::{FieldText, Page};
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::name_cues::{DONE_BY_PEOPLE, OPEN_ROLES};
use crate::lexicon::surnames::{self, Currency};
use crate::lexicon::{common_words, given_names};

/// Makes people of bodies, bodies of people and drops what is neither.
pub(super) fn settle(page: &Page<'_>, language: &str, names: &mut Vec<Name>) {
    if language != "en" {
        return;
    }
    let clubs: FxHashSet<&str> = names
        .iter()
        .filter(|name| name.kind == NameKind::Organisation && name.tokens.len() > 1)
        .filter_map(|name| {
            Some(page.fields.get(name.field)?.word(name.tokens.end - 1)).filter(|word| word.ends_with('s'))
        })
        .collect();
    names.retain_mut(|name| {
        let Some(text) = page.fields.get(name.field) else { return true };
        let word = text.word(name.tokens.start);
        match name.kind {
            NameKind::Organisation if is_person(text, name) => name.kind = NameKind::Person,
            NameKind::Person if name.tokens.len() == 1 && clubs.contains(word) => name.kind = NameKind::Organisation,
            NameKind::Person => return !is_word_in_title(text, name),
            _ => {}
        }
        true
    });
}

/// `Olena Radio, a researcher`: a given name and another word, and what is said of people behind it.
fn is_person(text: &FieldText<'_>, name: &Name) -> bool {
    let end = name.tokens.end;
    let role = text.word(end) == "," && OPEN_ROLES.contains(text.word(end + 1)) && text.word(end + 1) != "the";
    let acts = DONE_BY_PEOPLE.contains(text.word(end)) && text.word(end) != "was";
    name.tokens.len() == 2
        && text.word(end - 1).chars().any(char::is_lowercase)
        && given_names::find(&lower_case(text.word(name.tokens.start))).is_some_and(|given| given.frequent)
        && !common_words::contains(&lower_case(text.word(name.tokens.start)))
        && (role || acts)
}

/// `River's Edge`: an everyday word that is nobody's name and has what is written with a capital.
fn is_word_in_title(text: &FieldText<'_>, name: &Name) -> bool {
    let lower = lower_case(text.word(name.tokens.start));
    name.tokens.len() == 1
        && text.kind(name.tokens.end) == Some(TokenKind::Possessive)
        && is_capital(text, name.tokens.end + 1)
        && common_words::contains(&lower)
        && given_names::find(&lower).is_none()
        && surnames::find(&lower) != Some(Currency::Frequent)
}

#[cfg(test)]
mod tests {
    use crate::analyse::names::apposition::tests::check;

    #[test]
    fn a_body_that_is_said_to_be_somebody_is_a_person() {
        check("en", "Daniel Bank, a teacher, wept.", &["O Daniel Bank"], &["P Daniel Bank"]);
        check("en", "Deutsche Bank, a lender, grew.", &["O Deutsche Bank"], &["O Deutsche Bank"]);
    }

    #[test]
    fn a_club_is_nobody() {
        check(
            "en",
            "The Velmar Otters won. Otters cheered.",
            &["O Velmar Otters", "P Otters"],
            &["O Velmar Otters", "O Otters"],
        );
    }

    #[test]
    fn an_everyday_word_in_a_title_is_nobody() {
        check("en", "River's Edge is a film. Mark's Aunt left.", &["P River", "P Mark"], &["P Mark"]);
    }
}
