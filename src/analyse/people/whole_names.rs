//! Takes the names of people whole, and leaves out those after whom something is called.
//!
//! The names of a page come in, names go out. `de los` and `y` stay in a name, what an office is of does not stick to it
//! (`Minister for Women and Equalities Nicola Morgan`), nor does a trade in a language that gives it a capital; and the
//! Ford Foundation, Hurricane Katrina and Roe v. Wade name nobody.
//!
//! Invariant: names stay sorted and apart; a name is never left empty.

use std::ops::Range;

use crate::analyse::names::{Name, NameKind};
use crate::analyse::text::tokens::TokenKind;
use crate::analyse::text::{FieldText, Page};
use crate::lexicon::people::eponyms;
use crate::lexicon::people::particles::is_particle;
use crate::lexicon::people::titles::ROLES;
use crate::lexicon::{given_names, surnames};

/// Particles in a row: `de la`, `van der`.
const PARTICLES: usize = 3;
/// How far before a name the office is looked for whose last words stick to it.
const OFFICE: usize = 6;

/// The names of `page` with those of people whole.
#[must_use]
pub(crate) fn settle(page: &Page<'_>, mut names: Vec<Name>) -> Vec<Name> {
    let mut joined: Vec<Name> = Vec::new();
    for name in names.iter().filter(|name| name.kind == NameKind::Person) {
        let Some(text) = page.fields.get(name.field) else { continue };
        let tokens = with_particles(text, &name.tokens, page.language);
        if tokens != name.tokens {
            joined.push(Name { tokens, ..name.clone() });
        }
    }
    for name in joined {
        let meets = |other: &Name| {
            other.field == name.field && other.tokens.start < name.tokens.end && name.tokens.start < other.tokens.end
        };
        // What is longer than the name on either side keeps its bounds.
        let inside = |other: &Name| name.tokens.start <= other.tokens.start && other.tokens.end <= name.tokens.end;
        if names.iter().filter(|other| meets(other)).all(inside) {
            names.retain(|other| !meets(other));
            let place =
                names.partition_point(|other| (other.field, other.tokens.start) < (name.field, name.tokens.start));
            names.insert(place, name);
        }
    }
    names.retain_mut(|name| {
        let Some(text) = page.fields.get(name.field).filter(|_| name.kind == NameKind::Person) else { return true };
        name.tokens.start += stuck(text, &name.tokens, page.language);
        name.tokens.start += said_of(text, &name.tokens, page.language);
        !is_eponym(text, &name.tokens) && !is_namesake(text, &name.tokens, page.language)
    });
    names
}

/// `Maria de los Ángeles Ocampo` where `Ángeles Ocampo` was found, `José Ortega y Gasset` where `José Ortega` was.
fn with_particles(text: &FieldText<'_>, tokens: &Range<usize>, language: Option<&str>) -> Range<usize> {
    let mut whole = tokens.clone();
    let run =
        (1..=PARTICLES).take_while(|back| tokens.start.checked_sub(*back).is_some_and(|at| is_joint(text.word(at))));
    if let Some(first) = run.last().and_then(|back| tokens.start.checked_sub(back + 1))
        && is_given(text.word(first))
    {
        whole.start = first;
    }
    // In Spanish `y` joins people as well.
    let last = tokens.end + 1;
    let one_word = text.word(tokens.end) == "y" && is_capital(text, last) && !is_capital(text, last + 1);
    let is_foreign = !matches!(language, Some("es" | "ca"));
    if is_foreign && one_word && tokens.len() > 1 && !is_given(text.word(last)) {
        whole.end = last + 1;
    }
    whole
}

/// A particle within a name, `y` apart, which joins two of them.
fn is_joint(word: &str) -> bool {
    word == "los" || word == "las" || word != "y" && is_particle(word)
}

