//! What queries answer with: plain rows, in the words of the contract.

use serde::Serialize;

/// An article in a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ArticleRow {
    /// Its number in the archive.
    pub id: i64,
    /// `published_at`, else `updated_at`.
    pub date: Option<String>,
    /// Name of the publication.
    pub site: Option<String>,
    /// Headline.
    pub headline: Option<String>,
    /// Authors, joined by `; `.
    pub authors: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Language.
    pub language: Option<String>,
    /// Words of the body.
    pub word_count: i64,
    /// Where the words asked for stand, with `[` and `]` around them; `None` where no words were asked for.
    pub snippet: Option<String>,
}

/// A person, ranked.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PersonRow {
    /// Number in the archive.
    pub id: i64,
    /// Full name.
    pub name: String,
    /// Articles that mention the person.
    pub articles: i64,
    /// Mentions in all.
    pub mentions: i64,
    /// Quotes by the person.
    pub quotes: i64,
    /// The role given most often.
    pub role: Option<String>,
    /// Short forms seen, joined by `; `.
    pub aliases: Option<String>,
}

/// A place, ranked.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlaceRow {
    /// Number in the archive.
    pub id: i64,
    /// Name.
    pub name: String,
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
    /// Articles that mention it.
    pub articles: i64,
    /// Mentions in all.
    pub mentions: i64,
}

/// An organisation, ranked.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OrganisationRow {
    /// Number in the archive.
    pub id: i64,
    /// Name.
    pub name: String,
    /// Articles that mention it.
    pub articles: i64,
    /// Mentions in all.
    pub mentions: i64,
}

/// A quote with the article it stands in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuoteRow {
    /// Number in the archive.
    pub id: i64,
    /// Date of the article.
    pub date: Option<String>,
    /// The person, by full name.
    pub speaker: Option<String>,
    /// What the text calls the speaker.
    pub speaker_text: Option<String>,
    /// Word of saying.
    pub cue: Option<String>,
    /// `direct`, `mixed`, `indirect`.
    pub kind: String,
    /// The words said.
    pub text: String,
    /// Number of the article.
    pub article_id: i64,
    /// Its headline.
    pub headline: Option<String>,
}

/// A caption with how often it is used.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CaptionRow {
    /// Number in the archive.
    pub id: i64,
    /// Caption without credit.
    pub text: String,
    /// Credit as printed.
    pub credit: Option<String>,
    /// Who took the picture.
    pub photographer: Option<String>,
    /// Who owns it.
    pub agency: Option<String>,
    /// Articles that show it.
    pub articles: i64,
    /// Times shown in all.
    pub occurrences: i64,
    /// SHA-256 of the text.
    pub sha256: String,
}
