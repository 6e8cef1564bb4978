//! Makes SQL of a query that is understood.
//!
//! A [`Query`](crate::query::language::Query) comes in, conditions with bound values go out. `matching` asks the full-text
//! indexes, `names` says whom a name means, `compile` puts conditions together, and the others say what the terms of quotes,
//! captions, mentions and articles are. The same conditions give rows, counts, groups and the plan that `--explain` shows.
//!
//! Invariant: what a person typed is bound, never part of the SQL.

mod articles;
mod captions;
pub(super) mod compile;
mod distance;
pub(super) mod doubtful;
mod like;
pub(super) mod matching;
mod mentions;
pub(super) mod names;
mod occurrences;
pub(super) mod planner;
mod quotes;
mod same;
