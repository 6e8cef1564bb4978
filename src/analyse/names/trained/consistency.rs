//! Lets a page agree with itself: what it names in full says what its short names are.
//!
//! The model's names come in, names go out. The model looks at a sentence at a time; a page that names `Priscilla
//! Ottley` means her by `Ottley` three paragraphs on, though a town has that name too, and `(WFA)` behind the
//! World Fisheries Authority is that authority wherever it stands.
//!
//! Invariant: names stay sorted and apart; a name of several words is never cut.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::analyse::names::rules::glossary::is_capitalised;
use crate::analyse::names::trained::confidence::BY_PAGE;
use crate::analyse::names::trained::foreign_titles;
use crate::analyse::names::trained::tongues::{GERMAN, tongue};
use crate::analyse::names::trained::words::{Case, case};
use crate::analyse::names::{Name, NameKind};
use crate::analyse::text::tokens::TokenKind;
use crate::analyse::text::{FieldText, Page};
use crate::lexicon::german_nouns::Noun;
use crate::lexicon::name_cues;
use crate::lexicon::organisation_words;
use crate::lexicon::organisation_words::KINDS;
use crate::lexicon::particles::is_particle;
use crate::lexicon::people::name_inflections;
use crate::lexicon::place_cues;
use crate::lexicon::place_words;
use crate::lexicon::{common_words, gazetteer, german_nouns, given_names, nationalities, titles};
use crate::model::PlaceKind;

/// The names of a page, once its full names have had their say.
#[must_use]
pub fn settle(page: &Page<'_>, names: Vec<Name>) -> Vec<Name> {
    let names = bounds(page, names);
    let names = acronyms(page, names);
    let names = short_names(page, names);
    surnames(page, names)
}

/// Mends where names begin and end: `Oslo-based` is no part of a name, `of Norway` is part of that of a bank, a nickname
/// in quotation marks stands inside the name of who bears it.
fn bounds(page: &Page<'_>, names: Vec<Name>) -> Vec<Name> {
    let mut mended: Vec<Name> = Vec::with_capacity(names.len());
    for mut name in names {
        let Some(text) = page.fields.get(name.field) else { continue };
        let language = page.language.unwrap_or_default();
        if is_storm(text, &name) || only_opens(text, &name) || foreign_titles::is_office(text, &name, language) {
            continue;
        }
        trim(text, &mut name);
        foreign_titles::take_off(text, &mut name, language);
        let before = mended.last().filter(|before| before.field == name.field && before.tokens.end < name.tokens.start);
        if before.is_some_and(|before| ends_address(text, before, &name)) {
            name.kind = NameKind::Place;
        }
        if before.is_some_and(|before| joins(text, before, &name)) {
            mended.last_mut().into_iter().for_each(|before| before.tokens.end = name.tokens.end);
        } else if !name.tokens.is_empty() {
            mended.push(name);
        }
    }
    mended
}

/// Storms bear the names of people: `Hurricane Odalys` is none.
fn is_storm(text: &FieldText<'_>, name: &Name) -> bool {
    let storm = |at: usize| name_cues::STORMS.contains(text.word(at));
    name.tokens.len() > 1 && storm(name.tokens.start)
        || name.tokens.len() == 1 && name.tokens.start.checked_sub(1).is_some_and(storm)
}

/// Whether a place is an everyday word with the capital of the sentence's start: `Café owners met`. Towns of some size that
/// are words too (`Bath`, `Cork`) may open a sentence.
fn only_opens(text: &FieldText<'_>, name: &Name) -> bool {
    let word = text.slice(&name.tokens);
    name.kind == NameKind::Place
        && name.tokens.len() == 1
        && common_words::contains(&word.to_lowercase())
        && opens(text, name.tokens.start)
        && gazetteer::prior(word).is_none_or(|prior| prior.kind == PlaceKind::City && prior.population < 50_000)
}

