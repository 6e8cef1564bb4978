//! Why something is in the archive: the mentions of a person, place or organisation, and how a quote got its speaker.

use serde::Serialize;

use crate::query::rows::share::Share;

/// A person, place or organisation with the mentions that speak for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityReason {
    /// Number in the archive.
    pub id: i64,
    /// `person`, `place` or `organisation`.
    pub kind: String,
    /// Name.
    pub name: String,
    /// What sort of place, where it is; `None` for people and organisations.
    pub facts: Option<String>,
    /// Articles that mention it, as sure as the bar.
    pub articles: i64,
    /// Mentions that are as sure as the bar.
    pub mentions: i64,
    /// Mentions in all.
    pub all_mentions: i64,
    /// That of the surest mention.
    pub confidence: Option<Share>,
    /// The archive's bar.
    pub bar: Share,
    /// The surest mentions.
    pub told: Vec<MentionReason>,
    /// Mentions that a decision rejected.
    pub rejected: Vec<MentionReason>,
}

/// A mention and how sure it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MentionReason {
    /// The text the offsets count in.
    pub field: String,
    /// Code points before it; `None` for what was rejected in a credit.
    pub start_char: Option<i64>,
    /// Code points up to its end.
    pub end_char: Option<i64>,
    /// Its characters.
    pub text: String,
    /// How often mentions as clear as this one are right.
    pub confidence: Option<Share>,
    /// The name the article gives, where a decision says that somebody else is meant.
    pub named: Option<String>,
    /// Number of the article.
    pub article_id: i64,
    /// Its headline.
    pub headline: Option<String>,
    /// Its date.
    pub date: Option<String>,
    /// Version of the program that found it.
    pub extractor: String,
}

/// A quote with all that is known of how it was decided.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuoteReason {
    /// Number in the archive.
    pub id: i64,
    /// The words said.
    pub text: String,
    /// `direct`, `mixed`, `indirect`.
    pub kind: String,
    /// The person, by full name.
    pub speaker: Option<String>,
    /// What the text calls the speaker.
    pub speaker_text: Option<String>,
    /// Word of saying.
    pub cue: Option<String>,
    /// How often decisions as clear as this one are right, per mille.
    pub confidence: Option<i64>,
    /// What decided who spoke.
    pub reason: Option<String>,
    /// Number of the article.
    pub article_id: i64,
    /// Its headline.
    pub headline: Option<String>,
    /// Its date.
    pub date: Option<String>,
}
