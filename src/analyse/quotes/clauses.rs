//! A field with each quotation folded into one node, cut into the sentences that are left.
//!
//! A field, its quotations and the names in it come in; nodes with their roles, and frames, go out. A frame is a sentence
//! as the reporter wrote it: what is inside quotation marks neither ends it nor adds words to it.
//!
//! Invariant: every token is in exactly one node, and every node in exactly one frame.

use std::ops::Range;

use crate::analyse::names::{Name, NameKind};
use crate::analyse::people::cast::Cast;
use crate::analyse::quotes::inserted::is_dash;
use crate::analyse::quotes::marks::{Quotation, Shown};
use crate::analyse::text::FieldText;
use crate::analyse::text::tokens::TokenKind;
use crate::lexicon::function_words::{WordRole, role_of};
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::reporting::Grammar;
use crate::lexicon::speech_verbs::{SpeechVerb, find_speech_verb};
use crate::steps::took;

/// One word or sign of the reporter, or one whole quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its first token.
    pub token: usize,
    /// What it is.
    pub kind: NodeKind,
}

/// A node by its grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// The quotation at this place.
    Quotation(usize),
    /// Part of the name at this place in `Clauses::names`.
    Name(usize),
    /// A word, with its role.
    Word(WordRole),
    /// The possessive ending.
    Possessive,
    /// Digits.
    Number,
    /// Anything else.
    Sign,
}

/// A name outside quotations, which may be a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its first node and the one after its last.
    pub nodes: Range<usize>,
    /// The place in `Cast::people`, for a person.
    pub person: Option<usize>,
}

/// One sentence of the reporter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Its first node and the one after its last.
    pub nodes: Range<usize>,
    /// The place of its paragraph in `FieldText::paragraphs`.
    pub paragraph: usize,
}

/// The nodes and frames of one field.
pub struct Clauses<'p> {
    /// The text that was folded, with its tokens.
    pub field: &'p FieldText<'p>,
    /// In the order of the text.
    pub nodes: Vec<Node>,
    /// In the order of the text.
    pub frames: Vec<Frame>,
    /// Names outside quotations, in the order of the text.
    pub names: Vec<Named>,
    /// The verb of speech at each node.
    pub verbs: Vec<Option<SpeechVerb>>,
    /// The node of each quotation.
    pub quotation_nodes: Vec<usize>,
    /// The people named inside quotations: the quotation, the place in `Cast::people`; in the order of the text.
    pub quoted: Vec<(usize, usize)>,
    /// What is known of the language, where it is not English.
    pub grammar: Option<&'static Grammar>,
}

impl<'p> Clauses<'p> {
    /// Folds the quotations of the field at place `at` of a page in English.
    #[cfg(any(test, feature = "training"))]
    #[must_use]
    pub fn new(field: &'p FieldText<'p>, at: usize, quotations: &[Quotation], names: &[Name], cast: &Cast) -> Self {
        Self::fold(field, quotations, names_of(at, names, cast), None)
    }

    /// Folds the quotations of a field of a page in the language of `grammar`; `known` are its names in order, with the
    /// people of the cast.
    #[must_use]
    pub fn fold(
        field: &'p FieldText<'p>,
        quotations: &[Quotation],
        known: KnownNames,
        grammar: Option<&'static Grammar>,
    ) -> Self {
        let mut clauses = Self {
            field,
            nodes: Vec::with_capacity(field.tokens.len()),
            frames: Vec::with_capacity(field.sentences.len()),
            names: Vec::with_capacity(known.len()),
            verbs: Vec::with_capacity(field.tokens.len()),
            quotation_nodes: Vec::with_capacity(quotations.len()),
            quoted: Vec::new(),
            grammar,
        };
        let mut token = 0;
        let mut upcoming = quotations.iter().enumerate().peekable();
        let mut sources = known.into_iter().peekable();
        while token < field.tokens.len() {
            if let Some((place, quotation)) = upcoming.next_if(|(_, quotation)| quotation.marked.start <= token) {
                clauses.quotation_nodes.push(clauses.nodes.len());
                clauses.push(token, NodeKind::Quotation(place), None);
                token = quotation.marked.end.max(token + 1);
                continue;
            }
            while let Some((_, person)) = sources.next_if(|(tokens, _)| tokens.start < token) {
                if let (Some(person), Some(last)) = (person, clauses.quotation_nodes.len().checked_sub(1)) {
                    clauses.quoted.push((last, person));
                }
            }
            if let Some((tokens, person)) = sources.next_if(|(tokens, _)| tokens.start == token) {
                let next_quotation = upcoming.peek().map_or(usize::MAX, |(_, quotation)| quotation.marked.start);
                let end = tokens.end.min(next_quotation).max(token + 1);
                let first = clauses.nodes.len();
                for part in token..end {
                    clauses.push(part, NodeKind::Name(clauses.names.len()), None);
                }
                clauses.names.push(Named { nodes: first..clauses.nodes.len(), person });
                token = end;
                continue;
            }
            let (kind, verb) = match grammar {
                Some(grammar) => read_foreign_node(grammar, field.kind(token), field.word(token)),
                None => read_node(field.kind(token), field.word(token)),
            };
            clauses.push(token, kind, verb);
            token += 1;
        }
        clauses.cut(quotations);
        clauses
    }

