//! People whose surname is a word for a body (`Olena Radio, a researcher`), clubs in the plural that look like people
//! (`Dodgers`), and everyday words in titles that look like them (`River's Edge`). English alone has these.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::analyse::names::apposition::run::is_capital;
use crate::analyse::names::{Name, NameKind};
use crate::analyse::text::tokens::TokenKind;
use crate::analyse::text::{FieldText, Page};
use crate::lexicon::grammar::naming_nouns::MEASURES;
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::name_cues::{DONE_BY_PEOPLE, OPEN_ROLES};
use crate::lexicon::organisation_words::SCHOOLS;
use crate::lexicon::surnames::{self, Currency};
use crate::lexicon::titles::{LINKS, OF_BODIES, ROLES};
use crate::lexicon::{common_words, gazetteer, given_names};
use crate::model::Field;

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
    let titles = words_in_titles(page, names);
    let modified = only_modify(page, names);
    let full = names.iter().filter(|name| name.kind == NameKind::Person && name.tokens.len() > 1);
    let words = |name: &Name| page.fields.get(name.field).map(|text| name.tokens.clone().map(|at| text.word(at)));
    let full: FxHashSet<&str> = full.filter_map(words).flatten().collect();
    names.retain_mut(|name| {
        let Some(text) = page.fields.get(name.field) else { return true };
        let word = text.word(name.tokens.start);
        if name.kind == NameKind::Organisation {
            name.tokens.end -= somebody_behind(text, name);
        }
        match name.kind {
            NameKind::Organisation if is_person(text, name) || has_role(text, name) => name.kind = NameKind::Person,
            NameKind::Person if name.tokens.len() == 1 && clubs.contains(word) => name.kind = NameKind::Organisation,
            NameKind::Person if is_town(text, name) => name.kind = NameKind::Place,
            NameKind::Person if is_heading(text, name, &full) || modified.contains(text.slice(&name.tokens)) => {
                return false;
            }
            NameKind::Place if plays(text, name) => name.kind = NameKind::Organisation,
            NameKind::Person => return name.tokens.len() > 1 || !titles.contains(word),
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
    let given = given_names::find(&lower_case(text.word(name.tokens.start)));
    name.tokens.len() == 2
        && text.word(end - 1).chars().any(char::is_lowercase)
        && !common_words::contains(&lower_case(text.word(name.tokens.start)))
        && given.is_some_and(|given| role || acts && given.frequent)
}

/// `chief economist Maury Radio`, `Serhiy Radio, a chemistry researcher at Velm`: what only people are stands beside the name.
fn has_role(text: &FieldText<'_>, name: &Name) -> bool {
    let (start, end) = (name.tokens.start, name.tokens.end);
    let is_role = |at: usize| ROLES.contains(text.word(at)) && !OF_BODIES.contains(text.word(at));
    let first = lower_case(text.word(start));
    let cased = text.word(start).chars().any(char::is_lowercase) && text.word(end - 1).chars().any(char::is_lowercase);
    if !(2..=3).contains(&name.tokens.len()) || !cased || common_words::contains(&first) {
        return false;
    }
    let before = start.checked_sub(1);
    if before.is_some_and(is_role) && given_names::find(&first).is_some() {
        return true;
    }
    let determined = before.is_some_and(|at| matches!(text.word(at), "the" | "The"));
    if determined || name.tokens.len() != 2 || text.word(end) != "," || !matches!(text.word(end + 1), "a" | "an") {
        return false;
    }
    let phrase = (end + 2..end + 2 + ROLE).take_while(|at| text.kind(*at) == Some(TokenKind::Word));
    let head = phrase.take_while(|at| !LINKS.contains(text.word(*at))).last();
    head.is_some_and(|head| {
        is_role(head) && (LINKS.contains(text.word(head + 1)) || matches!(text.word(head + 1), "," | "."))
    })
}

/// Words of the longest role behind a name.
const ROLE: usize = 5;

/// `Player`: an everyday word that is all of a line, as over the columns of a table, and part of nobody's full name, of which `full`
/// are the words.
fn is_heading(text: &FieldText<'_>, name: &Name, full: &FxHashSet<&str>) -> bool {
    let lower = lower_case(text.word(name.tokens.start));
    let alone = || {
        let sentence = text.sentence_of(name.tokens.start).and_then(|number| text.sentences.get(number));
        sentence.is_some_and(|sentence| *sentence == name.tokens)
    };
    let written_so = || name.tokens.len() == 1 && text.field == Field::Body && alone();
    written_so() && common_words::contains(&lower) && !full.contains(text.word(name.tokens.start))
}

/// Names of two words that the page has only between `the` and what is measured: `the Dow Jones average`.
fn only_modify<'a>(page: &Page<'a>, names: &[Name]) -> FxHashSet<&'a str> {
    let mut found: FxHashMap<&str, bool> = FxHashMap::default();
    for name in names.iter().filter(|name| name.kind == NameKind::Person && name.tokens.len() == 2) {
        let Some(text) = page.fields.get(name.field) else { continue };
        let before = name.tokens.start.checked_sub(1).map_or("", |at| text.word(at));
        // `the Velm Grell government` is about somebody; an average or a scale is not.
        let measure = MEASURES.contains(&lower_case(text.word(name.tokens.end)));
        let modifies = matches!(before, "the" | "The") && measure;
        found.entry(text.slice(&name.tokens)).and_modify(|all| *all &= modifies).or_insert(modifies);
    }
    found.into_iter().filter(|(_, all)| *all).map(|(surface, _)| surface).collect()
}

