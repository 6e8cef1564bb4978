//! How the lists answer a query: rows, counts, groups, pages, and what is said beside them.
//!
//! `arguments` has the flags, `list` prints a list, `groups` its groups, `notes` what is said on standard error, and `manual` the
//! language on one page.
//!
//! Invariant: rows go to standard output, whatever else is said to standard error, and remarks only where somebody looks on.

mod arguments;
mod groups;
mod list;
mod manual;
mod notes;

pub(super) use arguments::{AfterArgs, AnswerArgs, GroupArgs};
pub(super) use groups::print_groups;
pub(super) use list::{List, Rows};
pub(super) use manual::language;