/// `Mill Lane, Dunmore`: what ends an address is a place where the gazetteer knows it as one.
fn ends_address(text: &FieldText<'_>, before: &Name, name: &Name) -> bool {
    (before.kind, name.kind) == (NameKind::Place, NameKind::Person)
        && name.tokens.len() == 1
        && before.tokens.end + 1 == name.tokens.start
        && text.word(before.tokens.end) == ","
        && (text.word(name.tokens.end) == "." || opens(text, name.tokens.end))
        && gazetteer::prior(text.slice(&name.tokens)).is_some()
}

/// Whether a sentence starts at a token, or the text ends before it.
fn opens(text: &FieldText<'_>, at: usize) -> bool {
    text.sentence_of(at).and_then(|number| text.sentences.get(number)).is_none_or(|sentence| sentence.start == at)
}

/// Takes off what is no part of a name at either end.
fn trim(text: &FieldText<'_>, name: &mut Name) {
    let tokens = &mut name.tokens;
    if tokens.len() > 1 && is_adjective(text.word(tokens.start)) {
        tokens.start += 1;
    }
    while tokens.len() > 1 && name_cues::LOOSE_ENDS.contains(text.word(tokens.end - 1)) {
        tokens.end -= 1;
    }
    // `western Ukraine`: the name is the country's alone.
    let direction =
        name.kind == NameKind::Place && tokens.len() > 1 && text.word(tokens.start).starts_with(char::is_lowercase);
    if direction && place_words::strip_direction(text.slice(tokens)).is_some() {
        tokens.start += 1;
    }
    // `Cory" Lim`: the mark closes a nickname.
    let marks: Vec<usize> = tokens.clone().filter(|at| text.kind(*at) == Some(TokenKind::Mark)).collect();
    if name.kind == NameKind::Person
        && let [mark] = marks.as_slice()
        && mark + 1 < tokens.end
        && text.word(*mark) != "'"
        && text.word(*mark) != "’"
    {
        tokens.start = mark + 1;
    }
    // `General Omar Sadiq` is no General Council.
    let lower = |at: usize| text.word(at).to_lowercase();
    if name.kind == NameKind::Organisation
        && tokens.len() > 2
        && titles::HONORIFICS.contains(&lower(tokens.start))
        && given_names::find(&lower(tokens.start + 1)).is_some()
        && !tokens.clone().skip(1).any(|at| KINDS.contains(&lower(at)))
    {
        tokens.start += 1;
        name.kind = NameKind::Person;
    }
}

/// Whether two names, the second behind the first, are one.
fn joins(text: &FieldText<'_>, before: &Name, name: &Name) -> bool {
    let between = before.tokens.end..name.tokens.start;
    match (before.kind, name.kind) {
        (NameKind::Organisation, NameKind::Place) => {
            between.len() == 1 && text.word(between.start) == "of" && is_body(text, before)
        }
        (NameKind::Person, NameKind::Person) => {
            let particles = between.len() <= 2 && between.clone().all(|at| is_particle(text.word(at)));
            let mark = |at: usize| text.kind(at) == Some(TokenKind::Mark);
            let nickname = (3..=5).contains(&between.len())
                && mark(between.start)
                && mark(between.end - 1)
                && is_capitalised(text.word(between.start + 1));
            let listed = matches!(text.word(between.start), "y" | "la" | "le");
            particles && !listed || nickname
        }
        _ => false,
    }
}

/// `Oslo-based`, `UN-backed`.
fn is_adjective(word: &str) -> bool {
    word.rsplit_once('-').is_some_and(|(_, tail)| place_cues::TAILS.contains(tail))
}

/// Whether the name ends in what states and towns have one of: a bank, a ministry, forces.
fn is_body(text: &FieldText<'_>, name: &Name) -> bool {
    let last = text.word(name.tokens.end - 1).to_lowercase();
    let club = organisation_words::CLUBS.contains(&last);
    KINDS.contains(&last) && !club
}

