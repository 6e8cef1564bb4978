//! Articles of which the archive has several versions.

use rusqlite::Result;

use crate::query::articles::require_sites;
use crate::query::error::QueryError;
use crate::query::sql::statement::Conditions;
use crate::query::versions::vanished::VanishedFilter;
use crate::store::Archive;

/// The articles with several versions that match what `filter` asks of articles, those with the newest date first.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn several_versions(archive: &Archive, filter: &VanishedFilter) -> std::result::Result<Vec<i64>, QueryError> {
    let mut conditions = Conditions::default();
    conditions
        .require("article.id IN (SELECT article_id FROM sources GROUP BY article_id HAVING count(*) > 1)".to_owned());
    require_sites(&mut conditions, &filter.sites);
    conditions.require_dates("article.date", filter.from.as_ref(), filter.to.as_ref());
    let sql = format!(
        "SELECT article.id FROM articles AS article{} ORDER BY article.date DESC, article.id",
        conditions.where_clause()
    );
    conditions.rows(archive, &sql, |row| -> Result<i64> { row.get(0) })
}
