//! Forms of verbs of saying in languages that quotations are read in by rule: German, French, Spanish, Italian,
//! Portuguese, Romanian, Dutch, the Scandinavian and Slavic languages, Finnish, Greek, Turkish, Indonesian, and Japanese.

use crate::lexicon::tables::sections::{Phrases, Words};

const TEXT: &str = include_str!("foreign_speech.txt");

static VERBS: Words = Words::new(TEXT, "verbs");
static TURKISH: Words = Words::new(TEXT, "turkish");
static AUXILIARIES: Words = Words::new(TEXT, "auxiliaries");
static ACCORDING: Words = Words::new(TEXT, "according");

/// Pronouns that stand after a verb alone.
pub static PRONOUNS: Words = Words::new(TEXT, "pronouns");

/// Articles that a noun phrase opens with.
pub static ARTICLES: Words = Words::new(TEXT, "articles");

/// Prepositions that make a name part of a noun phrase.
pub static PREPOSITIONS: Words = Words::new(TEXT, "prepositions");

/// Stems of Japanese verbs of saying, as they stand after `と`.
pub static JAPANESE: Phrases = Phrases::new(TEXT, "japanese");

/// The form itself, should `word`, in lower case, be one.
#[must_use]
pub fn find_foreign_verb(word: &str) -> Option<&'static str> {
    VERBS.find(word).or_else(|| TURKISH.find(word))
}

/// Whether `word`, in lower case, may stand between a quotation and a verb.
#[must_use]
pub fn is_auxiliary(word: &str) -> bool {
    AUXILIARIES.contains(word)
}

/// Whether `form` is Turkish, where whoever spoke may stand before the quotation or behind the verb.
#[must_use]
pub fn is_turkish(form: &str) -> bool {
    TURKISH.contains(form)
}

/// Whether `form` says "according to" and needs a name behind it.
#[must_use]
pub fn is_according(form: &str) -> bool {
    ACCORDING.contains(form)
}
