//! Names that the words before them say are places, known or not: `towns such as Velm and Orun`, `the party town Velm`,
//! `Ann Lee, from Velm, said`, `the MP for Velm`, `Velm Rd.` English alone has these.
//!
//! The names of a page come in, names go out.
//!
//! Invariant: what was found to be somebody's full name is left alone, a street that was taken for one as well.

use std::ops::Range;

use crate::analyse::names::toponyms::edit::{is_capital, meeting, put_place};
use crate::analyse::names::{Name, NameKind};
use crate::analyse::text::tokens::TokenKind;
use crate::analyse::text::{FieldText, Page};
use crate::lexicon::common_words;
use crate::lexicon::function_words::{WordRole, role_of};
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::months;
use crate::lexicon::place_words::{PLURALS, SEATED, STREETS, TOWNS};
use crate::lexicon::places::gazetteer;
use crate::model::Field;

/// Words of a name at most.
const LONGEST: usize = 4;
/// Names that are less sure than this, per mille, give way to the noun before them. Set by judgement: the archive's bar.
const DOUBTFUL: u16 = 700;
/// Names of one enumeration at most.
const MOST: usize = 12;

/// Makes places of what is said to be one.
pub(super) fn settle(page: &Page<'_>, names: &mut Vec<Name>) {
    if page.language.unwrap_or("en") != "en" {
        return;
    }
    for (field, text) in page.fields.iter().enumerate() {
        if !matches!(text.field, Field::Body | Field::Standfirst | Field::Caption(_)) {
            continue;
        }
        let said = Said { text, field };
        for at in 1..text.tokens.len() {
            match text.word(at) {
                "as" | "like" | "including" => said.enumerated(at, names),
                "from" => said.from(at, names),
                "for" => said.seat(at, names),
                word if TOWNS.contains(word) => said.town(at, names),
                _ if is_capital(text, at) => said.street(at, names),
                _ => {}
            }
        }
    }
}

/// One field.
struct Said<'c, 'a> {
    text: &'c FieldText<'a>,
    field: usize,
}

impl Said<'_, '_> {
    /// The words with a capital from token `start` on, none of which is an everyday word that stands alone.
    fn run(&self, start: usize) -> Option<Range<usize>> {
        let name = |at: &usize| self.text.kind(*at) == Some(TokenKind::Word) && is_capital(self.text, *at);
        let last = (start..=start + LONGEST).take_while(name).last()?;
        let run = start..last + 1;
        let word = lower_case(self.text.word(start));
        let dated = run.len() == 1 && months::month(&word).is_some();
        (run.len() <= LONGEST && !dated && role_of(&word) == WordRole::Other).then_some(run)
    }

    /// Puts a place on `run`, unless a person is named in full there.
    fn put(&self, run: Range<usize>, names: &mut Vec<Name>) {
        let met = meeting(names, self.field, &run);
        let full = |name: &Name| name.kind == NameKind::Person && name.tokens.len() > 1;
        let known = |name: &Name| name.kind == NameKind::Place && name.tokens != run;
        if names.get(met).is_some_and(|there| !there.iter().any(|name| full(name) || known(name))) {
            put_place(names, self.field, run);
        }
    }

    /// `counties such as Velm and Orun`, `towns including Velm`; `at` is the last word before the names.
    fn enumerated(&self, at: usize, names: &mut Vec<Name>) {
        let word = |back: usize| at.checked_sub(back).map_or("", |at| self.text.word(at));
        let such = usize::from(self.text.word(at) == "as");
        if such == 1 && word(1) != "such" {
            return;
        }
        let comma = usize::from(word(1 + such) == ",");
        if !PLURALS.contains(word(1 + such + comma)) {
            return;
        }
        let mut start = at + 1;
        let mut runs: Vec<Range<usize>> = Vec::new();
        // `in towns like Velm, Ann said`: what a comma parts belongs to the enumeration where it ends with "and".
        let mut closed = false;
        while let Some(run) = self.run(start).filter(|_| runs.len() < MOST) {
            start = run.end;
            runs.push(run);
            start += usize::from(self.text.word(start) == ",");
            let last = matches!(self.text.word(start), "and" | "or");
            start += usize::from(last);
            if closed || !last && self.text.word(start - 1) != "," {
                break;
            }
            closed |= last;
        }
        runs.truncate(if closed { MOST } else { 1 });
        for run in runs {
            self.put(run, names);
        }
    }

    /// `Ann Lee, from Velm, said`: where somebody named right before the comma is from.
    fn from(&self, at: usize, names: &mut Vec<Name>) {
        let Some(comma) = at.checked_sub(1).filter(|comma| self.text.word(*comma) == ",") else { return };
        let met = meeting(names, self.field, &(comma.saturating_sub(1)..comma));
        let person = names.get(met).and_then(|met| met.last());
        let follows = person.is_some_and(|name| name.kind == NameKind::Person && name.tokens.len() > 1);
        let Some(run) = self.run(at + 1).filter(|_| follows) else { return };
        let everyday = run.clone().all(|at| common_words::contains(&lower_case(self.text.word(at))));
        if !everyday && run.len() <= 2 && self.text.word(run.end) == "," {
            self.put(run, names);
        }
    }

    /// `the party town Velm`: nothing but the name stands between the noun and a sign or a preposition.
    fn town(&self, at: usize, names: &mut Vec<Name>) {
        let Some(run) = self.run(at + 1) else { return };
        let everyday = run.clone().all(|at| common_words::contains(&lower_case(self.text.word(at))));
        let next = run.end;
        let ends = self.text.kind(next) != Some(TokenKind::Word) && self.text.kind(next) != Some(TokenKind::Possessive)
            || role_of(&lower_case(self.text.word(next))) == WordRole::Preposition;
        let doubtful = |name: &Name| name.tokens == run && name.confidence < DOUBTFUL;
        let met = meeting(names, self.field, &run);
        if ends && !everyday && names.get(met).is_some_and(|there| there.iter().all(doubtful)) {
            put_place(names, self.field, run);
        }
    }

    /// `the MP for Velm`: a seat in a parliament is called after its place.
    fn seat(&self, at: usize, names: &mut Vec<Name>) {
        let member = at.checked_sub(1).is_some_and(|at| SEATED.contains(self.text.word(at)));
        let Some(run) = self.run(at + 1).filter(|_| member) else { return };
        if !gazetteer::candidates(self.text.slice(&run)).is_empty() {
            self.put(run, names);
        }
    }

    /// `Velm Rd.`: a street whose kind is shortened.
    fn street(&self, at: usize, names: &mut Vec<Name>) {
        let word = self.text.word(at);
        let stopped = word.ends_with('.') || self.text.word(at + 1) == ".";
        if !stopped || !STREETS.contains(&lower_case(word.trim_end_matches('.'))) {
            return;
        }
        let name = |at: &usize| {
            self.text.kind(*at) == Some(TokenKind::Word)
                && is_capital(self.text, *at)
                && self
                    .text
                    .sentence_of(*at)
                    .and_then(|number| self.text.sentences.get(number))
                    .is_some_and(|own| own.start < *at)
        };
        let Some(start) = (at.saturating_sub(LONGEST)..at).rev().take_while(name).last() else { return };
        put_place(names, self.field, start..at + 1);
    }
}