/// How many words at the end of a body are somebody whom a list names behind it: `Yale University Joy Ladin`.
fn somebody_behind(text: &FieldText<'_>, name: &Name) -> usize {
    let end = name.tokens.end;
    let given = |at: usize| {
        let lower = lower_case(text.word(at));
        given_names::find(&lower).is_some_and(|given| given.frequent) && !common_words::contains(&lower)
    };
    let taught = |at: usize| SCHOOLS.contains(&lower_case(text.word(at)));
    let long = |words: usize| name.tokens.len() > words + 1;
    match () {
        () if long(1) && given(end - 1) && taught(end - 2) && is_capital(text, end) => 1,
        () if long(2) && given(end - 2) && taught(end - 3) && is_capital(text, end - 1) => 2,
        () => 0,
    }
}

/// `in Khan Younis`: behind a preposition of place a known town, of which no word is a frequent given name.
fn is_town(text: &FieldText<'_>, name: &Name) -> bool {
    let before = name.tokens.start.checked_sub(1).map_or("", |at| text.word(at));
    let given = |at: usize| given_names::find(&lower_case(text.word(at))).is_some_and(|given| given.frequent);
    name.tokens.len() > 1
        && matches!(before, "in" | "near" | "outside")
        && !name.tokens.clone().any(given)
        && gazetteer::prior(text.slice(&name.tokens)).is_some_and(|prior| prior.population >= TOWN)
}

/// People that a town has at least for which the name of a person may stand.
const TOWN: u64 = 20_000;

/// `USC vs. Notre Dame`: who plays against somebody is a team.
fn plays(text: &FieldText<'_>, name: &Name) -> bool {
    let before = |back: usize| name.tokens.start.checked_sub(back).map_or("", |at| text.word(at));
    let against = before(1) == "vs." || before(1) == "vs" || before(1) == "." && before(2) == "vs";
    against && text.word(name.tokens.end) != ","
}

