//! What is known of a word by itself, whatever stands around it: spelling, lists, clusters.
//!
//! A word comes in, a [`Look`] goes out. Looks are kept, since most words of a text have been seen before.

use crate::analyse::names::trained::place_class::place_class;
use crate::analyse::names::trained::roots::{Root, root};
use crate::analyse::text::FieldText;
use crate::learned::FeatureHash;
use crate::lexicon::german_nouns::Noun;
use crate::lexicon::sport_words::SPORT_WORDS;
use crate::lexicon::{
    clusters, common_words, german_nouns, given_names, nationalities, organisation_words, surnames, titles,
};
use crate::memo::Kept;
use crate::model::letters::{is_alphabetic, is_numeric};

/// What is known of a word by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Hash of the word in lower case.
    pub lower: u32,
    /// Hash of its shape: runs of capitals, small letters, digits and signs, shortened.
    pub shape: u32,
    /// Hashes of its first 2 and 3 and last 2, 3 and 4 letters in lower case; 0 where it is too short.
    pub affixes: [u32; 5],
    /// Hashes of its first 4 and 5 and last 5 letters in lower case; 0 where it is too short. Endings leave them alone.
    pub stems: [u32; 3],
    /// What is known of it as a German noun.
    pub noun: Noun,
    /// Cluster of 64.
    pub coarse: u16,
    /// Cluster of 512.
    pub fine: u16,
    /// What sort of place it names alone, how large, and whether it is also something else; 0 for none.
    pub place: u8,
    /// Given name: 0 no, 1 rare, 2 frequent.
    pub given: u8,
    /// Family name: 0 no, 1 rare, 2 frequent.
    pub family: u8,
    /// Bits: common word, title, organisation word, nationality.
    pub lists: u8,
    /// Whether only reports of sport use it.
    pub sport: bool,
    /// How it is capitalised.
    pub case: Case,
}

/// How a word is capitalised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Case {
    /// No letters.
    #[default]
    None,
    /// Starts small.
    Lower,
    /// Starts with a capital, small letters follow.
    Title,
    /// Capitals only, two at least.
    Upper,
}

impl Case {
    /// Whether the word starts with a capital.
    #[must_use]
    pub fn is_capital(self) -> bool {
        matches!(self, Self::Title | Self::Upper)
    }
}

/// Looks of words seen before.
#[derive(Debug, Default)]
pub struct Looks {
    known: Kept<Look>,
    places: Kept<u8>,
    roots: Kept<Root>,
    lower: String,
}

impl Looks {
    /// The look of `word`.
    pub fn of(&mut self, word: &str) -> Look {
        self.known.get_or(word, || {
            self.lower.clear();
            self.lower.extend(word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }));
            look(word, &self.lower)
        })
    }

    /// The class of the likeliest place called `name`, several words; 0 for none.
    pub fn place_class(&mut self, name: &str) -> u8 {
        self.places.get_or(name, || place_class(name))
    }

    /// What the lists know of the words of `text` without their endings; only words with a capital are looked at.
    pub fn roots(&mut self, text: &FieldText<'_>, seen: &[Look]) -> Vec<Root> {
        let words = seen.iter().enumerate();
        words
            .map(|(at, look)| {
                let word = text.word(at);
                if look.case.is_capital() { self.roots.get_or(word, || root(word)) } else { Root::default() }
            })
            .collect()
    }

    /// Marks place names of two to four words that start with a capital: their class at each token, and where they
    /// start.
    pub fn long_places(&mut self, text: &FieldText<'_>, seen: &[Look]) -> Vec<(u8, bool)> {
        let mut marks = vec![(0, false); text.tokens.len()];
        for sentence in &text.sentences {
            let mut at = sentence.start;
            while at < sentence.end {
                let longest = if seen[at].case.is_capital() {
                    (2..=4).rev().find_map(|len| {
                        let end = at + len;
                        let fits = end <= sentence.end && seen[end - 1].case.is_capital();
                        let class = if fits { self.place_class(text.slice(&(at..end))) } else { 0 };
                        (class > 0).then_some((end, class))
                    })
                } else {
                    None
                };
                if let Some((end, class)) = longest {
                    for (offset, mark) in marks[at..end].iter_mut().enumerate() {
                        *mark = (class, offset == 0);
                    }
                    at = end;
                } else {
                    at += 1;
                }
            }
        }
        marks
    }
}