/// The word that opens the name of a company means the company where it stands alone: `Brannagh` of Brannagh Holdings.
fn short_names(page: &Page<'_>, mut names: Vec<Name>) -> Vec<Name> {
    let mut known: FxHashSet<&str> = FxHashSet::default();
    for name in names.iter().filter(|name| name.kind == NameKind::Organisation && name.tokens.len() > 1) {
        let first = page.fields[name.field].word(name.tokens.start);
        let lower = first.to_lowercase();
        let means_more = common_words::contains(&lower)
            || given_names::find(&lower).is_some()
            || gazetteer::prior(first).is_some()
            || nationalities::NATIONALITIES.contains(lower.as_str())
            || nationalities::NEVER_NAMES.contains(lower.as_str());
        if first.chars().count() > 3 && is_capitalised(first) && !means_more {
            known.insert(first);
        }
    }
    // Who is named in full is no company, whatever company bears the name.
    for name in names.iter().filter(|name| name.kind == NameKind::Person && name.tokens.len() > 1) {
        name.tokens.clone().for_each(|at| _ = known.remove(page.fields[name.field].word(at)));
    }
    if known.is_empty() {
        return names;
    }
    let foreign = is_foreign(page);
    for (field, text) in page.fields.iter().enumerate() {
        for at in (0..text.tokens.len()).filter(|at| known.contains(text.word(*at)) && stands_alone(text, *at)) {
            let name = Name { field, tokens: at..at + 1, kind: NameKind::Organisation, confidence: BY_PAGE };
            // The lists of everyday words are English: elsewhere only what was taken for a name may be one.
            let word = foreign && meeting(&names, &name).next().is_none();
            let longer = meeting(&names, &name).any(|other| other.tokens.len() > 1);
            if !longer && !word {
                names.retain(|other| other.field != field || other.tokens != name.tokens);
                insert(&mut names, name);
            }
        }
    }
    names
}

/// Whether the page is in another language than English.
fn is_foreign(page: &Page<'_>) -> bool {
    page.language.is_some_and(|language| language != "en")
}

/// Whether a word is a noun of German, where `Koch` may cook.
fn is_noun(word: &str) -> bool {
    german_nouns::find(&word.to_lowercase()) == Noun::Listed
}

fn insert(names: &mut Vec<Name>, name: Name) {
    let place = names.partition_point(|other| (other.field, other.tokens.start) < (name.field, name.tokens.start));
    names.insert(place, name);
}

/// No acronym stands for more words.
const LONGEST: usize = 10;

/// A short name in brackets and the words it stands for: `World Fisheries Authority (WFA)`.
fn acronyms(page: &Page<'_>, mut names: Vec<Name>) -> Vec<Name> {
    let mut known: FxHashSet<&str> = FxHashSet::default();
    let mut found = Vec::new();
    for (field, text) in page.fields.iter().enumerate() {
        for open in 1..text.tokens.len().saturating_sub(2) {
            if text.word(open) != "(" || text.word(open + 2) != ")" || !is_acronym(text.word(open + 1)) {
                continue;
            }
            let Some(start) = spelt_out(text, open, text.word(open + 1)) else { continue };
            let long = Name { field, tokens: start..open, kind: NameKind::Organisation, confidence: BY_PAGE };
            let kinds: Vec<NameKind> = meeting(&names, &long).map(|name| name.kind).collect();
            let by_its_words = long.tokens.clone().any(|at| KINDS.contains(&text.word(at).to_lowercase()));
            let organisation = kinds.contains(&NameKind::Organisation) || by_its_words;
            if organisation && !kinds.contains(&NameKind::Person) {
                known.insert(text.word(open + 1));
                found.push(long);
            }
        }
    }
    if known.is_empty() {
        return names;
    }
    for (field, text) in page.fields.iter().enumerate() {
        for at in 0..text.tokens.len() {
            if known.contains(text.word(at)) {
                found.push(Name { field, tokens: at..at + 1, kind: NameKind::Organisation, confidence: BY_PAGE });
            }
        }
    }
    for name in found {
        // What is longer than the acronym or the words spelt out keeps its bounds.
        let inside = |other: &Name| name.tokens.start <= other.tokens.start && other.tokens.end <= name.tokens.end;
        if meeting(&names, &name).all(inside) {
            names.retain(|other| other.field != name.field || !inside(other));
            insert(&mut names, name);
        }
    }
    names
}

