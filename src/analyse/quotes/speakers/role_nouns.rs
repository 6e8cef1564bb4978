//! Who is meant by a role: `die Ministerin`, `le maire`, `el presidente andaluz`.
//!
//! The clauses of a field in another language than English and its cast come in; a noun phrase leads to the one person
//! whom the field gives that role, else to the only person its paragraph has named so far.
//!
//! Invariant: a spokesman is nobody in particular, a body is nobody at all, and of two who may be meant neither is.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::analyse::people::cast::{Cast, Gender};
use crate::analyse::quotes::clauses::{Clauses, Named, NodeKind};
use crate::lexicon::cue_words;
use crate::lexicon::function_words::WordRole;
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::reporting::Grammar;

/// Nodes before a name that may be a role, and after it.
const BEFORE: usize = 6;
const BEHIND: usize = 9;
/// Letters of the shortest noun that another may end with: `rat` is too short for `Ständerat`.
const STEM: usize = 4;
/// Sentences looked back over for whoever a role is all the text says of.
const FRAMES: usize = 4;

/// The roles of everybody in a field.
pub(crate) struct RoleNouns {
    grammar: &'static Grammar,
    /// By the place of the person in the cast.
    roles: Vec<FxHashSet<String>>,
    genders: Vec<Gender>,
}

impl RoleNouns {
    /// Reads the roles that are next to names; nothing in English.
    pub(crate) fn read(clauses: &Clauses<'_>, cast: &Cast) -> Option<Self> {
        let grammar = clauses.grammar?;
        let genders = cast.people.iter().map(|person| person.gender).collect();
        let mut found = Self { grammar, roles: vec![FxHashSet::default(); cast.people.len()], genders };
        for named in &clauses.names {
            let Some(person) = named.person else { continue };
            for at in around(clauses, named) {
                found.note(person, &lower_case(clauses.word(at)), clauses.word(at));
            }
        }
        Some(found)
    }

    fn note(&mut self, person: usize, word: &str, written: &str) {
        let noun = self.grammar.language == "de" && written.starts_with(char::is_uppercase);
        let female = noun && word.ends_with("in") && self.is_personal(word) || word == "frau";
        let male = word == "herr" || noun && !female && self.is_personal(word);
        if let Some(gender) = self.genders.get_mut(person).filter(|gender| **gender == Gender::Unknown)
            && (female || male)
        {
            *gender = if female { Gender::Female } else { Gender::Male };
        }
        // Where nouns have capitals a name that nobody has tagged looks like a role.
        let role = if self.grammar.has_trait("nouns") { self.is_personal(word) } else { word.chars().count() >= STEM };
        if role && let Some(roles) = self.roles.get_mut(person) {
            roles.insert(word.to_owned());
        }
    }

    /// The gender of the person at `person` of the cast, as far as name, pronouns or role show it.
    pub(crate) fn gender(&self, person: usize) -> Gender {
        self.genders.get(person).copied().unwrap_or_default()
    }

    /// The one person the noun phrase `nodes` means; `last` is whoever spoke before.
    pub(crate) fn bearer(&self, clauses: &Clauses<'_>, nodes: &Range<usize>, last: Option<usize>) -> Option<usize> {
        let determiner = lower_case(clauses.word(nodes.start));
        let indefinite = cue_words::INDEFINITE_ARTICLES.contains(&determiner);
        if indefinite {
            return None;
        }
        let heads = self.heads(clauses, nodes);
        let fits = |person: usize| match determiner.as_ref() {
            "der" => self.gender(person) != Gender::Female,
            "die" => self.gender(person) != Gender::Male,
            _ => true,
        };
        let holds = |roles: &FxHashSet<String>, noun: &str| roles.iter().any(|role| alike(role, noun));
        for head in &heads {
            let mut bearers = (0..self.roles.len())
                .filter(|person| fits(*person) && self.roles.get(*person).is_some_and(|roles| holds(roles, head)));
            match (bearers.next(), bearers.next()) {
                (Some(only), None) => return Some(only),
                (Some(_), Some(_)) => return None,
                _ => {}
            }
        }
        let definite = clauses.role(nodes.start) == Some(WordRole::Determiner) || self.grammar.language == "tr";
        let head =
            heads.iter().find(|head| self.is_personal(head)).filter(|head| definite && !self.ends(head, "unnamed"))?;
        // `der Drittplatzierte Muster`: the name says who is meant, known or not.
        let named = heads.first() != Some(head);
        Self::only_one_near(clauses, nodes.start, last).filter(|person| !named && fits(*person))
    }

