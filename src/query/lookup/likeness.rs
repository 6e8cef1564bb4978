//! Which two names may be of one person, however they are spelt.
//!
//! Two names come in; it goes out how they are alike, the surest way first.
//!
//! Invariant: nothing here says that they are one person; that is for whoever asked to decide.

use crate::model::folding::without_accents as fold;
use crate::model::values::romanise::{romanised, sound};

/// How two names are alike, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// Letter for letter.
    Exact,
    /// But for capitals, accents and punctuation.
    Folded,
    /// The same words in another order: the surname first.
    Reordered,
    /// The same in the letters, or by the sound, of another script or language.
    Transliterated,
    /// One gives initials for what the other spells out.
    Initials,
    /// One letter is another, missing or too many, or two neighbours have changed places.
    Near,
}

impl Likeness {
    /// Its name in rows.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Folded => "folded",
            Self::Reordered => "reordered",
            Self::Transliterated => "transliterated",
            Self::Initials => "initials",
            Self::Near => "near",
        }
    }
}

/// A name in the forms that are compared.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub(super) name: String,
    pub(super) folded: String,
    /// The words of the folded name, sorted.
    pub(super) sorted: String,
    /// The sounds of its words, sorted.
    pub(super) sounds: String,
}

impl Form {
    pub(super) fn of(name: &str) -> Self {
        let folded = fold(name);
        let latin = fold(&romanised(name));
        let mut sounds: Vec<String> = latin.split(' ').map(sound).collect();
        sounds.sort_unstable();
        Self { name: name.to_owned(), sorted: sorted(&folded), sounds: sounds.join(" "), folded }
    }

    /// Names of one word say too little for a guess.
    pub(super) fn is_full(&self) -> bool {
        self.folded.contains(' ')
    }

    /// What initials have in common with what they stand for: the last word, and the first letters of the others.
    pub(super) fn initials(&self) -> Option<String> {
        let (given, surname) = self.folded.rsplit_once(' ')?;
        let first = given.chars().next()?;
        (surname.chars().count() > 1).then(|| format!("{first} {surname}"))
    }

    /// The folded name without each of its letters in turn, and itself: names one letter apart share one of these.
    pub(super) fn deletions(&self) -> Vec<String> {
        let letters: Vec<char> = self.folded.chars().collect();
        if letters.len() < LEAST_NEAR || letters.len() > MOST_NEAR || !self.is_full() {
            return Vec::new();
        }
        let without = |gone: usize| letters.iter().enumerate().filter(|(at, _)| *at != gone).map(|(_, c)| *c).collect();
        (0..letters.len()).map(without).chain([self.folded.clone()]).collect()
    }
}

/// Letters that a name must have before one of them may differ: shorter ones are other names.
const LEAST_NEAR: usize = 7;
/// Longer ones are no names.
const MOST_NEAR: usize = 60;

/// How two names are alike; `None` where they are not.
pub(super) fn likeness(listed: &Form, other: &Form) -> Option<Likeness> {
    if listed.name == other.name {
        return Some(Likeness::Exact);
    }
    if listed.folded == other.folded {
        return Some(Likeness::Folded);
    }
    if listed.sorted == other.sorted {
        return Some(Likeness::Reordered);
    }
    if listed.sounds == other.sounds && !listed.sounds.is_empty() && listed.is_full() {
        return Some(Likeness::Transliterated);
    }
    if stands_for(&listed.folded, &other.folded) || stands_for(&other.folded, &listed.folded) {
        return Some(Likeness::Initials);
    }
    let long = listed.folded.chars().count().min(other.folded.chars().count()) >= LEAST_NEAR;
    (long && listed.is_full() && is_one_edit(&listed.folded, &other.folded)).then_some(Likeness::Near)
}

fn sorted(folded: &str) -> String {
    let mut words: Vec<&str> = folded.split(' ').collect();
    words.sort_unstable();
    words.join(" ")
}

/// Whether `short` has the surname of `long`, and initials for its given names, some of which it may leave out.
fn stands_for(short: &str, long: &str) -> bool {
    let (Some((initials, surname)), Some((given, other))) = (short.rsplit_once(' '), long.rsplit_once(' ')) else {
        return false;
    };
    if surname != other || !initials.split(' ').any(|word| word.chars().count() == 1) {
        return false;
    }
    let mut words = given.split(' ');
    let mut is_first = true;
    initials.split(' ').all(|initial| {
        let fits = |word: &str| if initial.chars().count() == 1 { word.starts_with(initial) } else { word == initial };
        let found = if is_first { words.next().is_some_and(fits) } else { words.any(fits) };
        is_first = false;
        found
    })
}

/// Whether one letter more, less or another makes them the same, or two neighbours that changed places.
fn is_one_edit(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let front = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let rest = one.len().min(other.len()) - front;
    let back = one.iter().rev().zip(other.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    if one.len().max(other.len()) - front - back <= 1 {
        return true;
    }
    let (Some([a, b]), Some([c, d])) = (one.get(front..one.len() - back), other.get(front..other.len() - back)) else {
        return false;
    };
    a == d && b == c
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_alike_in_the_surest_way() {
        let check = |a: &str, b: &str, expected: Option<Likeness>| {
            assert_eq!(likeness(&Form::of(a), &Form::of(b)), expected, "{a} | {b}");
            let back = likeness(&Form::of(b), &Form::of(a));
            assert_eq!(back, expected, "{b} | {a}");
        };
        check("Tomas Ferrin", "Tomas Ferrin", Some(Likeness::Exact));
        check("TOMÁS FERRIN", "Tomas Ferrin", Some(Likeness::Folded));
        check("Ferrin, Tomas", "Tomas Ferrin", Some(Likeness::Reordered));
        check("Фёдор Малинин", "Fyodor Malinin", Some(Likeness::Transliterated));
        check("Yuri Ivanov", "Youri Ivanoff", Some(Likeness::Transliterated));
        check("T. Ferrin", "Tomas Ferrin", Some(Likeness::Initials));
        check("Ida M. Lund", "Ida Maria Lund", Some(Likeness::Initials));
        check("Tomas Ferren", "Tomas Ferrin", Some(Likeness::Near));
        check("Tomas Ferirn", "Tomas Ferrin", Some(Likeness::Near));
        check("Tomas Ferrinn", "Thomas Ferrin", Some(Likeness::Transliterated));
        check("Tomas Perren", "Tomas Ferrin", None);
        check("Ida Lund", "Ada Berg", None);
        check("Lund", "Land", None);
    }

    #[test]
    fn names_one_letter_apart_share_a_deletion() {
        for other in ["Tomas Ferren", "Tomas Ferirn", "Toms Ferrin"] {
            let (a, b) = (Form::of("Tomas Ferrin").deletions(), Form::of(other).deletions());
            assert!(a.iter().any(|form| b.contains(form)), "{other}");
        }
        assert!(Form::of("Lund").deletions().is_empty());
    }
}
