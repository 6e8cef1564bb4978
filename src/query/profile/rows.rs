//! What a profile says: plain rows.
//!
//! Invariant: plain data; nothing is asked here.

use serde::Serialize;

use crate::model::Identifiers;
use crate::query::rows::Share;

/// One person, place or organisation, as all articles together tell of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Profile {
    /// Number in the archive.
    pub id: i64,
    /// `person`, `place`, `organisation`.
    pub kind: &'static str,
    /// Full name.
    pub name: String,
    /// Other names seen, those of most mentions first.
    pub aliases: Vec<String>,
    /// Where it is; `None` for whatever is no place.
    pub place: Option<Whereabouts>,
    /// What authority files call it, as decided, by authority.
    pub identifiers: Identifiers,
    /// That of the surest mention.
    pub confidence: Option<Share>,
    /// Less sure than the archive's bar; everything below is then of doubtful mentions, too.
    pub doubtful: bool,
    /// Articles that mention it.
    pub articles: i64,
    /// The earliest dated article that mentions it.
    pub first_seen: Option<Sighting>,
    /// The latest.
    pub last_seen: Option<Sighting>,
    /// Roles of a person in the order in which they were first given.
    pub roles: Vec<RoleSpan>,
    /// Articles by month, the earliest first; a month without an article is left out.
    pub months: Vec<Month>,
    /// How many of the latest articles the company and the words of others are of; `None` where they are of all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latest_only: Option<i64>,
    /// People in the same articles, authors and photographers left out.
    pub people: Vec<Companion>,
    /// Places in the same articles.
    pub places: Vec<Companion>,
    /// Organisations in the same articles.
    pub organisations: Vec<Companion>,
    /// The latest quotes in marks by this person.
    pub said: Vec<Said>,
    /// The latest quotes by others that name it.
    pub said_of: Vec<Said>,
    /// The latest articles.
    pub latest: Vec<Sighting>,
}

/// Where a place is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Whereabouts {
    /// What sort of place.
    pub kind: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country_code: Option<String>,
    /// WGS 84.
    pub latitude: Option<f64>,
    /// WGS 84.
    pub longitude: Option<f64>,
    /// Number in `GeoNames`.
    pub geonames_id: Option<i64>,
}

/// An article that has what the profile is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sighting {
    /// Number of the article.
    pub article_id: i64,
    /// Its date.
    pub date: Option<String>,
    /// Name of the publication.
    pub site: Option<String>,
    /// Its headline.
    pub headline: Option<String>,
}

/// A role, and from when to when articles give it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RoleSpan {
    /// The role, as the text has it.
    pub role: String,
    /// Articles that give it.
    pub articles: i64,
    /// Date of the earliest.
    pub first: Option<String>,
    /// Date of the latest.
    pub last: Option<String>,
}

/// Articles of one month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Month {
    /// `2013-05`.
    pub month: String,
    /// Articles with what the profile is of.
    pub articles: i64,
    /// All articles of that month.
    pub of: i64,
}

/// Somebody or something in the same articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Companion {
    /// Number in the archive.
    pub id: i64,
    /// Name.
    pub name: String,
    /// Articles that have both.
    pub articles: i64,
}

/// A quote and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Said {
    /// Number of the quote.
    pub quote_id: i64,
    /// Date of the latest article with these words.
    pub date: Option<String>,
    /// Who said it, by full name.
    pub speaker: Option<String>,
    /// `direct`, `mixed`, `indirect`.
    pub kind: String,
    /// The words.
    pub text: String,
    /// Number of the latest article with these words.
    pub article_id: i64,
    /// Articles with these words.
    pub articles: i64,
}

/// A caption, and every article that ran its picture.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CaptionProfile {
    /// Number in the archive.
    pub id: i64,
    /// Caption without credit.
    pub text: String,
    /// SHA-256 of the text.
    pub sha256: String,
    /// Its uses, the earliest first.
    pub uses: Vec<CaptionRun>,
}

/// One article that shows a caption.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CaptionRun {
    /// Number of the article.
    pub article_id: i64,
    /// Its date.
    pub date: Option<String>,
    /// Name of the publication.
    pub site: Option<String>,
    /// Its headline.
    pub headline: Option<String>,
    /// Credit as printed there.
    pub credit: Option<String>,
    /// Times shown there.
    pub occurrences: i64,
}
