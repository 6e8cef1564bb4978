//! What queries answer with: plain rows, in the words of the contract.

use serde::Serialize;

/// How often what is as clear as this is right; in JSON from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share(u16);

impl Share {
    /// From a number per mille.
    #[must_use]
    pub fn per_mille(number: u16) -> Self {
        Self(number)
    }

    /// The number per mille.
    #[must_use]
    pub fn as_per_mille(self) -> i64 {
        i64::from(self.0)
    }

    /// From 0 to 1.
    #[must_use]
    pub fn value(self) -> f64 {
        f64::from(self.0) / 1000.0
    }
}

impl Serialize for Share {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.value())
    }
}

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
    /// Tags of the owner, joined by `; `.
    pub tags: Option<String>,
    /// Whoever was asked for by name is doubtful here.
    pub doubtful: bool,
    /// A passage with the words of the search in `[` and `]`; `None` where no words were searched for.
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
    /// That of the surest mention.
    pub confidence: Option<Share>,
    /// Less sure than the archive's bar.
    pub doubtful: bool,
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
    /// That of the surest mention.
    pub confidence: Option<Share>,
    /// Less sure than the archive's bar.
    pub doubtful: bool,
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
    /// That of the surest mention.
    pub confidence: Option<Share>,
    /// Less sure than the archive's bar.
    pub doubtful: bool,
}

/// A decision about who is who, or about a field of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DecisionRow {
    /// Number of the decision.
    pub id: i64,
    /// When it was made, ISO 8601.
    pub made_at: String,
    /// `person`, `place`, `organisation`, `article`.
    pub kind: String,
    /// `merge`, `split`, `rename`, `reject`, `alias`, `distinct`, `correct`.
    pub verb: String,
    /// Who it is about: who stays, is split, renamed, rejected or given an alias; an article by address or digest.
    pub subject: String,
    /// Which field of an article is corrected.
    pub field: Option<String>,
    /// Who is merged or split off; the new name; the alias; what the field says.
    pub object: Option<String>,
    /// The articles of a split, joined by `; `.
    pub articles: Option<String>,
    /// When it was undone, ISO 8601.
    pub undone_at: Option<String>,
}

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

/// Two people who may be one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DoubtRow {
    /// What `archive doubts` calls the pair: a digest of both names, the same in every archive.
    pub id: String,
    /// Number of the person whose name would stay.
    pub person_id: i64,
    /// Number of the other.
    pub other_id: i64,
    /// Whose name would stay.
    pub name: String,
    /// Who may be the same.
    pub other: String,
    /// Articles that mention the first.
    pub articles: i64,
    /// Articles that mention the other.
    pub other_articles: i64,
    /// How much speaks for it; the order of the list.
    pub points: i64,
    /// What speaks for it and against it, joined by `; `.
    pub evidence: String,
    /// The command that makes them one.
    pub merge: String,
    /// The command that says they are two.
    pub distinct: String,
}

/// A quote and its article.
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
    /// How often decisions as clear as this one are right.
    pub confidence: Option<Share>,
    /// Less sure than the archive's bar.
    pub doubtful: bool,
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

/// One use of a saying.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct VariantRow {
    /// Number of the quote in the archive.
    pub id: i64,
    /// Date of the article.
    pub date: Option<String>,
    /// Name of the publication.
    pub site: Option<String>,
    /// The person, by full name.
    pub speaker: Option<String>,
    /// What the text calls the speaker.
    pub speaker_text: Option<String>,
    /// The words, with `[-…-]` around those of the first use that are missing and `{+…+}` around those it lacks.
    pub differences: String,
    /// The words, verbatim.
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

/// A record that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProblemRow {
    /// Number in the archive.
    pub id: i64,
    /// When it was first met, ISO 8601.
    pub occurred_at: String,
    /// Short name of the sort of problem.
    pub kind: String,
    /// The path as given to the import.
    pub path: String,
    /// Which record of the file.
    pub record: Option<String>,
    /// What is wrong with it.
    pub message: String,
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

/// The archive in figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stats {
    /// Articles.
    pub articles: i64,
    /// Original records kept, old versions included.
    pub sources: i64,
    /// Words of all bodies.
    pub words: i64,
    /// People.
    pub people: i64,
    /// Places.
    pub places: i64,
    /// Organisations.
    pub organisations: i64,
    /// Quotes.
    pub quotes: i64,
    /// Captions, each once.
    pub captions: i64,
    /// Captions shown more than once.
    pub repeated_captions: i64,
    /// Records that could not be imported.
    pub problems: i64,
    /// Runs of `archive import`.
    pub imports: i64,
    /// Earliest date of an article, ISO 8601.
    pub first_date: Option<String>,
    /// Latest date of an article, ISO 8601.
    pub last_date: Option<String>,
    /// Articles by language, most first; `None` where the language is not known.
    pub by_language: Vec<Tally>,
    /// The ten publications with most articles; `None` where the publication is not known.
    pub by_site: Vec<Tally>,
    /// Tags of the owner, those on most articles first.
    pub by_tag: Vec<Tally>,
    /// Articles that were deleted and that imports leave out.
    pub deleted: i64,
    /// Bytes of the file.
    pub file_bytes: i64,
}

/// How many articles share something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// What they share.
    pub name: Option<String>,
    /// How many articles.
    pub articles: i64,
}
