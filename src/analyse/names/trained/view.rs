//! The page as the tagger's model sees it: what each word looks like, and how it is used on the whole page.
//!
//! A page comes in, a [`View`] goes out, from which `features` reads.
//!
//! Invariant: made once a page and never changed.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::analyse::names::trained::roots::{self, Root};
use crate::analyse::names::trained::sport;
use crate::analyse::names::trained::tongues::{self, tongue};
use crate::analyse::names::trained::words::{Case, Look, Looks};
use crate::analyse::text::Page;
use crate::analyse::text::tokens::TokenKind;
use crate::lexicon::name_cues;
use crate::lexicon::place_cues;

/// A page as the tagger sees it.
pub struct View<'p, 'a> {
    pub(super) page: &'p Page<'a>,
    /// Looks of all tokens, field by field.
    pub(super) looks: Vec<Vec<Look>>,
    /// The class of the longest place name of several words at each token, and whether it starts there.
    pub(super) gazetteer: Vec<Vec<(u8, bool)>>,
    /// How each capitalised word is used on the whole page.
    pub(super) usage: FxHashMap<u32, Usage>,
    /// How much the page reads like sport: 0 not at all, to 3.
    pub(super) sport: u32,
    /// What is known of all words without their endings, field by field; empty in languages that have none.
    pub(super) roots: Vec<Vec<Root>>,
    /// The language of the page, as [`tongue`] numbers it.
    pub(super) tongue: u32,
}

/// So many small words tell English from other languages by the list of English words.
const ENOUGH: usize = 8;

/// The language of a page as [`tongue`] numbers it. The detector tells none of short pages, and tables of results it takes for
/// anything; but of the small words of English nearly all are on the list of English words, of those of other languages a
/// third at most.
fn tongue_of(page: &Page<'_>, looks: &[Vec<Look>]) -> u32 {
    let small = || looks.iter().flatten().filter(|look| look.case == Case::Lower);
    let (words, english) = (small().count(), small().filter(|look| look.lists & 1 != 0).count());
    match page.language {
        None if words >= ENOUGH && english * 2 < words => tongues::UNKNOWN,
        None | Some("en") => tongues::ENGLISH,
        Some(_) if words >= ENOUGH && english * 5 >= words * 4 => tongues::ENGLISH,
        language => tongue(language),
    }
}

/// Small words that join the words of a name.
const JOINING: [&str; 27] = [
    "de", "da", "di", "del", "van", "von", "der", "den", "bin", "ibn", "al", "el", "la", "le", "dos", "dela", "delos",
    "du", "of", "&", "and", "for", "-", "d'", "d’", "zu", "des",
];

/// Those of them that join as often as they part.
const LOOSE: [&str; 3] = ["of", "and", "for"];

/// How many small words may follow one another inside a name: `Médecins sans les Frontières`.
const REACH: usize = 2;

/// How many small words a name may close with: `Ministarstvo unutarnjih poslova`.
const TRAIL: usize = 3;

/// How a word is used on a page.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Usage {
    pub(super) lower: u8,
    pub(super) capital_inside: u8,
    pub(super) first_of_run: u8,
    pub(super) last_of_run: u8,
    pub(super) alone: u8,
    pub(super) titled: u8,
    pub(super) before_speech: u8,
    pub(super) after_in: u8,
    pub(super) given_before: u8,
}

impl<'p, 'a> View<'p, 'a> {
    /// Looks at every word of `page`.
    #[must_use]
    pub fn new(page: &'p Page<'a>, looks: &mut Looks) -> Self {
        let all: Vec<Vec<Look>> =
            page.fields.iter().map(|text| (0..text.tokens.len()).map(|at| looks.of(text.word(at))).collect()).collect();
        let tongue = tongue_of(page, &all);
        let roots = if roots::has_endings(tongue) {
            let fields = page.fields.iter().zip(&all);
            fields.map(|(text, seen)| looks.roots(text, seen)).collect()
        } else {
            Vec::new()
        };
        let mut view =
            Self { page, looks: all, gazetteer: Vec::new(), usage: FxHashMap::default(), sport: 0, roots, tongue };
        view.sport = sport::level(&view.looks);
        view.gazetteer =
            page.fields.iter().zip(&view.looks).map(|(text, seen)| looks.long_places(text, seen)).collect();
        for (field, text) in page.fields.iter().enumerate() {
            for sentence in &text.sentences {
                view.note_usage(field, sentence);
            }
        }
        view
    }

    /// Whether the page is read as English.
    #[must_use]
    pub fn is_english(&self) -> bool {
        self.tongue == tongues::ENGLISH
    }

    /// The look of a token; that of nothing past either end of the sentence.
    pub(super) fn look(&self, field: usize, sentence: &Range<usize>, at: isize) -> Look {
        usize::try_from(at)
            .ok()
            .filter(|at| sentence.contains(at))
            .map_or_else(Look::default, |at| self.looks[field][at])
    }

    /// The hash of the word at `at` in lower case.
    #[must_use]
    pub fn lower(&self, field: usize, at: usize) -> u32 {
        self.looks[field][at].lower
    }

    /// How the word at `at` is capitalised.
    #[must_use]
    pub fn case(&self, field: usize, at: usize) -> Case {
        self.looks[field][at].case
    }

    /// Whether any word of the sentence has a capital: names hardly ever stand in one that has not.
    #[must_use]
    pub fn has_capital(&self, field: usize, sentence: &Range<usize>) -> bool {
        self.looks[field][sentence.clone()].iter().any(|look| look.case.is_capital())
    }

