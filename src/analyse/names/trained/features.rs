//! The features of a token: what the tagger's model sees of it.
//!
//! A [`View`] comes in, for each token of a sentence a list of hashes goes out: the word and its neighbours, their
//! spelling, clusters and lists, the run of capitals it stands in and what borders that run, and how the same word is used
//! elsewhere on the page. Words in lower case and numbers get fewer: they are hardly ever part of a name.
//!
//! Invariant: training and tagging call the same function, so they cannot disagree. A template's number is its place, so
//! the order of the calls is part of the model.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::analyse::names::trained::around::{
    Around, Borders, Line, Templates, add_borders, add_german, add_neighbours, add_words, few, lists, names,
};
use crate::analyse::names::trained::roots::Root;
use crate::analyse::names::trained::sport;
use crate::analyse::names::trained::tongues::{ENGLISH, GERMAN, UNKNOWN};
use crate::analyse::names::trained::view::View;
use crate::analyse::names::trained::words::{Case, Look};
use crate::analyse::text::tokens::TokenKind;
use crate::model::Field;

/// What the rules think of the same words elsewhere on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Votes {
    /// How often the word was in a name of a person, place, organisation, or in none while capitalised.
    pub counts: [u16; 4],
}

/// What stands for a word without votes.
const NO_VOTES: u32 = 9;

impl Votes {
    /// The kind with the most votes; of equals the first.
    fn winner(self) -> usize {
        (0..4).max_by_key(|kind| (self.counts[*kind], 4 - kind)).unwrap_or(3)
    }

    /// The winner as a number, [`NO_VOTES`] where nobody voted.
    fn said(self) -> u32 {
        let voted = self.counts.iter().any(|count| *count > 0);
        u32::try_from(self.winner()).ok().filter(|_| voted).unwrap_or(NO_VOTES)
    }
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
    /// How many of the first of these are of the page's language only.
    pub own_first: u8,
    /// How many of the last are of the page's language only.
    pub own_last: u8,
    /// No capital is near: the word is in no name, whatever else is known of it, and has no features.
    pub outside: bool,
}

/// Hardly any token has more.
const MOST_FEATURES: usize = 160;

impl View<'_, '_> {
    /// The features of every token of a sentence, `each` being called once a token.
    pub fn sentence(
        &self,
        field: usize,
        sentence: &Range<usize>,
        ballot: Option<(&Ballot, &[u8])>,
        each: &mut dyn FnMut(usize, &Features),
    ) {
        let line = self.line(field, sentence);
        let mut features = Features { active: Vec::with_capacity(MOST_FEATURES), ..Features::default() };
        let mut run = 0..0;
        for at in sentence.clone() {
            let capital = self.looks[field][at].case.is_capital();
            if !run.contains(&at) {
                run = if capital { self.run(field, sentence, at) } else { at..at };
            }
            features.active.clear();
            features.outside = false;
            let inside = capital || self.joins(field, sentence, at) || self.trails(field, sentence, at).is_some();
            if !inside {
                // Hardly any name has a small word at either end: what stands between no capitals needs no look.
                features.outside = true;
                each(at, &features);
                continue;
            }
            let looks = [-2, -1, 0, 1, 2].map(|offset| self.look(field, sentence, at.cast_signed() + offset));
            let around = Around { line: &line, at, run: &run, looks };
            self.own_words(&around, &mut features);
            self.token(&around, &mut features);
            if let Some((ballot, first)) = ballot {
                self.second_pass(&around, ballot, first, &mut features.active);
            }
            let shared = features.active.len();
            self.own_context(&around, ballot, &mut features.active);
            features.own_last = u8::try_from(features.active.len() - shared).unwrap_or(u8::MAX);
            each(at, &features);
        }
    }