fn meeting<'n>(names: &'n [Name], with: &'n Name) -> impl Iterator<Item = &'n Name> {
    let start = names.partition_point(|name| (name.field, name.tokens.end) <= (with.field, with.tokens.start));
    names[start..].iter().take_while(|name| name.field == with.field && name.tokens.start < with.tokens.end)
}

fn is_acronym(word: &str) -> bool {
    (2..=8).contains(&word.chars().count()) && word.chars().all(char::is_uppercase)
}

/// Where the words start whose initials the acronym in brackets at `open` has; small words may be left out.
fn spelt_out(text: &FieldText<'_>, open: usize, acronym: &str) -> Option<usize> {
    let mut letters = acronym.chars().rev().peekable();
    let mut at = open;
    while letters.peek().is_some() {
        at = at.checked_sub(1)?;
        let word = text.word(at);
        let initial = word.chars().next()?;
        if open - at > LONGEST || text.kind(at) != Some(TokenKind::Word) {
            return None;
        }
        let fits = initial.to_uppercase().next() == letters.peek().copied();
        if fits {
            letters.next();
        } else if initial.is_uppercase() || word.len() > 4 {
            return None;
        }
    }
    let capital = |at: usize| text.word(at).starts_with(char::is_uppercase);
    (capital(at) && open - at > 1 && capital(open - 1)).then_some(at)
}

/// What is known of a word that closes full names of people.
struct Bearer {
    given: bool,
    in_a_place: bool,
}

/// A word that closes the full name of a person means the person where it stands alone.
fn surnames(page: &Page<'_>, mut names: Vec<Name>) -> Vec<Name> {
    let mut bearers: FxHashMap<&str, Bearer> = FxHashMap::default();
    for name in names.iter().filter(|name| name.kind == NameKind::Person && name.tokens.len() > 1) {
        let text = &page.fields[name.field];
        let last = text.word(name.tokens.end - 1);
        if case(last) == Case::Title && last.chars().count() > 2 {
            let first = text.word(name.tokens.start).to_lowercase();
            let bearer = bearers.entry(last).or_insert(Bearer { given: false, in_a_place: false });
            bearer.given |= given_names::find(&first).is_some();
        }
    }
    if bearers.is_empty() {
        return names;
    }
    for (field, text) in page.fields.iter().enumerate() {
        for at in 1..text.tokens.len() {
            if let Some(bearer) = bearers.get_mut(text.word(at)) {
                bearer.in_a_place |= at_a_place(text, at) && !names_person(&names, field, at);
            }
        }
    }
    let mut found = Vec::new();
    let german = tongue(page.language) == GERMAN;
    for (field, text) in page.fields.iter().enumerate() {
        for at in 0..text.tokens.len() {
            let word = text.word(at);
            let base =
                if bearers.contains_key(word) { Some(word) } else { declined_from(word, page.language, &bearers) };
            let Some((base, bearer)) = base.and_then(|base| Some((base, bearers.get(base)?))) else { continue };
            if !stands_alone(text, at) {
                continue;
            }
            let name = Name { field, tokens: at..at + 1, kind: NameKind::Person, confidence: BY_PAGE };
            let there = meeting(&names, &name).next();
            let changes = match there {
                Some(there) if there.tokens.len() > 1 || there.kind == NameKind::Person => false,
                Some(_) => bearer.given && !bearer.in_a_place,
                None if german && (is_noun(word) || is_noun(base)) => false,
                None => bearer.given && !is_word(text, at, word) && !bearer.in_a_place,
            };
            if changes {
                found.push(name);
            }
        }
    }
    for name in found {
        names.retain(|other| other.field != name.field || other.tokens != name.tokens);
        insert(&mut names, name);
    }
    names
}