    fn note_usage(&mut self, field: usize, sentence: &Range<usize>) {
        let text = &self.page.fields[field];
        let style = self.style(field, sentence);
        for at in sentence.clone() {
            let look = self.looks[field][at];
            if text.kind(at) != Some(TokenKind::Word) {
                continue;
            }
            if look.case == Case::Lower {
                let entry = self.usage.entry(look.lower).or_default();
                entry.lower = entry.lower.saturating_add(1);
                continue;
            }
            if style != Style::Running {
                continue;
            }
            let run = self.run(field, sentence, at);
            let before = self.look(field, sentence, run.start.cast_signed() - 1);
            let word_before = if run.start > sentence.start { text.word(run.start - 1) } else { "" };
            let after = if run.end < sentence.end { text.word(run.end) } else { "" };
            let inner_title = at > run.start && self.looks[field][at - 1].lists & 2 != 0;
            let inner_given = at > run.start && self.looks[field][at - 1].given > 0;
            let entry = self.usage.entry(look.lower).or_default();
            let count = |counter: &mut u8, is: bool| *counter = counter.saturating_add(u8::from(is));
            count(&mut entry.capital_inside, at > sentence.start);
            count(&mut entry.first_of_run, run.len() > 1 && at == run.start);
            count(&mut entry.last_of_run, run.len() > 1 && at + 1 == run.end);
            count(&mut entry.alone, run.len() == 1);
            count(&mut entry.titled, inner_title || (at == run.start && before.lists & 2 != 0));
            count(&mut entry.before_speech, at + 1 == run.end && name_cues::AFTER_PEOPLE.contains(after));
            count(&mut entry.after_in, at == run.start && place_cues::RIGHT_BEFORE.contains(word_before));
            count(&mut entry.given_before, inner_given);
        }
    }

    /// The run of capitalised words around `at`, small words that join names included where a capital follows.
    pub(super) fn run(&self, field: usize, sentence: &Range<usize>, at: usize) -> Range<usize> {
        let looks = &self.looks[field];
        let text = &self.page.fields[field];
        let capital = |at: usize| looks[at].case.is_capital();
        let joins = |at: usize| JOINING.contains(&text.word(at));
        let narrow = |at: usize| joins(at) && !LOOSE.contains(&text.word(at));
        let (mut start, mut end) = (at, at + 1);
        while start > sentence.start
            && (capital(start - 1) || (start > sentence.start + 1 && narrow(start - 1) && capital(start - 2)))
        {
            start -= 1;
        }
        while end < sentence.end && (capital(end) || (end + 1 < sentence.end && narrow(end) && capital(end + 1))) {
            end += 1;
        }
        start..end
    }

    /// Whether a word that starts small may stand inside a name: capitals within reach on either side.
    pub(super) fn joins(&self, field: usize, sentence: &Range<usize>, at: usize) -> bool {
        let capital = |at: &usize| self.looks[field][*at].case.is_capital();
        (at.saturating_sub(REACH).max(sentence.start)..at).any(|at| capital(&at))
            && (at + 1..(at + 1 + REACH).min(sentence.end)).any(|at| capital(&at))
    }

    /// The capitalised word that a small one may belong to from behind, where the language writes so: `unionin` of `Euroopan
    /// unionin`, `centrale` of `Banque centrale`. Nothing but small words stands between.
    pub(super) fn trails(&self, field: usize, sentence: &Range<usize>, at: usize) -> Option<usize> {
        if matches!(self.tongue, tongues::UNKNOWN | tongues::ENGLISH | tongues::GERMAN) {
            return None;
        }
        let looks = &self.looks[field];
        let small = |at: &usize| looks[*at].case == Case::Lower;
        let word = (sentence.start..at).rev().take(TRAIL).find(|at| !small(at))?;
        (small(&at) && looks[word].case.is_capital()).then_some(word)
    }

    pub(super) fn style(&self, field: usize, sentence: &Range<usize>) -> Style {
        let (mut words, mut capitals, mut upper) = (0, 0, 0);
        for look in &self.looks[field][sentence.clone()] {
            words += usize::from(look.case != Case::None);
            capitals += usize::from(look.case.is_capital());
            upper += usize::from(look.case == Case::Upper);
        }
        match () {
            () if words >= 3 && upper * 10 >= words * 8 => Style::Upper,
            () if words >= 4 && capitals * 10 >= words * 7 => Style::Title,
            () => Style::Running,
        }
    }
}

/// How a sentence is capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Like running text.
    Running,
    /// Most words start with a capital.
    Title,
    /// Capitals only.
    Upper,
}

#[cfg(test)]
mod tests {
    use crate::analyse::names::trained::view::*;
    use crate::model::Article;

    #[test]
    fn a_page_is_english_by_its_words_where_the_detector_errs_or_is_silent() {
        let check = |language: Option<&str>, body: &str, expected: bool| {
            let article =
                Article { language: language.map(str::to_owned), body: body.to_owned(), ..Article::default() };
            let page = Page::new(&article);
            assert_eq!(View::new(&page, &mut Looks::default()).is_english(), expected, "{body}");
        };
        let english = "Leading results at the games on Friday, won by those who were first over the line";
        let german = "Die Feuerwehr konnte gestern nach langer Suche noch zwei Kinder aus dem dunklen Keller retten";
        check(Some("nl"), english, true);
        check(None, english, true);
        check(None, german, false);
        check(Some("de"), german, false);
        check(None, "Oslo 3, Bergen 1", true);
    }
}
