//! Which person of the article a pronoun stands for.
//!
//! A pronoun and the clauses before it come in, a place in the cast goes out. Everybody named in the sentences before is
//! weighed by where they stand (`antecedents.rs`); gender rules people out. The weights were learned from pronouns whose
//! gender alone decides (`examples/train_speakers.rs`).
//!
//! Invariant: only people named before the pronoun, outside quotations and in the same field, are found.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use crate::analyse::people::cast::{Cast, Gender};
use crate::analyse::quotes::clauses::Clauses;
use crate::analyse::quotes::cues::sources::subject_of_frame;
use crate::analyse::quotes::cues::{Cue, Source, SourceKind};
use crate::analyse::quotes::speakers::antecedents;
use crate::analyse::quotes::speakers::antecedents::{Antecedent, AntecedentRanker, Topics};
use crate::analyse::quotes::speakers::offices::Offices;
use crate::analyse::quotes::speakers::role_nouns::RoleNouns;
use crate::lexicon::function_words::WordRole;

/// What each sentence is about, for one field.
pub struct Focus<'a> {
    clauses: &'a Clauses<'a>,
    cast: &'a Cast,
    ranker: &'a dyn AntecedentRanker,
    /// Subjects are read as far as a pronoun has been asked for.
    topics: RefCell<Topics>,
    /// Who signed the article, where one person did: the one who says "I" outside quotations.
    writer: Option<usize>,
    /// The people of the cast by surname; `None` where two share it.
    surnames: FxHashMap<&'a str, Option<usize>>,
    /// Who is called by which role, outside English.
    roles: Option<RoleNouns>,
    /// Who holds which office, in English.
    offices: Option<Offices>,
    /// Pronouns that have been looked up, by node.
    known: RefCell<FxHashMap<usize, Option<usize>>>,
}

impl<'a> Focus<'a> {
    /// Reads what each sentence of `clauses` is about.
    #[must_use]
    pub fn new(
        clauses: &'a Clauses<'a>,
        cues: &[Cue],
        cast: &'a Cast,
        ranker: &'a dyn AntecedentRanker,
        writer: Option<usize>,
    ) -> Self {
        let frames = clauses.frames.len();
        let mut surnames: FxHashMap<&str, Option<usize>> = FxHashMap::default();
        for (place, person) in cast.people.iter().enumerate() {
            if let Some((_, surname)) = person.name.rsplit_once(' ') {
                surnames.entry(surname).and_modify(|one| *one = None).or_insert(Some(place));
                if let Some((_, part)) = surname.rsplit_once('-').filter(|_| clauses.grammar.is_some()) {
                    surnames.entry(part).and_modify(|one| *one = None).or_insert(Some(place));
                }
            }
        }
        let known = RefCell::default();
        let roles = RoleNouns::read(clauses, cast);
        let offices = roles.is_none().then(|| Offices::read(clauses, cast));
        let topics = RefCell::default();
        let mut focus = Self { clauses, cast, ranker, topics, writer, surnames, roles, offices, known };
        let mut speakers = vec![None; frames];
        for cue in cues {
            let named = cue.source.as_ref().filter(|source| !matches!(source.kind, SourceKind::Pronoun(_)));
            let person = named.and_then(|source| focus.person_of(source));
            if let (Some(person), Some(speaker)) = (person, speakers.get_mut(clauses.frame_of(cue.nodes.start))) {
                *speaker = Some(person);
            }
        }
        let last_speakers = speakers.iter().scan(None, |last, speaker| {
            *last = speaker.or(*last);
            Some(*last)
        });
        let last_speakers = last_speakers.collect();
        focus.topics = RefCell::new(Topics { speakers, last_speakers, ..Topics::default() });
        focus
    }

    /// Reads who is the subject of each sentence up to the one of node `at`. A pronoun that is one looks back only, so
    /// what is found before the subjects after it are known remains valid.
    fn read_up_to(&self, at: usize) {
        let known = self.topics.borrow().subjects.len();
        for frame in self.clauses.frames.iter().take(self.clauses.frame_of(at) + 1).skip(known) {
            let subject = subject_of_frame(self.clauses, &frame.nodes).and_then(|source| self.named_by(&source));
            self.topics.borrow_mut().subjects.push(subject);
        }
    }

    /// The person that `source` names.
    #[must_use]
    pub fn person_of(&self, source: &Source) -> Option<usize> {
        if matches!(source.kind, SourceKind::Pronoun(WordRole::He | WordRole::She)) {
            self.read_up_to(source.nodes.start);
        }
        self.named_by(source)
    }

