//! Lists of quotes and captions.
//!
//! Invariant: a quote comes with its article, a caption with the number of times it is shown.

use super::rows::{CaptionRow, QuoteRow, Share};
use crate::query::error::QueryError;
use crate::query::filter::{CaptionFilter, QuoteFilter, Window};
use crate::query::sql::statement::Conditions;
use crate::query::sql::sureness;
use crate::query::sql::words::{Wanted, wanted};
use crate::store::Archive;

/// Quotes, those of the newest articles first, in the order of the text.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn quotes(archive: &Archive, filter: &QuoteFilter, window: Window) -> Result<Vec<QuoteRow>, QueryError> {
    let mut conditions = Conditions::default();
    conditions.require_words("quote.id", "quote_search", &filter.words);
    for name in &filter.speakers {
        let named = conditions.is_name(name);
        conditions.require(format!("quote.speaker_id IN (SELECT person_id FROM person_names WHERE {named})"));
    }
    let by_name = !filter.words.is_empty() || !filter.speakers.is_empty();
    sureness::require_quotes(&mut conditions, filter.sureness, by_name);
    let is_sure = sureness::quote_is_sure();
    conditions.require_one_of("quote.kind", &filter.kinds);
    conditions.require_dates("article.date", filter.from.as_ref(), filter.to.as_ref());
    let sql = format!(
        "SELECT quote.id, article.date, person.name, quote.speaker_text, quote.cue, quote.kind, quote.text,
                article.id, article.headline, quote.confidence, NOT ({is_sure})
         FROM articles AS article JOIN quotes AS quote ON quote.article_id = article.id
              LEFT JOIN people AS person ON person.id = quote.speaker_id{}
         ORDER BY article.date DESC, article.id, quote.id{}",
        conditions.where_clause(),
        conditions.window(window)
    );
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

/// Captions, those shown most often first.
///
/// # Errors
///
/// Where the archive cannot be read.
pub fn captions(archive: &Archive, filter: &CaptionFilter, window: Window) -> Result<Vec<CaptionRow>, QueryError> {
    let mut conditions = Conditions::default();
    require_in_columns(&mut conditions, "text", &filter.words);
    for credit in &filter.credits {
        require_in_columns(&mut conditions, "credit photographer agency", std::slice::from_ref(credit));
    }
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

/// The words occur in the given columns of the caption index.
fn require_in_columns(conditions: &mut Conditions, columns: &str, words: &[String]) {
    match wanted(words) {
        Wanted::Anything => {}
        Wanted::Nothing => conditions.require("0".to_owned()),
        Wanted::Matching(expression) => {
            let expression = conditions.bind(format!("{{{columns}}} : ({expression})"));
            conditions.require(format!(
                "caption.id IN (SELECT rowid FROM caption_search WHERE caption_search MATCH {expression})"
            ));
        }
    }
}
