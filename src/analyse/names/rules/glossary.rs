//! What the lists and the article itself say about single words and short phrases.
//!
//! Words as printed come in, [`Facts`] go out, each word looked up once a page.
//!
//! Invariant: facts depend on the word and the article, never on the place where the word stands.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::analyse::text::tokens::TokenKind;
use crate::analyse::text::{FieldText, Page};
use crate::lexicon::byline_words::SUFFIXES;
use crate::lexicon::endings::{ByLast, Endings};
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::particles::strip_article;
use crate::lexicon::{
    common_words, foreign_titles, foreign_words, gazetteer, given_names, name_cues, nationalities, organisation_words,
    place_cues, surnames, titles,
};
use crate::memo::Kept;
use crate::model::letters::{is_alphabetic, is_numeric};

/// What is known about one word.
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools)] // one bit a list
pub(super) struct Facts {
    /// 0 no given name, 1 a rare one, 2 a frequent one.
    pub given: u8,
    /// 0 no listed surname, 1 a rare one, 2 a frequent one.
    pub surname: u8,
    /// An everyday word when written small.
    pub common: bool,
    /// Written small elsewhere in this article.
    pub lowered: bool,
    pub honorific: bool,
    pub role: bool,
    pub nationality: bool,
    pub never: bool,
    pub kind_of_organisation: bool,
    pub opens_organisation: bool,
    pub opens_place: bool,
    pub closes_place: bool,
    /// Two to six capitals, dots aside.
    pub acronym: bool,
    /// One capital and a dot, or one capital.
    pub initial: bool,
    /// `Jr.`, `III`.
    pub suffix: bool,
    /// Articles, prepositions, pronouns and the like.
    pub function: bool,
    /// Ends as surnames of some language do.
    pub sounds_like_a_surname: bool,
    /// Has an inner hyphen whose right half is written small, or a prefix written small: no name.
    pub compound: bool,
}

/// The facts about every word of a page, looked up when first asked for.
pub(super) struct Glossary<'a> {
    facts: FxHashMap<&'a str, Facts>,
    small: FxHashSet<&'a str>,
    /// The page's language, where it is not English.
    foreign: Option<&'a str>,
}

impl<'a> Glossary<'a> {
    /// Notes which words `page` writes small.
    pub(super) fn new(page: &Page<'a>) -> Self {
        let mut small = FxHashSet::default();
        for field in &page.fields {
            for at in 0..field.tokens.len() {
                let word = field.word(at);
                if field.kind(at) == Some(TokenKind::Word) && word.starts_with(char::is_lowercase) {
                    small.insert(word);
                }
            }
        }
        let foreign = page.language.filter(|language| *language != "en");
        Self { facts: FxHashMap::default(), small, foreign }
    }

    /// What is known about token `at` of `field`.
    pub(super) fn facts(&mut self, field: &FieldText<'a>, at: usize) -> Facts {
        let word = field.word(at);
        if let Some(facts) = self.facts.get(word) {
            return *facts;
        }
        let facts = self.look_up(word);
        self.facts.insert(word, facts);
        facts
    }

    fn look_up(&self, word: &str) -> Facts {
        let lower = lower_case(word);
        let key = lower.trim_end_matches('.');
        let mut facts = KNOWN.with_borrow_mut(|known| known.facts.get_or(word, || listed(word, &lower, key)));
        facts.lowered = self.small.contains(key);
        if let Some(language) = self.foreign {
            // German alone: elsewhere the rules would cut `Burmistrz` off and leave `Gdyni Paweł Nowicki`, so titles come off
            // whole names there (`tagger/foreign_titles.rs`).
            let title = language == "de" && foreign_titles::is_title(language, key);
            facts.common |= title;
            facts.role |= title;
            facts.function |= foreign_words::is_opener(language, key);
        }
        facts
    }
}

/// What the lists say, which is so on every page.
#[derive(Default)]
struct Known {
    facts: Kept<Facts>,
    places: Kept<f32>,
}

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::default();
}

/// From 0 to 1, how sure `phrase`, as printed, is a place before its context has a say.
pub(super) fn place_confidence(phrase: &str) -> f32 {
    KNOWN.with_borrow_mut(|known| {
        known.places.get_or(phrase, || {
            if place_cues::NAMES.contains(&lower_case(phrase)) {
                0.97
            } else {
                gazetteer::prior(phrase).map_or(0.0, |prior| prior.confidence)
            }
        })
    })
}

