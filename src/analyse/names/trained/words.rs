//! What is known of a word by itself, whatever stands around it: spelling, lists, clusters.
//!
//! A word comes in, a [`Look`] goes out. Looks are kept, since most words of a text have been seen before.

use crate::analyse::text::FieldText;
use crate::learned::FeatureHash;
use crate::lexicon::sport_words::SPORT_WORDS;
use crate::lexicon::{
    clusters, common_words, gazetteer, given_names, nationalities, organisation_words, surnames, titles,
};
use crate::memo::Kept;
use crate::model::PlaceKind;

/// What is known of a word by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Hash of the word in lower case.
    pub lower: u32,
    /// Hash of its shape: runs of capitals, small letters, digits and signs, shortened.
    pub shape: u32,
    /// Hashes of its first 2 and 3 and last 2, 3 and 4 letters in lower case; 0 where it is too short.
    pub affixes: [u32; 5],
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
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
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
            _ if c.is_alphabetic() => 'x',
            _ if c.is_numeric() => 'd',
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
    let count = lower.chars().count();
    let at = |chars: usize| lower.char_indices().nth(chars).map_or(lower.len(), |(byte, _)| byte);
    let hash = |part: &str, template: u32| FeatureHash::new(template).text(part).finish();
    let prefix = |len: usize, template| if count > len { hash(&lower[..at(len)], template) } else { 0 };
    let suffix = |len: usize, template| if count > len { hash(&lower[at(count - len)..], template) } else { 0 };
    [prefix(2, 3), prefix(3, 4), suffix(2, 5), suffix(3, 6), suffix(4, 7)]
}

/// The class of the likeliest place called `name`: kind, size and whether the name is also a word or a person.
fn place_class(name: &str) -> u8 {
    let Some(prior) = gazetteer::prior(name) else { return 0 };
    let kind = match prior.kind {
        PlaceKind::Country => 0,
        PlaceKind::Region => 1,
        PlaceKind::Feature => 2,
        PlaceKind::Building => 3,
        PlaceKind::City => match prior.population {
            500_000.. => 4,
            50_000.. => 5,
            _ => 6,
        },
    };
    1 + kind * 4 + u8::from(prior.word) * 2 + u8::from(prior.person)
}
