//! Laws and other documents, with the letters they are short for, and offices: `Clean Waters Act`, `Transplantationsgesetz (TPG)`,
//! `House Minority Leader`. None is an organisation.

use rustc_hash::FxHashSet;

use crate::analyse::names::{Name, NameKind};
use crate::analyse::text::tokens::TokenKind;
use crate::analyse::text::{FieldText, Page};
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::organisation_words::KINDS;
use crate::lexicon::organisations::no_bodies::{self, EVENTS, OFFICES, RANKS, REGIONS, STATES};
use crate::lexicon::places::territories;
use crate::model::PlaceKind;

/// How far before a bracket the first word of a document may stand.
const REACH: usize = 9;

/// Drops laws, their letters, and offices.
pub(super) fn drop(page: &Page<'_>, language: &str, names: &mut Vec<Name>) {
    let opens_with_noun = matches!(language, "ca" | "es" | "fr" | "gl" | "it" | "pt");
    let is_document = |text: &FieldText<'_>, at: usize| no_bodies::is_document(language, &lower_case(text.word(at)));
    let mut letters: FxHashSet<&str> = FxHashSet::default();
    for text in &page.fields {
        for open in (1..text.tokens.len().saturating_sub(2)).filter(|at| text.word(*at) == "(") {
            let short = text.word(open + 1);
            if text.word(open + 2) != ")" || short.chars().count() < 2 || !short.chars().all(char::is_uppercase) {
                continue;
            }
            let document = if opens_with_noun {
                let starts = short.chars().next().map(|letter| letter.to_lowercase().to_string()).unwrap_or_default();
                let same = |at: &usize| text.sentence_of(*at) == text.sentence_of(open);
                let capital = |at: usize| text.word(at).starts_with(char::is_uppercase);
                let fits = |at: &usize| is_document(text, *at) && (capital(*at) || text.word(*at).starts_with(&starts));
                (open.saturating_sub(REACH)..open).rev().take_while(same).any(|at| fits(&at))
            } else {
                is_document(text, open - 1) && text.word(open - 1).starts_with(char::is_uppercase)
            };
            if document {
                letters.insert(short);
            }
        }
    }
    names.retain_mut(|name| {
        let Some(text) = page.fields.get(name.field).filter(|_| name.kind == NameKind::Organisation) else {
            return true;
        };
        let surface = text.slice(&name.tokens);
        let before = name.tokens.start.checked_sub(1).map_or("", |at| text.word(at));
        let region = before == "(" && surface.chars().all(char::is_uppercase);
        let event = name.tokens.len() == 1
            && surface.chars().all(char::is_uppercase)
            && EVENTS.contains_in(language, &lower_case(surface));
        if event || letters.contains(surface) || region && REGIONS.contains_in(language, &lower_case(surface)) {
            return false;
        }
        if short_name(text, name, language) {
            return true;
        }
        let noun = if opens_with_noun { name.tokens.start } else { name.tokens.end.saturating_sub(1) };
        let is_title = name.tokens.len() > 1 || language != "en" && !opens_with_noun;
        !(is_title && is_document(text, noun)) && is_body(text, name, language)
    });
}

/// Makes the country of a body that is its long name: `Regno di Danimarca`.
fn short_name(text: &FieldText<'_>, name: &mut Name, language: &str) -> bool {
    let last = name.tokens.end.saturating_sub(1);
    let long = name.tokens.len() == 3 && STATES.contains_in(language, &lower_case(text.word(name.tokens.start)));
    let country =
        long && territories::find(text.word(last), language).is_some_and(|place| place.kind == PlaceKind::Country);
    if country {
        name.tokens.start = last;
        name.kind = NameKind::Place;
    }
    country
}

/// Takes an office off the body it is in; no body is left of `House Minority Leader`.
fn is_body(text: &FieldText<'_>, name: &mut Name, language: &str) -> bool {
    let last = |name: &Name| lower_case(text.word(name.tokens.end.saturating_sub(1)));
    let of = name.tokens.clone().any(|at| text.word(at) == "of" || text.kind(at) == Some(TokenKind::Possessive));
    if of || name.tokens.len() < 2 || !OFFICES.contains_in(language, &last(name)) {
        return true;
    }
    name.tokens.end -= 1;
    let before = name.tokens.end;
    while !name.tokens.is_empty() && RANKS.contains_in(language, &last(name)) {
        name.tokens.end -= 1;
    }
    before == name.tokens.end && KINDS.contains(&last(name))
}

#[cfg(test)]
mod tests {
    use crate::analyse::names::apposition::tests::check;

    #[test]
    fn laws_are_no_bodies_and_neither_are_their_letters() {
        check("en", "It broke the Clean Waters Act (CWA). The CWA is old.", &["O Clean Waters Act", "O CWA"], &[]);
        check("de", "Das Transplantationsgesetz (TPG) gilt. Das TPG ist alt.", &["O TPG"], &[]);
        check("it", "Le Zone di Difesa Aerea (ZDA) sono note.", &["O ZDA"], &[]);
        check("de", "Bei der WM holte sie Gold.", &["O WM"], &[]);
        check("de", "Die Hafenbehörde (HB) schwieg.", &["O HB"], &["O HB"]);
    }

    #[test]
    fn the_long_name_of_a_country_is_no_body() {
        check("it", "Il Regno di Danimarca tace.", &["O Regno di Danimarca"], &["L Danimarca"]);
        check("de", "Anna Grell (ZH) schwieg.", &["P Anna Grell", "O ZH"], &["P Anna Grell"]);
    }

    #[test]
    fn an_office_is_no_body() {
        check("en", "House Minority Leader Anna Grell left.", &["O House Minority Leader"], &[]);
        check("en", "Fish Committee Chairman Anna Grell left.", &["O Fish Committee Chairman"], &["O Fish Committee"]);
    }
}
