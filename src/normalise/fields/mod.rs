//! Reads one field off one line: `byline`, `dateline`, `credits` and `dates`.
//!
//! A line of text comes in; what it says goes out, or nothing where it is no such line. `person_names` and `pen_names` read
//! the names in them. Which lines are asked is for [`labels`](super::labels) and [`article`](super::article) to decide.
//!
//! Invariant: a parser sees its line and no other line of the page.

pub mod byline;
pub mod credits;
pub mod dateline;
pub mod dates;
pub(super) mod pen_names;
pub mod person_names;
