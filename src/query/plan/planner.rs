//! What conditions are made with: the values bound so far, the names looked up, and the list that they are for.
//!
//! Invariant: a name is looked up once.

use std::collections::HashMap;

use super::names::{NameOf, candidates};
use crate::query::error::QueryError;
use crate::query::language::Name;
use crate::query::rows::NameRow;
use crate::query::sql::statement::Conditions;
use crate::store::Archive;

/// Which list is asked for: what bare words are looked for in, and which terms are of the row itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::query) enum Scope {
    /// `article` is the row.
    Articles,
    /// `quote` is the row, beside its `article`.
    Quotes,
    /// `caption` is the row; there is no article.
    Captions,
    /// `entity` is the row; there is no article.
    Names(NameOf),
}

/// Makes conditions for one list.
pub(in crate::query) struct Planner<'a> {
    pub(super) archive: &'a Archive,
    /// The values bound so far, and the conditions.
    pub(in crate::query) conditions: Conditions,
    pub(super) scope: Scope,
    /// Whether only the first rows by date are wanted, so that what very many articles have is not gathered as a whole.
    pub(super) few: bool,
    found: HashMap<(NameOf, Name), Vec<NameRow>>,
}

/// Whoever is in more articles than this is found fastest by going through the newest articles until the window is
/// full; whoever is in fewer, by sorting all of them. At 200,000 articles and a window of 20 the two cost the same at
/// the root of their product.
pub(super) const COMMON_ARTICLES: i64 = 2_000;

impl<'a> Planner<'a> {
    /// A planner for a list of which `few` rows are wanted.
    pub(in crate::query) fn new(archive: &'a Archive, scope: Scope, few: bool) -> Self {
        Self { archive, conditions: Conditions::default(), scope, few, found: HashMap::new() }
    }

    /// Who or what is called `name`.
    pub(in crate::query) fn called(&mut self, of: NameOf, name: &Name) -> Result<Vec<NameRow>, QueryError> {
        let key = (of, name.clone());
        if let Some(found) = self.found.get(&key) {
            return Ok(found.clone());
        }
        let found = candidates(self.archive, of, name)?;
        self.found.insert(key, found.clone());
        Ok(found)
    }

    /// Whether what so many articles have is looked for from the newest article on.
    pub(super) fn is_common(&self, articles: i64) -> bool {
        self.few && articles > COMMON_ARTICLES
    }

    /// Binds a value.
    pub(super) fn bind(&mut self, value: impl Into<rusqlite::types::Value>) -> String {
        self.conditions.bind(value)
    }
}
