//! Public bodies, parties and media in the language of the page: `Justizministerium`, `ministerio de Exteriores`, `Landgericht Ulm`.
//!
//! Names come in, names go out. Corpora hold few ministries and courts and disagree about them, so that a tagger that learned
//! from them leaves them out or takes a part of their name. English is left to the tagger.
//!
//! Invariant: names stay sorted and apart; no person whom the tagger is sure of becomes an organisation.

use std::ops::Range;

use crate::analyse::names::{Name, NameKind};
use crate::analyse::text::tokens::{Token, TokenKind};
use crate::analyse::text::{FieldText, Page};
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::places::territories;
use crate::lexicon::public_bodies::{
    BEFORE_PLACES, COMPOUNDS, CONNECTORS, DOMAINS, EVERYDAY, HEADS, MINISTRIES, MODIFIERS, NAMES,
};
use crate::model::Field;

/// How sure a name is that a list or the form of a body's name vouches for, per mille: as sure as those a tagger's page vouches
/// for (`models/tagger_confidence.txt`, November 2026).
const LISTED: u16 = 850;
/// A person of whom the tagger is as sure as this is none of the listed bodies, per mille.
const SURE_PERSON: u16 = 800;
/// Words of a listed name at most.
const LONGEST: usize = 5;
/// Letters of a word that is only a name where it is in capitals or inside a sentence.
const SHORT: usize = 4;
/// What stands before the ending of a compound has so many letters at least.
const STEM: usize = 2;

/// Adds bodies to the names of `page`, makes broken ones whole and drops what is an everyday word.
#[must_use]
pub(crate) fn settle(page: &Page<'_>, mut names: Vec<Name>) -> Vec<Name> {
    let Some(language) = page.language.filter(|language| *language != "en") else { return names };
    let everyday = |name: &Name| {
        let word = page.fields.get(name.field).map_or("", |text| text.slice(&name.tokens));
        name.kind == NameKind::Organisation && EVERYDAY.contains_in(language, &lower_case(word))
    };
    names.retain(|name| name.tokens.len() > 1 || !everyday(name));
    for (field, text) in page.fields.iter().enumerate() {
        if matches!(text.field, Field::Byline | Field::Credit(_)) {
            continue;
        }
        let reading = Reading { text, language };
        let mut at = 0;
        while at < text.tokens.len() {
            // `Federación Rusa` opens as bodies do and is a country.
            let country = meeting(&names, field, &(at..at + 1));
            let country = names.get(country.start).filter(|name| {
                !country.is_empty()
                    && name.kind == NameKind::Place
                    && name.tokens.len() > 1
                    && name.tokens.start == at
                    && territories::find(text.slice(&name.tokens), language).is_some()
            });
            if let Some(country) = country {
                at = country.tokens.end;
                continue;
            }
            match reading.body_at(at, &names, field) {
                Some(tokens) => {
                    at = tokens.end;
                    put(&mut names, field, tokens);
                }
                None => at += 1,
            }
        }
    }
    for name in names.iter_mut().filter(|name| name.kind == NameKind::Organisation) {
        let text = page.fields.get(name.field);
        name.tokens.end += text.filter(|text| is_address(text, name.tokens.end)).map_or(0, |_| 2);
    }
    names
}

/// Whether `.no` stands right behind a name, without a space: `Nordposten.no`.
fn is_address(text: &FieldText<'_>, end: usize) -> bool {
    let edge = |at: usize| text.tokens.get(at).map(Token::range);
    let (Some(last), Some(stop), Some(domain)) = (end.checked_sub(1).and_then(edge), edge(end), edge(end + 1)) else {
        return false;
    };
    last.end == stop.start && stop.end == domain.start && text.word(end) == "." && DOMAINS.contains(text.word(end + 1))
}

/// The places in `names` of those that share a token with `tokens` of a field.
fn meeting(names: &[Name], field: usize, tokens: &Range<usize>) -> Range<usize> {
    let start = names.partition_point(|name| (name.field, name.tokens.end) <= (field, tokens.start));
    let met = names.iter().skip(start).take_while(|name| name.field == field && name.tokens.start < tokens.end);
    start..start + met.count()
}

/// Puts a body in the stead of the names it meets: of those inside it, and of one that goes on where it ends.
fn put(names: &mut Vec<Name>, field: usize, tokens: Range<usize>) {
    let met = meeting(names, field, &tokens);
    let Some(there) = names.get(met.clone()) else { return };
    let mut whole = tokens.clone();
    for name in there {
        let inside = tokens.start <= name.tokens.start && name.tokens.end <= tokens.end;
        let person = name.kind == NameKind::Person && (name.confidence >= SURE_PERSON || name.tokens.len() > 1);
        if person || !inside && name.kind != NameKind::Organisation {
            return;
        }
        whole = whole.start.min(name.tokens.start)..whole.end.max(name.tokens.end);
    }
    let known = there.iter().filter(|name| name.kind == NameKind::Organisation).map(|name| name.confidence);
    let confidence = known.max().unwrap_or_default().max(LISTED);
    names.splice(met, [Name { field, tokens: whole, kind: NameKind::Organisation, confidence }]);
}