    fn line<'s>(&self, field: usize, sentence: &'s Range<usize>) -> Line<'s> {
        let text = &self.page.fields[field];
        let section = match text.field {
            Field::Byline | Field::Credit(_) => 2,
            Field::Headline | Field::Dateline => 1,
            _ => 0,
        };
        let sport = sport::line(text, &self.looks[field], sentence) as u32;
        Line { field, sentence, style: self.style(field, sentence), section, sport }
    }

    /// What the words mean in the language of the page alone; nothing where the language is not known.
    fn own_words(&self, around: &Around<'_>, features: &mut Features) {
        features.own_first = 0;
        if self.tongue == UNKNOWN {
            return;
        }
        let mut templates = Templates::from(401, &mut features.active);
        let (tongue, here) = (self.tongue, around.here());
        templates.add(&[tongue, here.lower]);
        if self.tongue != ENGLISH {
            templates.add(&[tongue, here.stems[1]]);
            templates.add(&[here.stems[1]]);
        }
        features.own_first = u8::try_from(features.active.len()).unwrap_or(0);
    }

    /// What stands around a word, and how it is spelt, as the language of the page has it.
    fn own_context(&self, around: &Around<'_>, ballot: Option<(&Ballot, &[u8])>, out: &mut Vec<u32>) {
        let tongue = self.tongue;
        if tongue == UNKNOWN {
            return;
        }
        let [b2, b1, here, a1, _] = around.looks;
        let first = |offset: isize| {
            let place = (around.at - around.line.sentence.start).cast_signed() + offset;
            let label = usize::try_from(place).ok().and_then(|place| ballot.and_then(|(_, first)| first.get(place)));
            label.map_or(99, |label| u32::from(*label))
        };
        let mut templates = Templates::from(421, out);
        templates.add(&[tongue, first(0), first(-1), here.case as u32]);
        templates.add(&[tongue, b1.lower]);
        templates.add(&[tongue, a1.lower]);
        if tongue == ENGLISH {
            return;
        }
        if !here.case.is_capital() {
            templates.add(&[tongue, here.lower, b1.case as u32, a1.case as u32]);
            self.add_trail(&mut templates, around);
            return;
        }
        let borders = self.borders(around);
        let (place, opens, style) = (around.place(), around.opens(), around.line.style as u32);
        templates.add(&[tongue, b2.lower, b1.lower]);
        templates.add(&[tongue, borders.left.lower, place]);
        templates.add(&[tongue, borders.right.lower, place]);
        templates.add(&[tongue, borders.first.lower, place]);
        templates.add(&[tongue, borders.last.lower, place]);
        templates.add(&[tongue, here.shape, opens, style]);
        templates.add(&[tongue, place, around.run_length(), opens]);
        templates.add(&[tongue, here.affixes[3]]);
        templates.add(&[tongue, here.affixes[4]]);
        templates.add(&[tongue, here.stems[0]]);
        templates.add(&[tongue, here.stems[2]]);
        templates.add(&[here.stems[2]]);
        templates.add(&[here.stems[0]]);
        templates.add(&[tongue, u32::from(here.place), u32::from(here.lists)]);
        templates.add(&[tongue, names(here), u32::from(here.place).min(1), place]);
        templates.add(&[tongue, first(0), first(1), u32::from(here.place)]);
        let usage = self.usage.get(&here.lower).copied().unwrap_or_default();
        templates.add(&[tongue, few(usage.lower), few(usage.capital_inside), opens]);
        if let Some((ballot, _)) = ballot {
            let votes = ballot.get(&here.lower).copied().unwrap_or_default();
            templates.add(&[tongue, votes.said(), first(0), opens]);
        }
        self.add_roots(&mut templates, around);
        if tongue == GERMAN {
            add_german(&mut templates, around, &borders);
        }
    }

    /// A small word behind a capitalised one, which may close its name.
    fn add_trail(&self, templates: &mut Templates<'_>, around: &Around<'_>) {
        let (line, here) = (around.line, around.here());
        let Some(word) = self.trails(line.field, line.sentence, around.at) else { return };
        let head = self.looks[line.field][word];
        let way = u32::try_from(around.at - word).unwrap_or(9);
        templates.add(&[self.tongue, head.lower, here.lower]);
        templates.add(&[self.tongue, head.stems[1], here.stems[1]]);
        templates.add(&[self.tongue, way, here.stems[0]]);
        templates.add(&[self.tongue, way, here.affixes[3]]);
        templates.add(&[self.tongue, way, here.affixes[4]]);
        templates.add(&[self.tongue, way, head.affixes[3], here.affixes[2]]);
        templates.add(&[self.tongue, way, u32::from(head.place), u32::from(head.lists)]);
        templates.add(&[head.shape, way, here.stems[1]]);
    }

    /// What the lists know of the words without their endings, in Latin letters.
    fn add_roots(&self, templates: &mut Templates<'_>, around: &Around<'_>) {
        let (field, at) = (around.line.field, around.at);
        let root = |at: usize| {
            let inside = around.line.sentence.contains(&at);
            self.roots.get(field).and_then(|roots| roots.get(at)).copied().filter(|_| inside).unwrap_or_default()
        };
        let (before, here, after) = (root(at.wrapping_sub(1)), root(at), root(at + 1));
        let (first, last) = (root(around.run.start), root(around.run.end - 1));
        let person = |root: Root| u32::from(root.given) * 3 + u32::from(root.family);
        let (tongue, place) = (self.tongue, around.place());
        templates.add(&[u32::from(here.place), u32::from(here.cut), person(here)]);
        templates.add(&[tongue, u32::from(here.place), person(here), place]);
        templates.add(&[person(before), person(here), person(after)]);
        templates.add(&[person(first), person(last), place, around.run_length()]);
        templates.add(&[u32::from(first.place), u32::from(last.place), place, around.run_length()]);
    }

    /// The features of one token, a line a template.
    fn token(&self, around: &Around<'_>, features: &mut Features) {
        let mut templates = Templates::from(101, &mut features.active);
        features.lexical = features.own_first + 4;
        add_words(&mut templates, around);
        let here = around.here();
        if here.case == Case::Lower || here.case == Case::None {
            self.add_joining(&mut templates, around);
            return;
        }
        let mut templates = Templates::from(201, &mut features.active);
        add_neighbours(&mut templates, around);
        self.add_lists(&mut templates, around);
        let borders = self.borders(around);
        add_borders(&mut templates, around, &borders);
        self.add_usage(&mut templates, around, &borders);
        self.add_sport(&mut templates, around, &borders);
    }

    /// Enough to tell "of" inside a name from "of" outside.
    fn add_joining(&self, templates: &mut Templates<'_>, around: &Around<'_>) {
        let [_, b1, here, a1, _] = around.looks;
        templates.add(&[u32::from(b1.coarse), b1.case as u32, a1.case as u32]);
        templates.add(&[b1.case as u32, here.lower, a1.case as u32]);
        templates.add(&[b1.shape, a1.shape]);
        templates.add(&[u32::from(a1.coarse), here.lower]);
        templates.add(&[u32::from(b1.place), here.lower, u32::from(a1.place)]);
        templates.add(&[u32::from(b1.lists), here.lower]);
        let (class, starts) = self.gazetteer[around.line.field][around.at];
        templates.add(&[u32::from(class), u32::from(starts)]);
    }

    fn add_lists(&self, templates: &mut Templates<'_>, around: &Around<'_>) {
        let [_, b1, here, a1, _] = around.looks;
        templates.add(&[u32::from(here.place), u32::from(here.lists)]);
        templates.add(&[names(here), u32::from(here.place)]);
        templates.add(&[lists(here)]);
        templates.add(&[names(b1), names(here), b1.case as u32]);
        templates.add(&[names(here), names(a1), a1.case as u32]);
        templates.add(&[lists(b1), lists(here)]);
        templates.add(&[lists(here), lists(a1)]);
        templates.add(&[u32::from(b1.place), u32::from(here.place)]);
        templates.add(&[u32::from(here.place), u32::from(a1.place)]);
        templates.add(&[u32::from(b1.lists), b1.case as u32]);
        templates.add(&[u32::from(a1.lists), a1.case as u32]);
        let (class, starts) = self.gazetteer[around.line.field][around.at];
        templates.add(&[u32::from(class), u32::from(starts)]);
    }

    fn borders(&self, around: &Around<'_>) -> Borders {
        let (start, end) = (around.run.start.cast_signed(), around.run.end.cast_signed());
        let look = |at: isize| self.look(around.line.field, around.line.sentence, at);
        Borders {
            left: look(start - 1),
            left2: look(start - 2),
            right: look(end),
            right2: look(end + 1),
            first: look(start),
            last: look(end - 1),
        }
    }

    /// The same word elsewhere on the page.
    fn add_usage(&self, templates: &mut Templates<'_>, around: &Around<'_>, borders: &Borders) {
        let (here, place) = (around.here(), around.place());
        let usage = self.usage.get(&here.lower).copied().unwrap_or_default();
        templates.add(&[few(usage.lower), few(usage.capital_inside), around.opens()]);
        templates.add(&[few(usage.first_of_run), few(usage.last_of_run), few(usage.alone), place]);
        templates.add(&[few(usage.titled), few(usage.before_speech), few(usage.after_in), place]);
        templates.add(&[few(usage.given_before), place, names(here)]);
        let usage = self.usage.get(&borders.last.lower).copied().unwrap_or_default();
        templates.add(&[
            few(usage.titled),
            few(usage.before_speech),
            few(usage.after_in),
            few(usage.given_before),
            place,
        ]);
        let text = &self.page.fields[around.line.field];
        let end = around.run.end;
        let possessive = end < around.line.sentence.end && text.kind(end) == Some(TokenKind::Possessive);
        templates.add(&[u32::from(possessive), u32::from(here.place), place]);
    }

    /// Reports of sport, where a town is a club.
    fn add_sport(&self, templates: &mut Templates<'_>, around: &Around<'_>, borders: &Borders) {
        if self.sport == 0 && around.line.sport == 0 {
            return;
        }
        // In other languages a town is a club in fewer reports.
        let other = 8 * u32::from(self.tongue != ENGLISH);
        let (page, line) = (self.sport + other, around.line.sport + other);
        let text = &self.page.fields[around.line.field];
        let number =
            |at: usize| u32::from(around.line.sentence.contains(&at) && text.kind(at) == Some(TokenKind::Number));
        let beside = number(around.run.start.wrapping_sub(1)) * 2 + number(around.run.end);
        let country = u32::from(around.here().place).saturating_sub(1) / 4;
        let (place, length) = (around.place(), around.run_length());
        let Borders { left, right, first, last, .. } = borders;
        templates.add(&[page, line, country, place]);
        templates.add(&[line, beside, u32::from(first.place), place, length.min(3)]);
        templates.add(&[page, left.lower, u32::from(last.place)]);
        templates.add(&[page, right.lower, u32::from(last.place)]);
        templates.add(&[page, line, left.shape, right.shape]);
        templates.add(&[page, names(*first), names(*last), length.min(3), place]);
    }

    /// What the rules think: of this token, its neighbours, and of the same words elsewhere on the page.
    fn second_pass(&self, around: &Around<'_>, ballot: &Ballot, first: &[u8], out: &mut Vec<u32>) {
        let Around { line, at, .. } = *around;
        let here = around.here();
        let guess = |offset: isize| {
            let place = (at - line.sentence.start).cast_signed() + offset;
            usize::try_from(place).ok().and_then(|place| first.get(place)).map_or(99, |label| u32::from(*label))
        };
        let mut templates = Templates::from(301, out);
        templates.add(&[guess(-1), guess(0), guess(1)]);
        templates.add(&[guess(0), here.lower]);
        templates.add(&[guess(-2), guess(-1), guess(0)]);
        templates.add(&[guess(0), guess(1), guess(2)]);
        if !here.case.is_capital() {
            return;
        }
        let mut votes = ballot.get(&here.lower).copied().unwrap_or_default();
        let own = kind_of(guess(0));
        votes.counts[own] = votes.counts[own].saturating_sub(1);
        let total: u32 = votes.counts.iter().copied().map(u32::from).sum();
        let share = (u32::from(votes.counts[votes.winner()]) * 4).checked_div(total).unwrap_or(4);
        let winner = votes.said();
        templates.add(&[winner, share, guess(0)]);
        templates.add(&[winner, total.min(3)]);
        templates.add(&[self.sport + 8 * u32::from(self.tongue != ENGLISH), guess(0), u32::from(here.place)]);
        templates.add(&[winner, u32::from(here.place), u32::from(here.given)]);
        let neighbour = |look: Look| {
            let votes = ballot.get(&look.lower).copied().unwrap_or_default();
            if look.case.is_capital() { votes.said() } else { NO_VOTES }
        };
        templates.add(&[neighbour(around.looks[1]), winner, neighbour(around.looks[3])]);
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