/// The words that are only ever named as `River` is in `River's Edge`: everyday words that are no frequent surname, each time with
/// what is written with a capital and named by nobody else.
fn words_in_titles<'a>(page: &Page<'a>, names: &[Name]) -> FxHashSet<&'a str> {
    let mut found: FxHashMap<&str, bool> = FxHashMap::default();
    for (at, name) in names.iter().enumerate().filter(|(_, name)| name.kind == NameKind::Person) {
        let Some(text) = page.fields.get(name.field) else { continue };
        if name.tokens.len() > 1 {
            name.tokens.clone().for_each(|at| _ = found.insert(text.word(at), false));
            continue;
        }
        let (word, end) = (text.word(name.tokens.start), name.tokens.end);
        let is_named = names.get(at + 1).is_some_and(|next| (next.field, next.tokens.start) == (name.field, end + 1));
        let titled = text.kind(end) == Some(TokenKind::Possessive) && is_capital(text, end + 1) && !is_named;
        let lower = lower_case(word);
        let everyday = common_words::contains(&lower) && surnames::find(&lower) != Some(Currency::Frequent);
        found.entry(word).and_modify(|all| *all &= titled).or_insert(titled && everyday);
    }
    found.into_iter().filter(|(_, all)| *all).map(|(word, _)| word).collect()
}

#[cfg(test)]
mod tests {
    use crate::analyse::names::apposition::tests::check;

    #[test]
    fn a_body_that_is_said_to_be_somebody_is_a_person() {
        check("en", "Daniel Bank, a teacher, wept.", &["O Daniel Bank"], &["P Daniel Bank"]);
        check("en", "Deutsche Bank, a lender, grew.", &["O Deutsche Bank"], &["O Deutsche Bank"]);
        check("en", "Then economist Daniel Bank left.", &["O Daniel Bank"], &["P Daniel Bank"]);
        check("en", "Then champion Daniel Bank left.", &["O Daniel Bank"], &["O Daniel Bank"]);
        check("en", "Olvik Radio, a young researcher at Velm, left.", &["O Olvik Radio"], &["P Olvik Radio"]);
        check("en", "Olvik Radio, a big broadcaster, grew.", &["O Olvik Radio"], &["O Olvik Radio"]);
        check("en", "He told the Velm Radio, a friend of his said.", &["O Velm Radio"], &["O Velm Radio"]);
    }

    #[test]
    fn a_town_is_nobody_and_who_plays_is_no_town() {
        check(
            "en",
            "She filmed in Khan Younis. Near Tom Hill it rained.",
            &["P Khan Younis", "P Tom Hill"],
            &["L Khan Younis", "P Tom Hill"],
        );
        check("en", "Then came Leeds vs. Hull and it rained.", &["L Leeds", "L Hull"], &["L Leeds", "O Hull"]);
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
    fn who_is_listed_behind_a_university_is_no_part_of_it() {
        let found = ["O Velm University Anna Grell"];
        check("en", "It was signed by the Velm University Anna Grell and others.", &found, &["O Velm University"]);
        let found = ["O Velm University Press"];
        check("en", "It was printed by Velm University Press in May.", &found, &found);
    }

    #[test]
    fn the_heading_of_a_column_and_the_name_of_a_measure_are_nobody() {
        check("en", "Player\n\nAnna Grell", &["P Player", "P Anna Grell"], &["P Anna Grell"]);
        check("en", "The Velm Grell average fell.", &["P Velm Grell"], &[]);
        check(
            "en",
            "The Velm Grell average fell. Velm Grell wept.",
            &["P Velm Grell"],
            &["P Velm Grell", "P Velm Grell"],
        );
        check("en", "The Velm Grell government fell.", &["P Velm Grell"], &["P Velm Grell"]);
        check("en", "The Anna Grell wing of the party left.", &["P Anna Grell"], &["P Anna Grell"]);
    }

    #[test]
    fn an_everyday_word_in_a_title_is_nobody() {
        check("en", "River's Edge is a film.", &["P River"], &[]);
        check("en", "River's Aunt left. River smiled.", &["P River"], &["P River", "P River"]);
    }
}
