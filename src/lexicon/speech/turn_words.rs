//! Words that show whose turn it is on pages that are nothing but turns: interviews, letters. Compiled by hand from the
//! usual forms of the English, German, French, Spanish and Italian press.

use crate::lexicon::tables::sections::{Phrases, Words};

const TEXT: &str = include_str!("turn_words.txt");

/// Labels of questions and answers that go together.
static LABELS: Phrases = Phrases::new(TEXT, "labels");

/// What a label before a paragraph says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TurnLabel {
    /// `Q:`, `Frage:`.
    Question,
    /// `A:`, `Antwort:`.
    Answer,
}

/// Whether `question` and `answer`, in lower case, are labels that go together.
#[must_use]
pub fn are_labels(question: &str, answer: &str) -> bool {
    LABELS.iter().any(|pair| pair.split_once(' ') == Some((question, answer)))
}

/// Whether `word`, in lower case, can be a label of either kind.
#[must_use]
pub fn is_label(word: &str, label: TurnLabel) -> bool {
    LABELS
        .iter()
        .filter_map(|pair| pair.split_once(' '))
        .any(|(question, answer)| word == if label == TurnLabel::Question { question } else { answer })
}

/// Words for whoever is asked: a question to somebody has one of them.
pub static YOU: Words = Words::new(TEXT, "you");

/// Words for whoever speaks, as one or as several.
pub static ME: Words = Words::new(TEXT, "me");

/// Words that an answer begins with.
pub static ANSWERS: Words = Words::new(TEXT, "answers");

/// Words right before whoever is interviewed, with the word before them where one is needed.
pub static ASKED: Phrases = Phrases::new(TEXT, "asked");

/// Words for an interview in the byline of whoever led it.
pub static INTERVIEW: Phrases = Phrases::new(TEXT, "interview");

/// Words right before whoever asks.
pub static ASKING: Words = Words::new(TEXT, "asking");

/// How the headlines of letters pages begin.
pub static LETTERS: Phrases = Phrases::new(TEXT, "letters");
