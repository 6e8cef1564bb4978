//! Reported speech: the words, their speaker and the cue.

use crate::model::{Field, Span};

/// One stretch of reported speech.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The text the spans count in.
    pub field: Field,
    /// The words said, quotation marks left out.
    pub span: Span,
    /// The characters of the span.
    pub text: String,
    /// How the words are reported.
    pub kind: QuoteKind,
    /// The place in `Analysis::people` of the speaker, where the speaker is a known person.
    pub speaker: Option<usize>,
    /// What the text calls the speaker (a name, a pronoun, a group, a document), as the characters of `speaker_span`.
    pub speaker_text: Option<String>,
    /// The characters of `speaker_text`, in the same field as the quote.
    pub speaker_span: Option<Span>,
    /// The word of saying: `said`, `according to`.
    pub cue: Option<String>,
    /// Parts of one utterance share a number, counted from 1 in the order of the text.
    pub group: Option<usize>,
    /// Share of decisions as clear as this one that are right, per mille.
    pub confidence: u16,
    /// What decided who spoke, in plain words without a final stop.
    pub reason: String,
}

/// How words are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuoteKind {
    /// A whole clause or sentence inside marks.
    Direct,
    /// A fragment inside marks, woven into the sentence.
    Mixed,
    /// Reported without marks.
    Indirect,
}

impl QuoteKind {
    /// The kind of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Direct, Self::Mixed, Self::Indirect].into_iter().find(|kind| kind.name() == name)
    }

    /// The name of the kind in JSON and SQL.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
        }
    }
}