/// What the lists say of `word`, in lower case `lower`, and `key` without the dots at its end. What hangs on the page,
/// `lowered` and what its language adds, is left to [`Glossary::look_up`].
fn listed(word: &str, lower: &str, key: &str) -> Facts {
    let letters = word.chars().filter(|c| is_alphabetic(*c)).count();
    let dotted_or_plain = word.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '&'));
    let bare = strip_article(key);
    Facts {
        given: given_names::find(key).map_or(0, |name| 1 + u8::from(name.frequent)),
        surname: surnames::find(bare).map_or(0, |found| if found == surnames::Currency::Frequent { 2 } else { 1 }),
        common: common_words::contains(key) || key.split('-').count() > 1 && key.split('-').all(common_words::contains),
        lowered: false,
        honorific: titles::HONORIFICS.contains(key),
        role: titles::ROLES.contains(key),
        nationality: nationalities::NATIONALITIES.contains(key),
        never: nationalities::NEVER_NAMES.contains(key),
        kind_of_organisation: organisation_words::KINDS.contains(key),
        opens_organisation: organisation_words::OPENERS.contains(key),
        opens_place: place_cues::OPENERS.contains(key),
        closes_place: place_cues::CLOSERS.contains(key),
        acronym: dotted_or_plain && (2..=6).contains(&letters) && key.len() > 1,
        initial: letters == 1 || dotted_or_plain && word.contains('.') && letters <= 3,
        suffix: SUFFIXES.contains(key),
        function: name_cues::FUNCTION_WORDS.contains(lower),
        sounds_like_a_surname: sounds_like_a_surname(bare),
        compound: is_compound(word),
    }
}

/// Whether `phrase` (in lower case) is an organisation by itself.
pub(super) fn is_organisation(phrase: &str) -> bool {
    organisation_words::NAMES.contains(phrase)
}

/// Whether `word` is written like a name: a capital first, or behind a glued Arabic article or `d'`, `mc`.
pub(crate) fn is_capitalised(word: &str) -> bool {
    let Some(first) = word.chars().next() else { return false };
    if first.is_uppercase() {
        return true;
    }
    // Most words have no such prefix, which a look at their bytes tells.
    let Some(at) = word.bytes().position(|byte| matches!(byte, b'-' | b'\'' | 0xE2)) else { return false };
    let (prefix, rest) = word.split_at(at);
    let rest = match prefix {
        "al" | "el" | "as" | "ar" | "ad" | "ash" | "at" | "an" | "az" | "ul" | "bin" | "ibn" | "ben" | "abu" => {
            rest.strip_prefix('-')
        }
        "d" => rest.strip_prefix(['\'', '’']),
        _ => None,
    };
    rest.is_some_and(|rest| rest.starts_with(char::is_uppercase) && rest.chars().nth(1).is_some())
}

/// `Russia-backed`, `UN-Arab` and `anti-Assad` are words made of names; `Jean-Claude` and `Abdel-Rahman` are names.
fn is_compound(word: &str) -> bool {
    let Some((left, right)) = word.split_once('-') else { return false };
    let left_small = left.starts_with(char::is_lowercase);
    let right_small = right.starts_with(char::is_lowercase);
    let left_capitals = left.len() > 1 && left.chars().all(|c| c.is_uppercase() || c == '.');
    let right_capitals = right.chars().all(|c| c.is_uppercase() || is_numeric(c) || c == '-');
    let prefix = name_cues::PREFIXES.contains(left);
    // `Russia-backed`, but `Ki-moon` and `Song-ho`: the halves of a given name are short.
    let tail = right_small
        && common_words::contains(right)
        && (left_capitals || left.len() > 3 && (right.len() > 3 || right == "led" || right == "run" || right == "era"));
    prefix || tail || left_small && !is_capitalised(word) || left_capitals && !right_capitals
}

fn sounds_like_a_surname(lower: &str) -> bool {
    lower.chars().count() >= 5 && SURNAME_ENDINGS.close(lower)
}

static SURNAME_ENDINGS: Endings = LazyLock::new(|| ByLast::new(&name_cues::SURNAME_ENDINGS));

/// Most words of names have no more bytes, the space before them among these.
const USUAL_WORD: usize = 12;

/// The tokens of `range` in lower case, a space apart.
pub(super) fn lower_phrase(field: &FieldText<'_>, range: Range<usize>) -> String {
    let mut phrase = String::with_capacity(range.len() * USUAL_WORD);
    for at in range {
        if !phrase.is_empty() {
            phrase.push(' ');
        }
        let (start, word) = (phrase.len(), field.word(at));
        if word.is_ascii() {
            phrase.push_str(word);
            phrase[start..].make_ascii_lowercase();
        } else {
            phrase.extend(word.chars().flat_map(char::to_lowercase));
        }
    }
    phrase
}

#[cfg(test)]
mod tests {
    use crate::analyse::names::rules::glossary::*;
    use crate::model::Article;

    #[test]
    fn what_hangs_on_the_page_is_not_kept() {
        let role = |language: &str| {
            let (body, language) = ("Ministerin Anna Berg".to_owned(), Some(language.to_owned()));
            let article = Article { language, body, ..Article::default() };
            let page = Page::new(&article);
            Glossary::new(&page).facts(&page.fields[0], 0).role
        };
        assert_eq!((role("de"), role("en"), role("de")), (true, false, true));
    }
}
