//! The parts of a person's name, and whether one name can stand for the bearer of another.
//!
//! Tokens of a name come in, [`NameParts`] go out; two of them give a fit or none.
//!
//! Invariant: comparing ignores case, accents on capitals aside, dots and glued Arabic articles; never the words' order.

use std::ops::Range;

use crate::analyse::people::cast::Gender;
use crate::analyse::text::FieldText;
use crate::lexicon::byline_words::SUFFIXES;
use crate::lexicon::given_names::{self, Bearers};
use crate::lexicon::particles::{is_particle, opens_surname, strip_article};
use crate::lexicon::{surnames, titles};

/// A name taken apart.
#[derive(Clone, Debug, Default)]
pub(super) struct NameParts {
    /// Its words in lower case without dots and glued articles; particles and suffixes left out.
    pub words: Vec<String>,
    /// `jr`, `sr`, `ii`: distinguishes father from son.
    suffix: Option<String>,
    letters: usize,
    shouts: bool,
}

impl NameParts {
    /// Takes the name on `tokens` apart.
    pub(super) fn read(field: &FieldText<'_>, tokens: &Range<usize>) -> Self {
        let mut parts = Self { shouts: true, ..Self::default() };
        for at in tokens.clone() {
            let word = field.word(at);
            let lower = word.to_lowercase();
            let key = lower.trim_end_matches('.');
            if SUFFIXES.contains(key) {
                parts.suffix = Some(key.to_owned());
                continue;
            }
            let opens = at + 1 < tokens.end && opens_surname(word);
            if !key.chars().any(char::is_alphabetic) || opens || is_particle(word) {
                continue;
            }
            parts.shouts &= word.chars().all(|c| !c.is_lowercase());
            parts.letters += key.len();
            parts.words.push(strip_article(key).to_owned());
        }
        if parts.words.is_empty() {
            parts.words.push(field.slice(tokens).to_lowercase());
        }
        parts
    }

    /// Orders names: more words first, then more letters; initials count little.
    pub(super) fn fullness(&self) -> (usize, usize) {
        (self.words.iter().filter(|word| !is_initial(word)).count(), self.letters + self.words.len())
    }

    /// Printed in capitals alone, as in a heading.
    pub(super) fn shouts(&self) -> bool {
        self.shouts && self.letters > 3
    }

    /// The words that can stand for the whole: all but initials.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        let all = self.words.iter().all(|word| is_initial(word));
        self.words.iter().filter(move |word| all || !is_initial(word)).map(String::as_str)
    }

    /// Whether a title stands where the given name would: `Lady Oakley`.
    pub(super) fn is_titled(&self) -> bool {
        self.words.len() == 2 && self.words.first().is_some_and(|word| titles::HONORIFICS.contains(word))
    }

    /// The last word.
    pub(super) fn surname(&self) -> Option<&str> {
        self.words.last().map(String::as_str)
    }

    /// The gender the given name tells.
    pub(super) fn gender(&self) -> Gender {
        let surname =
            |word: &str| surnames::find(word).is_some() && !given_names::find(word).is_some_and(|name| name.frequent);
        if self.words.len() < 2 && self.surname().is_some_and(surname) {
            return Gender::Unknown;
        }
        // A double name tells by its first half.
        let told =
            self.words.iter().take(self.words.len().max(2) - 1).find_map(|word| {
                given_names::find(word).or_else(|| word.split('-').next().and_then(given_names::find))
            });
        match told.map(|name| name.bearers) {
            Some(Bearers::Women) => Gender::Female,
            Some(Bearers::Men) => Gender::Male,
            _ => Gender::Unknown,
        }
    }
}

fn is_initial(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() == 1 || word.contains('.')
}

