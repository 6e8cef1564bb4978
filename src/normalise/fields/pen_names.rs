//! Names of authors in the forms that only a page's own word makes names: in small letters, with the surname cut to a letter
//! or put first, and of one word.
//!
//! What a page declares or links as an author comes in; the name goes out as it is printed elsewhere.
//!
//! Invariant: for what is known to be an author only; in running text none of these is a name.

use crate::lexicon::agencies::agency;
use crate::lexicon::byline_words::{ABOUT, NOT_NAMES};
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::surnames::Currency;
use crate::lexicon::{gazetteer, given_names, surnames};
use crate::normalise::fields::byline::parse_byline;
use crate::normalise::fields::person_names::{person, unspaced_person};
use crate::normalise::text::titles::bare_words;
use crate::normalise::text::unicode::clean;

/// The people of a declared author, which may be a whole byline.
pub(in crate::normalise) fn people_of(author: &str) -> Vec<String> {
    let author = clean(author);
    let author = without_about(&author);
    let lead = author.split(' ').next().map(lower_case).unwrap_or_default();
    let name = if matches!(&*lead, "by" | "por" | "par" | "door") { None } else { person(author) };
    if let Some(name) = name.or_else(|| unspaced_person(author)).or_else(|| surname_first(author)) {
        return vec![name];
    }
    let people = parse_byline(author).map(|line| line.authors).unwrap_or_default();
    if people.is_empty() {
        with_initial(author).or_else(|| in_small_letters(author)).into_iter().collect()
    } else {
        people
    }
}

/// The name of one word under which an author writes: no title, desk, place or agency, and nothing of the site's own name.
pub(in crate::normalise) fn pen_name(author: &str, site: &str) -> Option<String> {
    let name = clean(author);
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let whole = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let lower = lower_case(&name);
    let bare = bare_words(&name).replace(' ', "");
    let own = bare.len() >= 3 && !site.is_empty() && (site.contains(&bare) || bare.contains(site));
    let plain = whole && letters >= 3 && name.len() <= 30 && letters * 2 >= name.chars().count();
    let place = given_names::find(&lower).is_none() && gazetteer::is_place_name(&name);
    (plain && !own && !place && !NOT_NAMES.contains(&lower) && agency(&name).is_none()).then_some(name)
}

/// The text without `About` before it.
pub(in crate::normalise) fn without_about(text: &str) -> &str {
    let rest = ABOUT.iter().find_map(|lead| {
        let (head, rest) = text.split_at_checked(lead.len())?;
        (head.to_lowercase() == **lead).then_some(rest)
    });
    rest.map_or(text, str::trim_start)
}

/// `Natalie D.`, `Nicolas Herrera C.`: a known first name, and the surname cut to its first letter.
pub(in crate::normalise) fn with_initial(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().take(5).collect();
    let (last, rest) = words.split_last().filter(|(_, rest)| (1..=3).contains(&rest.len()))?;
    let initial = last.trim_end_matches('.');
    let cut = initial.chars().count() == 1 && initial.chars().all(char::is_uppercase);
    let proper = |word: &&str| {
        word.chars().next().is_some_and(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || c == '-')
            && !NOT_NAMES.contains(&lower_case(word))
    };
    (cut && rest.iter().all(proper) && given_names::find(&lower_case(rest.first()?)).is_some()).then(|| words.join(" "))
}

/// `anna berg`, `anna-berg` as `Anna Berg`, where the first word is a known first name.
fn in_small_letters(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split([' ', '-']).collect();
    let small = |word: &&str| word.len() > 1 && word.chars().all(char::is_lowercase) && !NOT_NAMES.contains(word);
    if !(2..=3).contains(&words.len()) || !words.iter().all(small) || given_names::find(words.first()?).is_none() {
        return None;
    }
    let capitals = words.iter().map(|word| {
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    });
    person(&capitals.collect::<Vec<_>>().join(" "))
}

/// `Berg, Anna` as `Anna Berg`: the second is a known first name, the first a surname, and not both could be either.
fn surname_first(text: &str) -> Option<String> {
    let (surname, first) = text.split_once(", ").filter(|(_, first)| !first.contains(','))?;
    let given = |word: &str| given_names::find(&lower_case(word)).is_some();
    let known = |word: &str| surnames::find(&lower_case(word)).is_some();
    let frequent =
        |word: &str| surnames::find(&lower_case(word)).is_some_and(|currency| currency >= Currency::Frequent);
    let last = surname.split(' ').next_back()?;
    let turned = surname.split(' ').count() <= 2
        && first.split(' ').count() <= 2
        && known(last)
        // `Anna Berg, Carl Dahl` are two people.
        && person(surname).is_none()
        && given(first.split(' ').next()?)
        && !(given(last) && frequent(first.split(' ').next()?));
    turned.then(|| person(&format!("{first} {surname}"))).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_authors_are_people_in_any_dress() {
        let check = |author: &str, expected: &[&str]| assert_eq!(people_of(author), expected, "{author}");
        check("Anna Berg", &["Anna Berg"]);
        check("About Anna Berg", &["Anna Berg"]);
        check("anna-lindqvist", &["Anna Lindqvist"]);
        check("steven dahl", &["Steven Dahl"]);
        check("Lindberg, Anna", &["Anna Lindberg"]);
        check("Andrew Dahl, Natalie Berg", &["Andrew Dahl", "Natalie Berg"]);
        check("Natalie D.", &["Natalie D."]);
        check("Nicolas Herrera C.", &["Nicolas Herrera C."]);
        check("Vitamin C", &[]);
        check("Por João Silva e Ana Souza", &["João Silva", "Ana Souza"]);
        check("Anna (Tansy Mae) Berg", &["Anna (Tansy Mae) Berg"]);
        check("By Anna Berg, Carl Dahl and Eva Falk, The Gull", &["Anna Berg", "Carl Dahl", "Eva Falk"]);
        check("news-desk", &[]);
        check("", &[]);
    }

    #[test]
    fn pen_names_are_no_desks_and_no_sites() {
        let check = |author: &str, expected: Option<&str>| {
            assert_eq!(pen_name(author, "dailygull").as_deref(), expected, "{author}");
        };
        check("foresterbob", Some("foresterbob"));
        check("MrZorg", Some("MrZorg"));
        check("Anna", Some("Anna"));
        check("admin", None);
        check("Gull", None);
        check("Reuters", None);
        check("gull.example", None);
        check("2013", None);
    }
}
