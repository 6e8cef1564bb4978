//! Articles that are like one: they share its rarer names.
//!
//! Invariant: names that very many articles share count for nothing, so that the work is bounded.

use std::collections::HashMap;

use super::names::NameOf;
use crate::query::error::QueryError;
use crate::query::sql::statement::Conditions;
use crate::store::Archive;

/// Names that are compared, the rarest first.
const COMPARED: usize = 12;

/// Names that an article has to share, of those that are compared.
const SHARED: usize = 3;

/// A name that more articles mention says little of any of them.
const MOST_ARTICLES: i64 = 2_000;

/// The articles that share three of the rarer names of article `id`, or all of them where it has fewer.
pub(super) fn like(archive: &Archive, id: i64) -> Result<Vec<i64>, QueryError> {
    let mut names: Vec<(i64, NameOf, i64)> = Vec::new();
    for of in [NameOf::Person, NameOf::Organisation, NameOf::Place] {
        let (noun, table) = of.words();
        let mut conditions = Conditions::default();
        let article = conditions.bind(id);
        let sql = format!(
            "SELECT entity.article_count, entity.id FROM {table} AS entity
             WHERE entity.id IN (SELECT {noun}_id FROM {noun}_mentions WHERE article_id = {article})
               AND entity.article_count BETWEEN 2 AND {MOST_ARTICLES}"
        );
        let found = conditions.rows(archive, &sql, |row| Ok((row.get(0)?, row.get(1)?)))?;
        names.extend(found.into_iter().map(|(articles, name): (i64, i64)| (articles, of, name)));
    }
    names.sort_by_key(|(articles, _, name)| (*articles, *name));
    names.truncate(COMPARED);
    let mut shared: HashMap<i64, usize> = HashMap::new();
    for (_, of, name) in &names {
        let noun = of.words().0;
        let mut conditions = Conditions::default();
        let name = conditions.bind(*name);
        let sql = format!("SELECT DISTINCT article_id FROM {noun}_mentions WHERE {noun}_id = {name}");
        for article in conditions.rows(archive, &sql, |row| row.get::<_, i64>(0))? {
            *shared.entry(article).or_default() += 1;
        }
    }
    shared.remove(&id);
    let least = SHARED.min(names.len()).max(1);
    let mut found: Vec<i64> =
        shared.into_iter().filter(|(_, count)| *count >= least).map(|(article, _)| article).collect();
    found.sort_unstable();
    Ok(found)
}
