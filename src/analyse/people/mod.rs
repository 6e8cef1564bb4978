//! Gathers the names of people into people: who is who on this page.
//!
//! Person names come in, a [`Cast`] goes out. Full names are gathered first; short forms (a surname, a given name, a
//! name with other initials) then join the full name they fit, the nearest before them where they fit several.
//!
//! `name_parts` says whether one name can stand for another, `inflected` reads names in other cases, `namesakes` whom a shared surname means, `trim` takes off what
//! a headline or title put into a name, `roles` reads the words around it. `whole_names` runs before all of this and settles
//! where names of people begin and end.
//!
//! Invariant: a short form that fits two people equally stays a person of its own.

pub mod cast;
mod inflected;
mod name_parts;
mod namesakes;
mod roles;
mod seen;
mod trim;
pub(crate) mod whole_names;

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::analyse::names::{Name, NameKind};
use crate::analyse::people::cast::{Cast, Casting, Gender, Individual, Sighting};
use crate::analyse::people::name_parts::{NameParts, fits};
use crate::analyse::people::namesakes::settle_namesakes;
use crate::analyse::people::roles::{Roles, role_gender, title_gender};
use crate::analyse::people::seen::Seen;
use crate::analyse::people::trim::{bare_name, is_title_case};
use crate::analyse::text::{FieldText, Page};

/// Casting under the fullest name a page gives.
#[derive(Clone, Copy, Debug, Default)]
pub struct FullNames;

/// People gathered so far who share a word of their name.
struct Person {
    fullest: usize,
    sightings: Vec<usize>,
    title: Gender,
}

impl Casting for FullNames {
    fn cast(&self, page: &Page<'_>, names: &[Name]) -> Cast {
        let seen = sightings(page, names);
        let people = gather(&seen);
        let surnames: FxHashSet<&str> = people
            .iter()
            .map(|person| &seen[person.fullest].parts)
            .filter(|parts| parts.words.len() > 1)
            .filter_map(NameParts::surname)
            .collect();
        let mut individuals: Vec<Individual> =
            people.iter().map(|person| individual(page, &seen, person, &surnames)).collect();
        listen_to_pronouns(page, &mut individuals);
        settle_namesakes(&mut individuals);
        Cast { people: individuals }
    }
}

fn sightings(page: &Page<'_>, names: &[Name]) -> Vec<Seen> {
    let mut seen = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let Some(field) = page.fields.get(name.field).filter(|_| name.kind == NameKind::Person) else { continue };
        let role = Roles { field, names, at }.find();
        let title = match title_gender(field, name.tokens.start) {
            Gender::Unknown => role.as_deref().map_or(Gender::Unknown, role_gender),
            told => told,
        };
        let tokens = bare_name(field, &name.tokens);
        seen.push(Seen {
            field: name.field,
            parts: NameParts::read(field, &tokens),
            tokens,
            role,
            title,
            confidence: name.confidence,
            inflected: false,
        });
    }
    inflected::settle(page.language, &mut seen);
    seen
}

/// Longer names first, so that short forms find whom they shorten; the answer is in the order of first sighting.
fn gather(seen: &[Seen]) -> Vec<Person> {
    let mut order: Vec<usize> = (0..seen.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(seen[at].parts.fullness()), at));
    let mut people: Vec<Person> = Vec::new();
    // Every word of a name leads to the people who bear it.
    let mut bearers: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for at in order {
        let parts = &seen[at].parts;
        let mut fitting: Vec<(u8, usize)> = Vec::new();
        let known = parts.keys().filter_map(|word| bearers.get(word)).min_by_key(|list| list.len());
        if parts.keys().all(|word| bearers.contains_key(word)) || parts.words.len() > 1 {
            let list = if parts.words.len() == 1 { known } else { parts.surname().and_then(|word| bearers.get(word)) };
            for &person in list.into_iter().flatten().take(MOST_BEARERS) {
                let other = &seen[people[person].fullest].parts;
                let clash = matches!(
                    (seen[at].title, gender_of(seen, &people[person])),
                    (Gender::Female, Gender::Male) | (Gender::Male, Gender::Female)
                );
                if let Some(fit) = fits(parts, other).filter(|_| !clash) {
                    fitting.push((fit, person));
                }
            }
        }
        if let Some(person) = choose(seen, &people, at, &fitting) {
            people[person].sightings.push(at);
            if people[person].title == Gender::Unknown {
                people[person].title = seen[at].title;
            }
        } else {
            for word in parts.keys() {
                bearers.entry(word).or_default().push(people.len());
            }
            people.push(Person { fullest: at, sightings: vec![at], title: seen[at].title });
        }
    }
    trust_titles(seen, &mut people);
    for person in &mut people {
        person.sightings.sort_unstable();
    }
    people.sort_by_key(|person| person.sightings.first().copied());
    people
}

