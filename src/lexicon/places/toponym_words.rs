//! Words that decide whether a name beside them is a place: letters after a name, institutions, everyday words.
//!
//! Invariant: facts about words; `analyse` decides what they mean.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

static LIST: &str = include_str!("toponym_words.txt");

/// A topic of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Degrees and licences behind a person's name, without stops.
    LettersAfterName,
    /// What bears a saint's name in the possessive.
    Institutions,
    /// What a government or a country has.
    Governments,
    /// Prepositions that bring a place.
    BeforePlace,
}

#[derive(Default)]
struct Words {
    topics: FxHashMap<&'static str, FxHashSet<&'static str>>,
    everyday: FxHashMap<&'static str, Vec<&'static str>>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    let mut topic = "";
    for line in LIST.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(section) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            topic = section;
        } else if let Some((word, behind)) = line.split_once(": ") {
            words.everyday.insert(word, behind.split(", ").collect());
        } else {
            words.topics.entry(topic).or_default().extend(line.split(' '));
        }
    }
    words
});

/// Whether `word`, in lower case, is in a topic of the list.
#[must_use]
pub fn is(topic: Topic, word: &str) -> bool {
    let section = match topic {
        Topic::LettersAfterName => "letters after a name",
        Topic::Institutions => "institutions",
        Topic::Governments => "governments",
        Topic::BeforePlace => "in front of a place",
    };
    WORDS.topics.get(section).is_some_and(|words| words.contains(word))
}

/// What stands behind `word`, in lower case, where it is the everyday word and no country; `None` for other words.
#[must_use]
pub fn everyday(word: &str) -> Option<&'static [&'static str]> {
    WORDS.everyday.get(word).map(Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_topic_has_words() {
        assert!(is(Topic::LettersAfterName, "md") && is(Topic::Institutions, "hospital"));
        assert!(is(Topic::Governments, "negotiator") && is(Topic::BeforePlace, "near"));
        assert!(!is(Topic::BeforePlace, "md") && everyday("turkey").is_some() && everyday("france").is_none());
    }
}
