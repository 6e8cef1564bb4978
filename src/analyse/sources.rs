//! Cues of speech and the sources they belong to.
//!
//! The clauses of a field come in, its cues go out, each with the words that name who speaks: a name, a pronoun or a
//! noun phrase, before the cue, after it where the order is turned round, or behind `according to`.
//!
//! Invariant: a source never reaches into a quotation, and each cue looks at a bounded number of nodes.

use std::ops::Range;

use crate::analyse::clauses::{Clauses, NodeKind};
use crate::lexicon::function_words::WordRole;
use crate::lexicon::speaker_nouns::is_speaker_noun;
use crate::lexicon::speech_verbs::{SpeechKind, SpeechVerb, VerbForm};

/// Words that name who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its nodes.
    pub nodes: Range<usize>,
    /// What sort of words they are.
    pub kind: SourceKind,
}

/// How a source is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SourceKind {
    /// By the name of the person at this place of the cast.
    Person(usize),
    /// By the name of something else.
    Name,
    /// By a pronoun.
    Pronoun(WordRole),
    /// By a common noun.
    Nominal,
}

/// Words that say that somebody speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Its nodes.
    pub nodes: Range<usize>,
    /// The verb; `None` for `according to`.
    pub verb: Option<SpeechVerb>,
    /// Who speaks.
    pub source: Option<Source>,
}

impl Cue {
    /// The first node of the cue and its source together.
    #[must_use]
    pub fn start(&self) -> usize {
        self.source.as_ref().map_or(self.nodes.start, |source| source.nodes.start.min(self.nodes.start))
    }

    /// The first node behind the cue and its source together.
    #[must_use]
    pub fn end(&self) -> usize {
        self.source.as_ref().map_or(self.nodes.end, |source| source.nodes.end.max(self.nodes.end))
    }
}

/// How far a source is looked for from its cue: sentences of news are shorter, heaps of words are not.
const REACH: usize = 60;

/// The cues of `clauses`, in the order of the text.
#[must_use]
pub fn find_cues(clauses: &Clauses<'_>) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    for frame in &clauses.frames {
        let first = cues.len();
        for at in frame.nodes.clone() {
            let finder = Finder { clauses, frame: &frame.nodes, earlier: cues.get(first..).unwrap_or_default() };
            if let Some(cue) = finder.cue_at(at) {
                cues.push(cue);
            }
        }
    }
    cues
}

/// The words a sentence says something about: the first that are neither in a phrase of their own nor a possessor.
#[must_use]
pub fn subject_of_frame(clauses: &Clauses<'_>, frame: &Range<usize>) -> Option<Source> {
    Finder { clauses, frame, earlier: &[] }.clause_subject(frame.start..frame.end.min(frame.start + REACH), false)
}

/// Who is named right before the colon at node `colon`.
#[must_use]
pub fn source_before_colon(clauses: &Clauses<'_>, frame: &Range<usize>, colon: usize) -> Option<Source> {
    Finder { clauses, frame, earlier: &[] }.subject_left(colon, colon)
}

struct Finder<'a, 'p> {
    clauses: &'a Clauses<'p>,
    frame: &'a Range<usize>,
    earlier: &'a [Cue],
}

impl Finder<'_, '_> {
    fn cue_at(&self, at: usize) -> Option<Cue> {
        let word = self.clauses.word(at);
        if word.eq_ignore_ascii_case("according") && self.clauses.word(at + 1) == "to" {
            let source = self.source_right(at + 2);
            return Some(Cue { nodes: at..at + 2, verb: None, source });
        }
        let Some(verb) = self.clauses.verbs.get(at).copied().flatten() else { return self.bare_cue_at(at) };
        let next = self.clauses.word(at + 1);
        let particle = match verb.lemma {
            "call" => matches!(next, "on" | "for" | "upon" | "out"),
            "refer" | "point" | "respond" | "reply" => matches!(next, "to" | "out"),
            "shoot" | "fire" | "press" | "brush" => matches!(next, "back" | "off"),
            "speak" | "talk" | "rail" => matches!(next, "of" | "about" | "against"),
            "chime" => next == "in",
            _ => false,
        };
        if !particle && matches!(verb.lemma, "shoot" | "fire" | "brush" | "chime" | "speak" | "talk" | "refer") {
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
            let earlier = self.earlier.iter().rev().find_map(|cue| cue.source.clone());
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
            if !between || self.clauses.word(found.nodes.end) == "," {
                return Some(found);
            }
        }
        self.subject_left(before, at)
    }

