//! Asks the archive: typed filters in, rows out.
//!
//! Invariant: read-only; filters are bound as parameters, never spliced into SQL, and no words make the full-text
//! index complain.

mod article;
mod articles;
mod decisions;
mod doubts;
mod dump;
mod entities;
mod error;
mod filter;
mod problems;
mod quotes;
mod reasons;
pub mod rows;
mod sayings;
pub mod sql;
mod stats;

pub use article::{article, article_id};
pub use articles::{articles, articles_plan, count_articles};
pub use decisions::decisions;
pub use doubts::{doubt, doubts};
pub use dump::dump;
pub use entities::{organisations, people, places};
pub use error::QueryError;
pub use filter::{ArticleFilter, ArticleKey, CaptionFilter, EntityFilter, QuoteFilter, Sort, Sureness, Window};
pub use problems::{ProblemFilter, problems};
pub use quotes::{captions, quotes};
pub use reasons::entity_reason;
pub use sayings::{quote_reason, variants};
pub use stats::stats;

#[cfg(test)]
mod tests;
