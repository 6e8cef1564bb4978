//! The rows of lists: one an article, person, place, organisation, decision, pair in doubt, quote, saying or caption.

use serde::Serialize;

use crate::query::rows::share::Share;

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
    /// Articles of the same story or body that this row stands for, itself among them; `None` where each has its own.
    pub stands_for: Option<i64>,
    /// Whoever was asked for by name is doubtful here.
    pub doubtful: bool,
    /// A passage with the words of the search in `[` and `]`; `None` where no words were searched for.
    pub snippet: Option<String>,
}

/// A copy of an article.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CopyRow {
    /// Number of the copy in the archive.
    pub id: i64,
    /// `published_at`, else `updated_at`.
    pub date: Option<String>,
    /// Name of the publication.
    pub site: Option<String>,
    /// Headline.
    pub headline: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Words of its body.
    pub word_count: i64,
    /// Words of the copy that stand in the article asked for, in passages of twelve and more.
    pub shared_words: i64,
    /// Which part of the article asked for stands in the copy.
    pub of_this: Share,
    /// Which part of the copy stands in the article asked for.
    pub of_copy: Share,
    /// Words of the longest passage of both.
    pub longest_passage: i64,
    /// That passage, as the article asked for has it.
    pub passage: String,
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
    /// What authority files call it, as decided, joined by `; `: `viaf:7; wikidata:Q42`.
    pub identifiers: Option<String>,
}

/// Somebody who is quoted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuotedRow {
    /// Number in the archive.
    pub id: i64,
    /// Full name.
    pub name: String,
    /// Quotes by the person.
    pub quotes: i64,
    /// Articles that mention the person.
    pub articles: i64,
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
    /// What authority files call it, as decided, joined by `; `: `viaf:7; wikidata:Q42`.
    pub identifiers: Option<String>,
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
    /// What authority files call it, as decided, joined by `; `: `viaf:7; wikidata:Q42`.
    pub identifiers: Option<String>,
}

/// An author.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AuthorRow {
    /// Name, as printed.
    pub name: String,
    /// Articles.
    pub articles: i64,
    /// Date of the earliest.
    pub first_date: Option<String>,
    /// Date of the latest.
    pub last_date: Option<String>,
    /// Publications, joined by `,`.
    pub sites: Option<String>,
}

/// A publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SiteRow {
    /// Its name, or the host of its pages; `None` where neither is known.
    pub site: Option<String>,
    /// Articles.
    pub articles: i64,
    /// Date of the earliest.
    pub first_date: Option<String>,
    /// Date of the latest.
    pub last_date: Option<String>,
    /// Languages, joined by `,`.
    pub languages: Option<String>,
}

/// A place near a point.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NearRow {
    /// Number in the archive.
    pub id: i64,
    /// Kilometres from the point, to a hundredth.
    pub km: f64,
    /// Name.
    pub name: String,
    /// What sort of place.
    pub kind: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country_code: Option<String>,
    /// WGS 84.
    pub latitude: f64,
    /// WGS 84.
    pub longitude: f64,
    /// Articles that mention it.
    pub articles: i64,
    /// Mentions in all.
    pub mentions: i64,
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

/// A stretch of an utterance: one quote of the archive.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuotePart {
    /// Number in the archive.
    pub id: i64,
    /// `direct`, `mixed`, `indirect`.
    pub kind: String,
    /// The text that the offsets count in.
    pub field: String,
    /// Which caption, in a caption.
    pub caption_id: Option<i64>,
    /// Code points before it.
    pub start_char: i64,
    /// Code points up to its end.
    pub end_char: i64,
    /// The words.
    pub text: String,
    /// How often decisions as clear as this one are right.
    pub confidence: Option<Share>,
}

/// What somebody says in one go, and its article.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuoteRow {
    /// Number in the archive of its first part, the first in quotation marks where it has any.
    pub id: i64,
    /// Date of the article.
    pub date: Option<String>,
    /// The person, by full name.
    pub speaker: Option<String>,
    /// What the text calls the speaker.
    pub speaker_text: Option<String>,
    /// Word of saying.
    pub cue: Option<String>,
    /// `direct` where one of its parts is, else `mixed` where one is, else `indirect`.
    pub kind: String,
    /// The words said, those of all parts; `…` stands for what the text has between them.
    pub text: String,
    /// Number of the article.
    pub article_id: i64,
    /// Its headline.
    pub headline: Option<String>,
    /// How often decisions as clear as this one are right; that of its surest part.
    pub confidence: Option<Share>,
    /// Less sure than the archive's bar.
    pub doubtful: bool,
    /// Its parts in the order of the text.
    pub parts: Vec<QuotePart>,
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

/// One group of an answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupRow {
    /// Its name: a person, a place, a publication, a month; `None` for what has none.
    pub group: Option<String>,
    /// Rows of the answer that are of it.
    pub count: i64,
    /// Rows of the whole archive that are of it; `None` where that is not counted.
    pub of: Option<i64>,
    /// The first as a part of the second.
    pub share: Option<Share>,
    /// The second is so small that the share says little.
    pub thin: bool,
}

/// Somebody or something of a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NameRow {
    /// Number in the archive.
    pub id: i64,
    /// Full name.
    pub name: String,
    /// Articles that surely mention it.
    pub articles: i64,
    /// The role given most often, or what sort of place it is and in which country.
    pub detail: Option<String>,
}
