//! What a query asks for, as typed values.
//!
//! Invariant: plain data; words in it are words, never SQL.

use crate::query::language::Query;

/// In which order articles come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Newest first; undated last; then by id.
    #[default]
    Date,
    /// Best match of the words first.
    Relevance,
}

/// In which order articles come, and after which of them the list begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Order<'a> {
    /// The order.
    pub sort: Sort,
    /// The last row of the page before, where they come by date.
    pub after: Option<&'a After>,
}

impl From<Sort> for Order<'_> {
    fn from(sort: Sort) -> Self {
        Self { sort, after: None }
    }
}

/// The last row of a page of a list that comes by date: what comes after it is the next page, whatever is imported meanwhile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct After {
    /// The date of the article.
    pub date: Option<String>,
    /// The number of the article.
    pub id: i64,
}

impl After {
    /// Reads `2013-05-10,12`; nothing stands before the first comma where there is no date.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (date, id) = text.split_once(',')?;
        Some(Self { date: (!date.is_empty()).then(|| date.to_owned()), id: id.parse().ok()? })
    }

    /// As [`parse`](Self::parse) reads it.
    #[must_use]
    pub fn written(&self) -> String {
        format!("{},{}", self.date.as_deref().unwrap_or_default(), self.id)
    }
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

    /// Whether it ends so early that the first rows are found one after the other sooner than all of them at once.
    #[must_use]
    pub(in crate::query) fn is_few(self) -> bool {
        self.limit.is_some_and(|limit| limit.saturating_add(self.offset) <= Self::FEW)
    }

    /// Rows of a few pages.
    const FEW: u32 = 200;
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
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EntityFilter {
    /// Words of the name, and what is asked of the articles that mention it.
    pub query: Query,
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
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QuoteFilter {
    /// Words of the quote, who spoke, and what is asked of the article.
    pub query: Query,
    /// `direct`, `mixed`, `marked`, `indirect`: kinds of utterances; empty for any.
    pub kinds: Vec<String>,
    /// How sure they must be.
    pub sureness: Sureness,
}

/// Which captions are wanted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CaptionFilter {
    /// Words of the caption, whose picture it is, and what is asked of the articles that show it.
    pub query: Query,
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
