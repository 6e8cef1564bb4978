//! Words that name who speaks, found from where a verb or a preposition stands.
//!
//! The clauses of a field and a node come in, a source goes out: a name, a pronoun or a noun phrase.
//!
//! Invariant: a source never reaches into a quotation nor out of its sentence, and a bounded number of nodes is read.

use std::ops::Range;

use crate::analyse::quotes::clauses::{Clauses, NodeKind};
use crate::analyse::quotes::cues::{Cue, Source, SourceKind};
use crate::lexicon::function_words::WordRole;
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::speaker_nouns::is_speaker_noun;

/// How far a source is looked for from its cue: sentences of news are shorter, heaps of words are not.
const REACH: usize = 60;

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

/// Everybody who is named in `window`, a part of the sentence `frame`: names, pronouns, nouns for speakers.
#[must_use]
pub fn sources_in(clauses: &Clauses<'_>, frame: &Range<usize>, window: Range<usize>) -> Vec<Source> {
    let finder = Finder { clauses, frame, earlier: &[] };
    let mut found = Vec::new();
    let mut at = window.start;
    while at < window.end {
        let Some(node) = clauses.nodes.get(at) else { break };
        let source = match node.kind {
            NodeKind::Name(_) => clauses.name_at(at).map(Source::of),
            NodeKind::Word(role @ (WordRole::He | WordRole::She | WordRole::They | WordRole::I | WordRole::We)) => {
                Some(Source { nodes: at..at + 1, kind: SourceKind::Pronoun(role) })
            }
            NodeKind::Word(WordRole::Relative) => {
                finder.antecedent(at).map(|source| Source { nodes: at..at + 1, ..source })
            }
            NodeKind::Word(WordRole::Determiner | WordRole::OtherPronoun) => {
                pronoun_role(clauses.word(at)).map(|role| Source { nodes: at..at + 1, kind: SourceKind::Pronoun(role) })
            }
            NodeKind::Word(WordRole::Other) if clauses.name_at(at + 1).is_none() => {
                let word = clauses.word(at);
                if is_speaker_noun(&lower_case(word)) {
                    finder.nominal_left(at + 1).filter(|source| source.nodes.end == at + 1)
                } else if word.starts_with(char::is_uppercase) && at > frame.start {
                    // A name that nobody has tagged.
                    let end = (at..window.end.min(at + 5))
                        .find(|at| {
                            clauses.role(*at) != Some(WordRole::Other)
                                || !clauses.word(*at).starts_with(char::is_uppercase)
                        })
                        .unwrap_or(at + 1);
                    Some(Source { nodes: at..end.max(at + 1), kind: SourceKind::Nominal })
                } else {
                    None
                }
            }
            _ => None,
        };
        at = source.as_ref().map_or(at + 1, |source| source.nodes.end.max(at + 1));
        found.extend(source);
    }
    found
}

/// Whose something is, the possessive ending or pronoun standing at node `at` of the sentence `frame`.
#[must_use]
pub fn possessor(clauses: &Clauses<'_>, frame: &Range<usize>, at: usize) -> Option<Source> {
    match clauses.nodes.get(at)?.kind {
        NodeKind::Possessive if at > frame.start => match clauses.name_at(at - 1) {
            Some(named) => Some(Source::of(named)),
            None => Finder { clauses, frame, earlier: &[] }.nominal_left(at),
        },
        NodeKind::Word(WordRole::Determiner) => {
            let word = clauses.word(at);
            let role = match word {
                "its" | "Its" => Some(WordRole::OtherPronoun),
                "some" | "Some" | "both" | "Both" | "another" | "Another" => None,
                _ => pronoun_role(word),
            };
            role.map(|role| Source { nodes: at..at + 1, kind: SourceKind::Pronoun(role) })
        }
        _ => None,
    }
}

/// Words for somebody that are no subjects: possessors, objects, "some", "both".
fn pronoun_role(word: &str) -> Option<WordRole> {
    match word {
        "his" | "His" | "him" => Some(WordRole::He),
        "her" | "Her" => Some(WordRole::She),
        "their" | "Their" | "them" | "some" | "Some" | "both" | "Both" | "others" | "Others" | "another"
        | "Another" => Some(WordRole::They),
        "my" | "My" | "me" => Some(WordRole::I),
        "our" | "Our" | "us" => Some(WordRole::We),
        _ => None,
    }
}

/// Looks for sources inside one sentence.
pub(crate) struct Finder<'a, 'p> {
    pub(crate) clauses: &'a Clauses<'p>,
    pub(crate) frame: &'a Range<usize>,
    /// The cues before the one that is read.
    pub(crate) earlier: &'a [Cue],
}

impl Finder<'_, '_> {
    /// The stretch of the sentence that ends before `at`: back to a quotation, a semicolon or a colon.
    pub(crate) fn segment(&self, at: usize) -> Range<usize> {
        let floor = self.frame.start.max(at.saturating_sub(REACH));
        let start = (floor..at)
            .rev()
            .find(|n| self.clauses.is_quotation(*n) || matches!(self.clauses.word(*n), ";" | ":"))
            .map_or(floor, |n| n + 1);
        start..at
    }

    /// Who comes before the verb group that begins at `before`.
    pub(crate) fn subject_left(&self, before: usize, at: usize) -> Option<Source> {
        if before == self.frame.start {
            return None;
        }
        let last = before - 1;
        match self.clauses.nodes.get(last)?.kind {
            NodeKind::Quotation(_) | NodeKind::Possessive => None,
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
                WordRole::Other | WordRole::OtherPronoun | WordRole::Determiner => {
                    self.nominal_left(before).or_else(|| self.shared_subject(at))
                }
                _ => self.shared_subject(at),
            },
            NodeKind::Number => self.nominal_left(before),
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
        let source = Source::of(named);
        let mut start = named.nodes.start;
        // Titles come between the preposition and the name.
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
        if self.clauses.role(noun) == Some(WordRole::Other) && is_speaker_noun(&lower_case(self.clauses.word(noun))) {
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
                    start -= 1;
                }
                NodeKind::Name(_) | NodeKind::Number | NodeKind::Possessive => start -= 1,
                _ => break,
            }
        }
        if start == end {
            return None;
        }
        let word = lower_case(self.clauses.word(head));
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

    /// Who is named from node `from` on: after a turned verb or `according to`.
    pub(crate) fn source_right(&self, from: usize) -> Option<Source> {
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
                    return Some(Source::of(named));
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
        if !determined && !is_speaker_noun(&lower_case(word)) && !word.starts_with(char::is_uppercase) {
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
    pub(crate) fn clause_subject(&self, nodes: Range<usize>, apposed: bool) -> Option<Source> {
        let mut n = nodes.start;
        let mut first = None;
        while n < nodes.end {
            let found = match self.clauses.nodes.get(n)?.kind {
                NodeKind::Name(_) => {
                    let named = self.clauses.name_at(n)?;
                    let next = named.nodes.end.max(n + 1);
                    let source = Source::of(named);
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
                        && self.clauses.role(n + 1) != Some(WordRole::Other)
                        && self.clauses.name_at(n + 1).is_none()
                        && is_speaker_noun(&lower_case(self.clauses.word(n))) =>
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