/// A field, read in its language.
struct Reading<'r, 'p> {
    text: &'r FieldText<'p>,
    language: &'r str,
}

impl Reading<'_, '_> {
    /// The tokens of the body whose name starts at a token.
    fn body_at(&self, at: usize, names: &[Name], field: usize) -> Option<Range<usize>> {
        if self.text.kind(at) != Some(TokenKind::Word) {
            return None;
        }
        let lower = lower_case(self.text.word(at));
        let found = if self.is_capital(at) {
            self.headed(at, &lower).or_else(|| self.listed(at)).or_else(|| self.compound(at))
        } else {
            return MINISTRIES.contains_in(self.language, &lower).then(|| self.headed(at, &lower)).flatten();
        };
        let found = found.map(|tokens| self.with_parent(tokens, &lower));
        // `Landgericht Ulm II`
        let end = found.as_ref().map_or(at + 1, |tokens| tokens.end);
        if !BEFORE_PLACES.contains_in(self.language, &lower) || end != at + 1 {
            return found;
        }
        let place = names
            .get(meeting(names, field, &(end..end + 1)).start)
            .filter(|name| name.field == field && name.tokens.start == end && name.kind == NameKind::Place);
        let Some(place) = place else { return found };
        let numbered = !self.text.word(place.tokens.end).is_empty()
            && self.text.word(place.tokens.end).chars().all(|letter| letter == 'I');
        Some(at..place.tokens.end + usize::from(numbered))
    }

    /// `Conseil de sécurité des Nations unies`: a listed body of a body that is listed.
    fn with_parent(&self, tokens: Range<usize>, lower: &str) -> Range<usize> {
        if !HEADS.contains_in(self.language, lower) {
            return tokens;
        }
        let small = |at: &usize| CONNECTORS.contains_in(self.language, &lower_case(self.text.word(*at)));
        let between = (tokens.end..tokens.end + 2).take_while(small).count();
        let parent = (between > 0).then(|| self.listed(tokens.end + between)).flatten();
        tokens.start
            ..parent
                .filter(|parent| self.in_sentence(tokens.start, parent.start))
                .map_or(tokens.end, |parent| parent.end)
    }

    fn is_capital(&self, at: usize) -> bool {
        self.text.kind(at) == Some(TokenKind::Word) && self.text.word(at).starts_with(char::is_uppercase)
    }

    fn opens(&self, at: usize) -> bool {
        let sentence = self.text.sentence_of(at).and_then(|number| self.text.sentences.get(number));
        sentence.is_none_or(|sentence| sentence.start == at)
    }

    fn in_sentence(&self, from: usize, at: usize) -> bool {
        self.text.sentence_of(from) == self.text.sentence_of(at)
    }

    /// `Conseil de sécurité des Nations unies`, `Ministerio de Asuntos Exteriores`, `Union européenne`.
    fn headed(&self, at: usize, lower: &str) -> Option<Range<usize>> {
        if !HEADS.contains_in(self.language, lower) {
            return None;
        }
        let (mut end, mut next, mut joined) = (at + 1, at + 1, 0);
        // A name may go on after a small word or two, and after the noun of `Conseil de sécurité des …`.
        while next < self.text.tokens.len() && self.in_sentence(at, next) && joined < 4 {
            let word = lower_case(self.text.word(next));
            let capital = self.is_capital(next) && !HEADS.contains_in(self.language, &word);
            if capital || joined == 0 && MODIFIERS.contains_in(self.language, &word) {
                next += 1;
                (end, joined) = (next, 0);
            } else if CONNECTORS.contains_in(self.language, &word) {
                next += 1;
                joined += 1;
            } else {
                break;
            }
        }
        (end > at + 1).then_some(at..end)
    }

    /// The longest listed name that starts at a token.
    fn listed(&self, at: usize) -> Option<Range<usize>> {
        let words = (1..LONGEST)
            .take_while(|len| self.text.kind(at + len) == Some(TokenKind::Word) && self.in_sentence(at, at + len));
        let most = 1 + words.count();
        (1..=most).rev().map(|len| at..at + len).find(|tokens| {
            let name = self.text.slice(tokens);
            NAMES.contains_in(self.language, &lower_case(name)) && self.is_written_as_name(name, tokens)
        })
    }

