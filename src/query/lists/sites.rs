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
    // Two indexes have all that is counted, those of a publication next to each other.
    let sql = format!(
        "SELECT min(name), sum(articles), min(first), max(last), group_concat(DISTINCT language) FROM (
             SELECT min(site) AS name, language, count(*) AS articles, min(date) AS first, max(date) AS last
             FROM articles WHERE site IS NOT NULL GROUP BY site COLLATE NOCASE, language
             UNION ALL
             SELECT min(host), language, count(*), min(date), max(date)
             FROM articles INDEXED BY articles_without_site WHERE site IS NULL GROUP BY host COLLATE NOCASE, language)
         GROUP BY name COLLATE NOCASE ORDER BY 2 DESC, 1{}",
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
