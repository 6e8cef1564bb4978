//! Cues: the words that say that somebody speaks.
//!
//! The clauses of a field come in, its cues go out, each with the words that name who speaks. A verb of saying is told
//! from the noun it looks like, the active from the passive, the turned order (`said Ann`) from the straight one.
//!
//! Invariant: cues are in the order of the text, and each looks at a bounded number of nodes.

use std::ops::Range;

use crate::analyse::quotes::clauses::{Clauses, NodeKind};
use crate::analyse::quotes::cues::sources::{Finder, possessor};
use crate::analyse::quotes::cues::{Cue, Source, SourceKind};
use crate::lexicon::cue_words;
use crate::lexicon::function_words::WordRole;
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::past_forms::IRREGULAR_PASTS;
use crate::lexicon::speaker_nouns::is_speaker_noun;
use crate::lexicon::speech_verbs::{SpeechKind, SpeechVerb, VerbForm, find_speech_noun};
use crate::steps::took;

/// Words between a noun of saying and whose it is.
const ADJECTIVES: usize = 3;
/// Nodes of the longest clause that is said by somebody named after it.
const LONGEST_CLAUSE: usize = 60;

impl Cue {
    /// Whether the cue is a noun: `her claim that …`.
    #[must_use]
    pub fn is_noun(&self) -> bool {
        self.verb.is_some_and(|verb| verb.noun && verb.form == VerbForm::Base)
            && self.source.as_ref().is_some_and(|source| source.nodes.end <= self.nodes.start)
    }

    /// The first node of the cue and its source together.
    #[must_use]
    pub fn start(&self) -> usize {
        self.source.as_ref().map_or(self.nodes.start, |source| source.nodes.start.min(self.nodes.start))
    }

    /// The first node after the cue and its source together.
    #[must_use]
    pub fn end(&self) -> usize {
        self.source.as_ref().map_or(self.nodes.end, |source| source.nodes.end.max(self.nodes.end))
    }
}

/// The cues of `clauses`, in the order of the text.
#[must_use]
pub fn find_cues(clauses: &Clauses<'_>) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    for frame in &clauses.frames {
        let first = cues.len();
        for at in frame.nodes.clone().filter(|at| may_be_cue(clauses, *at)) {
            let finder = Finder { clauses, frame: &frame.nodes, earlier: cues.get(first..).unwrap_or_default() };
            if let Some(cue) = finder.cue_at(at) {
                cues.push(cue);
            }
        }
    }
    cues
}

/// Whether the word at node `at` has the look of a cue.
fn may_be_cue(clauses: &Clauses<'_>, at: usize) -> bool {
    let word = clauses.word(at);
    let possessed = || clauses.word(at + 1) == "that" || clauses.is_quotation(at + 1);
    clauses.verbs.get(at).copied().flatten().is_some()
        || word.ends_with("ed")
        || possessed() && find_speech_noun(word).is_some()
        || word.eq_ignore_ascii_case("according")
}

impl Finder<'_, '_> {
    fn cue_at(&self, at: usize) -> Option<Cue> {
        let word = self.clauses.word(at);
        if word.eq_ignore_ascii_case("according") && self.clauses.word(at + 1) == "to" {
            let source = self.source_right(at + 2);
            return Some(Cue { nodes: at..at + 2, verb: None, source });
        }
        if let Some(cue) = self.noun_cue_at(at) {
            return Some(cue);
        }
        let Some(verb) = self.clauses.verbs.get(at).copied().flatten() else { return self.bare_cue_at(at) };
        let next = self.clauses.word(at + 1);
        let particle =
            cue_words::PARTICLES.find(verb.lemma).is_some_and(|known| known.split(' ').any(|word| word == next));
        if !particle && cue_words::NEED_PARTICLES.contains(verb.lemma) {
            return None;
        }
        if verb.lemma == "begin" && !self.beside_quotation(at) {
            return None;
        }
        let nodes = at..at + 1 + usize::from(particle);
        let before = self.skip_verb_group(at);
        if verb.form == VerbForm::Past && next == "by" {
            return Some(Cue { nodes, verb: Some(verb), source: self.source_right(at + 2) });
        }
        if verb.form == VerbForm::Past && self.is_passive(before, at) {
            return None;
        }
        if verb.noun && !self.can_be_verb(before, at) {
            return None;
        }
        if verb.form == VerbForm::Base && !self.is_finite_base(before, at) {
            return None;
        }
        if verb.form == VerbForm::Participle {
            if matches!(self.clauses.role(at.wrapping_sub(1)), Some(WordRole::Determiner)) && at > self.frame.start {
                return None;
            }
            let earlier = self.earlier.iter().rev().inspect(|_| took(1)).find_map(|cue| cue.source.clone());
            let source = match self.subject_left(before, at) {
                found @ Some(_) if before < at => found,
                _ => earlier
                    .or_else(|| self.clause_subject(self.segment(at), false))
                    .or_else(|| self.clause_subject(self.frame.start..at, false)),
            };
            return Some(Cue { nodes, verb: Some(verb), source });
        }
        let source = self.subject(before, at, verb);
        Some(Cue { nodes, verb: Some(verb), source })
    }

