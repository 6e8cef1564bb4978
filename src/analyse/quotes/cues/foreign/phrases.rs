//! Noun phrases that name who speaks, read forwards and backwards from a node.
//!
//! Invariant: a source never reaches into a quotation nor out of its sentence.

use crate::analyse::quotes::clauses::NodeKind;
use crate::analyse::quotes::cues::foreign::Beside;
use crate::analyse::quotes::cues::{Source, SourceKind};
use crate::lexicon::function_words::WordRole;
use crate::lexicon::lower_case::lower_case;

/// Nodes of the longest noun phrase: `der Berner Gesundheits-, Sozial- und Integrationsdirektor Pierre Muster`.
const LONGEST: usize = 16;
/// Nodes looked back over for the comma that opens an apposition, and for the beginning of a clause.
const BACK: usize = 40;

impl Beside<'_, '_> {
    pub(super) fn kind(&self, at: usize) -> Option<NodeKind> {
        self.clauses.nodes.get(at).filter(|_| self.frame.contains(&at)).map(|node| node.kind)
    }

    pub(super) fn lower(&self, at: usize) -> std::borrow::Cow<'_, str> {
        lower_case(self.clauses.word(at))
    }

    pub(super) fn role(&self, at: usize) -> Option<WordRole> {
        self.clauses.role(at).filter(|_| self.frame.contains(&at))
    }

    /// The person whose name node `at` is part of.
    pub(super) fn person_at(&self, at: usize) -> Option<Source> {
        let named = self.clauses.name_at(at).filter(|_| self.frame.contains(&at))?;
        named.person.map(|person| Source { nodes: named.nodes.clone(), kind: SourceKind::Person(person) })
    }

    /// The pronoun at node `at`, as a source.
    pub(super) fn pronoun_at(&self, at: usize) -> Option<Source> {
        match self.role(at)? {
            role @ (WordRole::He | WordRole::She | WordRole::They | WordRole::I | WordRole::We) => {
                Some(Source { nodes: at..at + 1, kind: SourceKind::Pronoun(role) })
            }
            _ => None,
        }
    }

    /// Whether node `at` is a word that can be part of a noun phrase.
    fn is_nominal(&self, at: usize) -> bool {
        match self.kind(at) {
            Some(NodeKind::Word(WordRole::Other)) => self.clauses.verbs.get(at).copied().flatten().is_none(),
            Some(NodeKind::Name(_) | NodeKind::Number | NodeKind::Possessive) => true,
            _ => false,
        }
    }

    /// The noun phrase that begins at node `from`: the person it names, else the phrase.
    pub(super) fn phrase(&self, from: usize) -> Option<Source> {
        let end = self.frame.end.min(from + LONGEST);
        let nouns = self.grammar.has_trait("nouns");
        let (mut at, mut head, mut cut, mut genitive) = (from, None, None, false);
        while at < end {
            let hangs = at > from && matches!(self.role(at - 1), Some(WordRole::Preposition | WordRole::Determiner));
            match self.kind(at)? {
                NodeKind::Name(_) => {
                    // `die Sprecherin von Ann Lee` is the speaker, `der Direktor des Hafens Ann Lee` is Ann Lee.
                    let long = self.clauses.name_at(at).is_some_and(|named| named.nodes.len() > 1);
                    let complement = head.is_some() && (hangs || genitive && !long);
                    if let Some(person) = self.person_at(at).filter(|_| !complement) {
                        return Some(person);
                    }
                    head.get_or_insert(at);
                    at = self.clauses.name_at(at).map_or(at, |named| named.nodes.end - 1);
                }
                NodeKind::Word(WordRole::Determiner) if head.is_some() && !hangs && !self.is_genitive(at) => break,
                NodeKind::Word(WordRole::Determiner) => genitive |= head.is_some(),
                NodeKind::Word(WordRole::Preposition | WordRole::Coordinator) if head.is_some() => {
                    cut.get_or_insert(at);
                }
                // `36-åringen`
                NodeKind::Number if self.clauses.word(at).ends_with(char::is_lowercase) => {
                    head.get_or_insert(at);
                }
                NodeKind::Number | NodeKind::Possessive => {}
                NodeKind::Sign if at > from && matches!(self.clauses.word(at), "-" | "/" | "&") => {}
                // `Gesundheits-, Sozial- und …`
                NodeKind::Sign
                    if self.clauses.word(at) == "," && at > from && self.clauses.word(at - 1).ends_with('-') => {}
                NodeKind::Word(WordRole::Other) if self.is_nominal(at) => {
                    if !nouns || self.clauses.word(at).starts_with(char::is_uppercase) {
                        head.get_or_insert(at);
                    }
                }
                _ => break,
            }
            at += 1;
        }
        head?;
        // `dijo la directora, Ann Lee`
        if self.clauses.word(at) == ","
            && let Some(person) = self.person_at(at + 1)
            && self.role(at + 2) != Some(WordRole::Other)
        {
            return Some(person);
        }
        let end = cut.unwrap_or(at);
        let opens =
            self.role(from) == Some(WordRole::Determiner) || !self.clauses.word(from).starts_with(char::is_lowercase);
        (opens && end > from).then_some(Source { nodes: from..end, kind: SourceKind::Nominal })
    }

    /// Whether the article at node `at` says whose the noun before it is.
    fn is_genitive(&self, at: usize) -> bool {
        let word = self.lower(at);
        self.grammar.lists("fuses", &word)
            || self.grammar.language == "de" && word.ends_with(['r', 's']) && word != "das"
    }

    /// Who is named before the colon at node `colon`: `Der Minister:`, `Für Ann Lee kein Thema:`.
    pub(super) fn before_colon(&self, colon: usize) -> Option<Source> {
        let floor = self.frame.start.max(colon.saturating_sub(BACK));
        if let Some(found) = self.phrase(floor).filter(|found| floor == self.frame.start && found.nodes.end == colon) {
            return Some(found);
        }
        let all = (floor..colon).filter_map(|at| {
            self.person_at(at).filter(|person| person.nodes.start == at).or_else(|| self.pronoun_at(at))
        });
        let all: Vec<Source> = all.collect();
        let subject = all.iter().find(|source| !self.is_complement(source.nodes.start));
        subject
            .cloned()
            .or_else(|| <[Source; 1]>::try_from(all).ok().map(|[only]| only))
            .or_else(|| self.phrase(self.frame.start).filter(|_| floor == self.frame.start))
    }

    /// Who is the subject right before node `before`.
    pub(super) fn left(&self, before: usize) -> Option<Source> {
        let last = before.checked_sub(1).filter(|last| *last >= self.frame.start)?;
        if let Some(pronoun) = self.pronoun_at(last) {
            return Some(pronoun);
        }
        match self.kind(last)? {
            NodeKind::Word(WordRole::Relative | WordRole::Determiner) => self.antecedent(last),
            NodeKind::Word(WordRole::Coordinator) => self.shared(before),
            NodeKind::Sign => match self.clauses.word(last) {
                // `Ann Lee, die Ministerin, sagte`, `Ann Lee (SPD) sagte`
                "," | ")" | "–" | "—" => self.apposed(last),
                _ => None,
            },
            NodeKind::Name(_) | NodeKind::Word(WordRole::Other) | NodeKind::Number => {
                self.phrase_left(before).or_else(|| self.clause_subject(before))
            }
            _ => self.clause_subject(before),
        }
    }

    /// The noun phrase that ends right before node `before`, if it can be a subject.
    fn phrase_left(&self, before: usize) -> Option<Source> {
        let floor = self.frame.start.max(before.saturating_sub(LONGEST));
        let fits = |at: &usize| {
            self.is_nominal(*at)
                || matches!(self.role(*at), Some(WordRole::Determiner | WordRole::Preposition))
                || matches!(self.clauses.word(*at), "-" | "/" | "&")
        };
        let start = (floor..before).rev().take_while(fits).last()?;
        // `Ann Lee, Leiterin des Hauses sagte`: nothing closes the apposition.
        if start >= 2 + self.frame.start
            && self.clauses.word(start - 1) == ","
            && let Some(person) = self.person_at(start - 2)
        {
            return Some(person);
        }
        // `In einem Interview sagte`: a phrase with a preposition in front is no subject.
        let start =
            (start..before).find(|at| self.role(*at) != Some(WordRole::Preposition)).filter(|at| *at == start)?;
        if let Some(found) = self.phrase(start).filter(|found| found.nodes.end <= before) {
            return Some(found);
        }
        None
    }

    /// The subject of the clause that ends before node `before`: the first phrase after what opens it.
    pub(super) fn clause_subject(&self, before: usize) -> Option<Source> {
        let floor = self.frame.start.max(before.saturating_sub(BACK));
        let opens =
            |at: &usize| self.clauses.is_quotation(*at) || matches!(self.clauses.word(*at), "," | ";" | ":" | "–");
        let mut at = (floor..before).rev().find(opens).map_or(floor, |at| at + 1);
        let skipped = |at: usize| {
            matches!(
                self.role(at),
                Some(WordRole::Subordinator | WordRole::Auxiliary | WordRole::Adverb | WordRole::Coordinator)
            )
        };
        while at < before && skipped(at) {
            at += 1;
        }
        if at >= before {
            return None;
        }
        // `Ann Lee, die von einem Streit berichtete`
        let relative = matches!(self.role(at), Some(WordRole::Relative | WordRole::Determiner));
        if relative
            && at >= 2 + self.frame.start
            && self.clauses.word(at - 1) == ","
            && let Some(person) = self.person_at(at - 2)
        {
            return Some(person);
        }
        if let Some(found) = self.pronoun_at(at).or_else(|| self.phrase(at)).filter(|found| found.nodes.end <= before) {
            return Some(found);
        }
        // The only person or pronoun of the clause.
        let mut named = (at..before).filter(|at| !self.is_complement(*at)).filter_map(|at| {
            self.person_at(at).filter(|person| person.nodes.start == at).or_else(|| self.pronoun_at(at))
        });
        named.next().filter(|_| named.next().is_none())
    }

    /// Whether the name at node `at` belongs to a noun: `die Sprecherin von Ann Lee`.
    fn is_complement(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| self.role(before) == Some(WordRole::Preposition))
    }

    /// The name that what is between it and node `last` explains.
    fn apposed(&self, last: usize) -> Option<Source> {
        let floor = self.frame.start.max(last.saturating_sub(BACK));
        let opener = if self.clauses.word(last) == ")" { "(" } else { self.clauses.word(last) };
        let open = (floor..last).rev().find(|at| self.clauses.word(*at) == opener)?;
        // `Der Leiter der Schule, Ann Lee, sagte`
        if let Some(person) = self.person_at(open + 1).filter(|_| opener == ",") {
            return Some(person);
        }
        let named = open.checked_sub(1)?;
        self.person_at(named)
            .filter(|source| !self.is_complement(source.nodes.start))
            .or_else(|| self.phrase_left(open))
    }

    /// Whom the relative pronoun at node `at` stands for.
    fn antecedent(&self, at: usize) -> Option<Source> {
        let comma = at.checked_sub(1).filter(|comma| *comma > self.frame.start && self.clauses.word(*comma) == ",");
        let last = comma.map_or(at, |comma| comma).checked_sub(1).filter(|last| *last >= self.frame.start)?;
        self.person_at(last).or_else(|| comma.and_then(|comma| self.phrase_left(comma)))
    }

    /// `Ann Lee ging und sagte`: the subject of the verb before, else of the clause.
    fn shared(&self, before: usize) -> Option<Source> {
        let earlier = self.earlier.last().and_then(|cue| cue.source.clone());
        earlier.or_else(|| self.clause_subject(before))
    }
}