/// `Mr Harlan` is Lindsey Harlan, the only one of that surname, whatever a list says of Lindsey: a title knows better,
/// unless the page has titles of both genders for the surname.
fn trust_titles(seen: &[Seen], people: &mut Vec<Person>) {
    let mut bearers: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (place, person) in people.iter().enumerate() {
        bearers.entry(seen[person.fullest].parts.surname().unwrap_or_default()).or_default().push(place);
    }
    for group in bearers.values() {
        let &[a, b] = group.as_slice() else { continue };
        let words = |place: usize| seen[people[place].fullest].parts.words.len();
        let (bare, full) = if words(a) == 1 { (a, b) } else { (b, a) };
        let titled = people[bare].title != Gender::Unknown && people[full].title == Gender::Unknown;
        if words(bare) == 1 && words(full) > 1 && titled {
            people[full].title = people[bare].title;
            let sightings = std::mem::take(&mut people[bare].sightings);
            people[full].sightings.extend(sightings);
        }
    }
    people.retain(|person| !person.sightings.is_empty());
}

/// How many people of one surname a page is searched for; a list of a thousand Smiths says nothing about `Smith`.
const MOST_BEARERS: usize = 64;

fn gender_of(seen: &[Seen], person: &Person) -> Gender {
    if person.title == Gender::Unknown { seen[person.fullest].parts.gender() } else { person.title }
}

/// Whom the sighting belongs to: the one it fits best; among equals the one whose full name was read last before it.
fn choose(seen: &[Seen], people: &[Person], at: usize, fitting: &[(u8, usize)]) -> Option<usize> {
    let best = fitting.iter().map(|(fit, _)| *fit).max()?;
    let mut rivals = fitting.iter().filter(|(fit, _)| *fit == best).map(|(_, person)| *person);
    let first = rivals.next()?;
    let rest: Vec<usize> = rivals.collect();
    if rest.is_empty() {
        return Some(first);
    }
    // `Lady Oakley` is called so: the bare surname is his who has a given name.
    let mut named = rest.iter().chain([&first]).filter(|&&person| !seen[people[person].fullest].parts.is_titled());
    if let (Some(&only), None) = (named.next(), named.next()) {
        return Some(only);
    }
    // The same name in full stands for the first who bears it; only a bare surname can be nearer to one than another.
    let here = &seen[at];
    let nearest = |person: &usize| {
        people[*person]
            .sightings
            .iter()
            .rev()
            .take(MOST_BEARERS)
            .filter(|&&other| seen[other].field == here.field && seen[other].tokens.end <= here.tokens.start)
            .map(|&other| here.tokens.start - seen[other].tokens.end)
            .min()
    };
    let mut distances: Vec<(usize, usize)> =
        rest.iter().chain([&first]).filter_map(|person| nearest(person).map(|distance| (distance, *person))).collect();
    distances.sort_unstable();
    match distances.as_slice() {
        [(_, person)] => Some(*person),
        [(near, person), (far, _), ..] if near * 3 < *far => Some(*person),
        _ => None,
    }
}

fn individual(page: &Page<'_>, seen: &[Seen], person: &Person, surnames: &FxHashSet<&str>) -> Individual {
    let in_titles =
        |at: usize| page.fields.get(seen[at].field).is_some_and(|field| is_title_case(field, seen[at].tokens.start));
    // In a line where every word has a capital, the word after a name may be no part of it: `Ann Example Joins`.
    let overruns = |at: usize| {
        let words = &seen[at].parts.words;
        person.sightings.iter().any(|&other| {
            let shorter = &seen[other].parts.words;
            shorter.len() > 1 && shorter.len() < words.len() && words.starts_with(shorter) && !in_titles(other)
        }) && in_titles(at)
    };
    let fullest = person
        .sightings
        .iter()
        .copied()
        .filter(|&at| {
            !(seen[at].inflected || seen[at].parts.shouts() || seen[at].parts.words.len() > 2 && overruns(at))
        })
        .max_by_key(|&at| (seen[at].parts.fullness(), std::cmp::Reverse(at)))
        .unwrap_or(person.fullest);
    let name = page.fields.get(seen[fullest].field).map_or("", |field| field.slice(&seen[fullest].tokens));
    let parts = &seen[fullest].parts;
    // Clinton is a man's name, but not where somebody is called Hillary Clinton.
    let given = parts.words.len() > 1 || parts.surname().is_none_or(|word| !surnames.contains(word));
    Individual {
        name: name.split_whitespace().collect::<Vec<_>>().join(" "),
        gender: match person.title {
            Gender::Unknown if given => parts.gender(),
            told => told,
        },
        sightings: person
            .sightings
            .iter()
            .map(|&at| {
                let Seen { field, tokens, role, confidence, .. } = &seen[at];
                Sighting {
                    field: *field,
                    tokens: tokens.clone(),
                    role: role.as_deref().map(Box::from),
                    confidence: *confidence,
                }
            })
            .collect(),
    }
}