/// How many words at the start of the name belong to an office or trade: a word that is nobody's name before a given
/// name and another word.
fn stuck(text: &FieldText<'_>, tokens: &Range<usize>, language: Option<&str>) -> usize {
    let (first, second) = (text.word(tokens.start), text.word(tokens.start + 1));
    let lower = first.to_lowercase();
    let is_name = is_given(first) || surnames::find(&lower).is_some() || first.contains(['.', '-', '’', '\'']);
    if tokens.len() < 3 || is_name || !is_given(second) || text.kind(tokens.start) != Some(TokenKind::Word) {
        return 0;
    }
    let floor = tokens.start.saturating_sub(OFFICE);
    let office = || {
        tokens.start.checked_sub(1).is_some_and(|at| matches!(text.word(at), "and" | "&"))
            && (floor..tokens.start).any(|at| ROLES.contains(&text.word(at).to_lowercase()))
    };
    // A trade or a nationality before the name has a capital in German, and at the start of a sentence anywhere.
    let trade = matches!(language, Some("de" | "lb"))
        || matches!(language, Some("da" | "no" | "nb" | "nn" | "sv")) && is_first(text, tokens.start);
    usize::from(trade || office())
}

/// How many words at the start say what is of somebody, in German, which gives them a capital: `Tore von` of `Tore von Anna Grell`.
fn said_of(text: &FieldText<'_>, tokens: &Range<usize>, language: Option<&str>) -> usize {
    let of = tokens.clone().skip(1).find(|at| text.word(*at) == "von");
    let Some(of) = of.filter(|of| matches!(language, Some("de" | "lb")) && of + 2 < tokens.end) else { return 0 };
    // `von Otto` closes a name; a given name and a surname behind it are somebody's own.
    if is_given(text.word(of + 1)) { of + 1 - tokens.start } else { 0 }
}

/// Whether a street, a school or the like is called after whoever is named here, in another language than English.
fn is_namesake(text: &FieldText<'_>, tokens: &Range<usize>, language: Option<&str>) -> bool {
    let Some(language) = language.filter(|language| *language != "en") else { return false };
    let back = |count: usize| tokens.start.checked_sub(count);
    let lower = |at: usize| text.word(at).trim_end_matches('.').to_lowercase();
    // `ul. Anny Grell`, `calle de Ana Grell`; behind any other noun a stop ends the sentence.
    let stopped = back(1).is_some_and(|at| text.word(at) == ".");
    let joined = back(1).is_some_and(|at| eponyms::JOINTS.contains_in(language, text.word(at)));
    let noun = if stopped || joined { back(2) } else { back(1) };
    let nouns = if stopped { &eponyms::SHORT_NAMESAKES } else { &eponyms::NAMESAKES };
    noun.is_some_and(|at| nouns.contains_in(language, &lower(at)))
        || eponyms::CALLED_AFTER.contains_in(language, &lower(tokens.end))
}

/// Whether something is called after whoever is named here.
fn is_eponym(text: &FieldText<'_>, tokens: &Range<usize>) -> bool {
    let behind = text.word(tokens.end);
    let before = tokens.start.checked_sub(1).map_or("", |at| text.word(at));
    let called = is_capital(text, tokens.end) && eponyms::BEHIND.contains(&behind.to_lowercase())
        || before.starts_with(char::is_uppercase) && eponyms::BEFORE.contains(&before.to_lowercase());
    let party =
        |at: usize| eponyms::AGAINST.contains(text.word(at)) || text.word(at) == "v" && text.word(at + 1) == ".";
    let stop = usize::from(before == ".");
    let sued = party(tokens.end) && is_capital_behind(text, tokens.end)
        || tokens.start.checked_sub(1 + stop).is_some_and(|at| at > 0 && party(at) && is_capital(text, at - 1));
    called || sued
}

/// Whether a name follows the `v.` at `at`.
fn is_capital_behind(text: &FieldText<'_>, at: usize) -> bool {
    is_capital(text, at + 1) || text.word(at + 1) == "." && is_capital(text, at + 2)
}

