//! One article, whole, with everything that was read of it.

use serde::Serialize;

use crate::query::rows::share::Share;

/// One article, whole.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ArticleWhole {
    /// Its number in the archive.
    pub id: i64,
    /// Where the current version came from.
    pub source: SourceRow,
    /// How many versions of it are kept, this one included.
    pub versions: i64,
    /// Version of the program that read it.
    pub extractor: String,
    /// Address.
    pub url: Option<String>,
    /// Name of the publication.
    pub site: Option<String>,
    /// ISO 639-1.
    pub language: Option<String>,
    /// Headline.
    pub headline: Option<String>,
    /// The summary set apart under the headline.
    pub standfirst: Option<String>,
    /// The byline as printed.
    pub byline: Option<String>,
    /// Authors in the order of the byline.
    pub authors: Vec<String>,
    /// News agency.
    pub agency: Option<String>,
    /// Dateline.
    pub dateline: Option<String>,
    /// ISO 8601.
    pub published_at: Option<String>,
    /// ISO 8601.
    pub updated_at: Option<String>,
    /// Words of the body.
    pub word_count: i64,
    /// Paragraphs, separated by one empty line.
    pub body: String,
    /// Captions in the order of the page.
    pub captions: Vec<CaptionUse>,
    /// People in the order of their first mention.
    pub people: Vec<PersonUse>,
    /// Organisations in the order of their first mention.
    pub organisations: Vec<OrganisationUse>,
    /// Places in the order of their first mention.
    pub places: Vec<PlaceUse>,
    /// Quotes in the order of the text.
    pub quotes: Vec<QuoteUse>,
    /// Tags of the owner.
    pub tags: Vec<String>,
    /// Notes of the owner.
    pub notes: Vec<NoteRow>,
    /// Fields that say something else than the page does, as decided.
    pub corrected: Vec<CorrectedRow>,
    /// What was odd about reading it.
    pub diagnostics: Vec<DiagnosticRow>,
}

/// A note of the owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NoteRow {
    /// Number in the archive.
    pub id: i64,
    /// The note.
    pub text: String,
    /// When it was written, ISO 8601.
    pub noted_at: String,
}

/// A field of an article that a decision corrects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CorrectedRow {
    /// Which field.
    pub field: String,
    /// What the page itself says.
    pub original: Option<String>,
    /// Number of the decision.
    pub decision: i64,
}

/// Where an article came from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SourceRow {
    /// Path as given to the import.
    pub path: String,
    /// Record of that file.
    pub record: Option<String>,
    /// SHA-256 of the bytes.
    pub sha256: String,
    /// What sort of bytes.
    pub media_type: String,
    /// How many.
    pub byte_length: i64,
    /// When the import began that found them, ISO 8601.
    pub imported_at: String,
}

/// A caption as one article shows it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CaptionUse {
    /// Number of the caption in the archive.
    pub id: i64,
    /// SHA-256 of the text.
    pub sha256: String,
    /// Caption without credit.
    pub text: String,
    /// Credit as kept for the caption: offsets of the field `credit` count in it.
    pub credit: Option<String>,
    /// Who took the picture.
    pub photographer: Option<String>,
    /// Who owns it.
    pub agency: Option<String>,
    /// Times shown in the article.
    pub occurrences: i64,
}

/// One stretch of text that names something.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MentionRow {
    /// The text the offsets count in.
    pub field: String,
    /// Place in `captions`, for the fields `caption` and `credit`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<usize>,
    /// Code points before it.
    pub start_char: i64,
    /// Code points up to its end.
    pub end_char: i64,
    /// Its characters.
    pub text: String,
    /// How often mentions as clear as this one are right.
    pub confidence: Option<Share>,
}

/// A person of one article.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PersonUse {
    /// Number of the person in the archive.
    pub id: i64,
    /// Full name.
    pub name: String,
    /// Distinct roles the article gives, in order.
    pub roles: Vec<String>,
    /// Other names under which the article names the person, as decided: see `archive decisions`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub named: Vec<String>,
    /// That of the surest mention.
    pub confidence: Option<Share>,
    /// Less sure than the archive's bar.
    pub doubtful: bool,
    /// In the order of the article.
    pub mentions: Vec<MentionRow>,
}

/// An organisation of one article.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OrganisationUse {
    /// Number of the organisation in the archive.
    pub id: i64,
    /// Full name.
    pub name: String,
    /// That of the surest mention.
    pub confidence: Option<Share>,
    /// Less sure than the archive's bar.
    pub doubtful: bool,
    /// In the order of the article.
    pub mentions: Vec<MentionRow>,
}

/// A place of one article.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlaceUse {
    /// Number of the place in the archive.
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
    /// That of the surest mention.
    pub confidence: Option<Share>,
    /// Less sure than the archive's bar.
    pub doubtful: bool,
    /// In the order of the article.
    pub mentions: Vec<MentionRow>,
}

/// A quote of one article.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuoteUse {
    /// Number of the quote in the archive.
    pub id: i64,
    /// The text the offsets count in.
    pub field: String,
    /// Place in `captions`, for the fields `caption` and `credit`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<usize>,
    /// Code points before it.
    pub start_char: i64,
    /// Code points up to its end.
    pub end_char: i64,
    /// The words said.
    pub text: String,
    /// `direct`, `mixed`, `indirect`.
    pub kind: String,
    /// Full name of the speaker.
    pub speaker: Option<String>,
    /// What the text calls the speaker.
    pub speaker_text: Option<String>,
    /// Code points before `speaker_text`.
    pub speaker_start_char: Option<i64>,
    /// Code points up to its end.
    pub speaker_end_char: Option<i64>,
    /// Word of saying.
    pub cue: Option<String>,
    /// Parts of one utterance share a number.
    pub group: Option<i64>,
    /// How often decisions as clear as this one are right.
    pub confidence: Option<Share>,
    /// Less sure than the archive's bar.
    pub doubtful: bool,
}

/// A note about how an article was read.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DiagnosticRow {
    /// Short name.
    pub kind: String,
    /// One sentence.
    pub message: String,
}
