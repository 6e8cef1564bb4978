//! Rows of time lines.
//!
//! Invariant: a row says what its count is a part of.

use serde::Serialize;

use super::share::Share;

/// How often a query is met in a month, a day or a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TimelineRow {
    /// The month, day or year.
    pub group: String,
    /// The query, as typed.
    pub query: String,
    /// Articles of that time that match it.
    pub count: i64,
    /// All articles of that time.
    pub of: i64,
    /// The first as a part of the second.
    pub share: Share,
    /// The second is so small that the share says little.
    pub thin: bool,
}