/// The surname of the page that `word` is another case of: `Tuskiem` of Donald Tusk.
fn declined_from<'a>(word: &str, language: Option<&str>, bearers: &FxHashMap<&'a str, Bearer>) -> Option<&'a str> {
    if case(word) != Case::Title {
        return None;
    }
    let bases = name_inflections::bases(word, language.unwrap_or_default());
    bases.iter().find_map(|base| bearers.get_key_value(base.as_str())).map(|(name, _)| *name)
}

fn names_person(names: &[Name], field: usize, at: usize) -> bool {
    let here = Name { field, tokens: at..at + 1, kind: NameKind::Person, confidence: BY_PAGE };
    meeting(names, &here).any(|name| name.kind == NameKind::Person)
}

/// Whether a preposition of place stands before the word, or a larger place behind it.
fn at_a_place(text: &FieldText<'_>, at: usize) -> bool {
    let before = text.word(at - 1).to_lowercase();
    let comma = text.word(at + 1) == "," && is_capitalised(text.word(at + 2));
    place_cues::BEFORE_PLACES.contains(&before)
        || comma && gazetteer::prior(text.word(at + 2)).is_some_and(|prior| prior.confidence > 0.9)
}

/// Whether neither neighbour belongs to a longer name.
fn stands_alone(text: &FieldText<'_>, at: usize) -> bool {
    let capital = |at: usize| text.kind(at) == Some(TokenKind::Word) && is_capitalised(text.word(at));
    !capital(at + 1) && (at == 0 || opens(text, at) || !capital(at - 1) || opens(text, at - 1))
}

