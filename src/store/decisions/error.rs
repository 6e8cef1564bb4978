//! Why a decision could not be made, in words for the archive's owner.
//!
//! Invariant: whoever is in doubt is named with the number by which they can be told apart.

use crate::store::error::StoreError;

/// Somebody or something that a word may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Number in the archive.
    pub id: i64,
    /// Name.
    pub name: String,
    /// What tells it from others of the name: a role, or what sort of place where; empty where nothing does.
    pub facts: String,
    /// Articles that mention it.
    pub articles: i64,
}

/// Why a decision could not be made.
#[derive(Debug, thiserror::Error)]
pub enum DecisionError {
    /// Nobody has that name.
    #[error("no {noun} is called {name}")]
    Unknown {
        /// `person`, `place` or `organisation`.
        noun: &'static str,
        /// The name asked for.
        name: String,
        /// Who has a part of the name.
        candidates: Vec<Candidate>,
    },
    /// Several have that name.
    #[error("more than one {noun} is called {name}")]
    Ambiguous {
        /// `person`, `place` or `organisation`.
        noun: &'static str,
        /// The name asked for.
        name: String,
        /// All of them.
        candidates: Vec<Candidate>,
    },
    /// The call makes no sense.
    #[error("{0}")]
    Senseless(String),
    /// There is no article of this number.
    #[error("no article {0}")]
    NoArticle(i64),
    /// There is no decision of this number that holds.
    #[error("no decision {0} holds")]
    NoDecision(i64),
    /// A line of an export cannot be read.
    #[error("line {line}: {message}")]
    Line {
        /// Number of the line, from 1.
        line: usize,
        /// What is wrong with it.
        message: String,
    },
    /// The archive cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// SQLite refuses, on the way to one of the others.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
}
