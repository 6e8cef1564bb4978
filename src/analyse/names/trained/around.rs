//! What stands around a token, and the templates that say it: words, neighbours, the run of capitals and its borders.
//!
//! An [`Around`] comes in, hashes go out, a line a template.
//!
//! Invariant: a template's number is its place, so the order of the lines is part of the model.

use std::ops::Range;

use crate::analyse::names::trained::view::Style;
use crate::analyse::names::trained::words::Look;
use crate::learned::FeatureHash;

/// Hashes of templates, numbered in the order in which they are added.
pub(super) struct Templates<'f> {
    pub(super) out: &'f mut Vec<u32>,
    pub(super) number: u32,
}

impl<'f> Templates<'f> {
    /// Templates numbered from `first` on.
    pub(super) fn from(first: u32, out: &'f mut Vec<u32>) -> Self {
        Self { out, number: first - 1 }
    }

    pub(super) fn add(&mut self, parts: &[u32]) {
        self.number += 1;
        self.out.push(parts.iter().fold(FeatureHash::new(self.number), |hash, part| hash.number(*part)).finish());
    }
}

/// A sentence and what its tokens have in common.
pub(super) struct Line<'s> {
    pub(super) field: usize,
    pub(super) sentence: &'s Range<usize>,
    pub(super) style: Style,
    /// 2 in bylines and credits, 1 in headlines and datelines, else 0.
    pub(super) section: u32,
    /// What a line of a sports report it is, if one.
    pub(super) sport: u32,
}

/// A token between its neighbours, in its run of capitals.
pub(super) struct Around<'s> {
    pub(super) line: &'s Line<'s>,
    pub(super) at: usize,
    pub(super) run: &'s Range<usize>,
    /// Two tokens before, the token, two after.
    pub(super) looks: [Look; 5],
}

impl Around<'_> {
    pub(super) fn here(&self) -> Look {
        self.looks[2]
    }

    /// Where in its run the token stands: alone, first, last or inside.
    pub(super) fn place(&self) -> u32 {
        match () {
            () if self.run.len() == 1 => 0,
            () if self.at == self.run.start => 1,
            () if self.at + 1 == self.run.end => 2,
            () => 3,
        }
    }

    pub(super) fn run_length(&self) -> u32 {
        u32::try_from(self.run.len().min(5)).unwrap_or(5)
    }

    /// Whether the run opens its sentence.
    pub(super) fn opens(&self) -> u32 {
        u32::from(self.run.start == self.line.sentence.start)
    }
}

/// The looks at both ends of a run of capitals, and of the two tokens outside either end.
pub(super) struct Borders {
    pub(super) left: Look,
    pub(super) left2: Look,
    pub(super) right: Look,
    pub(super) right2: Look,
    pub(super) first: Look,
    pub(super) last: Look,
}

/// The lists of first and family names a word is in.
pub(super) fn names(look: Look) -> u32 {
    u32::from(look.given) * 3 + u32::from(look.family)
}

/// All lists a word is in.
pub(super) fn lists(look: Look) -> u32 {
    u32::from(look.lists) | names(look) << 4
}

/// None, one, or more.
pub(super) fn few(count: u8) -> u32 {
    u32::from(count.min(2))
}

/// The words themselves, of which the first four are left out by word dropout, and what they look like.
pub(super) fn add_words(templates: &mut Templates<'_>, around: &Around<'_>) {
    let [b2, b1, here, a1, a2] = around.looks;
    let style = around.line.style as u32;
    templates.add(&[here.lower]);
    templates.add(&[b1.lower, here.lower]);
    templates.add(&[here.lower, a1.lower]);
    templates.add(&[here.lower, here.case as u32, style]);
    templates.add(&[b1.lower]);
    templates.add(&[a1.lower]);
    templates.add(&[b2.lower, b1.lower]);
    templates.add(&[a1.lower, a2.lower]);
    templates.add(&[u32::from(here.coarse), here.case as u32]);
    templates.add(&[u32::from(here.fine), here.case as u32]);
    templates.add(&[here.shape, style]);
    templates.add(&[here.affixes[3]]);
    let starts = u32::from(around.at == around.line.sentence.start);
    templates.add(&[around.line.section, here.case as u32, style, starts]);
}

pub(super) fn add_neighbours(templates: &mut Templates<'_>, around: &Around<'_>) {
    let [b2, b1, here, a1, a2] = around.looks;
    templates.add(&[b2.lower]);
    templates.add(&[a2.lower]);
    templates.add(&[b1.lower, a1.lower]);
    templates.add(&[b1.lower, here.shape]);
    templates.add(&[here.shape, a1.lower]);
    templates.add(&[b1.shape, here.shape]);
    templates.add(&[here.shape, a1.shape]);
    templates.add(&[b1.shape, here.shape, a1.shape]);
    for affix in here.affixes {
        templates.add(&[affix]);
    }
    templates.add(&[u32::from(b1.coarse), u32::from(here.coarse)]);
    templates.add(&[u32::from(here.coarse), u32::from(a1.coarse)]);
    templates.add(&[u32::from(b1.coarse), u32::from(a1.coarse)]);
    templates.add(&[u32::from(b1.fine)]);
    templates.add(&[u32::from(a1.fine)]);
    templates.add(&[u32::from(b2.coarse)]);
    templates.add(&[u32::from(a2.coarse)]);
}

/// The run of capitals and its borders.
pub(super) fn add_borders(templates: &mut Templates<'_>, around: &Around<'_>, borders: &Borders) {
    let Borders { left, left2, right, right2, first, last } = *borders;
    let (place, length) = (around.place(), around.run_length());
    templates.add(&[place, length, around.opens()]);
    templates.add(&[left.lower, place, length]);
    templates.add(&[right.lower, place, length]);
    templates.add(&[left.lower, right.lower]);
    templates.add(&[left2.lower, left.lower]);
    templates.add(&[right.lower, right2.lower]);
    templates.add(&[u32::from(left.fine), place]);
    templates.add(&[u32::from(right.fine), place]);
    templates.add(&[u32::from(left.coarse), u32::from(right.coarse), place]);
    templates.add(&[last.lower, place]);
    templates.add(&[u32::from(last.fine), place]);
    templates.add(&[lists(last), place]);
    templates.add(&[u32::from(last.place), place, length]);
    templates.add(&[first.lower, place]);
    templates.add(&[lists(first), place]);
    templates.add(&[names(first), names(last), length.min(3), place]);
    templates.add(&[u32::from(first.place), u32::from(last.place), place]);
}

/// What tells an everyday noun from a name where both have a capital.
pub(super) fn add_german(templates: &mut Templates<'_>, around: &Around<'_>, borders: &Borders) {
    let [_, b1, here, a1, _] = around.looks;
    let (noun, place) = (here.noun as u32, around.place());
    let (last, first) = (borders.last.noun as u32, borders.first.noun as u32);
    templates.add(&[noun, around.run_length(), place]);
    templates.add(&[noun, u32::from(here.place), names(here)]);
    templates.add(&[noun, b1.lower]);
    templates.add(&[noun, a1.lower]);
    templates.add(&[noun, b1.affixes[2], b1.case as u32]);
    templates.add(&[noun, b1.noun as u32, a1.noun as u32, b1.case as u32, a1.case as u32]);
    templates.add(&[noun, here.affixes[3]]);
    templates.add(&[last, first, place, names(borders.first), names(borders.last)]);
    templates.add(&[noun, borders.left.lower, place]);
    templates.add(&[noun, u32::from(here.lists), a1.case as u32]);
}
