//! Public bodies, parties and media as the press of a language names them.

use std::sync::LazyLock;

use crate::lexicon::tables::sections::{self, Words};

const TEXT: &str = include_str!("public_bodies.txt");

/// Endings of nouns that name a public body where a word stands before them in one: `Justizministerium`.
pub static COMPOUNDS: Words = Words::new(TEXT, "compounds");

/// Nouns and parties that make one name with the place behind them.
pub static BEFORE_PLACES: Words = Words::new(TEXT, "before-places");

/// Nouns that open the name of a body.
pub static HEADS: Words = Words::new(TEXT, "heads");

/// Those of them that open it with a small letter too.
pub static MINISTRIES: Words = Words::new(TEXT, "ministries");

/// What joins the words of such a name.
pub static CONNECTORS: Words = Words::new(TEXT, "connectors");

/// What follows a word of such a name with a small letter.
pub static MODIFIERS: Words = Words::new(TEXT, "modifiers");

/// Names that are known.
pub static NAMES: Words = Words::new(TEXT, "names");

/// What stands behind the full stop of a name that is an address of the web.
pub static DOMAINS: Words = Words::new(TEXT, "domains");

/// What is no organisation where it stands alone.
pub static EVERYDAY: Words = Words::new(TEXT, "everyday");

/// Short forms of a language with the names they stand for.
static SHORT_FORMS: LazyLock<Vec<sections::Entry>> =
    LazyLock::new(|| sections::read(TEXT).into_iter().filter(|entry| entry.list == "short forms").collect());

/// The names that a short form stands for in `language`, whatever letters they begin with; all in lower case.
pub fn in_full(short: &str, language: &str) -> impl Iterator<Item = &'static str> {
    let known = SHORT_FORMS.iter().filter(move |entry| entry.language == language && entry.word == short);
    known.flat_map(|entry| entry.value.split(", "))
}