fn look(word: &str, lower: &str) -> Look {
    let clusters = clusters::find(lower);
    let lists = [
        common_words::contains(lower),
        titles::HONORIFICS.contains(lower) || titles::ROLES.contains(lower),
        organisation_words::KINDS.contains(lower) || organisation_words::NAMES.contains(lower),
        nationalities::NATIONALITIES.contains(lower) || nationalities::NEVER_NAMES.contains(lower),
    ];
    Look {
        lower: FeatureHash::new(1).text(lower).finish(),
        shape: shape(word),
        affixes: affixes(lower),
        stems: stems(lower),
        noun: if case(word) == Case::Title { german_nouns::find(lower) } else { Noun::Unknown },
        coarse: clusters.coarse,
        fine: clusters.fine,
        place: place_class(word),
        given: given_names::find(lower).map_or(0, |name| 1 + u8::from(name.frequent)),
        family: surnames::find(lower).map_or(0, |name| 1 + u8::from(name == surnames::Currency::Frequent)),
        lists: lists.iter().enumerate().map(|(bit, is)| u8::from(*is) << bit).sum(),
        sport: SPORT_WORDS.contains(lower),
        case: case(word),
    }
}

/// How `word` is capitalised.
#[must_use]
pub fn case(word: &str) -> Case {
    let mut letters = word.chars().filter(|c| is_alphabetic(*c));
    match letters.next() {
        None => Case::None,
        Some(first) if first.is_uppercase() => {
            let upper = letters.clone().next().is_some() && letters.all(char::is_uppercase);
            if upper { Case::Upper } else { Case::Title }
        }
        // `al-Assad` stands like a name.
        Some(_)
            if word.len() > 3
                && word.contains('-')
                && word.split('-').nth(1).is_some_and(|part| part.starts_with(char::is_uppercase))
                && word.split('-').next().is_some_and(|part| part.len() <= 3) =>
        {
            Case::Title
        }
        Some(_) => Case::Lower,
    }
}

/// `Xx` for Berg, `X.X.` for U.S., `Xx-Xx` for Smith-Jones, `d` for 70,000.
fn shape(word: &str) -> u32 {
    let mut hash = FeatureHash::new(2);
    let (mut before, mut run) = ('\0', 0);
    for c in word.chars().take(40) {
        let class = match c {
            _ if c.is_uppercase() => 'X',
            _ if is_alphabetic(c) => 'x',
            _ if is_numeric(c) => 'd',
            _ => c,
        };
        run = if class == before { run + 1 } else { 1 };
        before = class;
        if run <= 2 {
            hash = hash.number(class as u32);
        }
    }
    hash.finish()
}

fn affixes(lower: &str) -> [u32; 5] {
    [prefix(lower, 2, 3), prefix(lower, 3, 4), suffix(lower, 2, 5), suffix(lower, 3, 6), suffix(lower, 4, 7)]
}

fn stems(lower: &str) -> [u32; 3] {
    [prefix(lower, 4, 8), prefix(lower, 5, 9), suffix(lower, 5, 10)]
}

/// The hash of the first `len` letters of a longer word.
fn prefix(word: &str, len: usize, template: u32) -> u32 {
    let end = word.char_indices().nth(len).map(|(byte, _)| byte);
    end.map_or(0, |end| FeatureHash::new(template).text(&word[..end]).finish())
}

/// The hash of the last `len` letters of a longer word.
fn suffix(word: &str, len: usize, template: u32) -> u32 {
    let start = word.char_indices().rev().nth(len - 1).map(|(byte, _)| byte).filter(|start| *start > 0);
    start.map_or(0, |start| FeatureHash::new(template).text(&word[start..]).finish())
}
