//! The features of a token: what the tagger's model sees of it.
//!
//! A page comes in, for each token of a sentence a list of hashes goes out: the word and its neighbours, their spelling,
//! clusters and lists, the run of capitals it stands in and what borders that run, and how the same word is used
//! elsewhere on the page. Words in lower case and numbers get fewer: they are hardly ever part of a name.
//!
//! Invariant: training and tagging call the same function, so they cannot disagree.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::analyse::names::trained::sport;
use crate::analyse::names::trained::words::{Case, Look, Looks};
use crate::analyse::text::Page;
use crate::analyse::text::tokens::TokenKind;
use crate::learned::FeatureHash;
use crate::model::Field;

/// A page as the tagger sees it.
pub struct View<'p, 'a> {
    page: &'p Page<'a>,
    /// Looks of all tokens, field by field.
    looks: Vec<Vec<Look>>,
    /// The class of the longest place name of several words at each token, and whether it starts there.
    gazetteer: Vec<Vec<(u8, bool)>>,
    /// How each capitalised word is used on the whole page.
    usage: FxHashMap<u32, Usage>,
    /// How much the page reads like sport: 0 not at all, to 3.
    sport: u32,
}

/// How many small words may follow one another inside a name: `Médecins sans les Frontières`.
const REACH: usize = 2;

/// How a word is used on a page.
#[derive(Clone, Copy, Debug, Default)]
struct Usage {
    lower: u8,
    capital_inside: u8,
    first_of_run: u8,
    last_of_run: u8,
    alone: u8,
    titled: u8,
    before_speech: u8,
    after_in: u8,
    given_before: u8,
}

/// What the rules think of the same words elsewhere on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Votes {
    /// How often the word was in a name of a person, place, organisation, or in none while capitalised.
    pub counts: [u16; 4],
}

/// Votes of the rules by the hash of the word in lower case.
pub type Ballot = FxHashMap<u32, Votes>;

/// Room for the features of one token.
#[derive(Debug, Default)]
pub struct Features {
    /// The hashes.
    pub active: Vec<u32>,
    /// How many of the first name the words themselves.
    pub lexical: u8,
    /// No capital is near: the word is in no name, whatever else is known of it, and has no features.
    pub outside: bool,
}

impl<'p, 'a> View<'p, 'a> {
    /// Looks at every word of `page`.
    #[must_use]
    pub fn new(page: &'p Page<'a>, looks: &mut Looks) -> Self {
        let all: Vec<Vec<Look>> =
            page.fields.iter().map(|text| (0..text.tokens.len()).map(|at| looks.of(text.word(at))).collect()).collect();
        let mut view = Self { page, looks: all, gazetteer: Vec::new(), usage: FxHashMap::default(), sport: 0 };
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

    /// The look of a token; that of nothing past either end of the sentence.
    fn look(&self, field: usize, sentence: &Range<usize>, at: isize) -> Look {
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
            count(
                &mut entry.before_speech,
                at + 1 == run.end && matches!(after, "said" | "says" | "told" | "added" | "who" | "wrote"),
            );
            count(
                &mut entry.after_in,
                at == run.start && matches!(word_before, "in" | "In" | "near" | "across" | "throughout"),
            );
            count(&mut entry.given_before, inner_given);
        }
    }

