//! Verbs of saying and of naming in all their forms, and the nouns made from them.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::tables::sections::{self, Entry, Values, Words};

const TEXT: &str = include_str!("speech_verbs.txt");
static NOUNS: Words = Words::new(TEXT, "nouns");
static STATEMENTS: Values = Values::new(TEXT, "statements");
static DOUBLING: Words = Words::new(TEXT, "doubling");
static DOUBLED_L: Words = Words::new(TEXT, "doubled-l");

/// What a verb does with words that are next to it in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SpeechKind {
    /// Governs what was said: `say`, `tell`, `write`, `warn`.
    Say,
    /// Gives something a name or a description: `call`, `describe`, `label`.
    Call,
    /// Takes a stand in words: `denounce`, `praise`, `accuse`.
    Judge,
}

/// The grammatical form a verb was found in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VerbForm {
    /// `say`.
    Base,
    /// `says`.
    Present,
    /// `said`; past tense and past participle are not told apart.
    Past,
    /// `saying`.
    Participle,
}

/// A verb of speech as it is in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpeechVerb {
    /// What it does with the words next to it.
    pub kind: SpeechKind,
    /// The form.
    pub form: VerbForm,
    /// The base form.
    pub lemma: &'static str,
    /// Whether the form is a common noun or adjective as well: `reports`, `state`, `charges`.
    pub noun: bool,
}

static FORMS: LazyLock<FxHashMap<String, SpeechVerb>> = LazyLock::new(|| {
    let mut forms = FxHashMap::default();
    // What is listed first wins: `quote` is a verb of saying before it is one of judging.
    let entries = sections::read(TEXT);
    for (kind, list) in [(SpeechKind::Say, "say"), (SpeechKind::Call, "call"), (SpeechKind::Judge, "judge")] {
        for Entry { word: lemma, .. } in entries.iter().filter(|entry| entry.list == list) {
            for (word, form) in inflect(lemma, &entries) {
                let noun = NOUNS.contains(&word);
                forms.entry(word).or_insert(SpeechVerb { kind, form, lemma, noun });
            }
        }
    }
    // "The letter read": past and base form look alike, and in print it is the past.
    if let Some(read) = forms.get_mut("read") {
        read.form = VerbForm::Past;
    }
    forms
});

/// The verb of speech that `word`, in lower case, is a form of.
#[must_use]
pub fn find_speech_verb(word: &str) -> Option<SpeechVerb> {
    FORMS.get(word).copied()
}

/// The verb of saying that `word`, in lower case, is the noun of: `his claim that …`. Its form is the base form.
#[must_use]
pub fn find_speech_noun(word: &str) -> Option<SpeechVerb> {
    let lemma = STATEMENTS.find(word)?;
    Some(SpeechVerb { kind: SpeechKind::Say, form: VerbForm::Base, lemma, noun: true })
}

/// All forms of the verb `lemma`; those that no rule makes are in `entries`.
fn inflect(lemma: &str, entries: &[Entry]) -> Vec<(String, VerbForm)> {
    let mut forms = vec![(lemma.to_owned(), VerbForm::Base)];
    let irregular: Vec<&str> = entries
        .iter()
        .filter(|entry| entry.list == "irregular" && entry.value == lemma)
        .map(|entry| entry.word)
        .collect();
    let consonant_y = lemma.ends_with('y') && !lemma.ends_with(['a', 'e', 'o', 'u']) && !ends_in_vowel_y(lemma);
    let stem = lemma.strip_suffix('e').unwrap_or(lemma);
    let doubled =
        if DOUBLING.contains(lemma) { format!("{lemma}{}", &lemma[lemma.len() - 1..]) } else { stem.to_owned() };
    if consonant_y {
        let base = &lemma[..lemma.len() - 1];
        forms.push((format!("{base}ies"), VerbForm::Present));
        forms.push((format!("{base}ied"), VerbForm::Past));
        forms.push((format!("{lemma}ing"), VerbForm::Participle));
        return forms;
    }
    let hisses = lemma.ends_with(['s', 'x', 'z']) || lemma.ends_with("sh") || lemma.ends_with("ch");
    forms.push((format!("{lemma}{}", if hisses { "es" } else { "s" }), VerbForm::Present));
    if irregular.is_empty() {
        forms.push((format!("{doubled}ed"), VerbForm::Past));
    }
    forms.extend(irregular.into_iter().map(|past| (past.to_owned(), VerbForm::Past)));
    forms.push((format!("{doubled}ing"), VerbForm::Participle));
    if DOUBLED_L.contains(lemma) {
        forms.push((format!("{lemma}led"), VerbForm::Past));
        forms.push((format!("{lemma}ling"), VerbForm::Participle));
    }
    forms
}

fn ends_in_vowel_y(lemma: &str) -> bool {
    ["ay", "ey", "oy", "uy"].iter().any(|end| lemma.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, expected: Option<(&str, VerbForm)>) {
        let found = find_speech_verb(word).map(|verb| (verb.lemma, verb.form));
        assert_eq!(found, expected, "{word}");
    }

    #[test]
    fn forms_lead_to_their_verb() {
        check("said", Some(("say", VerbForm::Past)));
        check("says", Some(("say", VerbForm::Present)));
        check("told", Some(("tell", VerbForm::Past)));
        check("replied", Some(("reply", VerbForm::Past)));
        check("quipped", Some(("quip", VerbForm::Past)));
        check("arguing", Some(("argue", VerbForm::Participle)));
        check("stressed", Some(("stress", VerbForm::Past)));
        check("confesses", Some(("confess", VerbForm::Present)));
        check("denies", Some(("deny", VerbForm::Present)));
        check("labelled", Some(("label", VerbForm::Past)));
        check("walked", None);
    }

    #[test]
    fn nouns_of_saying_lead_to_their_verb() {
        let found = |noun| find_speech_noun(noun).map(|verb| verb.lemma);
        assert_eq!(found("claim"), Some("claim"));
        assert_eq!(found("statement"), Some("state"));
        assert_eq!(found("belief"), None);
    }
}
