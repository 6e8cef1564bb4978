//! Who published the articles.
//!
//! Invariant: a publication goes by the name its pages give, without one by the host of their addresses.

use crate::query::error::QueryError;
use crate::query::filter::Window;
use crate::query::rows::SiteRow;
use crate::query::sql::statement::Conditions;
use crate::store::Archive;

/// Publications, those of most articles first.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn sites(archive: &Archive, window: Window) -> Result<Vec<SiteRow>, QueryError> {
    let mut conditions = Conditions::default();
    let sql = format!(
        "SELECT min(coalesce(site, host)), count(*), min(date), max(date), group_concat(DISTINCT language)
         FROM articles GROUP BY coalesce(site, host) COLLATE NOCASE ORDER BY 2 DESC, 1{}",
        conditions.window(window)
    );
    conditions.rows(archive, &sql, |row| {
        Ok(SiteRow {
            site: row.get(0)?,
            articles: row.get(1)?,
            first_date: row.get(2)?,
            last_date: row.get(3)?,
            languages: row.get(4)?,
        })
    })
}