    /// The run of capitalised words around `at`, small words that join names included where a capital follows.
    fn run(&self, field: usize, sentence: &Range<usize>, at: usize) -> Range<usize> {
        let looks = &self.looks[field];
        let text = &self.page.fields[field];
        let capital = |at: usize| looks[at].case.is_capital();
        let joins = |at: usize| {
            matches!(
                text.word(at),
                "de" | "da"
                    | "di"
                    | "del"
                    | "van"
                    | "von"
                    | "der"
                    | "den"
                    | "bin"
                    | "ibn"
                    | "al"
                    | "el"
                    | "la"
                    | "le"
                    | "dos"
                    | "dela"
                    | "delos"
                    | "du"
                    | "of"
                    | "&"
                    | "and"
                    | "for"
                    | "-"
            )
        };
        let narrow = |at: usize| joins(at) && !matches!(text.word(at), "of" | "and" | "for");
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
    fn joins(&self, field: usize, sentence: &Range<usize>, at: usize) -> bool {
        let capital = |at: &usize| self.looks[field][*at].case.is_capital();
        (at.saturating_sub(REACH).max(sentence.start)..at).any(|at| capital(&at))
            && (at + 1..(at + 1 + REACH).min(sentence.end)).any(|at| capital(&at))
    }

    fn style(&self, field: usize, sentence: &Range<usize>) -> Style {
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

    /// The features of every token of a sentence, `each` being called once a token.
    pub fn sentence(
        &self,
        field: usize,
        sentence: &Range<usize>,
        ballot: Option<(&Ballot, &[u8])>,
        each: &mut dyn FnMut(usize, &Features),
    ) {
        let text = &self.page.fields[field];
        let style = self.style(field, sentence);
        let line = sport::line(text, &self.looks[field], sentence) as u32;
        let section = match text.field {
            Field::Byline | Field::Credit(_) => 2,
            Field::Headline | Field::Dateline => 1,
            _ => 0,
        };
        let mut features = Features::default();
        let mut run = 0..0;
        for at in sentence.clone() {
            let capital = self.looks[field][at].case.is_capital();
            if !run.contains(&at) {
                run = if capital { self.run(field, sentence, at) } else { at..at };
            }
            features.active.clear();
            features.outside = false;
            if !capital && !self.joins(field, sentence, at) {
                // Hardly any name has a small word at either end: what stands between no capitals needs no look.
                features.outside = true;
                each(at, &features);
                continue;
            }
            self.token(field, sentence, at, &run, style, section, line, &mut features);
            if let Some((ballot, first)) = ballot {
                self.second_pass(field, sentence, at, ballot, first, &mut features.active);
            }
            each(at, &features);
        }
    }

    /// The features of one token, a line a template.
    #[allow(clippy::too_many_arguments, clippy::too_many_lines)]
    fn token(
        &self,
        field: usize,
        sentence: &Range<usize>,
        at: usize,
        run: &Range<usize>,
        style: Style,
        section: u32,
        line: u32,
        features: &mut Features,
    ) {
        let text = &self.page.fields[field];
        let place = at.cast_signed();
        let look = |offset: isize| self.look(field, sentence, place + offset);
        let [b2, b1, here, a1, a2] = [look(-2), look(-1), look(0), look(1), look(2)];
        let out = &mut features.active;
        let mut template = 100;
        let mut add = |parts: &[u32]| {
            template += 1;
            out.push(parts.iter().fold(FeatureHash::new(template), |hash, part| hash.number(*part)).finish());
        };
        // The words themselves, which word dropout leaves out.
        add(&[here.lower]);
        add(&[b1.lower, here.lower]);
        add(&[here.lower, a1.lower]);
        add(&[here.lower, here.case as u32, style as u32]);
        let lexical = 4;
        add(&[b1.lower]);
        add(&[a1.lower]);
        add(&[b2.lower, b1.lower]);
        add(&[a1.lower, a2.lower]);
        add(&[u32::from(here.coarse), here.case as u32]);
        add(&[u32::from(here.fine), here.case as u32]);
        add(&[here.shape, style as u32]);
        add(&[here.affixes[3]]);
        add(&[section, here.case as u32, style as u32, u32::from(at == sentence.start)]);
        if here.case == Case::Lower || here.case == Case::None {
            // Enough to tell "of" inside a name from "of" outside.
            add(&[u32::from(b1.coarse), b1.case as u32, a1.case as u32]);
            add(&[b1.case as u32, here.lower, a1.case as u32]);
            add(&[b1.shape, a1.shape]);
            add(&[u32::from(a1.coarse), here.lower]);
            add(&[u32::from(b1.place), here.lower, u32::from(a1.place)]);
            add(&[u32::from(b1.lists), here.lower]);
            let (class, starts) = self.gazetteer[field][at];
            add(&[u32::from(class), u32::from(starts)]);
            features.lexical = lexical;
            return;
        }
        template = 200;
        let mut add = |parts: &[u32]| {
            template += 1;
            out.push(parts.iter().fold(FeatureHash::new(template), |hash, part| hash.number(*part)).finish());
        };
        add(&[b2.lower]);
        add(&[a2.lower]);
        add(&[b1.lower, a1.lower]);
        add(&[b1.lower, here.shape]);
        add(&[here.shape, a1.lower]);
        add(&[b1.shape, here.shape]);
        add(&[here.shape, a1.shape]);
        add(&[b1.shape, here.shape, a1.shape]);
        for affix in here.affixes {
            add(&[affix]);
        }
        add(&[u32::from(b1.coarse), u32::from(here.coarse)]);
        add(&[u32::from(here.coarse), u32::from(a1.coarse)]);
        add(&[u32::from(b1.coarse), u32::from(a1.coarse)]);
        add(&[u32::from(b1.fine)]);
        add(&[u32::from(a1.fine)]);
        add(&[u32::from(b2.coarse)]);
        add(&[u32::from(a2.coarse)]);
        // Lists.
        let names = |look: Look| u32::from(look.given) * 3 + u32::from(look.family);
        let lists = |look: Look| u32::from(look.lists) | names(look) << 4;
        add(&[u32::from(here.place), u32::from(here.lists)]);
        add(&[names(here), u32::from(here.place)]);
        add(&[lists(here)]);
        add(&[names(b1), names(here), b1.case as u32]);
        add(&[names(here), names(a1), a1.case as u32]);
        add(&[lists(b1), lists(here)]);
        add(&[lists(here), lists(a1)]);
        add(&[u32::from(b1.place), u32::from(here.place)]);
        add(&[u32::from(here.place), u32::from(a1.place)]);
        add(&[u32::from(b1.lists), b1.case as u32]);
        add(&[u32::from(a1.lists), a1.case as u32]);
        let (class, starts) = self.gazetteer[field][at];
        add(&[u32::from(class), u32::from(starts)]);
        // The run of capitals and its borders.
        let inside = match () {
            () if run.len() == 1 => 0,
            () if at == run.start => 1,
            () if at + 1 == run.end => 2,
            () => 3,
        };
        let length = u32::try_from(run.len().min(5)).unwrap_or(5);
        let left = self.look(field, sentence, run.start.cast_signed() - 1);
        let left2 = self.look(field, sentence, run.start.cast_signed() - 2);
        let right = self.look(field, sentence, run.end.cast_signed());
        let right2 = self.look(field, sentence, run.end.cast_signed() + 1);
        let last = self.look(field, sentence, run.end.cast_signed() - 1);
        let first = self.look(field, sentence, run.start.cast_signed());
        let opens = u32::from(run.start == sentence.start);
        add(&[inside, length, opens]);
        add(&[left.lower, inside, length]);
        add(&[right.lower, inside, length]);
        add(&[left.lower, right.lower]);
        add(&[left2.lower, left.lower]);
        add(&[right.lower, right2.lower]);
        add(&[u32::from(left.fine), inside]);
        add(&[u32::from(right.fine), inside]);
        add(&[u32::from(left.coarse), u32::from(right.coarse), inside]);
        add(&[last.lower, inside]);
        add(&[u32::from(last.fine), inside]);
        add(&[lists(last), inside]);
        add(&[u32::from(last.place), inside, length]);
        add(&[first.lower, inside]);
        add(&[lists(first), inside]);
        add(&[names(first), names(last), length.min(3), inside]);
        add(&[u32::from(first.place), u32::from(last.place), inside]);
        // The same word elsewhere on the page.
        let usage = self.usage.get(&here.lower).copied().unwrap_or_default();
        let few = |count: u8| u32::from(count.min(2));
        add(&[few(usage.lower), few(usage.capital_inside), opens]);
        add(&[few(usage.first_of_run), few(usage.last_of_run), few(usage.alone), inside]);
        add(&[few(usage.titled), few(usage.before_speech), few(usage.after_in), inside]);
        add(&[few(usage.given_before), inside, names(here)]);
        let usage = self.usage.get(&last.lower).copied().unwrap_or_default();
        add(&[few(usage.titled), few(usage.before_speech), few(usage.after_in), few(usage.given_before), inside]);
        let possessive = u32::from(run.end < sentence.end && text.kind(run.end) == Some(TokenKind::Possessive));
        add(&[possessive, u32::from(here.place), inside]);
        // Reports of sport, where a town is a club.
        if self.sport > 0 || line > 0 {
            let number = |at: usize| u32::from(sentence.contains(&at) && text.kind(at) == Some(TokenKind::Number));
            let beside = number(run.start.wrapping_sub(1)) * 2 + number(run.end);
            let country = u32::from(here.place).saturating_sub(1) / 4;
            add(&[self.sport, line, country, inside]);
            add(&[line, beside, u32::from(first.place), inside, length.min(3)]);
            add(&[self.sport, left.lower, u32::from(last.place)]);
            add(&[self.sport, right.lower, u32::from(last.place)]);
            add(&[self.sport, line, left.shape, right.shape]);
            add(&[self.sport, names(first), names(last), length.min(3), inside]);
        }
        features.lexical = lexical;
    }

    /// What the rules think: of this token, its neighbours, and of the same words elsewhere on the page.
    fn second_pass(
        &self,
        field: usize,
        sentence: &Range<usize>,
        at: usize,
        ballot: &Ballot,
        first: &[u8],
        out: &mut Vec<u32>,
    ) {
        let here = self.looks[field][at];
        let guess = |offset: isize| {
            let place = (at - sentence.start).cast_signed() + offset;
            usize::try_from(place).ok().and_then(|place| first.get(place)).map_or(99, |label| u32::from(*label))
        };
        let mut template = 300;
        let mut add = |parts: &[u32]| {
            template += 1;
            out.push(parts.iter().fold(FeatureHash::new(template), |hash, part| hash.number(*part)).finish());
        };
        add(&[guess(-1), guess(0), guess(1)]);
        add(&[guess(0), here.lower]);
        add(&[guess(-2), guess(-1), guess(0)]);
        add(&[guess(0), guess(1), guess(2)]);
        if !here.case.is_capital() {
            return;
        }
        let mut votes = ballot.get(&here.lower).copied().unwrap_or_default();
        let own = kind_of(guess(0));
        votes.counts[own] = votes.counts[own].saturating_sub(1);
        let total: u16 = votes.counts.iter().sum();
        let winner = (0..4).max_by_key(|kind| (votes.counts[*kind], 4 - kind)).unwrap_or(3);
        let share = (votes.counts[winner] * 4).checked_div(total).map_or(4, u32::from);
        let winner = if total == 0 { 9 } else { u32::try_from(winner).unwrap_or(9) };
        add(&[winner, share, guess(0)]);
        add(&[winner, u32::from(total.min(3))]);
        add(&[self.sport, guess(0), u32::from(here.place)]);
        add(&[winner, u32::from(here.place), u32::from(here.given)]);
        let neighbour = |offset: isize| {
            let look = self.look(field, sentence, at.cast_signed() + offset);
            let votes = ballot.get(&look.lower).copied().unwrap_or_default();
            if !look.case.is_capital() || votes.counts.iter().all(|count| *count == 0) {
                return 9;
            }
            u32::try_from((0..4).max_by_key(|kind| (votes.counts[*kind], 4 - kind)).unwrap_or(3)).unwrap_or(9)
        };
        add(&[neighbour(-1), winner, neighbour(1)]);
    }
}

/// The kind a label of the rules stands for, as a place in [`Votes::counts`].
#[must_use]
pub fn kind_of(label: u32) -> usize {
    match label {
        1 | 2 => 0,
        3 | 4 => 1,
        5 | 6 => 2,
        _ => 3,
    }
}

/// How a sentence is capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// Like running text.
    Running,
    /// Most words start with a capital.
    Title,
    /// Capitals only.
    Upper,
}
