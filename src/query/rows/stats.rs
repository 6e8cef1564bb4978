//! The archive in figures.

use serde::Serialize;

/// The archive in figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stats {
    /// Articles, each in its newest version.
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
    /// Quotes of all kinds.
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

/// How many there are of what has a list of its own; the same as in [`Stats`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct HeadCount {
    /// Articles, each in its newest version.
    pub articles: i64,
    /// People.
    pub people: i64,
    /// Places.
    pub places: i64,
    /// Organisations.
    pub organisations: i64,
    /// Quotes of all kinds.
    pub quotes: i64,
    /// Captions, each once.
    pub captions: i64,
}

/// How many articles share something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// What they share.
    pub name: Option<String>,
    /// How many articles.
    pub articles: i64,
}