fn is_capital(text: &FieldText<'_>, at: usize) -> bool {
    text.kind(at) == Some(TokenKind::Word) && text.word(at).starts_with(char::is_uppercase)
}

fn is_first(text: &FieldText<'_>, at: usize) -> bool {
    text.sentence_of(at).and_then(|place| text.sentences.get(place)).is_some_and(|sentence| sentence.start == at)
}

fn is_given(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && given_names::find(&word.to_lowercase()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Article;

    fn check(language: &str, body: &str, found: &[&str], expected: &[&str]) {
        let article = Article { body: body.to_owned(), language: Some(language.to_owned()), ..Article::default() };
        let page = Page::new(&article);
        let text = &page.fields[0];
        let at = |name: &str| {
            let start = text.tokens.iter().position(|token| token.range().start == body.find(name).unwrap()).unwrap();
            let end = text.tokens.iter().position(|token| token.range().end == body.find(name).unwrap() + name.len());
            start..end.unwrap() + 1
        };
        let name = |name: &&str| Name { field: 0, tokens: at(name), kind: NameKind::Person, confidence: 900 };
        let names = settle(&page, found.iter().map(name).collect());
        assert_eq!(names.iter().map(|name| text.slice(&name.tokens)).collect::<Vec<_>>(), expected, "{body}");
    }

    #[test]
    fn particles_stay_in_a_name() {
        check("en", "Maria de los Ángeles Prado left.", &["Ángeles Prado"], &["Maria de los Ángeles Prado"]);
        check("en", "It was Pedro Salcedo y Montalbo.", &["Pedro Salcedo", "Montalbo"], &["Pedro Salcedo y Montalbo"]);
        check("es", "Vino Pedro Salcedo y Montalbo.", &["Pedro Salcedo", "Montalbo"], &["Pedro Salcedo", "Montalbo"]);
    }

    #[test]
    fn what_an_office_is_of_and_trades_do_not_stick_to_a_name() {
        check("en", "The Minister for Fish and Waterways Anna Grell left.", &["Waterways Anna Grell"], &["Anna Grell"]);
        check("de", "Da kam Glasbläser Andreas Grell.", &["Glasbläser Andreas Grell"], &["Andreas Grell"]);
        check("en", "Then Djimon Anna Grell left.", &["Djimon Anna Grell"], &["Djimon Anna Grell"]);
    }

    #[test]
    fn after_whom_something_is_called_is_nobody() {
        check("en", "The Grell Foundation paid.", &["Grell"], &[]);
        check("en", "It was hit by Hurricane Anna in May.", &["Anna"], &[]);
        check("en", "In Grell v. Harlan it was decided.", &["Grell", "Harlan"], &[]);
        check("en", "It was Grell who paid.", &["Grell"], &["Grell"]);
        check("pl", "Szkoła im. Anny Grell milczy.", &["Anny Grell"], &[]);
        check("es", "Vive en la calle de Ana Grell.", &["Ana Grell"], &[]);
        check("tr", "Anna Grell Caddesi uzundur.", &["Anna Grell"], &[]);
        for (language, text) in [
            ("es", "Cerró la calle. Ana Grell habló."),
            ("fr", "Elle a reçu le prix. Ana Grell a remercié."),
            ("ru", "Закрыли улицу. Ana Grell ушла."),
        ] {
            check(language, text, &["Ana Grell"], &["Ana Grell"]);
        }
        check("es", "Vive con Ana Grell.", &["Ana Grell"], &["Ana Grell"]);
    }

    #[test]
    fn what_is_of_somebody_is_no_part_of_the_name() {
        check("de", "Drei Tore von Harry Grell fielen.", &["Tore von Harry Grell"], &["Harry Grell"]);
        check("de", "Da kam Anna von Otto.", &["Anna von Otto"], &["Anna von Otto"]);
        check("de", "Da kam Anna von der Grell.", &["Anna von der Grell"], &["Anna von der Grell"]);
    }
}
