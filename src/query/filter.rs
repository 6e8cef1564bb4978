//! What a query asks for, as typed values.
//!
//! Invariant: plain data; words in it are words, never SQL.

use crate::model::PartialDate;

/// Which articles are wanted; every filter must match, and each of the repeated ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleFilter {
    /// Words and "phrases" that headline, body or captions hold; empty for any.
    pub words: Vec<String>,
    /// People mentioned: a full name, a surname or an alias.
    pub people: Vec<String>,
    /// Places mentioned: a name, or a country code of two capitals.
    pub places: Vec<String>,
    /// Organisations mentioned.
    pub organisations: Vec<String>,
    /// People quoted.
    pub speakers: Vec<String>,
    /// Words inside quotes.
    pub quotes: Vec<String>,
    /// Tags of the owner.
    pub tags: Vec<String>,
    /// Numbers of articles, any of them; empty for any.
    pub ids: Vec<i64>,
    /// Authors.
    pub authors: Vec<String>,
    /// Publications, by name or by host; any of them.
    pub sites: Vec<String>,
    /// ISO 639-1 codes; any of them.
    pub languages: Vec<String>,
    /// First day wanted, as precise as given: `2013` means from 1 January.
    pub from: Option<PartialDate>,
    /// Last day wanted, as precise as given: `2013` means to 31 December.
    pub to: Option<PartialDate>,
}

/// In which order articles come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Newest first; undated last; then by id.
    #[default]
    Date,
    /// Best match of the words first.
    Relevance,
}

/// Which articles are one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Collapse {
    /// Those of the same body, to the last letter.
    Exact,
    /// Those that are copies of each other.
    Story,
}

/// Which part of the rows is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Maximum number of rows; `None` for all.
    pub limit: Option<u32>,
    /// Rows left out at the start.
    pub offset: u32,
}

impl Window {
    /// All rows.
    pub const ALL: Self = Self { limit: None, offset: 0 };
}

/// How sure what is shown must be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sureness {
    /// As sure as the archive's bar; what is asked for by name is shown however doubtful, and marked.
    #[default]
    Bar,
    /// At least so sure, per mille.
    AtLeast(u16),
    /// Less sure than the archive's bar.
    Doubtful,
}

impl Sureness {
    /// Whether something of this confidence is shown in an archive of this bar.
    #[must_use]
    pub fn admits(self, confidence: Option<i64>, bar: u16) -> bool {
        let confidence = confidence.unwrap_or(1000);
        match self {
            Self::Bar => confidence >= i64::from(bar),
            Self::AtLeast(least) => confidence >= i64::from(least),
            Self::Doubtful => confidence < i64::from(bar),
        }
    }
}

/// Which people, places or organisations are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntityFilter {
    /// Part of a name or alias, at word boundaries; empty for any. Every one must match.
    pub words: Vec<String>,
    /// Its number in the archive; `None` for any.
    pub id: Option<i64>,
    /// Minimum number of articles.
    pub min_articles: u32,
    /// How sure they must be.
    pub sureness: Sureness,
    /// Places only: kinds wanted; empty for any.
    pub kinds: Vec<String>,
    /// Places only: country codes wanted; empty for any.
    pub countries: Vec<String>,
}

/// Which quotes are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuoteFilter {
    /// Words of the quote.
    pub words: Vec<String>,
    /// Speakers: a full name, a surname or an alias.
    pub speakers: Vec<String>,
    /// `direct`, `mixed`, `indirect`; empty for any.
    pub kinds: Vec<String>,
    /// How sure they must be.
    pub sureness: Sureness,
    /// First day wanted.
    pub from: Option<PartialDate>,
    /// Last day wanted.
    pub to: Option<PartialDate>,
}

/// Which captions are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaptionFilter {
    /// Words of the caption.
    pub words: Vec<String>,
    /// Part of photographer, agency or credit.
    pub credits: Vec<String>,
    /// Only captions shown more than once, in one page or in several.
    pub repeated: bool,
}

/// Which article is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArticleKey<'a> {
    /// Its number in the archive.
    Id(i64),
    /// Its address.
    Url(&'a str),
}
