//! Whom a bare surname means where several people of a page share it.
//!
//! The people of a page come in, some of them known by one word alone; those whose bearer can be told go over to that
//! bearer. Told apart by gender first (`Mr Harlan`, or `Harlan said she`); else by the habit of newspapers to call only
//! the one a story is about by surname and relatives by their full names.
//!
//! Invariant: sightings move from one person to another, none is lost.

use rustc_hash::FxHashMap;

use crate::analyse::people::cast::{Gender, Individual, Sighting};

/// How many bearers of one surname are weighed.
const BEARERS: usize = 16;

/// Gives the sightings of bare surnames to whoever bears them, where that can be told.
pub(super) fn settle_namesakes(people: &mut Vec<Individual>) {
    let mut bearers: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (place, person) in people.iter().enumerate() {
        if let Some((_, surname)) = person.name.rsplit_once(' ') {
            bearers.entry(surname.to_lowercase()).or_default().push(place);
        }
    }
    let mut moved = false;
    for place in 0..people.len() {
        let Some(bare) = people.get(place).filter(|person| !person.name.contains(' ')) else { continue };
        let Some(bearers) = bearers.get(&bare.name.to_lowercase()).filter(|bearers| bearers.len() <= BEARERS) else {
            continue;
        };
        let Some(meant) = bearer_of(bare, bearers, people) else { continue };
        let (sightings, gender) =
            people.get_mut(place).map(|bare| (std::mem::take(&mut bare.sightings), bare.gender)).unwrap_or_default();
        if let Some(person) = people.get_mut(meant) {
            person.sightings.extend(sightings);
            person.sightings.sort_by_key(order);
            if person.gender == Gender::Unknown {
                person.gender = gender;
            }
            moved = true;
        }
    }
    if moved {
        people.retain(|person| !person.sightings.is_empty());
        people.sort_by_key(|person| person.sightings.first().map(order));
    }
}

fn order(sighting: &Sighting) -> (usize, usize) {
    (sighting.field, sighting.tokens.start)
}

/// The one of `bearers` whom the surname alone means.
fn bearer_of(bare: &Individual, bearers: &[usize], people: &[Individual]) -> Option<usize> {
    let agrees = |place: &usize| {
        people.get(*place).is_some_and(|person| {
            bare.gender == Gender::Unknown || person.gender == Gender::Unknown || person.gender == bare.gender
        })
    };
    let fitting: Vec<usize> = bearers.iter().copied().filter(agrees).collect();
    if let [only] = fitting.as_slice() {
        return Some(*only);
    }
    let first = |place: &usize| people.get(*place).and_then(|person| person.sightings.first()).map(order);
    let sightings = |place: &usize| people.get(*place).map_or(0, |person| person.sightings.len());
    let named_first = fitting.iter().copied().min_by_key(first)?;
    let most = fitting.iter().map(sightings).max()?;
    let known = sightings(&named_first);
    let rivals = fitting.iter().filter(|place| **place != named_first && sightings(place) >= known).count();
    (known == most && rivals == 0).then_some(named_first)
}

#[cfg(test)]
mod tests {
    use crate::analyse::names::Tagger;
    use crate::analyse::names::rules::RuleTagger;
    use crate::analyse::people::FullNames;
    use crate::analyse::people::cast::Casting;
    use crate::analyse::text::Page;
    use crate::model::Article;

    fn check(body: &str, expected: &[(&str, usize)]) {
        let article = Article { body: body.to_owned(), ..Article::default() };
        let page = Page::new(&article);
        let cast = FullNames.cast(&page, &RuleTagger.tag(&page));
        let found: Vec<(&str, usize)> =
            cast.people.iter().map(|person| (person.name.as_str(), person.sightings.len())).collect();
        assert_eq!(found, expected, "{body}");
    }

    #[test]
    fn pronouns_tell_whom_a_surname_means() {
        let met = "Peter Harlan and Anna Harlan came to the town. The streets were wet.";
        check(
            &format!("{met} Later Harlan said she was glad. The rain went on. Then Harlan said she would leave."),
            &[("Peter Harlan", 1), ("Anna Harlan", 3)],
        );
    }

    #[test]
    fn a_surname_alone_means_whom_the_page_is_about() {
        check(
            "Paul Harlan spoke. Paul Harlan sang. Then came Peter Harlan. At night Harlan went home.",
            &[("Paul Harlan", 3), ("Peter Harlan", 1)],
        );
        check(
            "Paul Harlan spoke. Then came Peter Harlan. They left. Harlan went home.",
            &[("Paul Harlan", 1), ("Peter Harlan", 1), ("Harlan", 1)],
        );
    }

    #[test]
    fn a_title_knows_better_than_a_list_of_given_names() {
        check("Laurence Harlan spoke. Then Mr Harlan left.", &[("Laurence Harlan", 2)]);
        check("Laurence Harlan spoke. Mr Harlan and Mrs Harlan left.", &[("Laurence Harlan", 2), ("Harlan", 1)]);
    }
}