    /// `Lee's warning that …`, `her claim that …`: a noun of saying, and whose it is says who speaks.
    fn noun_cue_at(&self, at: usize) -> Option<Cue> {
        if self.clauses.word(at + 1) != "that" && !self.clauses.is_quotation(at + 1) {
            return None;
        }
        let verb = find_speech_noun(self.clauses.word(at))?;
        // "her latest claim that": an adjective or two may come between.
        let floor = self.frame.start.max(at.saturating_sub(ADJECTIVES));
        let start = (floor..at).rev().find(|n| {
            let adjective = self.clauses.role(*n) == Some(WordRole::Other) && self.clauses.verbs.get(*n) == Some(&None);
            !adjective
        })?;
        let source = possessor(self.clauses, self.frame, start)?;
        Some(Cue { nodes: at..at + 1, verb: Some(verb), source: Some(source) })
    }

    /// A verb that is none of saying, yet stands where one does: `"No," Ann beamed`, `Ann cracked, "No"`.
    fn bare_cue_at(&self, at: usize) -> Option<Cue> {
        let word = self.clauses.word(at);
        let past = word.len() > 4 && word.ends_with("ed");
        if self.clauses.role(at) != Some(WordRole::Other) || !past || word.starts_with(char::is_uppercase) {
            return None;
        }
        let before = self.skip_verb_group(at);
        if before == self.frame.start || self.is_passive(before, at) {
            return None;
        }
        let nodes = at..at + 1;
        if self.clauses.is_quotation(before - 1) {
            let source = self.source_right(at + 1)?;
            return Some(Cue { nodes, verb: None, source: Some(source) });
        }
        let leads_up = matches!(self.clauses.word(at + 1), "," | ":") && self.clauses.is_quotation(at + 2);
        let named = self.clauses.name_at(before - 1).is_some()
            || matches!(self.clauses.role(before - 1), Some(WordRole::He | WordRole::She | WordRole::They));
        if !named {
            return None;
        }
        let source = self.subject_left(before, at)?;
        let floor = self.frame.start.max(source.nodes.start.saturating_sub(5));
        let closes = (floor..source.nodes.start)
            .rev()
            .find(|n| self.clauses.is_quotation(*n) || matches!(self.clauses.word(*n), "," | "." | ";"));
        let follows = closes.is_some_and(|n| self.clauses.is_quotation(n));
        (leads_up || follows).then_some(Cue { nodes, verb: None, source: Some(source) })
    }

    fn subject(&self, before: usize, at: usize, verb: SpeechVerb) -> Option<Source> {
        let turned = self.may_turn(before, at, verb);
        if turned && let Some(found) = self.source_right(at + 1) {
            // "The plan, said Ann, was bad": between commas only where the next one closes what the first opened.
            let between = !self.clauses.is_quotation(before.saturating_sub(1))
                && !self.clauses.is_quotation(before.saturating_sub(2))
                && before > self.frame.start;
            if !between || self.clauses.word(found.nodes.end) == "," || self.closes_sentence(before, verb, &found) {
                return Some(found);
            }
        }
        self.subject_left(before, at)
    }

    /// `He was tired, said the mayor.`: a whole clause comes before the comma, and the sentence ends with whoever said it.
    fn closes_sentence(&self, before: usize, verb: SpeechVerb, found: &Source) -> bool {
        let ends = found.nodes.end + 1 >= self.frame.end
            || matches!(self.clauses.role(found.nodes.end), Some(WordRole::Preposition | WordRole::Time));
        let clause = self.frame.start..before.saturating_sub(1);
        let person = found.kind != SourceKind::Nominal
            || found.nodes.clone().any(|at| is_speaker_noun(&lower_case(self.clauses.word(at))));
        ends && person && clause.len() <= LONGEST_CLAUSE && self.is_clause(&clause, verb)
    }

    /// Whether `nodes` have a verb before their first comma, and so can have been said by somebody named after them.
    fn is_clause(&self, nodes: &Range<usize>, verb: SpeechVerb) -> bool {
        let finite = |at: usize| {
            matches!(self.clauses.role(at), Some(WordRole::Auxiliary | WordRole::Be))
                || self.clauses.verbs.get(at).copied().flatten().is_some_and(|verb| !verb.noun)
                || self.clauses.word(at).len() > 3 && self.clauses.word(at).ends_with("ed")
                || IRREGULAR_PASTS.contains(self.clauses.word(at))
        };
        let comma = nodes.clone().find(|at| self.clauses.word(*at) == ",").unwrap_or(nodes.end);
        verb.lemma == "say" && nodes.len() > 2 || (nodes.start..comma).any(finite)
    }