/// People whose name does not tell take the gender of the pronouns next to and after their names, as far as nobody of
/// that gender in the same sentence explains them.
fn listen_to_pronouns(page: &Page<'_>, people: &mut [Individual]) {
    let mut named = Sentences::default();
    for (place, person) in people.iter().enumerate() {
        for sighting in &person.sightings {
            let sentence = page.fields.get(sighting.field).and_then(|field| field.sentence_of(sighting.tokens.start));
            let Some(sentence) = sentence else { continue };
            let present = named.entry((sighting.field, sentence)).or_default();
            if present.last().is_none_or(|(last, _)| *last != place) {
                present.push((place, sighting.tokens.end));
            }
        }
    }
    // Who is known explains the pronouns beside others, so that the next round knows more of them.
    for _ in 0..ROUNDS {
        let votes = count_pronouns(page, people, &named);
        let mut told = false;
        for (person, [she, he]) in people.iter_mut().zip(votes) {
            if person.gender == Gender::Unknown && she.max(he) >= 2 && she.max(he) >= 2 * she.min(he) {
                person.gender = if she > he { Gender::Female } else { Gender::Male };
                told = true;
            }
        }
        if !told {
            break;
        }
    }
}

/// How often pronouns are listened to.
const ROUNDS: usize = 3;

/// Who is named where: the field and the sentence; each person's place and the end of the name.
type Sentences = FxHashMap<(usize, usize), Vec<(usize, usize)>>;

/// For each person, the weight of the pronouns for women and for men that nobody else explains.
fn count_pronouns(page: &Page<'_>, people: &[Individual], named: &Sentences) -> Vec<[i32; 2]> {
    let mut votes = vec![[0; 2]; people.len()];
    let is = |person: usize, gender| people.get(person).is_some_and(|known| known.gender == gender);
    for (&(place, sentence), present) in named {
        let Some(field) = page.fields.get(place) else { continue };
        let mut unknown = present.iter().filter(|(person, _)| is(*person, Gender::Unknown));
        let (Some(&(person, behind)), None) = (unknown.next(), unknown.next()) else { continue };
        let before = sentence.checked_sub(1).and_then(|before| named.get(&(place, before)));
        let present = |gender| present.iter().any(|(person, _)| is(*person, gender));
        let recent = |gender| before.is_some_and(|before| before.iter().any(|(person, _)| is(*person, gender)));
        let mut vote = |tokens: Range<usize>, weight: i32| {
            let (she, he) = pronouns(field, tokens);
            let counts = [(she, Gender::Female), (he, Gender::Male)].map(|(heard, gender)| {
                i32::from(heard && !present(gender)) * if recent(gender) { weight - 1 } else { weight }
            });
            if let Some(votes) = votes.get_mut(person) {
                votes.iter_mut().zip(counts).for_each(|(votes, count)| *votes += count);
            }
        };
        let end = |sentence: usize| field.sentences.get(sentence).map_or(behind, |range| range.end);
        vote(behind..end(sentence), 2);
        if !named.contains_key(&(place, sentence + 1)) {
            vote(end(sentence)..end(sentence + 1), 1);
        }
    }
    votes
}

/// Whether there is a pronoun for a woman among `tokens`, and one for a man.
fn pronouns(field: &FieldText<'_>, tokens: Range<usize>) -> (bool, bool) {
    let (mut she, mut he) = (false, false);
    for at in tokens {
        match field.word(at) {
            "she" | "She" | "her" | "Her" | "herself" => she = true,
            "he" | "He" | "his" | "His" | "him" | "himself" => he = true,
            _ => {}
        }
    }
    (she, he)
}

#[cfg(test)]
mod tests {
    use crate::analyse::names::Tagger;
    use crate::analyse::names::rules::RuleTagger;
    use crate::analyse::people::*;
    use crate::model::Article;
    use proptest::prelude::*;

    fn cast(body: &str) -> Cast {
        let article = Article { body: body.to_owned(), ..Article::default() };
        let page = Page::new(&article);
        FullNames.cast(&page, &RuleTagger.tag(&page))
    }

