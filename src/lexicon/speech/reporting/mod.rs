//! What holds reported speech together in languages other than English: function words, verbs of saying, phrases for
//! "according to", nouns for those who speak. The words are in `grammar.txt`, in a section for each language.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::function_words::WordRole;
use crate::lexicon::speech_verbs::{SpeechKind, SpeechVerb, VerbForm};
use crate::lexicon::tables::sections::{Entry, read};

static TEXT: &str = include_str!("grammar.txt");

/// What is known of one language.
#[derive(Debug, Default)]
pub struct Grammar {
    /// ISO 639-1.
    pub language: &'static str,
    /// Beginnings of verbs of saying in languages without spaces, the longer ones first.
    pub stems: Vec<&'static str>,
    roles: FxHashMap<&'static str, WordRole>,
    verbs: FxHashMap<&'static str, Saying>,
    words: FxHashMap<&'static str, FxHashSet<&'static str>>,
    /// Phrases that say "according to", by their first word.
    phrases: FxHashMap<&'static str, Vec<Vec<&'static str>>>,
}

/// A form of a verb of saying.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saying {
    /// The form as a verb of speech.
    pub verb: SpeechVerb,
    /// Whether it says anything only beside a quotation.
    pub weak: bool,
    /// Particles one of which must follow in the sentence; none where the form is enough.
    pub particles: Vec<&'static str>,
}

static GRAMMARS: LazyLock<FxHashMap<&'static str, Grammar>> = LazyLock::new(|| {
    let mut grammars: FxHashMap<&'static str, Grammar> = FxHashMap::default();
    for Entry { list, language, word, value } in read(TEXT) {
        let grammar = grammars.entry(language).or_default();
        grammar.language = language;
        grammar.add(list, word, value);
    }
    for grammar in grammars.values_mut() {
        grammar.stems.sort_by_key(|stem| std::cmp::Reverse(stem.chars().count()));
    }
    grammars
});

/// What is known of the language with the ISO 639-1 code `language`.
#[must_use]
pub fn find_grammar(language: &str) -> Option<&'static Grammar> {
    GRAMMARS.get(if matches!(language, "nb" | "nn") { "no" } else { language })
}

/// All languages, by code.
#[must_use]
pub fn grammars() -> Vec<&'static Grammar> {
    let mut all: Vec<&'static Grammar> = GRAMMARS.values().collect();
    all.sort_by_key(|grammar| grammar.language);
    all
}

/// The role that a key of the file stands for.
fn role_named(key: &str) -> Option<WordRole> {
    Some(match key {
        "det" => WordRole::Determiner,
        "prep" => WordRole::Preposition,
        "coord" => WordRole::Coordinator,
        "sub" => WordRole::Subordinator,
        "aux" => WordRole::Auxiliary,
        "adv" => WordRole::Adverb,
        "rel" => WordRole::Relative,
        "he" => WordRole::He,
        "she" => WordRole::She,
        "they" => WordRole::They,
        "i" => WordRole::I,
        "we" => WordRole::We,
        "other" => WordRole::OtherPronoun,
        _ => return None,
    })
}

impl Grammar {
    /// Reads one word of the file; of two roles of a word the first one stands.
    fn add(&mut self, key: &'static str, word: &'static str, value: &'static str) {
        let kind = match key {
            "say" | "weak" | "split" => Some(SpeechKind::Say),
            "call" => Some(SpeechKind::Call),
            "judge" => Some(SpeechKind::Judge),
            _ => None,
        };
        if let Some(role) = role_named(key) {
            self.roles.entry(word).or_insert(role);
        } else if let Some(kind) = kind {
            let verb = SpeechVerb { kind, form: VerbForm::Past, lemma: word, noun: false };
            let particles = value.split_whitespace().collect();
            self.verbs.entry(word).or_insert(Saying { verb, weak: key == "weak", particles });
        } else if key == "stem" {
            self.stems.push(word);
        } else if key == "by" {
            let phrase: Vec<&'static str> = word.split(' ').collect();
            if let Some(first) = phrase.first() {
                self.phrases.entry(first).or_default().push(phrase);
            }
        } else {
            self.words.entry(key).or_default().insert(word);
        }
    }

    /// The role of `word`, in lower case.
    #[must_use]
    pub fn role_of(&self, word: &str) -> WordRole {
        self.roles.get(word).copied().unwrap_or(WordRole::Other)
    }

    /// The verb of saying that `word`, in lower case, is a form of.
    #[must_use]
    pub fn find_verb(&self, word: &str) -> Option<&Saying> {
        self.verbs.get(word)
    }

    /// Whether the list `key` of the file holds `word`, in lower case.
    #[must_use]
    pub fn lists(&self, key: &str, word: &str) -> bool {
        self.words.get(key).is_some_and(|words| words.contains(word))
    }

    /// Whether the language has the trait `name`: `turned`, `dropped`, `nouns`, `articled`, `dashed`.
    #[must_use]
    pub fn has_trait(&self, name: &str) -> bool {
        self.lists("traits", name)
    }

    /// How many words at the beginning of `words`, in lower case, say "according to"; 0 for none.
    #[must_use]
    pub fn according(&self, word: &str, follows: impl Fn(usize, &str) -> bool) -> usize {
        let phrases = self.phrases.get(word).map(Vec::as_slice).unwrap_or_default();
        let holds = |phrase: &&Vec<&'static str>| phrase.iter().enumerate().skip(1).all(|(at, word)| follows(at, word));
        phrases.iter().filter(holds).map(Vec::len).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_by_their_language() {
        let german = find_grammar("de").unwrap();
        assert_eq!(german.role_of("der"), WordRole::Determiner);
        assert_eq!(german.find_verb("nannte").map(|saying| saying.verb.kind), Some(SpeechKind::Call));
        assert_eq!(german.find_verb("gab").map(|saying| saying.particles.clone()), Some(vec!["bekannt", "an", "zu"]));
        assert!(german.find_verb("glaubt").is_some_and(|saying| saying.weak));
        assert_eq!(german.according("nach", |_, word| word == "angaben"), 2);
        assert!(find_grammar("nb").is_some_and(|grammar| grammar.lists("work", "film")));
        assert!(find_grammar("xx").is_none());
    }

    #[test]
    fn every_line_has_a_key_that_is_read() {
        let known = [
            "fuses",
            "so",
            "postposed",
            "subjunctive",
            "person",
            "unnamed",
            "group",
            "work",
            "traits",
            "behind",
            "cites",
            "stands",
            "thus",
            "as",
            "words",
            "titles",
            "adjuncts",
        ];
        for grammar in grammars() {
            for key in grammar.words.keys() {
                assert!(known.contains(key), "{} {key}", grammar.language);
            }
        }
    }
}