    fn push(&mut self, token: usize, kind: NodeKind, verb: Option<SpeechVerb>) {
        self.nodes.push(Node { token, kind });
        self.verbs.push(verb);
    }

    /// Cuts the nodes into frames.
    fn cut(&mut self, quotations: &[Quotation]) {
        let mut start = 0;
        let mut paragraph = 0;
        let mut sentence = 0;
        for at in 0..self.nodes.len() {
            let token = self.nodes[at].token;
            let next = self.nodes.get(at + 1).map(|next| next.token);
            paragraph = past(&self.field.paragraphs, paragraph, token);
            let ends = next.is_none_or(|next| self.field.paragraphs.get(paragraph).is_none_or(|own| own.end <= next))
                || if let NodeKind::Quotation(place) = self.nodes[at].kind {
                    quotations.get(place).is_some_and(|quotation| self.ends_with_quotation(at, quotation))
                } else {
                    sentence = past(&self.field.sentences, sentence, token);
                    self.field.sentences.get(sentence).is_some_and(|sentence| sentence.end == token + 1)
                };
            if ends {
                self.frames.push(Frame { nodes: start..at + 1, paragraph });
                start = at + 1;
            }
        }
    }

    /// Whether the sentence ends with the quotation at node `at`.
    fn ends_with_quotation(&self, at: usize, quotation: &Quotation) -> bool {
        let last = quotation.words.end.checked_sub(1).map_or("", |last| self.field.word(last));
        let stopped = matches!(last, "." | "?" | "!" | "…" | "..." | "....");
        let Some(next) = self.nodes.get(at + 1) else { return true };
        let word = self.field.word(next.token);
        if !stopped || word.starts_with(char::is_lowercase) || matches!(word, "," | ";" | ":" | "—" | "–" | "--") {
            return false;
        }
        // `- Idziemy! - woła Jan.`
        if quotation.shown != Shown::Marks && is_dash(word) {
            return false;
        }
        if matches!(next.kind, NodeKind::Quotation(_)) {
            return true;
        }
        if last == "." {
            return !self.attribution_follows(at + 1, 2);
        }
        !self.attribution_follows(at + 1, 6)
    }

    /// Whether a verb of saying and then hardly anything but its adjuncts follows within `reach` nodes of `at`.
    fn attribution_follows(&self, at: usize, reach: usize) -> bool {
        for node in at..(at + reach).min(self.nodes.len()) {
            match self.nodes[node].kind {
                NodeKind::Name(_) | NodeKind::Word(WordRole::He | WordRole::She | WordRole::They | WordRole::I) => {}
                NodeKind::Word(_) => {
                    if self.verbs[node].is_some_and(|verb| !verb.noun) {
                        let after = self.nodes.get(node + 1).map_or("", |next| self.field.word(next.token));
                        return reach > 2 && after != "that"
                            || matches!(after, "." | "," | "in" | "on" | "at" | "during" | "to");
                    }
                }
                _ => return false,
            }
        }
        false
    }

    /// The characters of the node at `at`.
    #[must_use]
    pub fn word(&self, at: usize) -> &'p str {
        self.nodes.get(at).map_or("", |node| self.field.word(node.token))
    }

    /// The role of the word at node `at`.
    #[must_use]
    pub fn role(&self, at: usize) -> Option<WordRole> {
        took(1);
        match self.nodes.get(at)?.kind {
            NodeKind::Word(role) => Some(role),
            _ => None,
        }
    }

    /// The name that node `at` is part of.
    #[must_use]
    pub fn name_at(&self, at: usize) -> Option<&Named> {
        took(1);
        match self.nodes.get(at)?.kind {
            NodeKind::Name(place) => self.names.get(place),
            _ => None,
        }
    }

    /// Whether node `at` is a quotation.
    #[must_use]
    pub fn is_quotation(&self, at: usize) -> bool {
        took(1);
        matches!(self.nodes.get(at).map(|node| node.kind), Some(NodeKind::Quotation(_)))
    }

    /// Whether the quotation at `place` names `person`.
    #[must_use]
    pub fn names_inside(&self, place: usize, person: usize) -> bool {
        let first = self.quoted.partition_point(|(quotation, _)| *quotation < place);
        let inside = self.quoted.iter().skip(first).take_while(|(quotation, _)| *quotation == place);
        inside.inspect(|_| took(1)).any(|one| one.1 == person)
    }

    /// The place of the frame that node `at` is in.
    #[must_use]
    pub fn frame_of(&self, at: usize) -> usize {
        self.frames.partition_point(|frame| frame.nodes.end <= at)
    }

    /// The tokens from the first to the last of `nodes`, none of them a quotation.
    #[must_use]
    pub fn tokens(&self, nodes: &Range<usize>) -> Range<usize> {
        let last = nodes.end.checked_sub(1).and_then(|last| self.nodes.get(last));
        match (self.nodes.get(nodes.start), last) {
            (Some(first), Some(last)) => first.token..last.token + 1,
            _ => 0..0,
        }
    }
}

