//! Lists of quotes and captions.
//!
//! Invariant: a quote comes with its article, a caption with the number of times it is shown.

use super::rows::{CaptionRow, QuoteRow, Share};
use crate::query::error::QueryError;
use crate::query::filter::{CaptionFilter, QuoteFilter, Window};
use crate::query::plan::compile;
use crate::query::plan::planner::{Planner, Scope};
use crate::query::sql::prepared::Prepared;
use crate::query::sql::sureness;
use crate::store::Archive;

/// Quotes, those of the newest articles first, in the order of the text.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn quotes(archive: &Archive, filter: &QuoteFilter, window: Window) -> Result<Vec<QuoteRow>, QueryError> {
    let Prepared { sql, conditions } = prepare_quotes(archive, filter, window)?;
    conditions.rows(archive, &sql, |row| {
        Ok(QuoteRow {
            id: row.get(0)?,
            date: row.get(1)?,
            speaker: row.get(2)?,
            speaker_text: row.get(3)?,
            cue: row.get(4)?,
            kind: row.get(5)?,
            text: row.get(6)?,
            article_id: row.get(7)?,
            headline: row.get(8)?,
            confidence: row.get::<_, Option<u16>>(9)?.map(Share::per_mille),
            doubtful: row.get(10)?,
        })
    })
}

/// The statement of [`quotes`].
pub(in crate::query) fn prepare_quotes(
    archive: &Archive,
    filter: &QuoteFilter,
    window: Window,
) -> Result<Prepared, QueryError> {
    let mut planner = Planner::new(archive, Scope::Quotes, window.is_few());
    require(&mut planner, filter)?;
    let mut conditions = planner.conditions;
    if let Some(after) = &filter.after {
        let (article, quote) = (conditions.bind(after.id), conditions.bind(after.row));
        let later = format!("(article.id > {article} OR (article.id = {article} AND quote.id > {quote}))");
        let later = match &after.date {
            Some(date) => {
                let date = conditions.bind(date.clone());
                format!("(article.date < {date} OR article.date IS NULL OR (article.date = {date} AND {later}))")
            }
            None => format!("article.date IS NULL AND {later}"),
        };
        conditions.require(later);
    }
    let is_sure = sureness::quote_is_sure();
    let sql = format!(
        "SELECT quote.id, article.date, person.name, quote.speaker_text, quote.cue, quote.kind, quote.text,
                article.id, article.headline, quote.confidence, NOT ({is_sure})
         FROM articles AS article JOIN quotes AS quote ON quote.article_id = article.id
              LEFT JOIN people AS person ON person.id = quote.speaker_id{}
         ORDER BY article.date DESC, article.id, quote.id{}",
        conditions.where_clause(),
        conditions.window(window)
    );
    Ok(Prepared { sql, conditions })
}

/// How many quotes there are.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn count_quotes(archive: &Archive, filter: &QuoteFilter) -> Result<u64, QueryError> {
    let mut planner = Planner::new(archive, Scope::Quotes, false);
    require(&mut planner, filter)?;
    let sql = format!(
        "SELECT count(*) FROM quotes AS quote JOIN articles AS article ON article.id = quote.article_id{}",
        planner.conditions.where_clause()
    );
    let counts = planner.conditions.rows(archive, &sql, |row| row.get::<_, i64>(0))?;
    Ok(counts.first().and_then(|count| u64::try_from(*count).ok()).unwrap_or(0))
}

/// What `filter` asks for. Who or what is asked for by name is shown however doubtful.
pub(in crate::query) fn require(planner: &mut Planner<'_>, filter: &QuoteFilter) -> Result<(), QueryError> {
    compile::require(planner, &filter.query)?;
    let by_name = filter.query.parts.iter().any(|part| compile::names_row(part, Scope::Quotes));
    sureness::require_quotes(&mut planner.conditions, filter.sureness, by_name);
    Ok(())
}

/// Captions, those shown most often first.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn captions(archive: &Archive, filter: &CaptionFilter, window: Window) -> Result<Vec<CaptionRow>, QueryError> {
    let Prepared { sql, conditions } = prepare_captions(archive, filter, window)?;
    conditions.rows(archive, &sql, |row| {
        Ok(CaptionRow {
            id: row.get(0)?,
            text: row.get(1)?,
            credit: row.get(2)?,
            photographer: row.get(3)?,
            agency: row.get(4)?,
            articles: row.get(5)?,
            occurrences: row.get(6)?,
            sha256: row.get(7)?,
        })
    })
}

/// The statement of [`captions`].
pub(in crate::query) fn prepare_captions(
    archive: &Archive,
    filter: &CaptionFilter,
    window: Window,
) -> Result<Prepared, QueryError> {
    let mut planner = Planner::new(archive, Scope::Captions, false);
    compile::require(&mut planner, &filter.query)?;
    let mut conditions = planner.conditions;
    if filter.repeated {
        conditions.require("caption.occurrences > 1".to_owned());
    }
    let sql = format!(
        "SELECT caption.id, caption.text, caption.credit, caption.photographer, caption.agency,
                caption.article_count, caption.occurrences, caption.sha256
         FROM captions AS caption{} ORDER BY caption.occurrences DESC, caption.id{}",
        conditions.where_clause(),
        conditions.window(window)
    );
    Ok(Prepared { sql, conditions })
}

/// How many captions there are.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn count_captions(archive: &Archive, filter: &CaptionFilter) -> Result<u64, QueryError> {
    let mut planner = Planner::new(archive, Scope::Captions, false);
    compile::require(&mut planner, &filter.query)?;
    if filter.repeated {
        planner.conditions.require("caption.occurrences > 1".to_owned());
    }
    let sql = format!("SELECT count(*) FROM captions AS caption{}", planner.conditions.where_clause());
    let counts = planner.conditions.rows(archive, &sql, |row| row.get::<_, i64>(0))?;
    Ok(counts.first().and_then(|count| u64::try_from(*count).ok()).unwrap_or(0))
}