    fn check(body: &str, expected: &[(&str, usize)]) {
        let found = cast(body);
        let found: Vec<(&str, usize)> =
            found.people.iter().map(|person| (person.name.as_str(), person.sightings.len())).collect();
        assert_eq!(found, expected, "{body}");
    }

    fn check_role(body: &str, name: &str, expected: Option<&str>) {
        let found = cast(body);
        let roles = found.people.iter().find(|person| person.name == name).map(|person| &person.sightings[0].role);
        assert_eq!(roles.and_then(|role| role.as_deref()), expected, "{body}");
    }

    fn check_gender(body: &str, expected: Gender) {
        assert_eq!(cast(body).people.first().map(|person| person.gender), Some(expected), "{body}");
    }

    #[test]
    fn short_forms_join_the_full_name() {
        check("Lena Grubwald won. Grubwald smiled. Lena said so.", &[("Lena Grubwald", 3)]);
        check("Mr Masri spoke. Later Yusuf al-Masri left. Al-Masri said so.", &[("Yusuf al-Masri", 3)]);
        check("Joseph Harlan met reporters. Joe Harlan said no.", &[("Joseph Harlan", 2)]);
    }

    #[test]
    fn two_of_one_surname_are_told_apart() {
        check(
            "Peter Harlan met his sister Anna Harlan. Ms Harlan said yes. Mr Harlan said no.",
            &[("Peter Harlan", 2), ("Anna Harlan", 2)],
        );
        check(
            "Peter Harlan met his brother Paul Harlan. They left. Harlan said no.",
            &[("Peter Harlan", 1), ("Paul Harlan", 1), ("Harlan", 1)],
        );
    }

    #[test]
    fn a_bare_surname_is_not_hers_who_is_named_by_her_title() {
        let body = "Harlan was late. Lady Harlan and her husband Peter Harlan smiled.";
        let article = Article { body: body.to_owned(), ..Article::default() };
        let page = Page::new(&article);
        let words =
            |at: usize, len: usize| Name { field: 0, tokens: at..at + len, kind: NameKind::Person, confidence: 900 };
        let cast = FullNames.cast(&page, &[words(0, 1), words(4, 2), words(9, 2)]);
        let found: Vec<_> = cast.people.iter().map(|one| (one.name.as_str(), one.sightings.len())).collect();
        assert_eq!(found, [("Peter Harlan", 2), ("Lady Harlan", 1)]);
    }

    #[test]
    fn roles_before_the_name_are_read_whole() {
        check_role("US Secretary of State Martin Oakley spoke.", "Martin Oakley", Some("US Secretary of State"));
        check_role(
            "Norway's fiercely anti-tax Prime Minister Ingrid Solberg spoke.",
            "Ingrid Solberg",
            Some("Norway's fiercely anti-tax Prime Minister"),
        );
        check_role("The club's former head coach Ivan Petrov left.", "Ivan Petrov", Some("former head coach"));
        check_role("Mr Oakley said no.", "Oakley", None);
    }

    #[test]
    fn roles_behind_the_name_and_before_a_comma_are_read() {
        check_role("Ingrid Solberg, the envoy on the crisis, left.", "Ingrid Solberg", Some("envoy on the crisis"));
        check_role("The envoy on the crisis, Ingrid Solberg, left.", "Ingrid Solberg", Some("envoy on the crisis"));
        check_role("Ivan Petrov, 34, a baker from Riga, and others left.", "Ivan Petrov", None);
    }

    #[test]
    fn gender_comes_from_titles_names_and_pronouns() {
        check_gender("Mrs Oakley said no.", Gender::Female);
        check_gender("Ivan Petrov said no.", Gender::Male);
        check_gender("His wife, Anna Quillfeather, left.", Gender::Female);
        check_gender("Professor Quillfeather said he was glad.", Gender::Male);
        check_gender("Professor Quillfeather said no.", Gender::Unknown);
    }

    proptest! {
        #[test]
        fn nobody_is_seen_without_a_name_and_no_name_is_two_people(
            body in "(Anna |Peter |Harlan|Oakley|al-Masri|Mr |Ms |President |, the |envoy |of |said |she |he |\\. |, |\n|J\\. ){0,60}",
        ) {
            let article = Article { body, ..Article::default() };
            let page = Page::new(&article);
            let names = RuleTagger.tag(&page);
            let people = names.iter().filter(|name| name.kind == NameKind::Person).count();
            let cast = FullNames.cast(&page, &names);
            prop_assert_eq!(cast.people.iter().map(|person| person.sightings.len()).sum::<usize>(), people);
            prop_assert!(cast.people.iter().all(|person| !person.name.is_empty() && !person.sightings.is_empty()));
        }
    }
}