/// The place of the first of `ranges` that ends after `token`, none before `from` being it.
fn past(ranges: &[Range<usize>], from: usize, token: usize) -> usize {
    ranges
        .iter()
        .skip(from)
        .inspect(|_| took(1))
        .position(|range| range.end > token)
        .map_or(ranges.len(), |step| from + step)
}

fn read_node(kind: Option<TokenKind>, word: &str) -> (NodeKind, Option<SpeechVerb>) {
    match kind {
        Some(TokenKind::Word) => {
            let lower = lower_case(word);
            let role = role_of(&lower);
            // A capital makes a name or a title of it, unless the sentence begins there.
            let verb = word.starts_with(char::is_lowercase) || matches!(lower.as_ref(), "said" | "says");
            let verb = if role == WordRole::Other && verb { find_speech_verb(&lower) } else { None };
            (NodeKind::Word(role), verb)
        }
        Some(TokenKind::Possessive) => (NodeKind::Possessive, None),
        Some(TokenKind::Number) => (NodeKind::Number, None),
        Some(TokenKind::Address) => (NodeKind::Word(WordRole::Other), None),
        _ => (NodeKind::Sign, None),
    }
}

/// Reads a word of another language. A pronoun hung on its verb makes one word of the two (`dit-elle`, `a-t-il`): the
/// node is the pronoun, and the verb too, should it be one of saying.
fn read_foreign_node(grammar: &Grammar, kind: Option<TokenKind>, word: &str) -> (NodeKind, Option<SpeechVerb>) {
    if kind != Some(TokenKind::Word) {
        return read_node(kind, word);
    }
    let lower = lower_case(word);
    let find = |word: &str| grammar.find_verb(word).map(|saying| saying.verb);
    if let (Some((verb, _)), Some((_, pronoun))) = (lower.split_once('-'), lower.rsplit_once('-')) {
        let hung = grammar.role_of(pronoun);
        if matches!(hung, WordRole::He | WordRole::She | WordRole::They) {
            let verb = find(verb).filter(|_| grammar.role_of(verb) != WordRole::Auxiliary);
            return (NodeKind::Word(hung), verb);
        }
    }
    // `l'entraîneur`, `qu'elle`, `s'exclame`: what follows the elided word says more.
    let tail =
        lower.rsplit_once(['\'', '’']).filter(|(head, _)| head.len() <= 4).map_or(lower.as_ref(), |(_, tail)| tail);
    let role = grammar.role_of(tail);
    let capital = word.starts_with(char::is_uppercase) && grammar.has_trait("nouns");
    let verb = if role == WordRole::Other && !capital { find(tail).or_else(|| find(&lower)) } else { None };
    (NodeKind::Word(role), verb)
}

/// Names as tokens, in order, with the place of the person in the cast.
pub type KnownNames = Vec<(Range<usize>, Option<usize>)>;

/// The names of the field at place `at`, sorted, with the people the cast knows.
#[must_use]
pub fn names_of(at: usize, names: &[Name], cast: &Cast) -> KnownNames {
    let people = cast.people.iter().enumerate().flat_map(|(place, person)| {
        person
            .sightings
            .iter()
            .filter(|sighting| sighting.field == at)
            .map(move |sighting| (sighting.tokens.clone(), Some(place)))
    });
    let others = names
        .iter()
        .filter(|name| name.field == at && name.kind != NameKind::Person)
        .map(|name| (name.tokens.clone(), None));
    let mut found: Vec<(Range<usize>, Option<usize>)> =
        people.chain(others).filter(|(tokens, _)| tokens.start < tokens.end).collect();
    found.sort_by_key(|(tokens, person)| (tokens.start, person.is_none()));
    found.dedup_by(|later, earlier| later.0.start < earlier.0.end);
    found
}
