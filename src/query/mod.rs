//! Asks the archive: typed filters in, rows out.
//!
//! [`language`] understands what a person types, `filter` says what else is wanted, `plan` makes conditions of a query and `sql`
//! statements of conditions, one file a question runs them, and [`rows`] is what comes out.
//!
//! Invariant: read-only; filters are bound as parameters, never spliced into SQL, and no search words are a syntax error
//! of the full-text index.

mod alignment;
pub mod answers;
mod article;
mod articles;
mod captions;
mod copies;
mod decisions;
mod doubts;
mod dump;
mod entities;
mod error;
pub mod export;
mod filter;
pub mod language;
mod lists;
pub mod lookup;
mod plan;
mod problems;
mod profile;
mod quotes;
mod reasons;
pub mod rows;
mod sayings;
pub mod sql;
mod stats;
pub mod versions;

pub use article::{article, article_id};
pub use articles::{article_ids, articles, count_articles, each_article};
pub use captions::{captions, count_captions};
pub use copies::{collapsed, copies};
pub use decisions::decisions;
pub use doubts::{doubt, doubts, doubts_among};
pub use dump::dump;
pub use entities::{count_names, most_quoted, organisations, people, places};
pub use error::QueryError;
pub use filter::{
    After, ArticleKey, CaptionFilter, Collapse, EntityFilter, Order, QuoteFilter, Sort, Sureness, Window,
};
pub use language::{Flag, LanguageFault, Query};
pub use lists::{Centre, PlacePoint, authors, near, place_numbered, places_called, sites};
pub use problems::{ProblemFilter, problems};
pub use profile::rows::{CaptionProfile, Companion, Month, Profile, RoleSpan, Said, Sighting, Whereabouts};
pub use profile::{caption_profile, profile, profiles};
pub use quotes::{count_quotes, count_quotes_up_to, each_quote, quotes};
pub use reasons::entity_reason;
pub use sayings::{differences, quote_reason, variants};
pub use stats::{head_count, stats};

#[cfg(test)]
mod tests;
