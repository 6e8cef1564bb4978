//! What a filter becomes in SQL: statements with bound parameters, words for the full-text index, how sure rows must be.

pub(super) mod prepared;
pub(super) mod statement;
pub(super) mod sureness;