    fn named_by(&self, source: &Source) -> Option<usize> {
        match source.kind {
            SourceKind::Person(person) => Some(person),
            SourceKind::Pronoun(WordRole::He) => self.resolve(source.nodes.start, Gender::Male),
            SourceKind::Pronoun(WordRole::She) => self.resolve(source.nodes.start, Gender::Female),
            SourceKind::Pronoun(WordRole::I) => self.writer,
            SourceKind::Nominal => self.bearer_of(source).or_else(|| self.role_bearer(source)),
            // A label in capitals is taken for a body now and then.
            SourceKind::Name if source.nodes.len() == 1 => self.known_in_capitals(source.nodes.start),
            SourceKind::Pronoun(_) | SourceKind::Name => None,
        }
    }

    /// The one person of the page whose surname alone, or after a title, makes up `source`: `Cuban said` where nobody
    /// took the word for a name.
    fn bearer_of(&self, source: &Source) -> Option<usize> {
        let last = source.nodes.end.checked_sub(1).filter(|last| last + 2 >= source.nodes.end)?;
        let named = |at: usize| {
            self.clauses.word(at).starts_with(char::is_uppercase) && self.clauses.role(at) == Some(WordRole::Other)
        };
        if !source.nodes.clone().all(named) {
            return None;
        }
        let known = self.surnames.get(self.clauses.word(last)).copied().flatten();
        known.or_else(|| self.known_in_capitals(last))
    }

    /// The one person of the page whose surname is at node `at` in capitals.
    fn known_in_capitals(&self, at: usize) -> Option<usize> {
        self.surnames.get(as_in_a_sentence(self.clauses.word(at))?.as_str()).copied().flatten()
    }

    /// Whom a role means; of several who are near it, whoever spoke last.
    fn role_bearer(&self, source: &Source) -> Option<usize> {
        if let Some(offices) = &self.offices {
            return offices.holder(self.clauses, &source.nodes);
        }
        // `der Drittplatzierte Muster`, `le juge Muster`: a surname that nobody has tagged ends the phrase.
        let last = source.nodes.end.checked_sub(1)?;
        let surname = self.clauses.word(last);
        if self.roles.is_some()
            && surname.starts_with(char::is_uppercase)
            && let Some(known) = self.surnames.get(surname).copied().flatten()
        {
            return Some(known);
        }
        let before = self.clauses.frame_of(source.nodes.start).checked_sub(1);
        let topics = self.topics.borrow();
        let last = before.and_then(|before| topics.last_speakers.get(before)).copied().flatten();
        self.roles.as_ref()?.bearer(self.clauses, &source.nodes, last)
    }

    fn resolve(&self, pronoun: usize, gender: Gender) -> Option<usize> {
        if let Some(known) = self.known.borrow().get(&pronoun) {
            return *known;
        }
        let known = |one: &Antecedent| match &self.roles {
            Some(roles) => roles.gender(one.person),
            None => self.cast.people.get(one.person).map_or(Gender::Unknown, |known| known.gender),
        };
        let mut fitting = antecedents::list(self.clauses, &self.topics.borrow(), self.cast, pronoun);
        fitting.retain(|one| known(one) == gender || known(one) == Gender::Unknown);
        let found = match fitting.as_slice() {
            [] => None,
            [only] => Some(only.person),
            several => {
                let cells: Vec<u8> = several.iter().flat_map(|one| one.row).collect();
                several.get(self.ranker.choose_antecedent(&cells)).map(|one| one.person)
            }
        };
        self.known.borrow_mut().insert(pronoun, found);
        found
    }

    /// Everybody named before node `pronoun`, whatever their gender, nearest first.
    #[cfg(feature = "training")]
    #[must_use]
    pub fn antecedents(&self, pronoun: usize) -> Vec<Antecedent> {
        self.read_up_to(pronoun);
        antecedents::list(self.clauses, &self.topics.borrow(), self.cast, pronoun)
    }
}

/// A name in capitals as it is written in a sentence: `GRELL` is `Grell`.
fn as_in_a_sentence(name: &str) -> Option<String> {
    let first = name.chars().next().filter(|_| name.len() > 1 && !name.chars().any(char::is_lowercase))?;
    Some(first.to_string() + &name.get(first.len_utf8()..)?.to_lowercase())
}
