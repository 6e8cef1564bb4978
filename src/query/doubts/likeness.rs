//! How alike two names are: what of their spelling says that they may be one person's.
//!
//! Two names come in, a likeness or none goes out.
//!
//! Invariant: the order of the two makes no difference, and a name that is the same row (its key is the same) never comes in.

use crate::store::names::fold;

/// What two names have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Likeness {
    /// From 0 to 100; the order in which a person would go through them.
    pub(super) points: i64,
    /// In plain words.
    pub(super) words: &'static str,
}

const SAME_LETTERS: Likeness = Likeness { points: 90, words: "the same letters but for accents and signs" };
const MIDDLE_NAME: Likeness = Likeness { points: 80, words: "one has a middle name or initial" };
const TRANSLITERATION: Likeness = Likeness { points: 75, words: "two spellings of the same sounds" };
const ONE_LETTER: Likeness = Likeness { points: 60, words: "one letter differs" };
const INITIAL: Likeness = Likeness { points: 55, words: "one has an initial for the given name" };
const SURNAME_ALONE: Likeness = Likeness { points: 40, words: "one is the surname alone" };

/// Fewer letters than this say nothing where one of them differs.
const LETTERS: usize = 5;

/// A name taken apart.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    words: Vec<String>,
}

impl Parts {
    /// The words of `name` without case, accents and generation.
    pub(super) fn of(name: &str) -> Self {
        let folded = fold(name);
        let mut words: Vec<String> = folded.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        let is_generation = |word: &String| matches!(word.as_str(), "jr" | "sr" | "ii" | "iii" | "iv");
        if words.len() > 2 && words.last().is_some_and(is_generation) {
            words.pop();
        }
        Self { words }
    }

    /// Whether they are the whole of `name`, which has no generation after them.
    pub(super) fn end(&self, name: &str) -> bool {
        fold(name).split(' ').rfind(|word| !word.is_empty()).unwrap_or_default() == self.surname()
    }

    /// One word is all that is known of the name.
    pub(super) fn is_lone(&self) -> bool {
        self.words.len() == 1
    }

    /// Its words.
    pub(super) fn words(&self) -> &[String] {
        &self.words
    }

    /// The last word.
    pub(super) fn surname(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }
}

/// What `a` and `b` have in common; `None` where they are no likelier one than any two.
pub(super) fn liken(a: &Parts, b: &Parts) -> Option<Likeness> {
    if a.words.concat() == b.words.concat() {
        return Some(SAME_LETTERS);
    }
    match (a.words.as_slice(), b.words.as_slice()) {
        ([lone], [_, .., last]) | ([_, .., last], [lone]) => (lone == last).then_some(SURNAME_ALONE),
        ([first_a, inner_a @ .., last_a], [first_b, inner_b @ .., last_b]) => {
            let inner = are_compatible(inner_a, inner_b);
            match (first_a == first_b, last_a == last_b) {
                (true, true) => inner.then_some(MIDDLE_NAME),
                (false, true) if is_initial(first_a) || is_initial(first_b) => {
                    (inner && first_a.chars().next() == first_b.chars().next()).then_some(INITIAL)
                }
                (false, true) => liken_words(first_a, first_b).filter(|_| inner),
                (true, false) => liken_words(last_a, last_b).filter(|_| inner && !is_initial(first_a)),
                (false, false) => None,
            }
        }
        _ => None,
    }
}

/// Whether the shorter list of middle names may stand for the longer: each is there, in full or as an initial.
fn are_compatible(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let fits = |one: &String, other: &String| {
        one == other || (is_initial(one) || is_initial(other)) && one.chars().next() == other.chars().next()
    };
    short.iter().all(|one| long.iter().any(|other| fits(one, other)))
}

fn is_initial(word: &str) -> bool {
    word.chars().count() == 1
}

/// How two words that differ are alike.
fn liken_words(a: &str, b: &str) -> Option<Likeness> {
    let (sound_a, sound_b) = (sounds(a), sounds(b));
    let consonants = |sounds: &str| sounds.chars().filter(|letter| !"aeiou".contains(*letter)).collect::<String>();
    let (bare_a, bare_b) = (consonants(&sound_a), consonants(&sound_b));
    let same_bones = bare_a == bare_b && bare_a.chars().count() > 3 && a.chars().next() == b.chars().next();
    if sound_a == sound_b || same_bones {
        return Some(TRANSLITERATION);
    }
    is_one_letter_off(a, b).then_some(ONE_LETTER)
}

/// Letters that languages of Latin script write differently for the same sounds of Russian, Ukrainian, Arabic and Persian,
/// the longer first.
const SOUNDS: [(&str, &str); 14] = [
    ("tsch", "ch"),
    ("sch", "sh"),
    ("tch", "ch"),
    ("dzh", "j"),
    ("dj", "j"),
    ("kh", "h"),
    ("ph", "f"),
    ("ck", "k"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("w", "v"),
    ("q", "k"),
    ("y", "i"),
];

fn sounds(word: &str) -> String {
    let mut written = word.to_owned();
    for (from, to) in SOUNDS {
        // Most words have none of them, and each replacement is a copy.
        if written.contains(from) {
            written = written.replace(from, to);
        }
    }
    let mut once = String::with_capacity(written.len());
    for letter in written.chars() {
        if !once.ends_with(letter) {
            once.push(letter);
        }
    }
    // A name in -ei, -ej and -ey ends in one sound.
    once.strip_suffix('j').map_or(once.clone(), |stem| format!("{stem}i"))
}

/// Whether one letter was put in, left out, changed or changed places with the next.
fn is_one_letter_off(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().min(b.len()) < LETTERS || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let start = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(start..).unwrap_or_default(), b.get(start..).unwrap_or_default());
    match (a, b) {
        ([_, a @ ..], [_, rest @ ..]) if a == rest => true,
        ([_, rest @ ..], b) if rest == b => true,
        (a, [_, rest @ ..]) if rest == a => true,
        ([a1, a2, a @ ..], [b1, b2, b @ ..]) => a1 == b2 && a2 == b1 && a == b,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, expected: Option<Likeness>) {
        let (a, b) = (Parts::of(a), Parts::of(b));
        assert_eq!(liken(&a, &b), expected, "{a:?} {b:?}");
        assert_eq!(liken(&b, &a), expected, "{b:?} {a:?}");
    }

    #[test]
    fn what_may_be_one_person_is_told_by_its_spelling() {
        check("Marek Toldov", "Marek P. Toldov", Some(MIDDLE_NAME));
        check("Toldov", "Marek Toldov", Some(SURNAME_ALONE));
        check("Selin Tırpan", "Selin Tirpan", Some(SAME_LETTERS));
        check("Jean-Luc Marot", "Jeanluc Marot", Some(SAME_LETTERS));
        check("Sergei Toldov", "Sergey Toldov", Some(TRANSLITERATION));
        check("Oleh Brezensky", "Oleh Brezenskyy", Some(TRANSLITERATION));
        check("Mohammed Rashan", "Muhammad Rashan", Some(TRANSLITERATION));
        check("Harold Binsley", "Harold Binsney", Some(ONE_LETTER));
        check("M. Toldov", "Marek Toldov", Some(INITIAL));
    }

    #[test]
    fn relatives_and_namesakes_are_not_alike() {
        check("Marek Toldov", "Anna Toldov", None);
        check("Marek Toldov", "Marek Harlan", None);
        check("John A. Harlan", "John B. Harlan", None);
        check("M. Toldov", "Anna Toldov", None);
        check("Ann Ray", "Ann Roy", None);
        check("Marek", "Marek Toldov", None);
    }
}
