//! Common nouns for those who speak without being named: people in a role, groups, offices, documents.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::lexicon::tables::sections::Phrases;

const TEXT: &str = include_str!("speaker_nouns.txt");
static SPEAKERS: Phrases = Phrases::new(TEXT, "speakers");
static PLURALS: Phrases = Phrases::new(TEXT, "plurals");

/// All forms: a word is asked for at every step of reading a sentence.
static FORMS: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let mut forms: FxHashSet<String> = PLURALS.iter().map(|word| (*word).to_owned()).collect();
    for noun in SPEAKERS.iter() {
        forms.insert((*noun).to_owned());
        forms.insert(format!("{noun}s"));
        forms.insert(format!("{noun}es"));
        forms.extend(noun.strip_suffix('y').map(|stem| format!("{stem}ies")));
    }
    forms
});

/// Whether `word`, in lower case, names somebody or something that speaks.
#[must_use]
pub fn is_speaker_noun(word: &str) -> bool {
    FORMS.contains(word)
}
