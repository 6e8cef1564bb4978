//! A statement that is ready to be run or explained.

use crate::query::sql::statement::Conditions;

/// A statement and its bound values.
pub(in crate::query) struct Prepared {
    /// The statement.
    pub(in crate::query) sql: String,
    /// The values.
    pub(in crate::query) conditions: Conditions,
}