    /// Whether the subject may come after the verb: `"…," said Ann`.
    fn may_turn(&self, before: usize, at: usize, verb: SpeechVerb) -> bool {
        if verb.kind != SpeechKind::Say || !matches!(verb.form, VerbForm::Past | VerbForm::Present) {
            return false;
        }
        if cue_words::ADDRESSED.contains(verb.lemma) && before != at {
            return false;
        }
        if before == self.frame.start {
            return true;
        }
        let comma = self.clauses.word(before - 1) == ",";
        self.clauses.is_quotation(before - 1)
            || comma && before >= 2 + self.frame.start && self.clauses.is_quotation(before - 2)
            || comma && !cue_words::HEARERS_AFTER_COMMA.contains(verb.lemma)
    }

    fn beside_quotation(&self, at: usize) -> bool {
        let near = |at: usize| self.frame.contains(&at) && self.clauses.is_quotation(at);
        (1..=3).any(|step| near(at + step) || at >= step && near(at - step))
    }

    /// Steps back over adverbs, auxiliaries and `went on to` before the verb at `at`.
    fn skip_verb_group(&self, at: usize) -> usize {
        let mut n = at;
        while n > self.frame.start && at - n < 8 {
            match self.clauses.role(n - 1) {
                Some(WordRole::Adverb | WordRole::Auxiliary | WordRole::Be | WordRole::Time) => n -= 1,
                Some(WordRole::Preposition)
                    if self.clauses.word(n - 1) == "on" && self.clauses.role(n) == Some(WordRole::Time) =>
                {
                    n -= 1;
                }
                Some(WordRole::Preposition) if self.clauses.word(n - 1) == "to" => {
                    let verb = n.saturating_sub(2);
                    let verb = if self.clauses.word(verb) == "on" { verb.saturating_sub(1) } else { verb };
                    let leads = cue_words::LEADS.contains(self.clauses.word(verb));
                    if !leads || verb < self.frame.start {
                        break;
                    }
                    n = verb;
                }
                _ => break,
            }
        }
        n.max(self.frame.start)
    }

    fn is_passive(&self, before: usize, at: usize) -> bool {
        (before..at).rev().any(|n| self.clauses.role(n) == Some(WordRole::Be))
    }

    /// Whether a word that may be a noun stands where a verb can.
    fn can_be_verb(&self, before: usize, at: usize) -> bool {
        if before < at {
            return true;
        }
        if before == self.frame.start {
            return self.beside_quotation(at);
        }
        match self.clauses.nodes.get(before - 1).map(|node| node.kind) {
            Some(NodeKind::Name(_) | NodeKind::Quotation(_)) => true,
            Some(NodeKind::Word(role)) => match role {
                WordRole::He | WordRole::She | WordRole::They | WordRole::I | WordRole::We | WordRole::Relative => true,
                WordRole::Coordinator => self.earlier.last().is_some(),
                WordRole::Other => {
                    is_speaker_noun(&lower_case(self.clauses.word(before - 1)))
                        && !self.clauses.word(at).ends_with("ed")
                        || self.clauses.word(at).ends_with("ed") && self.beside_quotation(at)
                }
                WordRole::OtherPronoun => self.clauses.word(before - 1).eq_ignore_ascii_case("it"),
                _ => false,
            },
            Some(NodeKind::Sign) => {
                let governs = matches!(self.clauses.role(at + 1), Some(WordRole::Determiner | WordRole::OtherPronoun))
                    || self.clauses.name_at(at + 1).is_some();
                matches!(self.clauses.word(before - 1), "," | ")")
                    && (governs || self.beside_quotation(at) || self.clauses.word(at).ends_with("ed"))
            }
            _ => false,
        }
    }

    fn is_finite_base(&self, before: usize, at: usize) -> bool {
        if (before..at)
            .any(|n| matches!(self.clauses.role(n), Some(WordRole::Auxiliary)) || self.clauses.word(n) == "to")
        {
            return true;
        }
        if before == self.frame.start {
            return false;
        }
        match self.clauses.role(before - 1) {
            Some(WordRole::They | WordRole::I | WordRole::We | WordRole::Relative) => true,
            Some(WordRole::OtherPronoun) => self.clauses.word(before - 1).eq_ignore_ascii_case("you"),
            Some(WordRole::Other) => {
                let word = lower_case(self.clauses.word(before - 1));
                is_speaker_noun(&word)
                    && (word.ends_with('s') || word.ends_with("men") || word == "people" || word == "police")
            }
            // `Downing Street press secretary Ann Lee`: the noun that looks like a verb goes with the next one.
            None => {
                let compound = || {
                    self.clauses.verbs.get(at).copied().flatten().is_some_and(|verb| verb.noun)
                        && self.clauses.role(at + 1) == Some(WordRole::Other)
                        && self.clauses.verbs.get(at + 1).copied().flatten().is_none_or(|verb| verb.noun)
                };
                self.clauses.name_at(before - 1).is_some() && !compound()
            }
            _ => false,
        }
    }
}
