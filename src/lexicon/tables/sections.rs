//! Word lists as data: text files with a section for each language.
//!
//! The text of a list comes in, answers about words go out. A list is read when it is first asked; its words stay where they
//! are in the binary. The form of a file:
//!
//! ```text
//! # What the list holds. Origin: compiled by hand from the usual forms of the press.
//!
//! = leads
//! # What stands before the author.
//! [any]
//! ©
//! [de]
//! von, "von der "
//! [en]
//! by
//! sought<TAB>seek
//! ```
//!
//! - `# …` is a comment; the first ones say what is listed and where it is from.
//! - `= name` opens a list. A file of one list needs none. `= name, as printed` opens one whose entries keep their case;
//!   all others are in lower case.
//! - `[de]` opens the section of a language by its ISO 639-1 code; `[any]` that of words of every language.
//! - An entry is a line, or lies between two commas. What is known of it follows a tab, and then the line is one entry.
//! - An entry in double quotes is what stands between them: for spaces at its ends, commas and opening `#`, `=` and `[`.
//!
//! Invariant: the entries of a section are sorted and no two are the same (a test walks all files); asking never allocates.

use std::ops::Deref;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// The section of words that belong to no single language.
pub const ANY: &str = "any";

/// Codes of the sections, sorted: ISO 639-1, and [`ANY`]. A new language is added here.
pub const LANGUAGES: &[&str] = &[
    "af", "any", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi",
    "fr", "ga", "gl", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "kk", "ko", "la", "lb", "lt", "lv",
    "mk", "ms", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "sw", "ta", "th", "tl", "tr", "uk",
    "ur", "uz", "vi", "zh",
];

/// One entry of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The list in which it stands; empty in a file of one list.
    pub list: &'static str,
    /// The code of its section.
    pub language: &'static str,
    /// The word or phrase.
    pub word: &'static str,
    /// What is known of it; empty where the list only holds words.
    pub value: &'static str,
}

/// The entries of all lists in `text`, in the order of the file.
#[must_use]
pub fn read(text: &'static str) -> Vec<Entry> {
    read_where(text, |_| true)
}

/// The entries of the lists in `text` whose names are `wanted`: the lines of others are passed over unread, as most files hold
/// many lists.
fn read_where(text: &'static str, wanted: impl Fn(&str) -> bool) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut place = Entry { list: "", language: ANY, word: "", value: "" };
    let mut is_wanted = wanted(place.list);
    let mut rest = text;
    while !rest.is_empty() {
        let end = memchr::memchr(b'\n', rest.as_bytes());
        let (line, behind) = end.and_then(|end| Some((rest.get(..end)?, rest.get(end + 1..)?))).unwrap_or((rest, ""));
        rest = behind;
        match line.as_bytes().first() {
            None | Some(b'#') => {}
            Some(b'=') => {
                place.list = list_name(line);
                is_wanted = wanted(place.list);
            }
            Some(b'[') => place.language = line.trim_matches(['[', ']']),
            Some(_) if is_wanted => read_line(line, place, &mut entries),
            Some(_) => {}
        }
    }
    entries
}

