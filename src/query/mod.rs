//! Asks the archive: typed filters in, rows out.
//!
//! `filter` says what is wanted, `sql` turns it into statements, one file a question runs them, and [`rows`] is what
//! comes out.
//!
//! Invariant: read-only; filters are bound as parameters, never spliced into SQL, and no search words are a syntax error
//! of the full-text index.

mod alignment;
mod article;
mod articles;
mod copies;
mod decisions;
mod doubts;
mod dump;
mod entities;
mod error;
mod filter;
pub mod language;
mod problems;
mod quotes;
mod reasons;
pub mod rows;
mod sayings;
pub mod sql;
mod stats;
pub mod versions;

pub use article::{article, article_id};
pub use articles::{articles, articles_plan, count_articles};
pub use copies::{collapsed, copies};
pub use decisions::decisions;
pub use doubts::{doubt, doubts};
pub use dump::dump;
pub use entities::{organisations, people, places};
pub use error::QueryError;
pub use filter::{
    ArticleFilter, ArticleKey, CaptionFilter, Collapse, EntityFilter, QuoteFilter, Sort, Sureness, Window,
};
pub use problems::{ProblemFilter, problems};
pub use quotes::{captions, quotes};
pub use reasons::entity_reason;
pub use sayings::{quote_reason, variants};
pub use stats::stats;

#[cfg(test)]
mod tests;