    /// Whether the subject may stand behind the verb: `"…," said Ann`.
    fn may_turn(&self, before: usize, at: usize, verb: SpeechVerb) -> bool {
        if verb.kind != SpeechKind::Say || !matches!(verb.form, VerbForm::Past | VerbForm::Present) {
            return false;
        }
        if matches!(verb.lemma, "tell" | "inform" | "assure" | "remind" | "urge" | "ask" | "warn") && before != at {
            return false;
        }
        if before == self.frame.start {
            return true;
        }
        let comma = self.clauses.word(before - 1) == ",";
        self.clauses.is_quotation(before - 1)
            || comma && before >= 2 + self.frame.start && self.clauses.is_quotation(before - 2)
            || comma && verb.lemma == "say"
    }

    fn beside_quotation(&self, at: usize) -> bool {
        let near = |at: usize| self.frame.contains(&at) && self.clauses.is_quotation(at);
        (1..=3).any(|step| near(at + step) || at >= step && near(at - step))
    }

    /// Steps back over adverbs, auxiliaries and `went on to` in front of the verb at `at`.
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
                    let leads = matches!(
                        self.clauses.word(verb),
                        "went"
                            | "goes"
                            | "continued"
                            | "continues"
                            | "had"
                            | "seemed"
                            | "used"
                            | "began"
                            | "begins"
                            | "had"
                            | "proceeded"
                    );
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
                    is_speaker_noun(&self.clauses.word(before - 1).to_lowercase())
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
                let word = self.clauses.word(before - 1).to_lowercase();
                is_speaker_noun(&word)
                    && (word.ends_with('s') || word.ends_with("men") || word == "people" || word == "police")
            }
            None => self.clauses.name_at(before - 1).is_some(),
            _ => false,
        }
    }

    /// The stretch of the sentence that ends before `at`: back to a quotation, a semicolon or a colon.
    fn segment(&self, at: usize) -> Range<usize> {
        let floor = self.frame.start.max(at.saturating_sub(REACH));
        let start = (floor..at)
            .rev()
            .find(|n| self.clauses.is_quotation(*n) || matches!(self.clauses.word(*n), ";" | ":"))
            .map_or(floor, |n| n + 1);
        start..at
    }

    /// Who stands in front of the verb group that begins at `before`.
    fn subject_left(&self, before: usize, at: usize) -> Option<Source> {
        if before == self.frame.start {
            return None;
        }
        let last = before - 1;
        match self.clauses.nodes.get(last)?.kind {
            NodeKind::Quotation(_) => None,
            NodeKind::Name(_) => self.name_source(last),
            NodeKind::Word(role) => match role {
                WordRole::He | WordRole::She | WordRole::They | WordRole::I | WordRole::We => {
                    Some(Source { nodes: last..before, kind: SourceKind::Pronoun(role) })
                }
                WordRole::OtherPronoun if self.clauses.word(last).eq_ignore_ascii_case("it") => {
                    Some(Source { nodes: last..before, kind: SourceKind::Pronoun(role) })
                }
                WordRole::Relative => self.antecedent(last),
                WordRole::Subordinator if self.clauses.word(last) == "that" => self.antecedent(last),
                WordRole::Coordinator => self.shared_subject(at),
                WordRole::Other | WordRole::OtherPronoun | WordRole::Determiner => {
                    self.nominal_left(before).or_else(|| self.shared_subject(at))
                }
                _ => self.shared_subject(at),
            },
            NodeKind::Number => self.nominal_left(before),
            NodeKind::Possessive => None,
            NodeKind::Sign => match self.clauses.word(last) {
                ")" | "]" => {
                    let floor = self.frame.start.max(last.saturating_sub(10));
                    let open = (floor..last).rev().find(|n| matches!(self.clauses.word(*n), "(" | "["))?;
                    if open > self.frame.start { self.subject_left(open, at) } else { None }
                }
                "," | "—" | "–" | "--" | "-" => {
                    let segment = self.segment(at);
                    self.clause_subject(segment, true)
                        .or_else(|| self.earlier.last().and_then(|cue| cue.source.clone()))
                }
                _ => self.shared_subject(at),
            },
        }
    }

    /// `Ann left and said`: the subject of the verb before, else of the sentence.
    fn shared_subject(&self, at: usize) -> Option<Source> {
        self.earlier
            .last()
            .and_then(|cue| cue.source.clone())
            .or_else(|| self.clause_subject(self.segment(at), false))
            .or_else(|| self.clause_subject(self.frame.start.max(at.saturating_sub(REACH))..at, false))
    }

    /// Whom `who` at `at` stands for.
    fn antecedent(&self, at: usize) -> Option<Source> {
        let mut last = at.checked_sub(1).filter(|last| *last >= self.frame.start)?;
        if self.clauses.word(last) == "," {
            last = last.checked_sub(1).filter(|last| *last >= self.frame.start)?;
        }
        match self.clauses.nodes.get(last)?.kind {
            // The pronoun is what the clause itself names the speaker with.
            NodeKind::Name(_) => self.name_source(last).map(|source| match source.kind {
                SourceKind::Person(_) => Source { nodes: at..at + 1, kind: source.kind },
                _ => source,
            }),
            NodeKind::Word(WordRole::Other) => self.nominal_left(last + 1),
            _ => None,
        }
    }

    /// The name that ends at node `last`, or the noun it is only a complement of: `a spokesman for Ann`.
    fn name_source(&self, last: usize) -> Option<Source> {
        let named = self.clauses.name_at(last)?;
        let source =
            Source { nodes: named.nodes.clone(), kind: named.person.map_or(SourceKind::Name, SourceKind::Person) };
        let mut start = named.nodes.start;
        // Titles stand between the preposition and the name.
        while start > self.frame.start && named.nodes.start - start < 6 {
            let role = self.clauses.role(start - 1);
            let titled = role == Some(WordRole::Other) || self.clauses.name_at(start - 1).is_some();
            if !titled && role != Some(WordRole::Determiner) {
                break;
            }
            start -= 1;
        }
        // "US Secretary of State Ann Example": the preposition is part of the title.
        let office = start < named.nodes.start
            && start >= 2 + self.frame.start
            && self.clauses.word(start - 1) == "of"
            && self.clauses.word(start - 2).starts_with(char::is_uppercase);
        if office {
            return Some(source);
        }
        Some(self.head_before(start).unwrap_or(source))
    }

    /// The head of the phrase whose preposition stands right before node `start`.
    fn head_before(&self, start: usize) -> Option<Source> {
        let preposition = start.checked_sub(1).filter(|at| *at > self.frame.start)?;
        if self.clauses.role(preposition) != Some(WordRole::Preposition) {
            return None;
        }
        let noun = preposition - 1;
        if self.clauses.name_at(noun).is_some() {
            // "Smith of Ohio said", but "Trump supporters in Ohio said" is for the nominal.
            return self
                .name_source(noun)
                .filter(|_| matches!(self.clauses.word(preposition), "of" | "from" | "in" | "at"));
        }
        if self.clauses.role(noun) == Some(WordRole::Other) && is_speaker_noun(&self.clauses.word(noun).to_lowercase())
        {
            return self.nominal_left(preposition);
        }
        None
    }

    /// The noun phrase that ends right before node `end`.
    fn nominal_left(&self, end: usize) -> Option<Source> {
        let head = end.checked_sub(1)?;
        let floor = self.frame.start.max(end.saturating_sub(7));
        let mut start = end;
        let mut determined = false;
        while start > floor {
            match self.clauses.nodes.get(start - 1)?.kind {
                NodeKind::Word(WordRole::Determiner) => {
                    determined = true;
                    start -= 1;
                    break;
                }
                NodeKind::Word(WordRole::Other) if self.clauses.verbs[start - 1].is_none_or(|verb| verb.noun) => {
                    start -= 1
                }
                NodeKind::Name(_) | NodeKind::Number | NodeKind::Possessive => start -= 1,
                _ => break,
            }
        }
        if start == end {
            return None;
        }
        let word = self.clauses.word(head).to_lowercase();
        // A capital shows a name that nobody has tagged.
        let speaks = is_speaker_noun(&word) || self.clauses.word(head).starts_with(char::is_uppercase);
        if let Some(found) = self.head_before(start) {
            return Some(found);
        }
        let preposed = start > self.frame.start && self.clauses.role(start - 1) == Some(WordRole::Preposition);
        if !speaks && (!determined || preposed) {
            return None;
        }
        Some(Source { nodes: start..end, kind: SourceKind::Nominal })
    }

    /// Who is named from node `from` on: behind a turned verb or `according to`.
    fn source_right(&self, from: usize) -> Option<Source> {
        let end = self.frame.end.min(from + 16);
        let mut n = from;
        let mut noun = None;
        let mut determined = false;
        while n < end {
            match self.clauses.nodes.get(n)?.kind {
                NodeKind::Name(_) => {
                    let named = self.clauses.name_at(n)?;
                    let next = named.nodes.end.max(n + 1);
                    if self.clauses.nodes.get(next).is_some_and(|node| node.kind == NodeKind::Possessive) {
                        n = next + 1;
                        continue;
                    }
                    let titled =
                        self.clauses.role(next) == Some(WordRole::Other) || self.clauses.name_at(next).is_some();
                    if named.person.is_none() && titled && self.clauses.verbs.get(next).copied().flatten().is_none() {
                        n = next;
                        continue;
                    }
                    let kind = named.person.map_or(SourceKind::Name, SourceKind::Person);
                    return Some(Source { nodes: named.nodes.clone(), kind });
                }
                NodeKind::Word(role @ (WordRole::He | WordRole::She | WordRole::They | WordRole::I | WordRole::We)) => {
                    return noun.is_none().then(|| Source { nodes: n..n + 1, kind: SourceKind::Pronoun(role) });
                }
                NodeKind::Word(WordRole::Determiner) if noun.is_none() => determined = true,
                NodeKind::Word(WordRole::Other) => noun = Some(n),
                NodeKind::Possessive | NodeKind::Number => {}
                _ => break,
            }
            n += 1;
        }
        let head = noun?;
        let word = self.clauses.word(head);
        if !determined && !is_speaker_noun(&word.to_lowercase()) && !word.starts_with(char::is_uppercase) {
            return None;
        }
        // "said her lawyer, Ann Example."
        if self.clauses.word(head + 1) == ","
            && let Some(named) = self.clauses.name_at(head + 2)
            && let Some(person) = named.person
            && self.frame.contains(&(head + 2))
        {
            return Some(Source { nodes: named.nodes.clone(), kind: SourceKind::Person(person) });
        }
        Some(Source { nodes: from..head + 1, kind: SourceKind::Nominal })
    }

    /// The subject of the stretch `nodes`. With `apposed`, a name that a comma follows goes first.
    fn clause_subject(&self, nodes: Range<usize>, apposed: bool) -> Option<Source> {
        let mut n = nodes.start;
        let mut first = None;
        while n < nodes.end {
            let found = match self.clauses.nodes.get(n)?.kind {
                NodeKind::Name(_) => {
                    let named = self.clauses.name_at(n)?;
                    let next = named.nodes.end.max(n + 1);
                    let kind = named.person.map_or(SourceKind::Name, SourceKind::Person);
                    let source = Source { nodes: named.nodes.clone(), kind };
                    let start = named.nodes.start;
                    n = next - 1;
                    let owner = self.clauses.nodes.get(next).is_some_and(|node| node.kind == NodeKind::Possessive);
                    let inside = self.in_phrase(start, nodes.start);
                    let modifier = named.person.is_none()
                        && self.clauses.role(next) == Some(WordRole::Other)
                        && self.clauses.verbs.get(next).copied().flatten().is_none();
                    (!owner && !inside && !modifier).then_some((source, next))
                }
                NodeKind::Word(role @ (WordRole::He | WordRole::She | WordRole::They | WordRole::I | WordRole::We)) => {
                    Some((Source { nodes: n..n + 1, kind: SourceKind::Pronoun(role) }, n + 1))
                }
                NodeKind::Word(WordRole::Other)
                    if first.is_none()
                        && is_speaker_noun(&self.clauses.word(n).to_lowercase())
                        && !self.clauses.name_at(n + 1).is_some()
                        && self.clauses.role(n + 1) != Some(WordRole::Other) =>
                {
                    self.nominal_left(n + 1)
                        .filter(|source| source.nodes.end == n + 1 && source.nodes.start >= nodes.start)
                        .filter(|source| !self.in_phrase(source.nodes.start, nodes.start))
                        .map(|source| (source, n + 1))
                }
                _ => None,
            };
            n += 1;
            let Some((source, next)) = found else { continue };
            if !apposed {
                return Some(source);
            }
            if matches!(self.clauses.word(next), "," | "(" | "—" | "–" | "--") && next < nodes.end + 1 {
                let person = matches!(source.kind, SourceKind::Person(_));
                if person || next >= nodes.end {
                    return Some(source);
                }
            }
            first.get_or_insert(source);
        }
        first
    }

    /// Whether the words from node `start` on complement a preposition.
    fn in_phrase(&self, start: usize, floor: usize) -> bool {
        let mut at = start;
        while at > floor && start - at < 6 {
            match self.clauses.nodes.get(at - 1).map(|node| node.kind) {
                Some(NodeKind::Word(WordRole::Preposition)) => return true,
                Some(NodeKind::Word(WordRole::Determiner | WordRole::Other))
                    if self.clauses.verbs.get(at - 1).copied().flatten().is_none() =>
                {
                    at -= 1;
                }
                Some(NodeKind::Possessive | NodeKind::Name(_)) => at -= 1,
                _ => return false,
            }
        }
        false
    }
}
