//! What is said of versions: plain rows.

use serde::Serialize;

use crate::query::rows::Share;

/// A version of an article.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct VersionRow {
    /// Its place among the versions, the oldest being 1.
    pub version: i64,
    /// It is the one that the archive shows.
    pub shown: bool,
    /// When it says it was changed, else published.
    pub date: Option<String>,
    /// When the page was fetched, as far as it says so.
    pub fetched_at: Option<String>,
    /// When the import began that found it.
    pub imported_at: String,
    /// `page`, or `dump` where it is a page dumped as text.
    pub kind: &'static str,
    /// Where it was found: path as given to the import.
    pub path: String,
    /// Record of that file.
    pub record: Option<String>,
    /// Words of its body; `None` where its original cannot be read any more.
    pub word_count: Option<i64>,
    /// What is another than in the version before, in one line.
    pub change: String,
}

/// What became of one version in another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Changes {
    /// Number of the article.
    pub article_id: i64,
    /// The version that is compared, by its number.
    pub from: i64,
    /// The version that it is compared with.
    pub to: i64,
    /// Fields that are others: headline, byline, dates and so on.
    pub fields: Vec<FieldChange>,
    /// Words of the body that came.
    pub words_added: usize,
    /// Words of the body that went.
    pub words_removed: usize,
    /// Both bodies, piece by piece.
    pub body: Vec<Piece>,
    /// Quotes.
    pub quotes: PartChanges<Said>,
    /// People.
    pub people: PartChanges<Named>,
    /// Captions.
    pub captions: PartChanges<Pictured>,
}

/// A field of two versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// Its name.
    pub field: &'static str,
    /// What it was.
    pub from: Option<String>,
    /// What it is.
    pub to: Option<String>,
}

/// A stretch of the bodies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// `same`, `removed` or `added`.
    pub change: &'static str,
    /// Its words, paragraphs apart by an empty line.
    pub text: String,
}

/// What came, changed and vanished of one sort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartChanges<T> {
    /// In the later version alone.
    pub came: Vec<T>,
    /// In both, and not the same.
    pub changed: Vec<Change<T>>,
    /// In the earlier version alone.
    pub vanished: Vec<T>,
}

impl<T> PartChanges<T> {
    /// Whether nothing of it is another.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.came.is_empty() && self.changed.is_empty() && self.vanished.is_empty()
    }
}

/// Something that is in both versions, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change<T> {
    /// As it was.
    pub from: T,
    /// As it is.
    pub to: T,
}

/// A quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Said {
    /// Full name of the speaker as the article gives it.
    pub speaker: Option<String>,
    /// What the text calls the speaker.
    pub speaker_text: Option<String>,
    /// `direct`, `mixed`, `indirect`.
    pub kind: &'static str,
    /// The words.
    pub text: String,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Full name as the article gives it.
    pub name: String,
    /// Roles.
    pub roles: Vec<String>,
}

/// A caption.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pictured {
    /// The caption.
    pub text: String,
    /// Its credit.
    pub credit: Option<String>,
}

/// A quote that an older version of an article has and the newest has not.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct VanishedRow {
    /// Number of the article.
    pub article_id: i64,
    /// Date of the last version that has it.
    pub date: Option<String>,
    /// The last version that has it, the oldest being 1.
    pub version: i64,
    /// Date of the version after that, which does not have it.
    pub gone: Option<String>,
    /// Name of the publication.
    pub site: Option<String>,
    /// Full name of the speaker as the article gives it.
    pub speaker: Option<String>,
    /// What the text calls the speaker.
    pub speaker_text: Option<String>,
    /// `direct`, `mixed`, `indirect`.
    pub kind: &'static str,
    /// The words.
    pub text: String,
    /// Headline of that version.
    pub headline: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// How often decisions as clear as this one are right.
    pub confidence: Share,
}
