//! The rows of checks: what a draft says against the archive, who of a list is in it, and who is quoted.

use serde::Serialize;

use crate::query::rows::share::Share;

/// What the archive says to one thing that a draft says.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct VerifyRow {
    /// What it is: `quotation`, `person`, `organisation`, `place`, `date`.
    pub what: String,
    /// What was found: `verbatim`, `changed`, `other speaker`, `other role`, `found`, `missing`.
    pub status: String,
    /// What the draft says.
    pub draft: String,
    /// The text of the draft in which it stands.
    pub draft_field: Option<String>,
    /// Code points before it there.
    pub draft_start_char: Option<i64>,
    /// Code points up to its end.
    pub draft_end_char: Option<i64>,
    /// Who says it, or as what somebody appears, according to the draft.
    pub draft_says: Option<String>,
    /// Who says it, or as what somebody appears, according to the archive.
    pub archive_says: Option<String>,
    /// Words that differ: `[-…-]` stand in the archive alone, `{+…+}` in the draft alone.
    pub differences: Option<String>,
    /// Number of the article.
    pub article_id: Option<i64>,
    /// Its date.
    pub date: Option<String>,
    /// Its headline.
    pub headline: Option<String>,
    /// The text the offsets count in.
    pub field: Option<String>,
    /// Code points before the passage.
    pub start_char: Option<i64>,
    /// Code points up to its end.
    pub end_char: Option<i64>,
    /// Articles that name it, or of that day.
    pub articles: Option<i64>,
    /// SHA-256 of the original of the article.
    pub sha256: Option<String>,
}

/// Somebody of a list who is, or may be, in the archive.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScreenRow {
    /// The name of the list.
    pub listed: String,
    /// Its line in the file.
    pub line: i64,
    /// How it was found: `exact`, `folded`, `reordered`, `transliterated`, `initials`, `near`.
    pub how: String,
    /// The name in the archive.
    pub name: String,
    /// Number of the person in the archive.
    pub person_id: i64,
    /// Articles that name the person.
    pub articles: i64,
    /// Number of one of them, the newest.
    pub article_id: Option<i64>,
    /// Its date.
    pub date: Option<String>,
    /// Its headline.
    pub headline: Option<String>,
    /// The sentence that names the person.
    pub sentence: Option<String>,
}

/// How often a group is quoted, or named.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AuditRow {
    /// The group: a role, a publication, a month, a pronoun.
    pub group: String,
    /// Different people quoted.
    pub people: i64,
    /// Quotes.
    pub quotes: i64,
    /// Which part of all quotes that is.
    pub share: Share,
    /// Articles with such a quote.
    pub articles: i64,
}

/// Somebody who is named and never quoted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UnquotedRow {
    /// Number of the person in the archive.
    pub id: i64,
    /// Full name.
    pub name: String,
    /// The role that the articles give most often.
    pub role: Option<String>,
    /// Articles.
    pub articles: i64,
    /// Mentions.
    pub mentions: i64,
}