/// `leads` of `= leads, as printed`.
fn list_name(line: &'static str) -> &'static str {
    let name = line.trim_start_matches('=');
    name.split_once(',').map_or(name, |(name, _)| name).trim()
}

/// Adds the entries of one line.
fn read_line(line: &'static str, place: Entry, entries: &mut Vec<Entry>) {
    if let Some((word, value)) = line.split_once('\t') {
        entries.push(Entry { word: unquoted(word), value, ..place });
        return;
    }
    let mut quoted = false;
    let apart = |letter| {
        quoted ^= letter == '"';
        letter == ',' && !quoted
    };
    let words = line.split(apart).map(str::trim).filter(|word| !word.is_empty());
    entries.extend(words.map(|word| Entry { word: unquoted(word), ..place }));
}

/// What stands between double quotes; the word itself where there are none.
fn unquoted(word: &'static str) -> &'static str {
    word.strip_prefix('"').and_then(|word| word.strip_suffix('"')).unwrap_or(word)
}

/// Where a list stands: a file's text and the name of the list in it.
#[derive(Clone, Copy, Debug)]
struct Place {
    text: &'static str,
    list: &'static str,
}

impl Place {
    fn entries(self) -> impl Iterator<Item = Entry> {
        read_where(self.text, |list| list == self.list).into_iter()
    }
}

/// A list that is asked whether it holds a word.
#[derive(Debug)]
pub struct Words(Place, OnceLock<FxHashMap<&'static str, Languages>>);

impl Words {
    /// The list called `list` in `text`; an empty name in a file of one list.
    #[must_use]
    pub const fn new(text: &'static str, list: &'static str) -> Self {
        Self(Place { text, list }, OnceLock::new())
    }

    /// Whether `word`, written as the list writes its words, is in the list, in whatever language.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        self.words().contains_key(word)
    }

    /// Whether `word` is in the section of `language` or belongs to every language.
    #[must_use]
    pub fn contains_in(&self, language: &str, word: &str) -> bool {
        self.words().get(word).is_some_and(|languages| languages.include(language))
    }

    fn words(&self) -> &FxHashMap<&'static str, Languages> {
        self.1.get_or_init(|| {
            let mut words: FxHashMap<&str, Languages> = FxHashMap::default();
            for entry in self.0.entries() {
                words.entry(entry.word).or_default().add(entry.language);
            }
            words
        })
    }
}

/// The languages of a word: a bit for each place in [`LANGUAGES`].
#[derive(Clone, Copy, Debug, Default)]
struct Languages(u128);

impl Languages {
    fn bit(language: &str) -> u128 {
        LANGUAGES.binary_search(&language).map_or(0, |place| 1 << place)
    }

    fn add(&mut self, language: &str) {
        self.0 |= Self::bit(language);
    }

    fn include(self, language: &str) -> bool {
        self.0 & (Self::bit(language) | Self::bit(ANY)) != 0
    }
}

/// A list that is gone through: what a text opens with, closes with or holds.
///
/// It is a slice of all its words, each once, the longest first and words of one length in their order, so that the first
/// that fits is the one that says most.
#[derive(Debug)]
pub struct Phrases(Place, OnceLock<Vec<&'static str>>);

impl Phrases {
    /// The list called `list` in `text`; an empty name in a file of one list.
    #[must_use]
    pub const fn new(text: &'static str, list: &'static str) -> Self {
        Self(Place { text, list }, OnceLock::new())
    }
}

impl Deref for Phrases {
    type Target = [&'static str];

    fn deref(&self) -> &Self::Target {
        self.1.get_or_init(|| {
            let mut words: Vec<&str> = self.0.entries().map(|entry| entry.word).collect();
            words.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
            words.dedup();
            words
        })
    }
}

/// A list that says something of each of its words. Where two languages say different things of a word, the section that
/// comes first holds.
#[derive(Debug)]
pub struct Values(Place, OnceLock<FxHashMap<&'static str, &'static str>>);

impl Values {
    /// The list called `list` in `text`; an empty name in a file of one list.
    #[must_use]
    pub const fn new(text: &'static str, list: &'static str) -> Self {
        Self(Place { text, list }, OnceLock::new())
    }

    /// What the list says of `word`, which is written as the list writes its words.
    #[must_use]
    pub fn find(&self, word: &str) -> Option<&'static str> {
        let read = || {
            let mut values = FxHashMap::default();
            for entry in self.0.entries() {
                values.entry(entry.word).or_insert(entry.value);
            }
            values
        };
        self.1.get_or_init(read).get(word).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# By hand.\n[any]\n©\n\n[de]\nvon\n[en]\nby\nvon\n= joins, as printed\n[de]\n\" Und \", \" und \"\n\
                        = labels\n[en]\nask\tanswer\n\"q, \"\ta b, c\n";

    #[test]
    fn words_are_found_by_language_and_in_any() {
        static LIST: Words = Words::new(TEXT, "");
        let check = |word, any, de, fr| {
            let found = (LIST.contains(word), LIST.contains_in("de", word), LIST.contains_in("fr", word));
            assert_eq!(found, (any, de, fr), "{word}");
        };
        check("©", true, true, true);
        check("von", true, true, false);
        check("by", true, false, false);
        check(" und ", false, false, false);
        check("", false, false, false);
        assert!(!LIST.contains_in("no such language", "by"));
    }

    #[test]
    fn phrases_keep_their_spaces_and_come_longest_first() {
        static JOINS: Phrases = Phrases::new(TEXT, "joins");
        static LEADS: Phrases = Phrases::new(TEXT, "");
        assert_eq!(*JOINS, [" Und ", " und "]);
        assert_eq!(*LEADS, ["von", "by", "©"]);
    }

    #[test]
    fn values_stand_after_a_tab() {
        static LABELS: Values = Values::new(TEXT, "labels");
        assert_eq!(LABELS.find("ask"), Some("answer"));
        assert_eq!(LABELS.find("q, "), Some("a b, c"));
        assert_eq!(LABELS.find("answer"), None);
    }

    #[test]
    fn languages_are_sorted_and_fit_a_word() {
        assert!(LANGUAGES.is_sorted_by(|a, b| a < b) && LANGUAGES.len() <= 128);
    }
}