/// How well `short` can stand for the bearer of `full`, from 1; `None` where it cannot.
pub(super) fn fits(short: &NameParts, full: &NameParts) -> Option<u8> {
    if short.suffix.is_some() && full.suffix.is_some() && short.suffix != full.suffix {
        return None;
    }
    if short.words == full.words {
        return Some(9);
    }
    if let [word] = short.words.as_slice() {
        let last = full.words.len().checked_sub(1)?;
        let place = full.words.iter().position(|other| other == word)?;
        // The surname is the last word, the given name the first; family names come first in China, Korea, Hungary.
        return Some(if place == last {
            5
        } else if place == 0 {
            3
        } else {
            4
        });
    }
    // Two or more words: the surname must agree, every other word must be there, in full, as initial or short form.
    let (short_last, short_rest) = short.words.split_last()?;
    let at = full.words.iter().rposition(|word| word == short_last)?;
    let before = full.words.get(..at)?;
    if at == 0 {
        return None;
    }
    if at + 1 != full.words.len() && at == 0 {
        return None;
    }
    let given = short_rest.first()?;
    let given_agrees = before.iter().any(|other| same_given(given, other));
    let rest_agrees =
        short_rest.iter().skip(1).all(|word| before.iter().any(|other| same_given(word, other)) || before.len() == 1);
    (given_agrees && rest_agrees).then_some(7)
}

fn same_given(a: &str, b: &str) -> bool {
    if a == b || short_form(a) == short_form(b) {
        return true;
    }
    let (initial, other) = if is_initial(a) {
        (a, b)
    } else if is_initial(b) {
        (b, a)
    } else {
        return false;
    };
    initial.chars().next() == other.chars().next()
}

/// One spelling for a given name and its everyday short form.
fn short_form(name: &str) -> &str {
    match name {
        "joseph" => "joe",
        "william" | "bill" | "billy" | "will" => "bill",
        "robert" | "bob" | "bobby" | "rob" => "bob",
        "richard" | "dick" | "rick" => "dick",
        "james" | "jim" | "jimmy" => "jim",
        "john" | "jack" | "johnny" => "john",
        "michael" | "mike" | "mick" => "mike",
        "edward" | "ted" | "ed" | "eddie" => "ted",
        "thomas" | "tom" => "tom",
        "anthony" | "tony" => "tony",
        "charles" | "charlie" | "chuck" => "charlie",
        "christopher" | "chris" => "chris",
        "daniel" | "dan" | "danny" => "dan",
        "david" | "dave" => "dave",
        "donald" | "don" => "don",
        "alexander" | "alex" | "aleksandr" | "alexandr" => "alex",
        "andrew" | "andy" => "andy",
        "benjamin" | "ben" | "binyamin" => "ben",
        "samuel" | "sam" => "sam",
        "stephen" | "steven" | "steve" => "steve",
        "timothy" | "tim" => "tim",
        "gregory" | "greg" => "greg",
        "jeffrey" | "jeff" | "geoffrey" | "geoff" => "jeff",
        "kenneth" | "ken" => "ken",
        "lawrence" | "larry" => "larry",
        "matthew" | "matt" => "matt",
        "nicholas" | "nick" => "nick",
        "patrick" | "pat" => "pat",
        "peter" | "pete" => "pete",
        "philip" | "phil" => "phil",
        "ronald" | "ron" => "ron",
        "elizabeth" | "liz" | "beth" | "betty" => "liz",
        "katherine" | "catherine" | "kate" | "kathy" | "cathy" => "kate",
        "margaret" | "maggie" | "peggy" => "maggie",
        "susan" | "sue" => "sue",
        "deborah" | "debbie" => "debbie",
        "jennifer" | "jenny" => "jenny",
        "patricia" | "patty" => "patty",
        "vladimir" | "volodymyr" => "vladimir",
        "mohammed" | "mohamed" | "muhammad" | "mohammad" | "mohamad" => "mohammed",
        "sergei" | "sergey" => "sergei",
        "yuri" | "yury" => "yuri",
        "dmitry" | "dmitri" => "dmitry",
        _ => name,
    }
}
