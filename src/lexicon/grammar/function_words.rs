//! Words of English that hold a sentence together.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::tables::sections::{self, Words};

/// What a word does in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WordRole {
    /// `the`, `his`, `several`.
    Determiner,
    /// `of`, `after`, `despite`.
    Preposition,
    /// `and`, `but`, `or`.
    Coordinator,
    /// `because`, `while`, `if`, `that`.
    Subordinator,
    /// `has`, `would`, `does`.
    Auxiliary,
    /// Forms of `be`: with a participle they make a passive.
    Be,
    /// `also`, `later`; words in -ly are adverbs too.
    Adverb,
    /// `who`, `which`.
    Relative,
    /// `Monday`, `yesterday`: times that stand without a preposition.
    Time,
    /// `he`.
    He,
    /// `she`.
    She,
    /// `they`, and other words for several people.
    They,
    /// `I`.
    I,
    /// `we`.
    We,
    /// `you`, `it` and pronouns that are objects.
    OtherPronoun,
    /// Everything else.
    Other,
}

const TEXT: &str = include_str!("function_words.txt");
static NOT_ADVERBS: Words = Words::new(TEXT, "not-adverbs");

static ROLE_OF: LazyLock<FxHashMap<&str, WordRole>> = LazyLock::new(|| {
    sections::read(TEXT).into_iter().filter_map(|entry| Some((entry.word, role_of_list(entry.list)?))).collect()
});

/// The role of the words of a list.
fn role_of_list(list: &str) -> Option<WordRole> {
    Some(match list {
        "determiner" => WordRole::Determiner,
        "preposition" => WordRole::Preposition,
        "coordinator" => WordRole::Coordinator,
        "subordinator" => WordRole::Subordinator,
        "auxiliary" => WordRole::Auxiliary,
        "be" => WordRole::Be,
        "adverb" => WordRole::Adverb,
        "relative" => WordRole::Relative,
        "time" => WordRole::Time,
        "he" => WordRole::He,
        "she" => WordRole::She,
        "they" => WordRole::They,
        "i" => WordRole::I,
        "we" => WordRole::We,
        "other-pronoun" => WordRole::OtherPronoun,
        _ => return None,
    })
}

/// The role of `word`, in lower case.
#[must_use]
pub fn role_of(word: &str) -> WordRole {
    match ROLE_OF.get(word) {
        Some(role) => *role,
        None if word.len() > 4 && word.ends_with("ly") && !NOT_ADVERBS.contains(word) => WordRole::Adverb,
        None => WordRole::Other,
    }
}
