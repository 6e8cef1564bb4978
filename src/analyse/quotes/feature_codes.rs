//! Integer codes for what is in a text, for the feature rows of trees.
//!
//! A node, a word, a relation or a source comes in, its code goes out.
//!
//! Invariant: `models/speakers.bin` was trained on these codes: a change of one asks for new weights.

use crate::analyse::quotes::clauses::{Clauses, NodeKind};
use crate::analyse::quotes::cues::SourceKind;
use crate::analyse::quotes::speakers::candidates::Relation;
use crate::lexicon::cue_words;
use crate::lexicon::function_words::{WordRole, role_of};
use crate::lexicon::lower_case::lower_case;
use crate::lexicon::speech_verbs::{SpeechKind, VerbForm};

/// The code of a node; those past the sentence at `frame` have codes of their own.
pub(crate) fn code_at(clauses: &Clauses<'_>, at: Option<usize>, frame: usize) -> usize {
    let Some(at) = at else { return 0 };
    let Some(node) = clauses.nodes.get(at) else { return 1 };
    if !clauses.frames.get(frame).is_some_and(|frame| frame.nodes.contains(&at)) {
        return 2;
    }
    match node.kind {
        NodeKind::Quotation(_) => 3,
        NodeKind::Name(_) if clauses.name_at(at).is_some_and(|named| named.person.is_some()) => 4,
        NodeKind::Name(_) => 5,
        NodeKind::Possessive => 6,
        NodeKind::Number => 7,
        NodeKind::Sign => match clauses.word(at) {
            "," => 8,
            ":" => 9,
            "." | "?" | "!" => 10,
            "(" | "[" => 11,
            ")" | "]" => 12,
            ";" => 13,
            _ => 14,
        },
        NodeKind::Word(role) => match role {
            WordRole::He | WordRole::She => 15,
            WordRole::They | WordRole::I | WordRole::We => 16,
            WordRole::Relative => 17,
            WordRole::Determiner => 18 + usize::from(cue_words::POINTERS.contains(clauses.word(at))),
            WordRole::Preposition => match clauses.word(at) {
                "of" => 20,
                "to" => 21,
                "in" | "on" | "at" => 22,
                "with" | "by" | "about" | "like" => 23,
                _ => 24,
            },
            WordRole::Coordinator => 25,
            WordRole::Subordinator => match clauses.word(at) {
                "that" => 26,
                "as" => 27,
                _ => 28,
            },
            WordRole::Auxiliary => 29,
            WordRole::Be => 30,
            WordRole::Adverb => 31,
            WordRole::Time => 32,
            WordRole::OtherPronoun => 33,
            WordRole::Other => match clauses.verbs.get(at).copied().flatten() {
                Some(verb) if verb.kind == SpeechKind::Say => 36 + form_code(verb.form),
                Some(verb) if verb.kind == SpeechKind::Call => 41 + form_code(verb.form),
                Some(verb) => 46 + form_code(verb.form),
                None if clauses.word(at).ends_with("ed") => 34,
                None if clauses.word(at).starts_with(char::is_uppercase) => 51,
                None if clauses.word(at).ends_with("ing") => 52,
                None if clauses.word(at).ends_with('s') => 53,
                None => 35,
            },
        },
    }
}

/// A feature that holds or does not.
pub(crate) fn yes(holds: bool) -> usize {
    usize::from(holds)
}

/// Writes groups of features into a row one after the other, each clamped to a byte.
pub(crate) fn fill(row: &mut [u8], groups: &[&[usize]]) {
    for (cell, value) in row.iter_mut().zip(groups.iter().copied().flatten()) {
        *cell = u8::try_from(*value).unwrap_or(u8::MAX);
    }
}

/// The form of a verb of saying.
pub(crate) fn form_code(form: VerbForm) -> usize {
    match form {
        VerbForm::Base => 0,
        VerbForm::Present => 1,
        VerbForm::Past => 2,
        VerbForm::Participle => 3,
    }
}

/// How a relation is written in a row.
pub(crate) fn relation_code(relation: Relation) -> usize {
    match relation {
        Relation::Nobody => 0,
        Relation::Nearby => 1,
        Relation::Subject => 2,
        Relation::SubjectBefore => 3,
        Relation::ParagraphBefore => 4,
        Relation::SameParagraph => 5,
        Relation::Following => 6,
        Relation::Continued => 7,
        Relation::Owner => 8,
        Relation::Colon => 9,
        Relation::Closing => 10,
        Relation::Before => 11,
        Relation::After => 12,
        Relation::Signed => 13,
    }
}

/// The kind of a source.
pub(crate) fn source_code(kind: Option<SourceKind>) -> usize {
    match kind {
        None => 0,
        Some(SourceKind::Name) => 1,
        Some(SourceKind::Nominal) => 2,
        Some(SourceKind::Pronoun(WordRole::He | WordRole::She)) => 3,
        Some(SourceKind::Pronoun(WordRole::They)) => 4,
        Some(SourceKind::Pronoun(WordRole::I)) => 5,
        Some(SourceKind::Pronoun(WordRole::We)) => 6,
        Some(SourceKind::Pronoun(_)) => 7,
        Some(SourceKind::Person(_)) => 8,
    }
}

/// What a quotation begins with.
pub(crate) fn role_code(word: &str) -> usize {
    match role_of(&lower_case(word)) {
        WordRole::Determiner => 1,
        WordRole::Preposition => 2,
        WordRole::Coordinator => 3,
        WordRole::Subordinator => 4,
        WordRole::Auxiliary => 5,
        WordRole::Be => 6,
        WordRole::Adverb => 7,
        WordRole::Relative => 8,
        WordRole::Time => 9,
        WordRole::He | WordRole::She | WordRole::They => 10,
        WordRole::I | WordRole::We => 11,
        WordRole::OtherPronoun => 12,
        WordRole::Other => 0,
    }
}

/// Words before a quotation that say it is a name for something.
pub(crate) fn named_as(clauses: &Clauses<'_>, node: usize) -> usize {
    for step in 1..=2 {
        let Some(at) = node.checked_sub(step) else { break };
        let code = match clauses.word(at) {
            "so-called" | "titled" | "entitled" | "dubbed" | "nicknamed" => 1,
            "called" | "named" | "known" | "term" | "word" | "words" | "phrase" => 2,
            "book" | "film" | "movie" | "song" | "show" | "series" | "album" | "novel" | "program" | "magazine"
            | "documentary" | "ad" | "essay" | "article" => 3,
            "slogan" | "motto" | "sign" | "signs" | "banner" | "headline" | "hashtag" => 4,
            "chant" | "chants" | "chanting" | "chanted" | "shouting" | "shouted" | "yelled" => 5,
            _ => 0,
        };
        if code > 0 {
            return code * 2 + step - 1;
        }
    }
    0
}
