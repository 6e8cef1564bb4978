//! Clauses that say who speaks, put behind or into words that no marks part from them: `…, sier Ann Lee`,
//! `… —dijo Ann Lee—`, `…, — сказал Иван Петров, —`.
//!
//! The words come in as tokens; the first such clause in them goes out, with how it is parted from them.
//!
//! Invariant: what opens a clause is a verb of saying of the language, and a bounded number of tokens is looked at from it.

use crate::analyse::text::FieldText;
use crate::analyse::text::tokens::TokenKind;
use crate::lexicon::function_words::WordRole;
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::reporting::Grammar;

/// Auxiliaries, adverbs and pronouns before the verb: `a-t-elle encore ajouté`.
const HELPERS: usize = 6;
/// Words of the longest name before a verb that closes the clause.
const NAME: usize = 4;
/// Adverbs and pronouns between the verb and whoever speaks.
const ADVERBS: usize = 3;

/// How a clause is parted from the words before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Parting {
    /// By the comma or stop that ends them.
    Sign,
    /// By that and a dash.
    SignAndDash,
    /// By a dash alone.
    Dash,
}

/// A clause that says who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    /// The token after the words.
    pub(super) words_end: usize,
    /// The verb of saying.
    pub(super) verb: usize,
    pub(super) parting: Parting,
}

/// Whether `word` is a dash.
pub(super) fn is_dash(word: &str) -> bool {
    matches!(word, "–" | "—" | "―" | "-" | "--" | "−")
}

/// Reads such clauses in a field of a page in the language of `grammar`.
pub(super) struct Inserted<'a, 'p> {
    pub(super) field: &'a FieldText<'p>,
    pub(super) grammar: &'static Grammar,
}

impl Inserted<'_, '_> {
    /// The first clause in the tokens from `start` up to `end` that says who speaks.
    pub(super) fn find(&self, start: usize, end: usize) -> Option<Clause> {
        (start + 1..end).find_map(|at| {
            let dashed = |at: usize| at + 1 < end && is_dash(self.field.word(at));
            let (words_end, clause, parting) = match self.field.word(at) {
                "," if dashed(at + 1) => (at, at + 2, Parting::SignAndDash),
                "," => (at, at + 1, Parting::Sign),
                "?" | "!" | "…" | "..." | "." if dashed(at + 1) => (at + 1, at + 2, Parting::SignAndDash),
                "?" | "!" | "…" | "..." => (at + 1, at + 1, Parting::Sign),
                word if is_dash(word) && !self.joins(at) => (at, at + 1, Parting::Dash),
                _ => return None,
            };
            let verb = self.verb_of(clause, end, parting)?;
            Some(Clause { words_end, verb, parting })
        })
    }

    /// Whether the token at `at` has no space behind it.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        let edge = |at: usize| self.field.tokens.get(at);
        edge(at).zip(edge(at + 1)).is_some_and(|(one, next)| one.end == next.start)
    }

    /// Whether the token at `at` is a form of a verb of saying.
    pub(super) fn is_verb(&self, at: usize) -> bool {
        let word = self.field.word(at);
        if self.field.kind(at) != Some(TokenKind::Word) || !word.starts_with(char::is_lowercase) {
            return false;
        }
        let elided = word.rsplit_once(['\'', '’']).map(|(_, verb)| verb);
        let is_known = |word: &str| self.grammar.find_verb(word).is_some();
        is_known(word) || elided.is_some_and(is_known)
    }

    /// Whether the hyphen at `at` joins two words: `dit-il`.
    fn joins(&self, at: usize) -> bool {
        matches!(self.field.word(at), "-" | "--") && self.is_glued(at) && at > 0 && self.is_glued(at - 1)
    }

    fn role(&self, at: usize) -> WordRole {
        self.grammar.role_of(&lower_case(self.field.word(at)))
    }

    /// The verb of the clause that begins at token `from`, if it is one that says who speaks.
    fn verb_of(&self, from: usize, end: usize, parting: Parting) -> Option<usize> {
        self.verb_first(from, end, parting).or_else(|| self.verb_last(from, end))
    }

    /// `hän lisää.`, `Liisa Korhonen sanoo.`: the whole of the clause is a subject and its verb.
    fn verb_last(&self, from: usize, end: usize) -> Option<usize> {
        let capital = |at: &usize| self.field.word(*at).starts_with(char::is_uppercase);
        let pronoun = matches!(self.role(from), WordRole::He | WordRole::She | WordRole::They);
        let subject = if pronoun { 1 } else { (from..end.min(from + NAME)).take_while(capital).count() };
        let verb = from + subject;
        let closes = verb + 1 >= end || matches!(self.field.word(verb + 1), "." | "!" | "?" | "…");
        (subject > 0 && verb < end && closes && self.is_verb(verb)).then_some(verb)
    }

    fn verb_first(&self, from: usize, end: usize, parting: Parting) -> Option<usize> {
        let helps = |at: usize| {
            matches!(self.role(at), WordRole::Auxiliary | WordRole::Adverb | WordRole::OtherPronoun)
                || at > from && (self.joins(at) || self.joins(at - 1))
        };
        let limit = end.min(from + HELPERS + 1);
        let verb = (from..limit).find(|at| self.is_verb(*at) || !helps(*at)).filter(|at| self.is_verb(*at))?;
        let helped = (from..verb).any(|at| self.role(at) == WordRole::Auxiliary);
        self.names_somebody(verb, end, helped, parting).then_some(verb)
    }

    /// Whether somebody may be named behind the verb at token `verb`, or need not be.
    fn names_somebody(&self, verb: usize, end: usize, helped: bool, parting: Parting) -> bool {
        let skipped =
            |at: &usize| matches!(self.role(*at), WordRole::Auxiliary | WordRole::Adverb | WordRole::OtherPronoun);
        let first = verb + 1 + (verb + 1..end.min(verb + 1 + ADVERBS)).take_while(skipped).count();
        let dashed = parting != Parting::Sign;
        let may_drop = dashed || self.grammar.has_trait("dropped") || helped;
        let word = self.field.word(first);
        if first >= end || matches!(word, "." | "," | "!" | "…" | ":") || is_dash(word) && !self.joins(first) {
            return may_drop;
        }
        match self.field.kind(first) {
            Some(TokenKind::Number | TokenKind::Mark) => true,
            Some(TokenKind::Word) => match self.role(first) {
                WordRole::Determiner | WordRole::He | WordRole::She | WordRole::They | WordRole::I | WordRole::We => {
                    true
                }
                // `säger polisen`, but `dit le maire`: a noun without its article is no subject everywhere.
                WordRole::Other if word.starts_with(char::is_uppercase) => true,
                WordRole::Other => dashed || !self.grammar.has_trait("nouns") && !self.grammar.has_trait("articled"),
                // `a déclaré à la presse Ann Lee`, `mówi w rozmowie z gazetą Jan Nowak`
                WordRole::Preposition => dashed || helped,
                _ => false,
            },
            _ => self.joins(first),
        }
    }
}