/// Whether the word has its capital from the start of the sentence or an article, and means something else.
fn is_word(text: &FieldText<'_>, at: usize, word: &str) -> bool {
    let before = at.checked_sub(1).map_or("", |before| text.word(before));
    matches!(before, "the" | "The" | "a" | "an") || common_words::contains(&word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use crate::analyse::names::trained::consistency::*;
    use crate::model::Article;

    fn check(body: &str, before: &[(&str, NameKind)], expected: &[(&str, NameKind)]) {
        let article = Article { body: body.to_owned(), ..Article::default() };
        let page = Page::new(&article);
        let text = &page.fields[0];
        let names = before.iter().flat_map(|(name, kind)| {
            let words: Vec<&str> = name.split(' ').collect();
            let fits = move |at: &usize| (0..words.len()).all(|word| text.word(at + word) == words[word]);
            let len = name.split(' ').count();
            (0..text.tokens.len())
                .filter(fits)
                .map(move |at| Name { field: 0, tokens: at..at + len, kind: *kind, confidence: BY_PAGE })
                .collect::<Vec<_>>()
        });
        let mut names: Vec<Name> = names.collect();
        names.sort_by_key(|name| (name.tokens.start, usize::MAX - name.tokens.end));
        names.dedup_by(|later, earlier| later.tokens.start < earlier.tokens.end);
        let settled = settle(&page, names);
        let found: Vec<(&str, NameKind)> = settled.iter().map(|name| (text.slice(&name.tokens), name.kind)).collect();
        assert_eq!(found, expected, "{body}");
    }

    use NameKind::{Organisation, Person, Place};

    #[test]
    fn a_surname_alone_is_the_person_named_in_full() {
        check(
            "Paula Jordan won. Jordan was glad. Then Jordan left.",
            &[("Paula Jordan", Person), ("Jordan", Place)],
            &[("Paula Jordan", Person), ("Jordan", Person), ("Jordan", Person)],
        );
        check(
            "Paula Jordan flew home. She lives in Jordan. Jordan is hot.",
            &[("Paula Jordan", Person), ("Jordan", Place)],
            &[("Paula Jordan", Person), ("Jordan", Place), ("Jordan", Place)],
        );
        check("Paula Green spoke. Green tea was served.", &[("Paula Green", Person)], &[("Paula Green", Person)]);
    }

    #[test]
    fn bounds_of_names_are_mended() {
        check(
            "The Oslo-based Institute for Fish met the Armed Forces of Norway.",
            &[("Oslo-based Institute for Fish", Organisation), ("Armed Forces", Organisation), ("Norway", Place)],
            &[("Institute for Fish", Organisation), ("Armed Forces of Norway", Organisation)],
        );
    }

    #[test]
    fn a_nickname_and_a_particle_are_inside_the_name() {
        check(
            "We met Lena \"Lulu\" Adeyo and Rudi dela Santos.",
            &[("Lena", Person), ("Lulu \" Adeyo", Person), ("Rudi", Person), ("Santos", Person)],
            &[("Lena \"Lulu\" Adeyo", Person), ("Rudi dela Santos", Person)],
        );
        check(
            "General Omar Sadiq Bello spoke of the Fish Party of the north.",
            &[("General Omar Sadiq Bello", Organisation), ("Fish Party of", Organisation)],
            &[("Omar Sadiq Bello", Person), ("Fish Party", Organisation)],
        );
    }

    #[test]
    fn storms_are_nobody_and_addresses_end_in_a_place() {
        check("Hurricane Lena hit the coast.", &[("Hurricane Lena", Organisation)], &[]);
        check(
            "She lives in Elm Lane, Reading. Wise old Reading is far.",
            &[("Elm Lane", Place), ("Reading", Person)],
            &[("Elm Lane", Place), ("Reading", Place), ("Reading", Person)],
        );
    }

    #[test]
    fn a_company_is_meant_by_the_word_that_opens_its_name() {
        check(
            "Shares of Zaynetto Telecom fell. Zaynetto said so.",
            &[("Zaynetto Telecom", Organisation), ("Zaynetto", Person)],
            &[("Zaynetto Telecom", Organisation), ("Zaynetto", Organisation)],
        );
        check(
            "Nadia Brannagh runs Brannagh Holdings. Brannagh is rich.",
            &[("Nadia Brannagh", Person), ("Brannagh Holdings", Organisation)],
            &[("Nadia Brannagh", Person), ("Brannagh Holdings", Organisation), ("Brannagh", Person)],
        );
    }

    #[test]
    fn an_acronym_is_what_it_was_introduced_as() {
        check(
            "The World Fisheries Authority (WFA) met. Fishers like the WFA.",
            &[("World Fisheries", Organisation)],
            &[("World Fisheries Authority", Organisation), ("WFA", Organisation), ("WFA", Organisation)],
        );
        check("Gross Domestic Product (GDP) fell.", &[], &[]);
    }

    #[test]
    fn a_point_of_the_compass_is_no_part_of_a_country() {
        check("Rain fell in western Ukraine.", &[("western Ukraine", Place)], &[("Ukraine", Place)]);
    }

    #[test]
    fn a_surname_in_another_case_is_the_person_named_in_full() {
        let article = Article {
            body: "Janusz Grelak wygrał. Rozmowa z Grelakiem trwała. Doradcy Grelaka milczą.".to_owned(),
            language: Some("pl".to_owned()),
            ..Article::default()
        };
        let page = Page::new(&article);
        let text = &page.fields[0];
        let names = settle(&page, vec![Name { field: 0, tokens: 0..2, kind: Person, confidence: BY_PAGE }]);
        let found: Vec<&str> = names.iter().map(|name| text.slice(&name.tokens)).collect();
        assert_eq!(found, ["Janusz Grelak", "Grelakiem", "Grelaka"]);
    }
}