    /// The nouns that may be the head of the phrase `nodes`, the likeliest first: of nouns side by side the last.
    fn heads(&self, clauses: &Clauses<'_>, nodes: &Range<usize>) -> Vec<String> {
        let nouns = self.grammar.has_trait("nouns");
        let is_noun = |at: &usize| {
            clauses.role(*at) == Some(WordRole::Other) && (!nouns || clauses.word(*at).starts_with(char::is_uppercase))
        };
        let Some(first) = nodes.clone().find(is_noun) else { return Vec::new() };
        let run = (first..nodes.end).take_while(is_noun).map(|at| lower_case(clauses.word(at)).into_owned());
        let run: Vec<String> = run.collect();
        if nouns {
            run.into_iter().rev().collect()
        } else {
            run.into_iter().take(1 + usize::from(self.grammar.language == "fr")).collect()
        }
    }

    /// The only person named in the paragraph before node `node`, else in the paragraph before that; of several, `last`.
    fn only_one_near(clauses: &Clauses<'_>, node: usize, last: Option<usize>) -> Option<usize> {
        let own = clauses.frame_of(node);
        let paragraph = clauses.frames.get(own)?.paragraph;
        for back in 0..2 {
            let mut people = FxHashSet::default();
            for frame in (own.saturating_sub(FRAMES)..=own).filter_map(|place| clauses.frames.get(place)) {
                if frame.paragraph + back != paragraph {
                    continue;
                }
                let first = clauses.names.partition_point(|named| named.nodes.start < frame.nodes.start);
                let inside =
                    clauses.names.iter().skip(first).take_while(|named| named.nodes.start < frame.nodes.end.min(node));
                people.extend(inside.take(BEHIND).filter_map(|named| named.person));
            }
            if !people.is_empty() {
                let only = people.iter().next().copied().filter(|_| people.len() == 1);
                return only.or(last.filter(|last| people.contains(last)));
            }
        }
        None
    }

    /// Whether `noun` says what one person is.
    fn is_personal(&self, noun: &str) -> bool {
        let adjective =
            self.grammar.language == "de" && ["ige", "iger", "ierte", "ierter"].iter().any(|end| noun.ends_with(end));
        !self.ends(noun, "group") && (adjective || self.ends(noun, "person"))
    }

    /// Whether `noun` is in the list `key`, or its end is, as in compounds.
    fn ends(&self, noun: &str, key: &str) -> bool {
        let compound = matches!(self.grammar.language, "de" | "nl" | "sv" | "no" | "da");
        let starts = noun.char_indices().map(|(at, _)| at).take(if compound { 24 } else { 1 });
        let known = |tail: &str| self.grammar.lists(key, tail);
        starts
            .filter_map(|at| noun.get(at..))
            .any(|tail| known(tail) || ["en", "n", "et"].iter().any(|end| tail.strip_suffix(end).is_some_and(known)))
    }
}

/// The nodes around a name that may be a role of its bearer: words before it, and an apposition after it.
fn around(clauses: &Clauses<'_>, named: &Named) -> Vec<usize> {
    let frame = clauses.frames.get(clauses.frame_of(named.nodes.start)).map_or(0..0, |frame| frame.nodes.clone());
    let plain = |at: &usize| {
        matches!(clauses.nodes.get(*at).map(|node| node.kind), Some(NodeKind::Word(WordRole::Other)))
            && clauses.verbs.get(*at).copied().flatten().is_none()
    };
    let floor = frame.start.max(named.nodes.start.saturating_sub(BEFORE));
    let link = |at: &usize| {
        plain(at)
            || matches!(clauses.word(*at), "-" | ",") && at + 1 < named.nodes.start
            || matches!(clauses.role(*at), Some(WordRole::Coordinator | WordRole::Determiner | WordRole::Preposition))
    };
    let mut found: Vec<usize> = (floor..named.nodes.start).rev().take_while(link).filter(plain).collect();
    if clauses.word(named.nodes.end) == "," {
        let end = frame.end.min(named.nodes.end + 1 + BEHIND);
        let stops = |at: &usize| !matches!(clauses.word(*at), "," | "." | ":" | ";") && !clauses.is_quotation(*at);
        found.extend((named.nodes.end + 1..end).take_while(stops).filter(plain));
    }
    found
}

/// Whether one of two nouns is the other or ends with it: `Präsidentin`, `Synodalpräsidentin`.
fn alike(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    one == other || short.chars().count() > STEM && long.ends_with(short)
}
