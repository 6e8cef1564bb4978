//! Single words that are taken for people of whom the sentence says that they are firms or things: `Zorvex is a brand`,
//! `firms such as Zorvex and Melk`, `Zorvex was the airport`.
//!
//! Invariant: who is named in full anywhere on the page stays a person.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::analyse::names::{Name, NameKind};
use crate::analyse::text::tokens::TokenKind;
use crate::analyse::text::{FieldText, Page};
use crate::lexicon::grammar::function_words::{WordRole, role_of};
use crate::lexicon::grammar::naming_nouns::{self, COPULAS, LIKE, LISTS, Naming, Nouns, PLURALS, THINGS};
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::reporting::find_grammar;

/// How sure a name is of which the sentence says that it is a body's, per mille; as behind a noun in `organisations`.
const SAID: u16 = 850;
/// Words between the verb and the noun at most: `was once the largest airport`.
const REACH: usize = 4;

/// Makes bodies of people who are said to be one, and drops those who are things.
pub(super) fn settle(page: &Page<'_>, language: &str, names: &mut Vec<Name>) {
    let Some(nouns) = naming_nouns::of(language) else { return };
    let lone = |name: &Name| name.kind == NameKind::Person && name.tokens.len() == 1;
    if !names.iter().any(lone) {
        return;
    }
    let mut said: FxHashMap<&str, bool> = FxHashMap::default();
    let mut full: FxHashSet<&str> = FxHashSet::default();
    // A list of names goes on behind its first.
    let mut listed = None;
    for name in names.iter() {
        let Some(text) = page.fields.get(name.field) else { continue };
        let goes_on = listed.is_some_and(|(field, end)| field == name.field && is_joint(text, language, end, name));
        let in_list = goes_on || is_example(text, language, nouns, name);
        listed = in_list.then_some((name.field, name.tokens.end));
        if !lone(name) {
            full.extend(name.tokens.clone().filter(|_| name.kind == NameKind::Person).map(|at| text.word(at)));
            continue;
        }
        let is_body = if in_list { Some(true) } else { predicate(text, language, nouns, name) };
        if let Some(is_body) = is_body {
            said.insert(text.word(name.tokens.start), is_body);
        }
    }
    said.retain(|word, _| !full.contains(word));
    if said.is_empty() {
        return;
    }
    names.retain_mut(|name| {
        let word = page.fields.get(name.field).map_or("", |text| text.word(name.tokens.start));
        match said.get(word).filter(|_| lone(name)) {
            Some(false) => return false,
            Some(true) => (name.kind, name.confidence) = (NameKind::Organisation, SAID),
            None => {}
        }
        true
    });
}

/// Whether a noun for bodies and a word for examples stand before the name: `eine Firma wie Zorvex`.
fn is_example(text: &FieldText<'_>, language: &str, nouns: &Nouns, name: &Name) -> bool {
    let back = |count: usize| name.tokens.start.checked_sub(count);
    let Some(like) = back(1).filter(|at| LIKE.contains_in(language, text.word(*at))) else { return false };
    let such = usize::from(text.word(like) == "as");
    let noun = back(2 + such).filter(|_| such == 0 || back(2).is_some_and(|at| text.word(at) == "such"));
    noun.is_some_and(|at| is_body(text, nouns, at) || PLURALS.contains_in(language, &lower_case(text.word(at))))
}

/// Whether only a comma or a word like `and` stands between a name that ends at `end` and this one.
fn is_joint(text: &FieldText<'_>, language: &str, end: usize, name: &Name) -> bool {
    let between = text.word(end);
    name.tokens.start == end + 1 && (between == "," || LISTS.contains_in(language, between))
}

/// What is said of the name behind a form of `be`: that it is a body, or a thing.
fn predicate(text: &FieldText<'_>, language: &str, nouns: &Nouns, name: &Name) -> Option<bool> {
    let verb = name.tokens.end;
    if !COPULAS.contains_in(language, text.word(verb)) {
        return None;
    }
    let grammar = find_grammar(language);
    let role = |at: usize| {
        let lower = lower_case(text.word(at));
        grammar.map_or_else(|| role_of(&lower), |own| own.role_of(&lower))
    };
    // `was in the village` says where somebody was, and `was the talk of the village` nothing of a village.
    let article = (verb + 1..verb + 3).find(|at| role(*at) != WordRole::Adverb)?;
    if role(article) != WordRole::Determiner {
        return None;
    }
    let word =
        |at: &usize| text.kind(*at) == Some(TokenKind::Word) && matches!(role(*at), WordRole::Other | WordRole::Adverb);
    (article + 1..=article + REACH).take_while(word).find_map(|at| {
        // `is the brand's face`, `was the airport chief`: the noun only goes before another.
        let modifies = language == "en"
            && text.kind(at + 1) == Some(TokenKind::Word)
            && role_of(&lower_case(text.word(at + 1))) == WordRole::Other;
        let ends = text.kind(at + 1) != Some(TokenKind::Possessive) && !modifies;
        let lower = lower_case(text.word(at));
        let thing = || THINGS.contains_in(language, &lower).then_some(false);
        is_body(text, nouns, at).then_some(true).or_else(thing).filter(|_| ends)
    })
}

fn is_body(text: &FieldText<'_>, nouns: &Nouns, at: usize) -> bool {
    nouns.find(text.word(at)) == Some(Naming::Organisation)
}

#[cfg(test)]
mod tests {
    use crate::analyse::names::apposition::tests::check;

    #[test]
    fn what_is_said_to_be_a_firm_or_a_thing_is_nobody() {
        check("en", "Zorvex is a small brand. Zorvex grew.", &["P Zorvex"], &["O Zorvex", "O Zorvex"]);
        check("en", "They recall when Zorvex was the airport and slept.", &["P Zorvex"], &[]);
        check("en", "Zorvex is the brand's face.", &["P Zorvex"], &["P Zorvex"]);
        check("de", "Zorvex ist ein junges Unternehmen.", &["P Zorvex"], &["O Zorvex"]);
        check("de", "Zorvex ist heute ein Unternehmen.", &["P Zorvex"], &["O Zorvex"]);
    }

    #[test]
    fn where_somebody_was_is_not_what_they_are() {
        for (language, text) in [
            ("en", "Zorvex was in the village."),
            ("en", "Zorvex was at the stadium."),
            ("en", "Zorvex is at the company."),
            ("en", "Zorvex was the talk of the village."),
            ("de", "Zorvex war gestern im Stadion."),
        ] {
            check(language, text, &["P Zorvex"], &["P Zorvex"]);
        }
    }

    #[test]
    fn examples_of_firms_are_firms() {
        check("de", "Eine Reinigungsfirma wie Zorvex hilft.", &["P Zorvex"], &["O Zorvex"]);
        check(
            "en",
            "It sells to companies such as Zorvex, Melk and Grau.",
            &["P Zorvex", "P Melk", "P Grau"],
            &["O Zorvex", "O Melk", "O Grau"],
        );
        check(
            "en",
            "Anna Zorvex sang. It is no brand like Zorvex.",
            &["P Anna Zorvex", "P Zorvex"],
            &["P Anna Zorvex", "P Zorvex"],
        );
    }
}
