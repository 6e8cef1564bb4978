//! Whom a profile is of.
//!
//! Invariant: every question of a profile is about the same articles.

use crate::store::EntityKind;

/// Rows of a list in a profile.
pub(super) const LISTED: u32 = 10;

/// Quotes and articles of a profile.
pub(super) const LATEST: u32 = 5;

/// Whom a profile is of, and how sure its mentions must be.
pub(super) struct Subject {
    /// Which sort.
    pub(super) kind: EntityKind,
    /// Its number.
    pub(super) id: i64,
    /// Per mille.
    pub(super) least: u16,
    /// The least for everyone else.
    pub(super) bar: u16,
}

impl Subject {
    /// The articles that mention it, as a table `seen (article_id)`; `?1` is its number, `?2` how sure a mention must be.
    pub(super) fn seen(&self) -> String {
        let noun = self.kind.noun();
        format!(
            "WITH seen AS MATERIALIZED (SELECT DISTINCT article_id FROM {noun}_mentions
                                        WHERE {noun}_id = ?1 AND ifnull(confidence, 1000) >= ?2)"
        )
    }
}