    /// Whether capitals make a name of words that are listed: `UE` and `Otan`, but not `Le monde`.
    fn is_written_as_name(&self, name: &str, tokens: &Range<usize>) -> bool {
        let short = |at: usize| self.text.word(at).chars().count() <= SHORT;
        if tokens.len() == 1 {
            let all_capitals = name.chars().filter(|letter| letter.is_alphabetic()).all(char::is_uppercase);
            return all_capitals && name.chars().count() > 1 || !short(tokens.start) || !self.opens(tokens.start);
        }
        !short(tokens.start) || self.is_capital(tokens.start + 1)
    }

    /// `Justizministerium`, `US-Finanzministerium`.
    fn compound(&self, at: usize) -> Option<Range<usize>> {
        let lower = lower_case(self.text.word(at));
        let mut ends = lower.char_indices().skip(STEM).map(|(byte, _)| lower.get(byte..).unwrap_or_default());
        ends.any(|end| COMPOUNDS.contains_in(self.language, end)).then_some(at..at + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Article;

    /// The organisations that are found where the tagger found `tagged`, each with its kind.
    fn check(language: &str, body: &str, tagged: &[(&str, NameKind)], expected: &[&str]) {
        let article = Article { body: body.to_owned(), language: Some(language.to_owned()), ..Article::default() };
        let page = Page::new(&article);
        let text = &page.fields[0];
        let names = tagged.iter().map(|(words, kind)| {
            let span = body.find(words).expect("the words are there");
            let starts =
                text.tokens.iter().position(|token| token.range().start == span).expect("a token starts there");
            let ends = text.tokens.iter().position(|token| token.range().end == span + words.len()).expect("and ends");
            Name { field: 0, tokens: starts..ends + 1, kind: *kind, confidence: 700 }
        });
        let found = settle(&page, names.collect());
        let organisations = found.iter().filter(|name| name.kind == NameKind::Organisation);
        assert_eq!(organisations.map(|name| text.slice(&name.tokens)).collect::<Vec<_>>(), expected, "{body}");
        assert!(found.windows(2).all(|pair| pair[0].tokens.end <= pair[1].tokens.start), "{body}");
    }

    #[test]
    fn german_ministries_are_organisations() {
        check(
            "de",
            "Das Fischereiministerium und das US-Finanzministerium schwiegen.",
            &[],
            &["Fischereiministerium", "US-Finanzministerium"],
        );
        check("de", "Das Ministerium schwieg.", &[], &[]);
        check("en", "Das Fischereiministerium schwieg.", &[], &[]);
    }

    #[test]
    fn a_court_and_its_place_are_one_name() {
        let place = [("Ulmenau", NameKind::Place)];
        check("de", "Das Landgericht Ulmenau II wies die Klage ab.", &place, &["Landgericht Ulmenau II"]);
        check("de", "Das Landgericht wies die Klage aus Ulmenau ab.", &place, &[]);
    }

    #[test]
    fn the_name_of_a_body_is_taken_whole() {
        let part = [("Exteriores", NameKind::Organisation)];
        check("es", "El ministerio de Exteriores de Velmaria calló.", &part, &["ministerio de Exteriores de Velmaria"]);
        check("fr", "Le Conseil constitutionnel a tranché.", &[], &["Conseil constitutionnel"]);
        check("fr", "L'Union européenne attend.", &[("Union", NameKind::Organisation)], &["Union européenne"]);
        check("fr", "Le conseil de Paul a plaidé.", &[], &[]);
        check(
            "fr",
            "Le Conseil de sécurité des Nations unies a voté.",
            &[],
            &["Conseil de sécurité des Nations unies"],
        );
        check("ro", "Uniunea Europeană tace.", &[("Uniunea Europeană", NameKind::Place)], &["Uniunea Europeană"]);
        check("es", "La Unión Soviética cayó.", &[("Unión Soviética", NameKind::Place)], &[]);
    }

    #[test]
    fn listed_names_want_their_capitals() {
        check("fr", "Pour l'Otan, le monde change.", &[("Otan", NameKind::Place)], &["Otan"]);
        check("fr", "Le monde change, dit Le Monde.", &[], &["Le Monde"]);
        check("pl", "Po wyborach rządzi PO.", &[], &["PO"]);
    }

    #[test]
    fn an_address_is_part_of_the_name_it_ends() {
        let found = [("Nordposten", NameKind::Organisation)];
        check("no", "Det skriver Nordposten.no, og flere vil vite mer om saken.", &found, &["Nordposten.no"]);
        check("no", "Det skriver Nordposten. De vil vite mer om saken.", &found, &["Nordposten"]);
    }

    #[test]
    fn everyday_words_are_no_organisations() {
        check("es", "El Estado paga.", &[("Estado", NameKind::Organisation)], &[]);
    }

    #[test]
    fn nobody_who_is_named_in_full_becomes_a_body() {
        check("no", "Anna Høyre vant.", &[("Anna Høyre", NameKind::Person)], &[]);
    }
}
