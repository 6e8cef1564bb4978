//! What is said beside the rows of an answer: groups and shares, whom a name means, why there is nothing, and how it was found.
//!
//! Invariant: everything is asked with the conditions that the rows come from.

mod ambiguous;
mod article_groups;
mod explained;
mod groups;
mod named;
mod near_names;
mod nothing;
pub(super) mod passages;
mod quote_groups;
mod scripts;
mod spread;
mod tallies;
mod timeline;

pub use ambiguous::{Ambiguous, ambiguous};
pub use article_groups::group_articles;
pub use explained::{Explained, explain_articles, explain_captions, explain_names, explain_quotes};
pub use groups::{GroupBy, merged_groups};
pub use nothing::why_nothing;
pub use quote_groups::group_quotes;
pub use timeline::timeline;
